package dev.waymark.lti.ags;

import dev.waymark.lti.core.ScoreMessage;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Posts scores to a platform's line items (AGS 2.0, 3.4). */
public interface Scores {

    /**
     * Posts one score. Never throws for what a platform or a network can do.
     *
     * @param lineItem as the platform gave it, query and all
     */
    Answer post(TenantId tenant, RegistrationId registration, String deploymentId, URI lineItem, Score score);

    /**
     * A final score: activity completed, fully graded. Others are not sent, because platforms clear grades on them.
     *
     * @param given 0 or more
     * @param maximum above 0
     * @param timestamp rises by a second or more for each line item and user
     * @param submission for Canvas
     */
    record Score(
            String userId,
            double given,
            double maximum,
            Optional<String> comment,
            Instant timestamp,
            Optional<ScoreMessage.Submission> submission) {

        /** A score of which the platform needs to know no more. */
        public Score(String userId, double given, double maximum, Optional<String> comment, Instant timestamp) {
            this(userId, given, maximum, comment, timestamp, Optional.empty());
        }
    }

    /** Why a platform will not take a score. */
    enum Why {
        /** The course is over: Canvas. */
        CONCLUDED,
        /** The column takes scores of nobody: locked, not published, or without grades. */
        COLUMN_CLOSED,
        /** Not enrolled, or no student. */
        NOT_GRADABLE,
        /** There is no such column any more. */
        GONE,
        /** We have not the right, or not the address. */
        NOT_ALLOWED,
        OTHER
    }

    /** What the platform answered. */
    sealed interface Answer {
        /** It has the score. */
        record Accepted() implements Answer {}

        /** 409: it already has one as new or newer. */
        record AlreadyNewer() implements Answer {}

        /** It will not take it, now or later: not gradable, deleted, concluded, scope not granted. */
        record Refused(int status, Why why, String detail) implements Answer {
            public Refused(int status, String detail) {
                this(status, Why.OTHER, detail);
            }
        }

        /** It may take it later. */
        record TryLater(Optional<Duration> after, String detail) implements Answer {}
    }
}
