package dev.waymark.engine.plan;

import static dev.waymark.engine.plan.PlanFixture.NOW;
import static dev.waymark.engine.plan.PlanFixture.at;
import static dev.waymark.engine.plan.PlanFixture.estimate;
import static dev.waymark.engine.plan.PlanFixture.item;
import static dev.waymark.engine.plan.PlanFixture.special;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItem.Terms;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.LearningPath.Recheck;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.plan.PlanRequest.Reached;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Dates, freshness, entry tiers, sittings, deadlines and re-checks. */
class PlannerTermsTest {

    private final Planner planner = new Planner();

    @Test
    void anItemThatOpensLaterComesAfterWhatCanBeDoneUntilThen() {
        LearningPath path = planner.plan(two(
                on(item("cohort", 60, "C01@2", 1.0), Optional.of(NOW.plus(Duration.ofDays(7))), Optional.empty()),
                item("alone", 120, "C02@2", 1.0),
                PlanFixture.hours(120, 4)));
        assertThat(ids(path)).containsExactly("alone", "cohort");
        assertThat(path.steps().get(1).reasons())
                .contains(new Reason.Dated(Optional.of(NOW.plus(Duration.ofDays(7))), Optional.empty()));
    }

    @Test
    void anItemThatClosesSoonComesFirst() {
        LearningPath path = planner.plan(two(
                item("a-long", 100, "C01@2", 1.0),
                on(item("b-closing", 60, "C02@2", 1.0), Optional.empty(), Optional.of(NOW.plus(Duration.ofDays(4)))),
                PlanFixture.hours(120, 4)));
        assertThat(ids(path)).containsExactly("b-closing", "a-long");
    }

    @Test
    void anItemThatOpensTooLateOrIsClosedIsLeftOutWithItsDates() {
        Optional<Instant> late = Optional.of(NOW.plus(Duration.ofDays(40)));
        LearningPath path = planner.plan(two(
                on(item("late", 60, "C01@2", 1.0), late, Optional.empty()),
                on(item("over", 60, "C02@2", 1.0), Optional.empty(), Optional.of(NOW.minusSeconds(1))),
                PlanFixture.hours(120, 4)));
        assertThat(ids(path)).isEmpty();
        assertThat(path.leftOut())
                .extracting(LearningPath.LeftOut::reason)
                .contains(new Reason.Dated(late, Optional.empty()))
                .allMatch(Reason.Dated.class::isInstance);
    }

    @Test
    void whatNobodyLookedAfterForAQuarterIsReportedAndCountsForLess() {
        LearningItem fresh = item("z-fresh", 60, "C01@2", 1.0);
        LearningItem stale = reviewed(item("a-stale", 60, "C01@2", 1.0), NOW.minus(Duration.ofDays(120)));
        assertThat(ids(planner.plan(one(PlanFixture.hours(120, 4), stale, fresh))))
                .containsExactly("z-fresh");
        LearningPath only = planner.plan(one(PlanFixture.hours(120, 4), stale));
        assertThat(only.steps().get(0).reasons()).contains(new Reason.Stale(120));
        LearningItem recent = reviewed(item("a-recent", 60, "C01@2", 1.0), NOW.minus(Duration.ofDays(90)));
        assertThat(planner.plan(one(PlanFixture.hours(120, 4), recent))
                        .steps()
                        .get(0)
                        .reasons())
                .noneMatch(Reason.Stale.class::isInstance);
    }

    @Test
    void anEntryTierIsTaughtFirst() {
        LearningItem entered = with(
                item("a-entered", 60, "C01@2", 1.0),
                new Terms(new TreeSet<>(Set.of(at("C02@2"))), Optional.empty(), Optional.empty(), Optional.empty()));
        LearningPath path = planner.plan(two(entered, item("z-before", 60, "C02@2", 1.0), PlanFixture.hours(120, 4)));
        assertThat(ids(path)).containsExactly("z-before", "a-entered");
        assertThat(path.steps().get(1).lockedBy()).containsExactly(at("C02@2"));
    }

    @Test
    void aQuarterOfAnHourCutsWhatCanBeCutAndLeavesOutWhatCannot() {
        LearningPath path = planner.plan(two(
                item("course", 40, "C01@2", 1.0),
                special("workshop", 40, DeliveryMethod.WORKSHOP, false, "C02@2", 1.0),
                choosing(Optional.of(15), Optional.empty())));
        assertThat(ids(path)).containsExactly("course");
        assertThat(path.steps().get(0).sittings()).isEqualTo(3);
        assertThat(path.leftOut().get(0).reason()).isEqualTo(new Reason.TooLong(40, 15));
    }

    @Test
    void aDeadlineBoundsTheHours() {
        // NOW is the 20th, 9 h; until the end of the 26th there are 6 days and 15 hours.
        Choices until = choosing(Optional.empty(), Optional.of(LocalDate.parse("2026-11-26")));
        assertThat(until.budgetMinutes(NOW)).isEqualTo((6 * 24 + 15) * 60 * 120 / (7 * 24 * 60));
        assertThat(choosing(Optional.empty(), Optional.of(LocalDate.parse("2026-11-01")))
                        .budgetMinutes(NOW))
                .isZero();
        LearningPath path = planner.plan(two(item("a", 100, "C01@2", 1.0), item("b", 100, "C02@2", 1.0), until));
        assertThat(path.steps()).hasSize(1);
        assertThat(path.shortfall()).isEqualTo(200 - until.budgetMinutes(NOW));
    }

