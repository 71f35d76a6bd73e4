package dev.waymark.grading;

import dev.waymark.lti.ags.Results;
import dev.waymark.lti.ags.Results.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at what a course shows before a score is sent, for the length of one run. One person's result is asked for alone;
 * where many of a column wait, the whole column is read once and believed for a minute.
 */
final class LookBefore {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Results results;
    private final Clock clock;
    private final Map<String, Read> read = new HashMap<>();

    LookBefore(Results results, Clock clock) {
        this.results = results;
        this.clock = clock;
    }

    private record Read(Answer answer, Instant at) {}

    /**
     * @param many true if many scores of this column wait
     */
    Answer at(Column column, boolean many) {
        if (!many) {
            return now(column);
        }
        Read last = read.get(column.key().lineItemHash());
        if (last == null || last.at().plus(FRESH).isBefore(clock.instant())) {
            Answer whole = results.of(
                    column.key().tenant(),
                    column.registration(),
                    column.deploymentId(),
                    column.lineItem(),
                    Optional.empty());
            last = new Read(whole, clock.instant());
            read.put(column.key().lineItemHash(), last);
        }
        // A column that is too large to be read at once is read person by person.
        return last.answer() instanceof Answer.Shown ? last.answer() : now(column);
    }

    /** One person's result, as it is this moment. */
    Answer now(Column column) {
        return results.of(
                column.key().tenant(),
                column.registration(),
                column.deploymentId(),
                column.lineItem(),
                Optional.of(column.subject()));
    }
}
