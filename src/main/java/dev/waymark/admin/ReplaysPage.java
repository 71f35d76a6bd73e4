package dev.waymark.admin;

import java.util.List;
import java.util.Optional;

/**
 * The ledger made anew, as an administrator sees it.
 *
 * @param said what was just done, as a key; blank if nothing was
 * @param running the one that is under way
 * @param sources whose statements can be read again; the first is for all
 * @param before those that are over, newest first
 */
public record ReplaysPage(
        String said, Optional<Running> running, List<LedgerPage.Option> sources, List<Line> before, String poll) {

    public ReplaysPage {
        sources = List.copyOf(sources);
        before = List.copyOf(before);
    }

    /** @param share 0 to 1, below 0 while nobody knows */
    public record Running(String text, double share) {}

    /**
     * @param how all that is known of what it did, a sentence each
     * @param failed true if it was given up
     */
    public record Line(String when, String of, String by, List<String> how, boolean failed) {
        public Line {
            how = List.copyOf(how);
        }
    }
}
