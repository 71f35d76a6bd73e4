package dev.waymark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.bench.Simulation.Knowing;
import dev.waymark.bench.Simulation.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tiers and intervals of made-up people, few enough to be quick; the figures themselves are in the model card. */
class SimulationTest {

    /** Wider than the figures of the model card by what so few people leave to chance. */
    @ParameterizedTest
    @EnumSource(Generator.class)
    void tiersAndIntervalsHoldWhateverMadeThePeople(Generator generator) {
        Outcome outcome = new Simulation(generator, 600, 3, 23).judge(Knowing.LEARNT);
        assertThat(outcome.kappa()).isGreaterThan(0.77);
        assertThat(outcome.coverage()).isBetween(0.84, 0.95);
    }

    @Test
    void selfRatingsHelpAndKnowingHowCohortsRateThemselvesHelpsMore() {
        Simulation simulation = new Simulation(Generator.CLUSTERED_RATERS, 600, 3, 23);
        Outcome alone = simulation.judge(Knowing.QUIZ_ONLY);
        Outcome learnt = simulation.judge(Knowing.LEARNT);
        Outcome faceValue = simulation.judge(Knowing.SELF_AT_FACE_VALUE);
        assertThat(learnt.kappa()).isGreaterThan(alone.kappa()).isGreaterThan(faceValue.kappa());
        assertThat(Math.abs(learnt.coverage() - 0.9)).isLessThan(0.03);
    }

    @Test
    void theSameSeedMakesTheSamePeople() {
        Outcome once = new Simulation(Generator.OWN_CURVE, 40, 3, 1).judge(Knowing.LEARNT);
        Outcome again = new Simulation(Generator.OWN_CURVE, 40, 3, 1).judge(Knowing.LEARNT);
        assertThat(again.kappa()).isEqualTo(once.kappa());
        assertThat(again.bias()).isEqualTo(once.bias());
    }
}
