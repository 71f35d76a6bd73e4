package dev.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrandTest {

    @Test
    void measuresContrastAsWcagDoes() {
        assertThat(Brand.contrast(0x000000, 0xffffff)).isEqualTo(21);
        assertThat(Brand.contrast(0x777777, 0xffffff)).isBetween(4.47, 4.49);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0374b5", "008ee2", "b31b1b", "003366", "8c1515", "2d3b45", "e13a32"})
    void isReadableInLightAndInDarkWhateverThePlatformsColour(String told) {
        String css = Brand.css(told).orElseThrow();
        var tones = Pattern.compile("#([0-9a-f]{6})")
                .matcher(css)
                .results()
                .map(found -> Integer.parseInt(found.group(1), 16))
                .toList();

        assertThat(tones).hasSize(4);
        for (int light : new int[] {tones.get(0), tones.get(2)}) {
            for (int beside : new int[] {0xffffff, 0xe6f2f3}) {
                assertThat(Brand.contrast(light, beside)).as("%06x", light).isGreaterThanOrEqualTo(4.5);
            }
        }
        for (int dark : new int[] {tones.get(1), tones.get(3)}) {
            for (int beside : new int[] {0x12191c, 0x14333a, 0x07282d}) {
                assertThat(Brand.contrast(dark, beside)).as("%06x", dark).isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffff00", "ffffff", "ffd700"})
    void leavesAloneAColourThatWouldNotBeThePlatformsAnyMore(String told) {
        assertThat(Brand.css(told)).isEmpty();
        assertThat(Brand.address(told)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "#12345", "0374b5;}body{display:none", "url(https://x.example)", ""})
    void takesNothingButAColour(String told) {
        assertThat(Brand.colour(told)).isEmpty();
    }

    @Test
    void readsShortAndLongColours() {
        assertThat(Brand.colour("#FA0")).contains("ffaa00");
        assertThat(Brand.colour(" #0374B5 ")).contains("0374b5");
    }
}
