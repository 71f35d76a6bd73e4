package dev.waymark.engine.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Criterion;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Placement.Cap;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.model.Verdict;
import dev.waymark.engine.model.WorkDone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CriteriaRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2019-01-01T10:00:00Z");
    private static final CompetencyId SKILL = new CompetencyId("C03");
    private static final ActivityId ONE = new ActivityId("https://lms.test/mod/assign/view.php?id=1");
    private static final ActivityId TWO = new ActivityId("https://lms.test/mod/assign/view.php?id=2");
    private static final ActivityId BADGE = new ActivityId("https://lms.test/badges/7");

    private static final Criterion THREE_QUARTERS_ON_ONE_OR_TWO =
            new Criterion.Any(List.of(new Criterion.ScoreAtLeast(ONE, .75), new Criterion.ScoreAtLeast(TWO, .75)));

    @Test
    void eitherOfTwoAssignmentsIsEnoughExactlyAtTheMarkHoweverLongAgo() {
        assertThat(judge(THREE_QUARTERS_ON_ONE_OR_TWO, scored(TWO, .75, LONG_AGO))
                        .met())
                .isTrue();
        Verdict short_ = judge(THREE_QUARTERS_ON_ONE_OR_TWO, scored(ONE, .6, NOW), scored(TWO, .7499, NOW));
        assertThat(short_.met()).isFalse();
        assertThat(short_.parts())
                .extracting(Verdict::best)
                .containsExactly(OptionalDouble.of(.6), OptionalDouble.of(.7499));
    }

    @Test
    void allOfNeedsEveryPart() {
        Criterion both = new Criterion.All(List.of(THREE_QUARTERS_ON_ONE_OR_TWO, new Criterion.BadgeHeld(BADGE)));
        WorkDone badge = new WorkDone(BADGE, NOW, OptionalDouble.empty(), false, false, true, new TreeSet<>());
        assertThat(judge(both, scored(ONE, 1, NOW)).met()).isFalse();
        assertThat(judge(both, badge).met()).isFalse();
        assertThat(judge(both, scored(ONE, 1, NOW), badge).met()).isTrue();
    }

    @Test
    void workOnTheBadgePageIsNoBadgeAndAScoreIsNoCompletion() {
        assertThat(judge(new Criterion.BadgeHeld(BADGE), scored(BADGE, 1, NOW)).met())
                .isFalse();
        assertThat(judge(new Criterion.Completed(ONE), scored(ONE, 1, NOW)).met())
                .isFalse();
    }

    @Test
    void ratedPracticalCountsInItsOwnCompetencyOnly() {
        Criterion rated = new Criterion.RatedPractical(.6, Optional.empty());
        assertThat(judge(rated, practical("C03", .6)).met()).isTrue();
        assertThat(judge(rated, practical("C04", 1)).met()).isFalse();
        assertThat(judge(rated, scored(ONE, 1, NOW)).met()).isFalse();
    }

    @Test
    void whatHappenedAfterTheInstantIsNotSeen() {
        assertThat(judge(THREE_QUARTERS_ON_ONE_OR_TWO, scored(ONE, 1, NOW.plusSeconds(1)))
                        .met())
                .isFalse();
    }

    @Test
    void anUnmetCriterionCapsTheTierWithItsReason() {
        var framework = new Framework(
                "t/1",
                Map.of(SKILL, CutScores.DEFAULT),
                Set.of(),
                Map.of(new CompetencyTier(SKILL, Tier.LITERATE), THREE_QUARTERS_ON_ONE_OR_TWO));
        var estimate = new MasteryEstimate(
                SKILL, 2.5, .01, NOW, 5, true, false, false, Optional.of(NOW.minus(Duration.ofDays(1))));

        var unmet = CriteriaRule.lowestUnmet(new CriteriaRule(List.of(), NOW).judge(framework), SKILL);
        Placement capped = TierRule.PUBLISHED.place(estimate, CutScores.DEFAULT, unmet);
        assertThat(capped.tier()).isEqualTo(Tier.AWARE);
        assertThat(capped.cap()).contains(Cap.CRITERION_UNMET);

        var met =
                CriteriaRule.lowestUnmet(new CriteriaRule(List.of(scored(ONE, .8, NOW)), NOW).judge(framework), SKILL);
        Placement free = TierRule.PUBLISHED.place(estimate, CutScores.DEFAULT, met);
        assertThat(free.tier()).isEqualTo(Tier.EXPERT);
        assertThat(free.cap()).isEmpty();
    }

    @Test
    void aCriterionForTheFirstTierOrAForeignCompetencyIsRefused() {
        for (CompetencyTier wrong : List.of(
                new CompetencyTier(SKILL, Tier.AWARE), new CompetencyTier(new CompetencyId("X"), Tier.EXPERT))) {
            assertThatThrownBy(() -> new Framework(
                            "t/1",
                            Map.of(SKILL, CutScores.DEFAULT),
                            Set.of(),
                            Map.of(wrong, THREE_QUARTERS_ON_ONE_OR_TWO)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrong.toString());
        }
    }

    @Test
    void criteriaWithoutPartsOrTooDeepAreRefused() {
        assertThatThrownBy(() -> new Criterion.All(List.of())).hasMessageContaining("at least one part");
        Criterion deep = new Criterion.Completed(ONE);
        for (int i = 0; i < Criterion.DEEPEST; i++) {
            deep = new Criterion.Any(List.of(deep));
        }
        Criterion deepest = deep;
        assertThatThrownBy(() -> new Criterion.Any(List.of(deepest))).hasMessageContaining("deep");
    }

    private static Verdict judge(Criterion criterion, WorkDone... works) {
        return new CriteriaRule(List.of(works), NOW).judge(criterion, SKILL);
    }

    private static WorkDone scored(ActivityId activity, double share, Instant at) {
        return new WorkDone(activity, at, OptionalDouble.of(share), false, false, false, new TreeSet<>());
    }

    private static WorkDone practical(String skill, double share) {
        return new WorkDone(
                TWO, NOW, OptionalDouble.of(share), false, true, false, new TreeSet<>(Set.of(new CompetencyId(skill))));
    }
}
