package dev.waymark.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MicrosTest {

    @Test
    void keepsMicroseconds() {
        Instant when = Instant.parse("2026-11-23T12:34:56.789012Z");
        assertThat(Micros.toInstant(Micros.of(when))).isEqualTo(when);
    }

    @Test
    void keepsInstantsBefore1970() {
        Instant when = Instant.parse("1969-12-31T23:59:59.000001Z");
        assertThat(Micros.toInstant(Micros.of(when))).isEqualTo(when);
    }
}
