package dev.waymark.engine.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waymark.engine.estimate.Misses.Says;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of misses comes near what they are, though each is seen through a rating's doubt. */
class MissesTest {

    private static final double BLUR = 0.6;

    @ParameterizedTest
    @ValueSource(doubles = {0.6, 1, 1.6})
    void theFactorIsTheVarianceOfNormalMisses(double variance) {
        double sd = Math.sqrt(variance);
        assertThat(factor(seen(4_000, gaussian -> sd * gaussian, 9)))
                .isCloseTo(variance, within(0.12 * Math.max(1, variance)));
    }

    /** Nine in ten of half narrow, half wide misses lie within 1.69: a factor of 1.06, where their variance is 1.3. */
    @Test
    void ofMissesThatAreNotNormalItIsWhatNineInTenNeed() {
        Random kinds = new Random(3);
        double found = factor(seen(8_000, gaussian -> (kinds.nextBoolean() ? 0.6 : 1.5) * gaussian, 9));
        assertThat(found).isCloseTo(nineInTen(), within(0.12));
    }

    /** Half of the learners were better than the work could show; to take that for how good they are would narrow it. */
    @Test
    void workThatCouldNotShowMoreDoesNotNarrowIt() {
        double whole = factor(seen(6_000, gaussian -> gaussian, 9));
        double cut = factor(seen(6_000, gaussian -> gaussian, 0.2));
        assertThat(cut).isCloseTo(whole, within(0.2));
        Misses naive = new Misses();
        Random random = new Random(1);
        for (int i = 0; i < 6_000; i++) {
            naive.note(Math.min(0.2, random.nextGaussian() + BLUR * random.nextGaussian()), BLUR, Says.EXACTLY);
        }
        assertThat(factor(naive)).isLessThan(whole - 0.2);
    }

    @Test
    void withoutRatingsEstimatesAreTakenAtTheirWord() {
        assertThat(factor(new Misses())).isCloseTo(1, within(0.01));
    }

    @Test
    void fewRatingsMoveItLittle() {
        assertThat(factor(seen(3, gaussian -> 3 * gaussian, 9))).isBetween(1.0, 1.6);
    }

    private static double nineInTen() {
        Random random = new Random(77);
        double[] sizes = random.doubles(200_000)
                .map(kind -> Math.abs((kind < 0.5 ? 0.6 : 1.5) * random.nextGaussian()))
                .sorted()
                .toArray();
        double edge = sizes[180_000] / 1.6448536269514722;
        return edge * edge;
    }

    private static double factor(Misses misses) {
        return Misses.factor(misses.shares(Misses.asClaimed(), 50));
    }

    /** @param end beyond which work shows no more */
    private static Misses seen(int number, DoubleUnaryOperator miss, double end) {
        Random random = new Random(1);
        Misses misses = new Misses();
        for (int i = 0; i < number; i++) {
            double shown = miss.applyAsDouble(random.nextGaussian()) + BLUR * random.nextGaussian();
            misses.note(Math.min(end, shown), BLUR, shown >= end ? Says.AT_LEAST : Says.EXACTLY);
        }
        return misses;
    }
}
