package dev.waymark.lti;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of day, and what a test adds to it. */
@Singleton
@Replaces(Clock.class)
@Requires(property = "waymark.test.clock", value = "true")
public class SettableClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    public void ahead(Duration howFar) {
        ahead = howFar;
    }

    public void advance(Duration further) {
        ahead = ahead.plus(further);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a test clock stays in UTC");
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }
}
