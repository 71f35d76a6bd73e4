package dev.waymark.engine.plan;

import static dev.waymark.engine.plan.PlanFixture.estimate;
import static dev.waymark.engine.plan.PlanFixture.item;
import static dev.waymark.engine.plan.PlanFixture.special;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whether what is cited as a reason is one: a path planned without it is another. */
class ReasonsThatCountTest {

    private final Planner planner = new Planner();

    @Test
    void removingTheReasonCitedFirstChangesThePlace() {
        Counterfactual counterfactual = new Counterfactual(planner);
        int cited = 0;
        int changed = 0;
        for (long seed = 1; seed <= 60; seed++) {
            PlanRequest request = PlanFixture.generated(seed, 30, 5);
            for (LearningPath.Step each : planner.plan(request).steps()) {
                cited++;
                changed += counterfactual
                                .of(request, each.item(), each.reasons().get(0))
                                .changes()
                        ? 1
                        : 0;
            }
        }
        assertThat(cited).isGreaterThan(100);
        assertThat(changed).isGreaterThanOrEqualTo((int) StrictMath.ceil(0.99 * cited));
    }

    @Test
    void whatKeepsAnItemOffThePathIsFoundAndNothingElseIsCited() {
        LearningItem workshop = special("b-workshop", 300, DeliveryMethod.WORKSHOP, false, "C01@2", 1.0);
        Choices choices = new Choices(
                60, 4, Optional.empty(), Set.of(DeliveryMethod.WORKSHOP), Map.of(), Set.of(), Set.of(), Set.of());
        PlanRequest request = one(choices, item("a-course", 60, "C01@2", 1.0), workshop);

        Counterfactual.Against all = new Counterfactual(planner).against(request, workshop.id());

        assertThat(all.reasons())
                .containsExactly(
                        new Reason.MethodAvoided(DeliveryMethod.WORKSHOP),
                        new Reason.BetterElsewhere(List.of(new LearningItemId("a-course"))),
                        new Reason.OverBudget(300, 240));
        assertThat(all.place()).hasValue(1);
    }

    @Test
    void withoutAllThatSpeaksAgainstThemNearlyAllComeOntoThePath() {
        Counterfactual counterfactual = new Counterfactual(planner);
        int cited = 0;
        int come = 0;
        int firstIsTheirs = 0;
        for (long seed = 1; seed <= 30; seed++) {
            PlanRequest request = PlanFixture.generated(seed, 30, 5);
            for (LearningPath.LeftOut each : planner.plan(request).leftOut()) {
                Counterfactual.Against all = counterfactual.against(request, each.item());
                cited++;
                come += all.place().isPresent() ? 1 : 0;
                firstIsTheirs += all.reasons().get(0).equals(each.reason()) ? 1 : 0;
            }
        }
        assertThat(cited).isGreaterThan(100);
        assertThat(come).isGreaterThanOrEqualTo((int) StrictMath.ceil(0.99 * cited));
        assertThat(firstIsTheirs).isGreaterThanOrEqualTo((int) StrictMath.ceil(0.9 * cited));
    }

    @Test
    void aPinThatChangesNothingIsToldTogetherWithWhatKeepsTheStep() {
        PlanRequest free = one(PlanFixture.hours(60, 4), item("a-course", 60, "C01@2", 1.0));
        LearningItemId course = new LearningItemId("a-course");
        PlanRequest pinned = free.choosing(pinning(Set.of(course)));

        Reason reason = planner.plan(pinned).steps().get(0).reasons().get(0);

        assertThat(reason).isInstanceOf(Reason.PinnedAndUseful.class);
        Counterfactual counterfactual = new Counterfactual(planner);
        assertThat(counterfactual.of(pinned, course, new Reason.Pinned()).changes())
                .isFalse();
        assertThat(counterfactual.of(pinned, course, reason).changes()).isTrue();
    }

    @Test
    void removingTheReasonOfAPinnedStepChangesItsPlace() {
        Counterfactual counterfactual = new Counterfactual(planner);
        int[] cited = new int[2];
        int[] changed = new int[2];
        for (long seed = 1; seed <= 60; seed++) {
            PlanRequest free = PlanFixture.generated(seed, 30, 5);
            List<LearningPath.Step> steps = planner.plan(free).steps();
            if (steps.isEmpty()) {
                continue;
            }
            // As people do: the next step, and one that is further off.
            TreeSet<LearningItemId> pins = new TreeSet<>(
                    List.of(steps.get(0).item(), steps.get(steps.size() - 1).item()));
            PlanRequest request = PlanFixture.choosing(
                    free,
                    new Choices(
                            free.choices().weeklyMinutes(),
                            free.choices().weeks(),
                            Optional.empty(),
                            Set.of(),
                            Map.of(),
                            pins,
                            Set.of(),
                            Set.of()));
            for (LearningPath.Step each : planner.plan(request).steps()) {
                Reason reason = each.reasons().get(0);
                if (pins.contains(each.item())) {
                    int kind = reason instanceof Reason.Pinned ? 0 : 1;
                    cited[kind]++;
                    changed[kind] +=
                            counterfactual.of(request, each.item(), reason).changes() ? 1 : 0;
                }
            }
        }
        assertThat(cited[0]).isGreaterThan(20);
        assertThat(cited[1]).isGreaterThan(20);
        assertThat(changed).isEqualTo(cited);
    }

    @Test
    void removingTheReasonCitedFirstChangesThePlaceAfterOneMoreStatementToo() {
        Counterfactual counterfactual = new Counterfactual(planner);
        int cited = 0;
        int changed = 0;
        int kept = 0;
        for (long seed = 1; seed <= 150; seed++) {
            PlanRequest before = PlanFixture.generated(seed, 30, 5);
            Map<CompetencyId, MasteryEstimate> estimates = new TreeMap<>(before.estimates());
            MasteryEstimate first = estimates.get(new CompetencyId("C01"));
            estimates.put(
                    first.competency(),
                    estimate(
                            "C01",
                            first.mean() + (seed % 2 == 0 ? .3 : -.3),
                            first.variance(),
                            first.direct() + 1,
                            first.practical()));
            PlanRequest request = PlanFixture.estimating(before.after(planner.plan(before)), estimates);
            for (LearningPath.Step each : planner.plan(request).steps()) {
                Reason reason = each.reasons().get(0);
                cited++;
                kept += reason instanceof Reason.KeptSteady ? 1 : 0;
                changed += counterfactual.of(request, each.item(), reason).changes() ? 1 : 0;
            }
        }
        assertThat(kept).as("steps that a path from scratch would not have").isPositive();
        assertThat(changed).isGreaterThanOrEqualTo((int) StrictMath.ceil(0.99 * cited));
    }

    @Test
    void whatIsNoReasonChangesNothing() {
        PlanRequest request = PlanFixture.generated(3, 30, 5);
        LearningPath path = planner.plan(request);
        Counterfactual.Difference difference =
                new Counterfactual(planner).of(request, path.steps().get(0).item(), new Reason.Stale(100));
        assertThat(difference.changes()).isFalse();
        assertThat(difference.place()).hasValue(1);
    }

    private static PlanRequest one(Choices choices, LearningItem... items) {
        return PlanFixture.request(
                Set.of(), Map.of("C01", 2), List.of(estimate("C01", -2, 0.5, 3, false)), List.of(items), choices);
    }

    private static Choices pinning(Set<LearningItemId> pinned) {
        return new Choices(60, 4, Optional.empty(), Set.of(), Map.of(), pinned, Set.of(), Set.of());
    }
}
