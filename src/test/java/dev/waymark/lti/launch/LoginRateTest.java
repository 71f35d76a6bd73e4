package dev.waymark.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.core.Reason;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginRateTest {

    private static final InetSocketAddress CAMPUS = new InetSocketAddress("192.0.2.1", 50_000);
    private static final InetSocketAddress ELSEWHERE = new InetSocketAddress("192.0.2.2", 50_000);

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC);

    @Test
    void stopsAnAddressThatBeginsTooManyAndNoOther() {
        var rate = new LoginRate(2, clock);
        assertThat(rate.allows(CAMPUS)).isTrue();
        assertThat(rate.allows(CAMPUS)).isTrue();
        assertThat(rate.allows(CAMPUS)).isFalse();
        assertThat(rate.allows(ELSEWHERE)).isTrue();
    }

    @Test
    void countsAnewEachMinute() {
        var moved = new Clock[] {clock};
        var rate = new LoginRate(1, new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return moved[0].instant();
            }
        });
        assertThat(rate.allows(CAMPUS)).isTrue();
        assertThat(rate.allows(CAMPUS)).isFalse();
        moved[0] = Clock.offset(clock, Duration.ofMinutes(1));
        assertThat(rate.allows(CAMPUS)).isTrue();
    }

    @Test
    void isAnswered429() {
        assertThat(LaunchRefusals.status(Reason.TOO_MANY_LOGINS).getCode()).isEqualTo(429);
    }
}
