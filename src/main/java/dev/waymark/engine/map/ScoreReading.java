package dev.waymark.engine.map;

import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.engine.model.ScaledRange;
import dev.waymark.engine.model.StatementFacts.Result;

/**
 * What the score of a result says.
 *
 * <p>{@code raw} between {@code min} (0 if absent) and {@code max} is read first: its meaning is the same everywhere.
 * {@code scaled} is read only where {@code raw} or {@code max} is missing, because its meaning is not: most sources
 * write 0 to 1, Moodle's logstore_xapi writes -1 to 1 since February 2025, so that half of the points are {@code 0}. A
 * negative {@code scaled} can only be of the second kind and is read as {@code (s+1)/2}; any other is read as written.
 * The limit of this rule: from a source of the second kind that sends {@code scaled} alone, scores in the upper half
 * are read too low, unless its rule or a choice for the activity says which kind it is.
 *
 * <p>A raw score up to a tenth of the range above {@code max} is extra credit and reads as full marks; anything further
 * out contradicts its own range and is not guessed at.
 */
sealed interface ScoreReading {

    /**
     * @param share of the range, 0 to 1
     * @param scaledContradicts true if {@code scaled} agrees with it in neither convention
     */
    record Readable(double share, boolean scaledContradicts) implements ScoreReading {}

    record Unreadable(Why why) implements ScoreReading {}

    double EXTRA_CREDIT = 0.1;
    /** Sources round {@code scaled} to two decimals. */
    double ROUNDING = 0.01;

    static ScoreReading of(Result result) {
        return of(result, ScaledRange.AUTO);
    }

    /**
     * @param range what the source means by {@code scaled}
     */
    static ScoreReading of(Result result, ScaledRange range) {
        if (result.raw().isPresent() && result.max().isPresent()) {
            return ofRaw(result, result.raw().getAsDouble(), result.max().getAsDouble());
        }
        if (result.scaled().isPresent()) {
            double scaled = result.scaled().getAsDouble();
            if (!(scaled >= (range == ScaledRange.ZERO_TO_ONE ? 0 : -1) && scaled <= 1)) {
                return new Unreadable(Why.SCORE_OUT_OF_RANGE);
            }
            boolean aroundZero = range == ScaledRange.MINUS_ONE_TO_ONE || scaled < 0;
            return new Readable(aroundZero ? (scaled + 1) / 2 : scaled, false);
        }
        boolean onlySuccess = result.raw().isEmpty() && result.success().isPresent();
        return new Unreadable(onlySuccess ? Why.SUCCESS_WITHOUT_MARK : Why.NOTHING_TO_READ);
    }

    private static ScoreReading ofRaw(Result result, double raw, double max) {
        double min = result.min().orElse(0);
        double share = (raw - min) / (max - min);
        if (!(max > min) || !(share >= 0 && share <= 1 + EXTRA_CREDIT)) {
            return new Unreadable(Why.SCORE_OUT_OF_RANGE);
        }
        boolean contradicted = result.scaled().isPresent()
                && !agrees(result.scaled().getAsDouble(), share)
                && !agrees(result.scaled().getAsDouble(), raw / max)
                && !agrees((result.scaled().getAsDouble() + 1) / 2, share);
        return new Readable(Math.min(1, share), contradicted);
    }

    private static boolean agrees(double one, double other) {
        return Math.abs(one - other) <= ROUNDING;
    }
}
