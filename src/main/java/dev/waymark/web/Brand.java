package dev.waymark.web;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * A platform's colour as our accent, measured before it is used: 4.5:1 (WCAG 2.2, 1.4.3) against our paper, our wash and
 * the text that stands on it, in light and in dark. A colour that lacks a little is walked towards black or white until
 * it has enough; one that would have to walk far would not be the platform's any more, and ours stays.
 */
public final class Brand {

    private static final double ENOUGH = 4.5;
    private static final int FURTHEST = 45;
    private static final Pattern HEX = Pattern.compile("#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})");

    // As in tokens.css: paper, wash, on-accent.
    private static final int[] LIGHT = {0xffffff, 0xe6f2f3, 0xffffff};
    private static final int[] DARK = {0x12191c, 0x14333a, 0x07282d};

    private Brand() {}

    /** The colour as six lower-case hexadecimal digits, if it is one. */
    public static Optional<String> colour(String text) {
        var found = HEX.matcher(text.strip());
        if (!found.matches()) {
            return Optional.empty();
        }
        String digits = found.group(1).toLowerCase(Locale.ROOT);
        return Optional.of(digits.length() == 6 ? digits : digits.replaceAll("(.)", "$1$1"));
    }

    /** The address of the style sheet of a colour, if it can be our accent. */
    public static Optional<String> address(String colour) {
        return colour(colour).filter(digits -> css(digits).isPresent()).map(digits -> "/brand/" + digits + ".css");
    }

    /** The style sheet; empty if the colour cannot be our accent. People who ask for more contrast keep ours. */
    static Optional<String> css(String digits) {
        int colour = Integer.parseInt(digits, 16);
        OptionalInt light = walk(colour, 0x000000, tone -> readable(tone, LIGHT));
        OptionalInt dark = walk(colour, 0xffffff, tone -> readable(tone, DARK));
        if (light.isEmpty() || dark.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "@media (prefers-contrast: no-preference) { :root { --accent: light-dark(%s, %s); --accent-strong: light-dark(%s, %s) } }\n"
                        .formatted(
                                hex(light.getAsInt()),
                                hex(dark.getAsInt()),
                                hex(mix(light.getAsInt(), 0x000000, 25)),
                                hex(mix(dark.getAsInt(), 0xffffff, 35))));
    }

    private static OptionalInt walk(int colour, int towards, IntPredicate enough) {
        for (int percent = 0; percent <= (towards == 0 ? FURTHEST : 90); percent++) {
            int tone = mix(colour, towards, percent);
            if (enough.test(tone)) {
                return OptionalInt.of(tone);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean readable(int tone, int[] beside) {
        for (int other : beside) {
            if (contrast(tone, other) < ENOUGH) {
                return false;
            }
        }
        return true;
    }

    /** WCAG 2.2, contrast ratio: 1 to 21. */
    static double contrast(int one, int other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + .05) / (Math.min(first, second) + .05);
    }

    private static double luminance(int colour) {
        return .2126 * linear(colour >> 16 & 255) + .7152 * linear(colour >> 8 & 255) + .0722 * linear(colour & 255);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= .04045 ? share / 12.92 : Math.pow((share + .055) / 1.055, 2.4);
    }

    private static int mix(int colour, int towards, int percent) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = colour >> shift & 255;
            int to = towards >> shift & 255;
            mixed |= Math.round(from + (to - from) * percent / 100f) << shift;
        }
        return mixed;
    }

    private static String hex(int colour) {
        return "#%06x".formatted(colour);
    }
}
