package dev.waymark.admin;

import java.util.List;
import java.util.Optional;

/**
 * Canvas Live Events of one source.
 *
 * @param source name of the source
 * @param hosts as entered; blank if nothing is entered yet
 * @param address shown once, just after it was made
 * @param problem what was wrong with what was entered, a sentence
 * @param last when the last event was taken, a sentence; empty before any Canvas may send
 * @param refused what was refused last and why, a sentence
 */
public record CanvasPage(
        String source,
        String label,
        boolean entered,
        String hosts,
        String keys,
        boolean bySis,
        List<Platform> platforms,
        Optional<String> address,
        Optional<String> problem,
        Optional<String> last,
        Optional<String> refused,
        String said) {

    public CanvasPage {
        platforms = List.copyOf(platforms);
    }

    public record Platform(String id, String name) {}
}
