package dev.waymark.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.map.ScoreReading.Readable;
import dev.waymark.engine.map.ScoreReading.Unreadable;
import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.engine.model.StatementFacts.Result;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScoreReadingTest {

    private static final double NONE = Double.NaN;

    @Test
    void readsRawWithinItsRangeFirst() {
        assertShare(of(NONE, 6.67, 0, 10), 0.667, false);
        assertShare(of(NONE, 3, 1, 5), 0.5, false);
        assertShare(of(NONE, 3, NONE, 4), 0.75, false);
    }

    @Test
    void aScaledScoreThatAgreesInEitherConventionIsNoContradiction() {
        assertShare(of(0.667, 6.67, 0, 10), 0.667, false);
        assertShare(of(0.33334, 6.66667, 0, 10), 0.666667, false);
        assertShare(of(0, 5, 0, 10), 0.5, false);
        assertShare(of(0.6, 3, 1, 5), 0.5, false);
    }

    @Test
    void notesAScaledScoreThatAgreesInNeither() {
        assertShare(of(0.9, 5, 0, 10), 0.5, true);
    }

    @Test
    void readsScaledOnlyWhereRawOrMaxIsMissing() {
        assertShare(of(0.6, NONE, NONE, NONE), 0.6, false);
        assertShare(of(-0.5, NONE, NONE, NONE), 0.25, false);
        assertShare(of(0.6, 12, NONE, NONE), 0.6, false);
    }

    @Test
    void rawWithoutMaxSaysNothing() {
        assertThat(ScoreReading.of(of(NONE, 0, NONE, NONE))).isEqualTo(new Unreadable(Why.NOTHING_TO_READ));
    }

    @Test
    void refusesWhatLiesOutsideItsRangeButAllowsALittleExtraCredit() {
        assertShare(of(NONE, 10.5, 0, 10), 1, false);
        assertThat(ScoreReading.of(of(NONE, 12, 0, 10))).isEqualTo(new Unreadable(Why.SCORE_OUT_OF_RANGE));
        assertThat(ScoreReading.of(of(NONE, -1, 0, 10))).isEqualTo(new Unreadable(Why.SCORE_OUT_OF_RANGE));
        assertThat(ScoreReading.of(of(NONE, 0, 0, 0))).isEqualTo(new Unreadable(Why.SCORE_OUT_OF_RANGE));
        assertThat(ScoreReading.of(of(1.5, NONE, NONE, NONE))).isEqualTo(new Unreadable(Why.SCORE_OUT_OF_RANGE));
    }

    private static void assertShare(Result result, double share, boolean contradicts) {
        assertThat(ScoreReading.of(result)).isInstanceOfSatisfying(Readable.class, found -> {
            assertThat(found.share()).isCloseTo(share, Offset.offset(1e-9));
            assertThat(found.scaledContradicts()).isEqualTo(contradicts);
        });
    }

    private static Result of(double scaled, double raw, double min, double max) {
        return new Result(given(scaled), given(raw), given(min), given(max), Optional.empty(), Optional.empty());
    }

    private static OptionalDouble given(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
