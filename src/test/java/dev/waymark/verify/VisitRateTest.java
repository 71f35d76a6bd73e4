package dev.waymark.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class VisitRateTest {

    private Instant now = Instant.parse("2026-11-26T10:00:00Z");

    private final VisitRate rate = new VisitRate(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void oneAddressMayAskSoOftenInAMinuteAndAgainInTheNext() {
        HttpRequest<?> request = HttpRequest.GET("/credential/check");
        for (int i = 0; i < VisitRate.MOST; i++) {
            assertThat(rate.allows(request)).isTrue();
        }
        assertThat(rate.allows(request)).isFalse();
        now = now.plusSeconds(60);
        assertThat(rate.allows(request)).isTrue();
    }
}
