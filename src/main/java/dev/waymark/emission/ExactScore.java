package dev.waymark.emission;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * {@code result.score} with the figures that there are, as decimals. jxapi's own score is four floats, in which what is
 * absent reads as zero and 0.1 does not survive; it is never used.
 *
 * @param min below {@code max}
 * @param raw {@code min} to {@code max}
 */
record ExactScore(double raw, double min, double max) {

    private static final int PLACES = 4;

    ExactScore {
        if (!(min < max && raw >= min && raw <= max)) {
            throw new IllegalArgumentException(
                    "a score lies within its range (xAPI 1.0.3 Data 2.4.5.1), found %s in %s to %s"
                            .formatted(raw, min, max));
        }
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("scaled", decimal((raw - min) / (max - min)));
        json.addProperty("raw", decimal(raw));
        json.addProperty("min", decimal(min));
        json.addProperty("max", decimal(max));
        return json;
    }

    /** Four decimals at most, no exponent. */
    static BigDecimal decimal(double number) {
        BigDecimal stripped = BigDecimal.valueOf(number)
                .setScale(PLACES, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
