package dev.waymark.lrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void tenSecondsWorthAreThereAtOnceAndThenOneAfterAnother() {
        var budget = new Budget(60, 0);
        for (int i = 0; i < 10; i++) {
            assertThat(budget.take(0)).as("request %d", i + 1).isZero();
        }
        assertThat(budget.take(0)).isCloseTo(Duration.ofSeconds(1), Duration.ofMillis(1));
        assertThat(budget.take(0)).isCloseTo(Duration.ofSeconds(2), Duration.ofMillis(1));
        assertThat(budget.take(2 * SECOND))
                .as("two came back, two were owed")
                .isCloseTo(Duration.ofSeconds(1), Duration.ofMillis(1));
    }

    @Test
    void inAnyMinuteNotMoreThanAllowedAndWhatWasSaved() {
        var budget = new Budget(120, 0);
        long now = 0;
        int within = 0;
        while (now < 60 * SECOND) {
            now += budget.take(now).toNanos();
            within += now < 60 * SECOND ? 1 : 0;
        }
        assertThat(within).isBetween(120, 140);
    }

    @Test
    void nothingIsSavedUpForLongerThanTenSeconds() {
        var budget = new Budget(60, 0);
        long later = 3_600 * SECOND;
        for (int i = 0; i < 10; i++) {
            assertThat(budget.takeIfThere(later)).isZero();
        }
        assertThat(budget.takeIfThere(later)).isCloseTo(Duration.ofSeconds(1), Duration.ofMillis(1));
        assertThat(budget.takeIfThere(later))
                .as("asking in vain costs nothing")
                .isCloseTo(Duration.ofSeconds(1), Duration.ofMillis(1));
        assertThat(budget.takeIfThere(later + SECOND)).isZero();
    }

    @Test
    void aPaceOfLessThanSixAMinuteStillLetsOneGo() {
        var budget = new Budget(1, 0);
        assertThat(budget.take(0)).isZero();
        assertThat(budget.takeIfThere(30 * SECOND)).isCloseTo(Duration.ofSeconds(30), Duration.ofMillis(1));
    }
}
