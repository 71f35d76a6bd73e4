package dev.waymark.grading;

import java.time.Duration;

/**
 * How long to leave a platform in peace after it could not take a score: up to 5 seconds, doubled with each try up to an
 * hour, and anything between a second and that at random ("full jitter"), so that orders that failed together do not come
 * back together.
 */
final class Backoff {

    private static final long FIRST_MILLIS = 5_000;
    private static final long SHORTEST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();

    private Backoff() {}

    /**
     * @param attempts tries so far, 1 or more
     * @param chance 0 up to 1
     */
    static Duration after(int attempts, double chance) {
        long whole = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(Math.max(attempts, 1) - 1, 20));
        return Duration.ofMillis(Math.max(SHORTEST_MILLIS, (long) (whole * (1 - chance))));
    }
}
