package dev.waymark.grading;

import dev.waymark.lti.ags.Scores.Why;
import dev.waymark.lti.core.ResultItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order on its way.
 *
 * @param order as it was claimed
 * @param ours scores that the course may show as ours
 * @param firstAt when this learner's first score of the column left
 * @param many true if many of the same column wait
 */
record Sending(Column column, Order order, List<Double> ours, Instant firstAt, boolean many) {

    Sending {
        ours = List.copyOf(ours);
    }

    /** What became of it. */
    sealed interface End {
        /** The platform has it: it said so, or shows it. */
        record Taken() implements End {}

        /** The platform has something newer, and does not say what. */
        record Newer() implements End {}

        record NotTaken(int status, Why why, String detail) implements End {}

        record Later(Optional<Duration> after, String detail) implements End {}

        /** The course shows a grade of somebody else's, or ours is gone. */
        record Held(CourseShows shows) implements End {}

        /** The course has an older one of ours under a later timestamp. */
        record Restamp(Instant after) implements End {}
    }

    /**
     * @param result what the course shows, if it was read
     * @param read true if it was read, whether or not there is a result
     */
    record Ended(End end, Optional<ResultItem> result, boolean read) {
        static Ended unread(End end) {
            return new Ended(end, Optional.empty(), false);
        }
    }
}
