package dev.waymark.grading;

import static dev.waymark.grading.Standings.nothingKnown;
import static dev.waymark.grading.Standings.role;
import static dev.waymark.grading.Standings.standing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.JobRole;
import dev.waymark.grading.Grades.Withheld;
import dev.waymark.grading.ScoreRule.Due;
import dev.waymark.grading.ScoreRule.Nothing;
import dev.waymark.grading.ScoreRule.Steps;
import dev.waymark.mastery.Masteries.Standing;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScoreRuleTest {

    private static final JobRole PRODUCT_MANAGER = role("product-manager", "C01", 2, "C03", 3, "C04", 2);

    @Test
    void countsTheStepsOfTheTargetsThatAreHeld() {
        assertThat(due(standing("C01", 2, "C03", 2, "C04", 0))).isEqualTo(new Due(50.0, new Steps(2, 4)));
    }

    @Test
    void moreThanTheTargetEarnsNothingExtraAndMakesUpForNothing() {
        assertThat(due(standing("C01", 4, "C03", 1, "C04", 1)).score()).isEqualTo(25.0);
    }

    @Test
    void aCompetencyThatIsNotAskedForCountsForNothing() {
        assertThat(due(standing("C01", 1, "C12", 4)).score()).isZero();
    }

    @Test
    void aCompetencyThatIsNotKnownHoldsNothing() {
        assertThat(due(standing("C01", 2, "C03", 0)).score()).isEqualTo(25.0);
    }

    @Test
    void roundsToTwoDecimals() {
        var thirds = role("thirds", "C01", 4);
        assertThat(ScoreRule.due(true, standing("C01", 2), thirds)).isEqualTo(new Due(33.33, new Steps(1, 3)));
        assertThat(ScoreRule.due(true, standing("C01", 3), thirds)).isEqualTo(new Due(66.67, new Steps(2, 3)));
        assertThat(ScoreRule.due(true, standing("C01", 4), thirds)).isEqualTo(new Due(100.0, new Steps(3, 3)));
    }

    @Test
    void withoutEvidenceNothingIsDueAndThatIsNoZero() {
        assertThat(ScoreRule.due(true, nothingKnown(), PRODUCT_MANAGER)).isEqualTo(new Nothing(Withheld.NO_EVIDENCE));
    }

    @Test
    void evidenceThatHoldsNoStepYetIsAZero() {
        assertThat(due(standing("C01", 1)).score()).isZero();
    }

    @Test
    void forStaffNothingIsDueWhateverTheyKnow() {
        assertThat(ScoreRule.due(false, standing("C01", 2), PRODUCT_MANAGER))
                .isEqualTo(new Nothing(Withheld.NOT_A_LEARNER));
    }

    @Test
    void forARoleThatAsksForNothingNothingIsDue() {
        assertThat(ScoreRule.due(true, standing("C01", 2), role("visitor", "C01", 1)))
                .isEqualTo(new Nothing(Withheld.NO_TARGETS));
    }

    @Test
    void timeAloneLowersNothing() {
        Due faded = due(standing("C01", 1, "C03", 2));
        Due unfaded = due(standing("C01", 2, "C03", 3));
        assertThat(ScoreRule.keep(faded, 75, unfaded).score()).isEqualTo(75);
    }

    @Test
    void fadingRaisesNothingEither() {
        Due faded = due(standing("C01", 2, "C03", 2));
        Due unfaded = due(standing("C01", 2, "C03", 3, "C04", 2));
        assertThat(ScoreRule.keep(faded, 50, unfaded).score()).isEqualTo(50);
    }

    @Test
    void evidenceThatSpeaksAgainstTheScoreLowersItAsFarAsItWouldWithoutFading() {
        Due faded = due(standing("C01", 1, "C03", 1));
        Due unfaded = due(standing("C01", 2, "C03", 2));
        assertThat(ScoreRule.keep(faded, 75, unfaded)).isEqualTo(new Due(50, new Steps(2, 4)));
    }

    @Property
    void theScoreKeptLiesBetweenNowAndTheHigherOfNowAndPosted(
            @ForAll @IntRange(min = 0, max = 12) int now,
            @ForAll @IntRange(min = 0, max = 12) int unfaded,
            @ForAll @IntRange(min = 0, max = 10_000) int posted) {
        Due asOfNow = new Due(new Steps(now, 12).score(), new Steps(now, 12));
        Due asIf = new Due(new Steps(unfaded, 12).score(), new Steps(unfaded, 12));
        double kept = ScoreRule.keep(asOfNow, posted / 100.0, asIf).score();
        assertThat(kept)
                .isEqualTo(Math.max(asOfNow.score(), Math.min(posted / 100.0, asIf.score())))
                .isBetween(0.0, 100.0);
    }

    private static Due due(Standing standing) {
        return (Due) ScoreRule.due(true, standing, PRODUCT_MANAGER);
    }
}