    @Test
    void aTierIsShownAgainAfterThirtySixtyAndNinetyDays() {
        assertThat(recheckAfter(20, 0, 1.0)).isEqualTo(new Reason.RecheckScheduled(30));
        assertThat(recheckAfter(31, 24, 1.0)).as("shown in the week before").isEqualTo(new Reason.RecheckScheduled(60));
        assertThat(recheckAfter(70, 20, 1.0)).as("nothing since").isEqualTo(new Reason.RecheckScheduled(30));
        assertThat(recheckAfter(95, 91, 1.0)).isNull();
    }

    @Test
    void aTierThatFadesIsShownAgainAtOnce() {
        assertThat(recheckAfter(10, 0, -1.0)).isInstanceOf(Reason.RecheckFading.class);
        assertThat(recheckAfter(200, 199, -1.0)).isInstanceOf(Reason.RecheckFading.class);
    }

    /** The reason to show tier 2 again so many days after it was reached, the last evidence so many days after it. */
    private Reason recheckAfter(int days, int evidence, double mean) {
        Instant since = NOW.minus(Duration.ofDays(days));
        MasteryEstimate estimate = new MasteryEstimate(
                new CompetencyId("C01"),
                mean,
                0.3,
                NOW,
                5,
                false,
                false,
                false,
                Optional.of(since.plus(Duration.ofDays(evidence))));
        PlanRequest request = PlanFixture.request(
                Set.of(),
                Map.of("C01", 2),
                List.of(estimate),
                List.of(
                        item("course", 10, "C01@2", 1.0),
                        special("quiz", 20, DeliveryMethod.QUIZ, false, "C01@2", 0.2)),
                PlanFixture.hours(120, 4));
        var reached = new TreeMap<CompetencyId, Reached>();
        reached.put(new CompetencyId("C01"), new Reached(Tier.LITERATE, since));
        List<Recheck> rechecks = planner.plan(new PlanRequest(
                        request.framework(),
                        request.role(),
                        request.estimates(),
                        request.placements(),
                        request.items(),
                        request.choices(),
                        request.before(),
                        NOW,
                        reached))
                .rechecks();
        rechecks.forEach(each -> assertThat(each.item()).contains(new LearningItemId("quiz")));
        return rechecks.isEmpty() ? null : rechecks.get(0).reason();
    }

    @Test
    void anItemThatFitsByItselfIsOverTheBudgetWithWhatItNeedsFirst() {
        PlanRequest request = PlanFixture.request(
                Set.of("C02@2<-C01@2"),
                Map.of("C01", 2, "C02", 2),
                List.of(estimate("C01", -2, 0.5, 3, false), estimate("C02", -2, 0.5, 3, false)),
                List.of(item("first", 90, "C01@2", 1.0), item("later", 30, "C02@2", 1.0)),
                PlanFixture.hours(40, 1));
        assertThat(planner.plan(request).leftOut())
                .extracting(LearningPath.LeftOut::reason)
                .containsExactly(new Reason.OverBudget(90, 40), new Reason.OverBudget(30, 40, 90));
    }

    @Test
    void noItemIsSaidToExceedHoursThatItFits() {
        for (long seed = 1; seed <= 60; seed++) {
            PlanRequest request = PlanFixture.generated(seed, 30, 5);
            LearningPath path = planner.plan(request);
            for (LearningPath.LeftOut each : path.leftOut()) {
                if (each.reason() instanceof Reason.OverBudget over) {
                    assertThat(over.minutes() + over.before()).isGreaterThan(over.left());
                }
                assertThat(each.reason())
                        .as("a path from scratch has what fits and helps")
                        .isNotInstanceOf(Reason.NotYet.class);
            }
        }
    }

    private static PlanRequest one(Choices choices, LearningItem... items) {
        return PlanFixture.request(
                Set.of(), Map.of("C01", 2), List.of(estimate("C01", -2, 0.5, 3, false)), List.of(items), choices);
    }

    private static PlanRequest two(LearningItem one, LearningItem other, Choices choices) {
        return PlanFixture.request(
                Set.of(),
                Map.of("C01", 2, "C02", 2),
                List.of(estimate("C01", -2, 0.5, 3, false), estimate("C02", -2, 0.5, 3, false)),
                List.of(one, other),
                choices);
    }

    private static Choices choosing(Optional<Integer> sitting, Optional<LocalDate> deadline) {
        return new Choices(
                120,
                12,
                Optional.empty(),
                Set.of(),
                new TreeMap<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                sitting,
                deadline,
                new TreeMap<>());
    }

    private static LearningItem on(LearningItem item, Optional<Instant> opens, Optional<Instant> closes) {
        return with(item, new Terms(new TreeSet<>(), Optional.empty(), opens, closes));
    }

    private static LearningItem reviewed(LearningItem item, Instant when) {
        return with(item, new Terms(new TreeSet<>(), Optional.of(when), Optional.empty(), Optional.empty()));
    }

    private static LearningItem with(LearningItem item, Terms terms) {
        return new LearningItem(
                item.id(), item.teaches(), item.minutes(), item.method(), item.practical(), item.activity(), terms);
    }

    private static List<String> ids(LearningPath path) {
        return path.steps().stream().map(each -> each.item().value()).toList();
    }
}
