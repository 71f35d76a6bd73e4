package dev.waymark.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What holds for a few items holds for a thousand over forty competencies. */
class LargeCatalogueTest {

    private final Planner planner = new Planner();
    private final Counterfactual counterfactual = new Counterfactual(planner);

    @Test
    void oneStatementChangesAtMostTwoStepsUnlessATierChanged() {
        int judged = 0;
        int steps = 0;
        int cited = 0;
        int changed = 0;
        for (long seed = 1; seed <= 40; seed++) {
            PlanRequest first = PlanFixture.generated(seed, 1000, 40);
            LearningPath before = planner.plan(first);
            PlanRequest next = oneMore(first, seed).after(before);
            if (!Steadiness.isSameFooting(next)) {
                continue;
            }
            LearningPath after = planner.plan(next);
            judged++;
            assertThat(comeOrGone(before, after)).isLessThanOrEqualTo(Steadiness.MOST_CHANGES);
            for (LearningPath.Step each :
                    after.steps().subList(0, Math.min(4, after.steps().size()))) {
                Reason reason = each.reasons().get(0);
                steps += reason instanceof Reason.KeptSteady ? 1 : 0;
                cited++;
                changed += counterfactual.of(next, each.item(), reason).changes() ? 1 : 0;
            }
        }
        assertThat(judged).isGreaterThan(20);
        assertThat(steps).as("steps kept so that the path is steady").isPositive();
        assertThat(changed).isGreaterThanOrEqualTo((int) StrictMath.ceil(0.99 * cited));
    }

    @Test
    void thePinOfAStepIsToldWithWhatTheStepIsGoodForAndNothingIsClaimedBeyondThat() {
        int told = 0;
        for (long seed = 1; seed <= 10; seed++) {
            PlanRequest free = PlanFixture.generated(seed, 1000, 40);
            List<LearningPath.Step> steps = planner.plan(free).steps();
            var pins = new TreeSet<LearningItemId>(
                    List.of(steps.get(0).item(), steps.get(steps.size() - 1).item()));
            PlanRequest pinned = free.choosing(new Choices(
                    free.choices().weeklyMinutes(),
                    free.choices().weeks(),
                    Optional.empty(),
                    Set.of(),
                    Map.of(),
                    pins,
                    Set.of(),
                    Set.of()));
            for (LearningPath.Step each : planner.plan(pinned).steps()) {
                if (pins.contains(each.item())) {
                    Reason reason = each.reasons().get(0);
                    assertThat(reason).isInstanceOf(Reason.PinnedAndUseful.class);
                    assertThat(((Reason.PinnedAndUseful) reason).standsWithout())
                            .isFalse();
                    assertThat(counterfactual.of(pinned, each.item(), reason).changes())
                            .isTrue();
                    told++;
                }
            }
        }
        assertThat(told).isEqualTo(20);
    }

    @Test
    void aWhatIfFindsNoLessThanThePathThatWouldCome() {
        for (long seed = 1; seed <= 5; seed++) {
            PlanRequest request = PlanFixture.generated(seed, 1000, 40);
            assertThat(new Planner(Effort.THOROUGH).plan(request)).isEqualTo(planner.plan(request));
        }
    }

    private static int comeOrGone(LearningPath before, LearningPath after) {
        Set<LearningItemId> one = items(before);
        Set<LearningItemId> other = items(after);
        Set<LearningItemId> both = new HashSet<>(one);
        both.retainAll(other);
        return one.size() + other.size() - 2 * both.size();
    }

    private static Set<LearningItemId> items(LearningPath path) {
        Set<LearningItemId> all = new HashSet<>();
        path.steps().forEach(each -> all.add(each.item()));
        return all;
    }

    /** One competency moves, the others follow a little. */
    private static PlanRequest oneMore(PlanRequest request, long seed) {
        Random random = new Random(seed);
        double shift = 0.5 * (random.nextDouble() - 0.5);
        int informed = random.nextInt(request.estimates().size());
        Map<CompetencyId, MasteryEstimate> moved = new TreeMap<>();
        for (MasteryEstimate it : request.estimates().values()) {
            moved.put(
                    it.competency(),
                    new MasteryEstimate(
                            it.competency(),
                            it.mean() + shift * (moved.size() == informed ? 1 : 0.1),
                            it.variance(),
                            it.asOf(),
                            it.direct(),
                            it.practical(),
                            it.onlySelfRated(),
                            it.onlyExposure(),
                            it.lastEvidence()));
        }
        return PlanFixture.estimating(request, moved);
    }
}
