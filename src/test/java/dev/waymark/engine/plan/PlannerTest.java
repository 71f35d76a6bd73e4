package dev.waymark.engine.plan;

import static dev.waymark.engine.plan.PlanFixture.at;
import static dev.waymark.engine.plan.PlanFixture.estimate;
import static dev.waymark.engine.plan.PlanFixture.item;
import static dev.waymark.engine.plan.PlanFixture.special;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.model.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final Set<String> NONE = Set.of();
    private final Planner planner = new Planner();

    @Test
    void putsWhatMustComeFirstBeforeWhatNeedsItAndSaysWhatItOpens() {
        PlanRequest request = PlanFixture.request(
                Set.of("C02@2<-C01@2"),
                Map.of("C01", 2, "C02", 2),
                List.of(estimate("C01", -2, 0.5, 3, false), estimate("C02", -2, 0.5, 3, false)),
                List.of(item("b-second", 60, "C02@2", 1.0), item("z-first", 60, "C01@2", 1.0)),
                PlanFixture.hours(120, 12));
        LearningPath path = planner.plan(request);
        assertThat(ids(path)).containsExactly("z-first", "b-second");
        assertThat(path.steps().get(0).reasons()).contains(new Reason.Opens(List.of(new LearningItemId("b-second"))));
        assertThat(path.steps().get(0).lockedBy()).isEmpty();
        assertThat(path.steps().get(1).lockedBy()).containsExactly(at("C01@2"));
    }

    @Test
    void takesWhatGainsMostPerHourAndSaysWhatDidNotFit() {
        PlanRequest request = PlanFixture.request(
                NONE,
                Map.of("C01", 2),
                List.of(estimate("C01", -2, 0.5, 3, false)),
                List.of(item("long", 300, "C01@2", 1.0), item("short", 60, "C01@2", 0.5)),
                PlanFixture.hours(120, 1));
        LearningPath path = planner.plan(request);
        assertThat(ids(path)).containsExactly("short");
        assertThat(reasonFor(path, "long")).isEqualTo(new Reason.OverBudget(300, 60));
        assertThat(path.shortfall()).isPositive();
        Reason.ClosesGap gap = (Reason.ClosesGap) path.steps().get(0).reasons().get(0);
        assertThat(gap.towards()).isEqualTo(at("C01@2"));
        assertThat(gap.perHour()).isEqualTo(gap.gain());
    }

    @Test
    void asksForPracticalWorkWhereATierNeedsIt() {
        PlanRequest request = PlanFixture.request(
                NONE,
                Map.of("C01", 3),
                List.of(estimate("C01", 0.2, 0.2, 9, false)),
                List.of(
                        item("course", 60, "C01@3", 1.0),
                        special("project", 90, DeliveryMethod.PROJECT, true, "C01@3", 1.0)),
                PlanFixture.hours(120, 12));
        LearningPath path = planner.plan(request);
        assertThat(ids(path)).containsExactly("project");
        assertThat(path.steps().get(0).reasons()).contains(new Reason.BringsPractical(new CompetencyId("C01")));
        assertThat(reasonFor(path, "course"))
                .isEqualTo(new Reason.BetterElsewhere(List.of(new LearningItemId("project"))));
    }

    @Test
    void leavesAnAvoidedMethodOutOnlyWhereAnotherWayExists() {
        LearningItem webinar = special("webinar", 30, DeliveryMethod.WEBINAR, false, "C01@2", 1.0);
        PlanRequest both = PlanFixture.request(
                NONE,
                Map.of("C01", 2),
                List.of(estimate("C01", -2, 0.5, 3, false)),
                List.of(webinar, item("course", 90, "C01@2", 1.0)),
                avoiding(DeliveryMethod.WEBINAR));
        LearningPath path = planner.plan(both);
        assertThat(ids(path)).containsExactly("course");
        assertThat(reasonFor(path, "webinar")).isEqualTo(new Reason.MethodAvoided(DeliveryMethod.WEBINAR));

        PlanRequest only = PlanFixture.request(
                NONE,
                Map.of("C01", 2),
                List.of(estimate("C01", -2, 0.5, 3, false)),
                List.of(webinar),
                avoiding(DeliveryMethod.WEBINAR));
        LearningPath relaxed = planner.plan(only);
        assertThat(ids(relaxed)).containsExactly("webinar");
        assertThat(relaxed.steps().get(0).reasons()).contains(new Reason.MethodAvoided(DeliveryMethod.WEBINAR));
    }

    @Test
    void bringsAPinnedItemAsSoonAsItCanBe() {
        PlanRequest request = PlanFixture.request(
                Set.of("C02@2<-C01@2"),
                Map.of("C01", 2, "C02", 2, "C03", 3),
                List.of(
                        estimate("C01", -2, 0.5, 3, false),
                        estimate("C02", -2, 0.5, 3, false),
                        estimate("C03", -2, 0.5, 3, false)),
                List.of(
                        item("first", 60, "C01@2", 1.0),
                        item("pinned", 60, "C02@2", 0.5),
                        item("cheap", 15, "C03@2", 1.0)),
                new Choices(
                        120,
                        12,
                        Optional.empty(),
                        Set.of(),
                        Map.of(),
                        Set.of(new LearningItemId("pinned")),
                        Set.of(),
                        Set.of()));
        LearningPath path = planner.plan(request);
        assertThat(ids(path)).containsExactly("first", "pinned", "cheap");
        assertThat(path.steps().get(1).reasons().get(0)).isEqualTo(new Reason.Pinned());
    }

    @Test
    void saysWhyEachOtherItemIsLeftOut() {
        Choices choices = new Choices(
                120,
                12,
                Optional.of(100),
                Set.of(),
                Map.of(),
                Set.of(),
                Set.of(new LearningItemId("waived")),
                Set.of(new LearningItemId("done")));
        PlanRequest request = PlanFixture.request(
                Set.of("C02@2<-C01@2", "C04@2<-C03@2"),
                Map.of("C01", 2, "C02", 2, "C04", 2),
                List.of(
                        estimate("C01", 1.5, 0.1, 9, false), estimate("C02", -2, 0.5, 3, false),
                        estimate("C03", -2, 0.5, 3, false), estimate("C04", -2, 0.5, 3, false)),
                List.of(
                        item("held", 30, "C01@2", 1.0),
                        item("beyond", 30, "C02@3", 1.0),
                        item("waived", 30, "C02@2", 1.0),
                        item("done", 30, "C02@2", 0.5),
                        item("too-long", 200, "C02@2", 1.0),
                        item("chosen", 60, "C02@2", 1.0),
                        item("unreachable", 30, "C04@2", 1.0)),
                choices);
        LearningPath path = planner.plan(request);
        assertThat(ids(path)).containsExactly("chosen");
        assertThat(reasonFor(path, "held")).isEqualTo(new Reason.NothingLeftToTeach());
        assertThat(reasonFor(path, "beyond")).isEqualTo(new Reason.BeyondTarget(at("C02@3")));
        assertThat(reasonFor(path, "waived")).isEqualTo(new Reason.Waived());
        assertThat(reasonFor(path, "too-long")).isEqualTo(new Reason.TooLong(200, 100));
        assertThat(reasonFor(path, "unreachable")).isEqualTo(new Reason.OutOfReach(at("C03@2")));
        assertThat(path.leftOut()).extracting(each -> each.item().value()).doesNotContain("done");
    }

    @Test
    void anOwnHigherGoalIsWorkedTowards() {
        PlanRequest request = PlanFixture.request(
                NONE,
                Map.of("C01", 2),
                List.of(estimate("C01", 0, 0.1, 9, true)),
                List.of(item("further", 60, "C01@3", 1.0)),
                new Choices(
                        120,
                        12,
                        Optional.empty(),
                        Set.of(),
                        Map.of(new CompetencyId("C01"), Tier.PRACTITIONER),
                        Set.of(),
                        Set.of(),
                        Set.of()));
        assertThat(ids(planner.plan(request))).containsExactly("further");
        assertThat(planner.gaps(request))
                .containsExactly(new Gap(new CompetencyId("C01"), Tier.LITERATE, true, Tier.PRACTITIONER));
    }

    @Test
    void gapsComeFurthestFirstAndUnknownIsNotHeld() {
        PlanRequest request = PlanFixture.request(
                NONE,
                Map.of("C01", 2, "C02", 3, "C03", 2),
                List.of(
                        estimate("C01", 1, 0.1, 5, false),
                        estimate("C02", -2, 0.2, 5, false),
                        estimate("C03", 2, 0.1, 0, false)),
                List.of(),
                Choices.DEFAULT);
        assertThat(planner.gaps(request))
                .extracting(each -> each.competency() + " " + each.tiers() + " " + each.known())
                .containsExactly("C02 2 true", "C03 1 false", "C01 0 true");
        assertThat(planner.plan(request).steps()).isEmpty();
        assertThat(planner.plan(request).leftOut()).isEmpty();
    }

    private static Choices avoiding(DeliveryMethod method) {
        return new Choices(120, 12, Optional.empty(), Set.of(method), Map.of(), Set.of(), Set.of(), Set.of());
    }

    private static List<String> ids(LearningPath path) {
        return path.steps().stream().map(each -> each.item().value()).toList();
    }

    private static Reason reasonFor(LearningPath path, String item) {
        return path.leftOut().stream()
                .filter(each -> each.item().value().equals(item))
                .findFirst()
                .orElseThrow()
                .reason();
    }
}
