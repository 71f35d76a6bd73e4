package dev.waymark.lti.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void readsEverythingThatJsonHas() throws Exception {
        assertThat(Json.object(" {\"a\" : [1, -2.5e3, true, false, \"x\\n\\u00e9\\/\"], \"b\": {}, \"c\": null} "))
                .isEqualTo(Map.of(
                        "a",
                        List.of(new BigDecimal("1"), new BigDecimal("-2.5e3"), true, false, "x\né/"),
                        "b",
                        Map.of()));
    }

    @Test
    void refusesWhatTwoReadersCouldReadInTwoWays() {
        for (String text : List.of(
                "{\"a\":1,\"a\":2}",
                "{\"a\":null,\"a\":2}",
                "{\"b\":{\"a\":1,\"\\u0061\":2}}",
                "{\"a\":1}{",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u00g0\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"a\":tru}",
                "{\"a\":1e9999}",
                "{\"a\"",
                "[]",
                "")) {
            assertThatThrownBy(() -> Json.object(text)).as(text).isInstanceOf(Json.Malformed.class);
        }
    }

    @Test
    void readsWhatLiesBeyondTheFirstPlane() throws Exception {
        assertThat(Json.object("{\"a\":\"\\ud83d\\ude00\"}")).isEqualTo(Map.of("a", "\ud83d\ude00"));
    }

    @Test
    void refusesToGoDeeperThanAnyTokenDoes() {
        String deep = "{\"a\":" + "[".repeat(100_000);
        assertThatThrownBy(() -> Json.object(deep)).hasMessageContaining("nested deeper than 32");
    }
}
