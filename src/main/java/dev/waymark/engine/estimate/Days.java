package dev.waymark.engine.estimate;

import java.time.Instant;

/** Instants as days, which the half-life is in. */
final class Days {

    private Days() {}

    /** Days since 1970, good to a microsecond. */
    static double of(Instant instant) {
        return (instant.getEpochSecond() + instant.getNano() / 1e9) / 86_400;
    }
}
