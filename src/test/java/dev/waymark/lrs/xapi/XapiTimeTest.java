package dev.waymark.lrs.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XapiTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.6Z, 2026-01-02T03:04:05.600Z",
        "2026-01-02T03:04:05.678901Z, 2026-01-02T03:04:05.678901Z",
        "2026-01-02T03:04:05.678901234Z, 2026-01-02T03:04:05.678901Z",
        "2026-01-02T03:04:05.678+00:00, 2026-01-02T03:04:05.678Z",
        "2026-01-02T03:04:05-00:00, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05+02:00, 2026-01-02T01:04:05Z",
        "2026-01-02T03:04:05+0200, 2026-01-02T01:04:05Z",
        "2026-01-31T23:59:59Z, 2026-01-31T23:59:59Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "2026-01-02T03:04:05, 2026-01-02T03:04:05Z",
        "1969-12-28T23:59:59.5Z, 1969-12-28T23:59:59.500Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z"
    })
    void readsWhatLrssWrite(String text, Instant expected) {
        assertThat(XapiTime.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-13-02T03:04:05Z",
                "2026-01-02T24:61:05Z",
                "2026-02-30T03:04:05Z",
                "2026-02-29T03:04:05+01:00",
                "2026-04-31T03:04:05",
                "2026-01-02T03:04:0xZ",
                "2026-01-02 03:04:05Z",
                "2026-01-02T03:04:05.67x901Z"
            })
    void takesNothingElseForATime(String text) {
        assertThat(XapiTime.parse(text)).isEmpty();
    }

    @Test
    void writesTimesSoThatNoPlusSignIsLost() {
        assertThat(XapiTime.format(Instant.parse("2026-01-02T03:04:05.123456789Z")))
                .isEqualTo("2026-01-02T03:04:05.123456Z");
    }
}
