package dev.waymark.engine.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Placement.Cap;
import dev.waymark.engine.model.Tier;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TierRuleTest {

    private enum Kind {
        PLAIN,
        PRACTICAL,
        SELF_RATED,
        EXPOSED,
        UNKNOWN
    }

    @Test
    void givesTheHighestTierThatIsLikelyEnough() {
        assertThat(place(-1.2, 1, Kind.PLAIN).tier()).isEqualTo(Tier.AWARE);
        // 0.5244005127080409 standard deviations above a cut are a probability of 0.7
        assertThat(place(-1.2 + 0.5244005127080409 + 1e-9, 1, Kind.PLAIN).tier())
                .isEqualTo(Tier.LITERATE);
        assertThat(place(-1.2 + 0.5244005127080409 - 1e-9, 1, Kind.PLAIN).tier())
                .isEqualTo(Tier.AWARE);
        assertThat(place(3, 0.01, Kind.PRACTICAL).tier()).isEqualTo(Tier.EXPERT);
        assertThat(place(3, 0.01, Kind.PRACTICAL).atLeastNext()).isEmpty();
    }

    @Test
    void theThirdTierNeedsPracticalWork() {
        Placement placement = place(3, 0.01, Kind.PLAIN);
        assertThat(placement.tier()).isEqualTo(Tier.LITERATE);
        assertThat(placement.cap()).contains(Cap.PRACTICAL_MISSING);
    }

    @Test
    void selfRatingsAloneShowAProvisionalSecondTierAtMost() {
        Placement placement = place(3, 0.01, Kind.SELF_RATED);
        assertThat(placement.tier()).isEqualTo(Tier.LITERATE);
        assertThat(placement.provisional()).isTrue();
        assertThat(placement.cap()).contains(Cap.ONLY_SELF_RATED);
    }

    @Test
    void exposureAloneShowsNothing() {
        Placement placement = place(3, 0.01, Kind.EXPOSED);
        assertThat(placement.tier()).isEqualTo(Tier.AWARE);
        assertThat(placement.cap()).contains(Cap.ONLY_EXPOSURE);
        assertThat(placement.atLeastTier()).isEqualTo(1);
    }

    @Test
    void whatNothingTellsAboutIsNotKnown() {
        Placement placement = place(3, 0.01, Kind.UNKNOWN);
        assertThat(placement.known()).isFalse();
        assertThat(placement.tier()).isEqualTo(Tier.AWARE);
        assertThat(placement.cap()).isEmpty();
    }

    @Test
    void isProvisionalIfTheIntervalSpansMoreThanOneBoundary() {
        assertThat(place(-0.4, 0.01, Kind.PLAIN).provisional()).isFalse();
        assertThat(place(-1.2, 0.01, Kind.PLAIN).provisional()).isFalse();
        assertThat(place(-0.4, 1, Kind.PLAIN).provisional()).isTrue();
        assertThat(place(0, 1, Kind.PLAIN).low()).isCloseTo(-1.6448536269514722, within(1e-15));
    }

    /** Reference values to fifteen digits. */
    @Test
    void knowsTheNormalDistribution() {
        assertThat(probability(0)).isCloseTo(0.5, within(1e-14));
        assertThat(probability(1)).isCloseTo(0.841344746068543, within(1e-14));
        assertThat(probability(-2)).isCloseTo(0.0227501319481792, within(1e-14));
        assertThat(probability(1.6448536269514722)).isCloseTo(0.95, within(1e-14));
        assertThat(probability(-8)).isCloseTo(6.22096057427178e-16, within(1e-23));
        assertThat(probability(40)).isEqualTo(1);
    }

    private static double probability(double deviations) {
        return estimate(deviations, 1, Kind.PLAIN).probabilityAtLeast(0);
    }

    private static Placement place(double mean, double variance, Kind kind) {
        return TierRule.PUBLISHED.place(estimate(mean, variance, kind), CutScores.DEFAULT);
    }

    private static MasteryEstimate estimate(double mean, double variance, Kind kind) {
        return new MasteryEstimate(
                new CompetencyId("C01"),
                mean,
                variance,
                Instant.EPOCH,
                kind == Kind.UNKNOWN ? 0 : 3,
                kind == Kind.PRACTICAL,
                kind == Kind.SELF_RATED,
                kind == Kind.EXPOSED,
                Optional.empty());
    }
}
