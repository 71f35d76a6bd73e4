package dev.waymark.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.model.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class PlanInputsJsonTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456789Z");
    private static final CompetencyId C01 = new CompetencyId("C01");
    private static final CompetencyId C03 = new CompetencyId("C03");

    @Property
    void everyDoubleComesBackToTheLastBit(
            @ForAll @DoubleRange(min = -20, max = 20) @Scale(17) double mean,
            @ForAll @DoubleRange(min = 1e-12, max = 20) @Scale(17) double variance,
            @ForAll @DoubleRange(min = 0, max = 1) @Scale(17) double probability) {
        PlanInputs inputs = inputs(mean, variance, OptionalDouble.of(probability), Choices.DEFAULT);
        assertThat(readBack(inputs)).isEqualTo(inputs);
    }

    @Test
    void whatWasAbsentIsAbsentAgain() {
        PlanInputs inputs = inputs(0.1, 0.2, OptionalDouble.empty(), Choices.DEFAULT);
        assertThat(readBack(inputs)).isEqualTo(inputs);
        assertThat(readBack(inputs).placements().values())
                .allMatch(each -> each.atLeastNext().isEmpty());
        assertThat(readBack(inputs).choices().longestStep()).isEmpty();
    }

    @Test
    void everyChoiceComesBack() {
        var choices = new Choices(
                45,
                6,
                Optional.of(20),
                Set.of(DeliveryMethod.WEBINAR, DeliveryMethod.LAB),
                Map.of(C01, Tier.EXPERT),
                Set.of(new LearningItemId("pinned")),
                Set.of(new LearningItemId("waived")),
                Set.of(new LearningItemId("done")));
        assertThat(readBack(inputs(1, 1, OptionalDouble.empty(), choices)).choices())
                .isEqualTo(choices);
    }

    @Test
    void whatWasAddedLaterComesBackAndMayBeAbsent() {
        var choices = new Choices(
                45,
                6,
                Optional.empty(),
                Set.of(),
                new TreeMap<>(),
                new java.util.TreeSet<>(),
                new java.util.TreeSet<>(Set.of(new LearningItemId("waived"))),
                new java.util.TreeSet<>(),
                Optional.of(15),
                Optional.of(java.time.LocalDate.parse("2027-01-31")),
                new TreeMap<>(Map.of(new LearningItemId("waived"), Choices.NotForMe.NO_ACCESS)));
        PlanInputs plain = inputs(1, 1, OptionalDouble.empty(), choices);
        var reached = new TreeMap<CompetencyId, dev.waymark.engine.plan.PlanRequest.Reached>();
        reached.put(C01, new dev.waymark.engine.plan.PlanRequest.Reached(Tier.LITERATE, NOON));
        PlanInputs whole = new PlanInputs(
                plain.configuration(),
                plain.role(),
                plain.parameters(),
                plain.asOf(),
                plain.estimates(),
                plain.placements(),
                choices,
                new LearningPath(
                        plain.before().steps(),
                        List.of(),
                        30,
                        15,
                        List.of(),
                        Optional.of(new LearningPath.Footing(new TreeMap<>(Map.of(C01, Tier.LITERATE)), "a1"))),
                reached,
                true);
        assertThat(readBack(whole)).isEqualTo(whole);

        var old = PlanInputsJson.write(plain);
        old.remove("reached");
        old.remove("thorough");
        assertThat(PlanInputsJson.read(old)).isEqualTo(plain);
    }

    @Test
    void refusesInputsThatLackAPart() {
        var node = PlanInputsJson.write(inputs(1, 1, OptionalDouble.empty(), Choices.DEFAULT));
        node.remove("before");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanInputsJson.read(node))
                .withMessageContaining("before");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatIllegalArgumentException().isThrownBy(() -> PathJson.parse("{"));
    }

    private static PlanInputs readBack(PlanInputs inputs) {
        return PlanInputsJson.read(PathJson.parse(PathJson.text(PlanInputsJson.write(inputs))));
    }

    private static PlanInputs inputs(double mean, double variance, OptionalDouble next, Choices choices) {
        var estimates = new TreeMap<CompetencyId, MasteryEstimate>();
        estimates.put(
                C01,
                new MasteryEstimate(C01, mean, variance, NOON, 3, true, false, false, Optional.of(NOON.minusNanos(1))));
        estimates.put(C03, new MasteryEstimate(C03, -mean, variance, NOON, 0, false, true, true, Optional.empty()));
        var placements = new TreeMap<CompetencyId, Placement>();
        placements.put(
                C01,
                new Placement(
                        C01,
                        true,
                        Tier.LITERATE,
                        true,
                        variance / 21,
                        next,
                        mean - 1,
                        mean + 1,
                        Optional.of(Placement.Cap.PRACTICAL_MISSING)));
        var step = new LearningPath.Step(
                new LearningItemId("clinic"),
                new CompetencyTier(C03, Tier.LITERATE),
                30,
                List.of(new CompetencyTier(C01, Tier.LITERATE)),
                List.of(new Reason.ClosesGap(new CompetencyTier(C03, Tier.LITERATE), mean, variance)));
        return new PlanInputs(
                "content/1",
                new JobRoleId("sales"),
                "0",
                NOON,
                estimates,
                placements,
                choices,
                new LearningPath(List.of(step), List.of(), 30, 15));
    }
}
