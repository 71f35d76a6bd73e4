package dev.waymark.home;

import java.util.List;
import java.util.Optional;

/**
 * Every statement about the learner, counted or not.
 *
 * @param newest where the first page is; empty on the first page
 */
public record EvidencePage(
        String answer,
        String objections,
        List<Filter> filters,
        List<Row> rows,
        Optional<String> newest,
        Optional<String> older) {

    public EvidencePage {
        filters = List.copyOf(filters);
        rows = List.copyOf(rows);
    }

    /** A way to see fewer of them. */
    public record Filter(String text, String href, boolean here) {}

    /**
     * @param source of the statement; empty text where all that are shown have the same
     * @param seen what the statement shows; empty text if it counts for nothing
     * @param counts what it counts for, a line each; empty if it does not count
     * @param note why it does not count, or how it was read; may be empty text
     * @param suggested true if it counts by a suggestion of ours
     * @param objection where the reader says that it is not so; empty for observations of our own
     */
    public record Row(
            String when,
            String what,
            String verb,
            String source,
            String seen,
            List<String> counts,
            String note,
            Optional<String> instead,
            boolean suggested,
            Optional<String> objection) {}
}
