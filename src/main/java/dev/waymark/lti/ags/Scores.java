package dev.waymark.lti.ags;

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
     */
    record Score(String userId, double given, double maximum, Optional<String> comment, Instant timestamp) {}

    /** What the platform answered. */
    sealed interface Answer {
        /** It has the score. */
        record Accepted() implements Answer {}

        /** 409: it already has one as new or newer. */
        record AlreadyNewer() implements Answer {}

        /** It will not take it, now or later: not gradable, deleted, concluded, scope not granted. */
        record Refused(int status, String detail) implements Answer {}

        /** It may take it later. */
        record TryLater(Optional<Duration> after, String detail) implements Answer {}
    }
}
