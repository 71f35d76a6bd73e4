package dev.waymark.instructor;

import java.util.List;
import java.util.Optional;

/**
 * Who is on the course's own list and has not opened Waymark, with how the reading of that list stands; all in words.
 *
 * @param answer how many they are; blank if the list was never read to its end
 * @param finished true if somebody waited for the list, and it has been read
 * @param range which of how many names are shown; blank if all are
 * @param readAction where to ask for the list; empty while it is read, or where the platform offers none
 */
public record ListPage(
        String csrf,
        String back,
        String answer,
        String state,
        Optional<Going> going,
        boolean finished,
        List<String> names,
        String range,
        Optional<String> before,
        Optional<String> after,
        Optional<String> readAction) {

    public ListPage {
        names = List.copyOf(names);
    }

    /**
     * @param share from 0 to 1; below 0 if nobody knows
     * @param poll where this page is
     */
    public record Going(String text, double share, String poll) {}
}
