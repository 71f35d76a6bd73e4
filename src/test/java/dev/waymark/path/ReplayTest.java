package dev.waymark.path;

import static dev.waymark.mastery.SmallContent.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.estimate.Constants;
import dev.waymark.engine.estimate.Estimator;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.place.TierRule;
import dev.waymark.engine.plan.Planner;
import dev.waymark.mastery.SmallContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A learner's tiers and path are a pure function of their evidence and the recorded inputs: whatever the order in which
 * statements arrived, however often, and whatever came late or was taken back, the same history gives the same bits.
 */
class ReplayTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final JobRole ANALYST = SmallContent.published("small/1").role(Optional.of(SmallContent.ANALYST));

    @Property(tries = 150)
    void arrivalInAnotherOrderWithDoublesGivesTheSameTiersAndPath(
            @ForAll("histories") List<Evidence> history, @ForAll Random random) {
        List<Evidence> otherwise = new ArrayList<>(history);
        history.stream().filter(each -> random.nextBoolean()).forEach(otherwise::add);
        Collections.shuffle(otherwise, random);

        LearnerMastery once = mastery(history);
        assertThat(mastery(otherwise)).isEqualTo(once);
        assertThat(bitsOf(mastery(otherwise))).isEqualTo(bitsOf(once));
        assertThat(path(otherwise, LearningPath.EMPTY)).isEqualTo(path(history, LearningPath.EMPTY));
    }

    @Property(tries = 100)
    void aLateStatementGivesWhatItWouldHaveGivenInTime(
            @ForAll("histories") List<Evidence> history, @ForAll("oneMore") Evidence late) {
        List<Evidence> first = new ArrayList<>(history);
        first.add(0, late);
        List<Evidence> last = new ArrayList<>(history);
        last.add(late);
        assertThat(mastery(last)).isEqualTo(mastery(first));
    }

    @Property(tries = 100)
    void aStatementTakenBackLeavesNoTrace(
            @ForAll("histories") List<Evidence> history, @ForAll("oneMore") Evidence voided) {
        List<Evidence> withIt = new ArrayList<>(history);
        withIt.add(voided);
        LearnerMastery before = mastery(history);
        mastery(withIt);
        withIt.removeIf(each -> each.id().equals(voided.id()));
        assertThat(mastery(withIt)).isEqualTo(before);
    }

    @Property(tries = 100)
    void theRecordedInputsGiveTheSamePathAfterTheyWereWrittenAndRead(
            @ForAll("histories") List<Evidence> before, @ForAll("histories") List<Evidence> after) {
        LearningPath pathBefore = path(before, LearningPath.EMPTY);
        PlanInputs inputs = inputs(after, pathBefore);
        LearningPath path = new Planner().plan(inputs.request(SmallContent.published("small/1")));

        PlanInputs read = PlanInputsJson.read(PathJson.parse(PathJson.text(PlanInputsJson.write(inputs))));
        assertThat(read).isEqualTo(inputs);
        assertThat(new Planner().plan(read.request(SmallContent.published("small/1"))))
                .isEqualTo(path);
        assertThat(PathJson.read(PathJson.parse(PathJson.text(PathJson.write(path)))))
                .isEqualTo(path);
    }

    @Property(tries = 150)
    void oneMoreStatementChangesAtMostTwoStepsUnlessATierMoved(
            @ForAll("histories") List<Evidence> history, @ForAll("oneMore") Evidence oneMore) {
        LearningPath before = path(history, LearningPath.EMPTY);
        List<Evidence> longer = new ArrayList<>(history);
        longer.add(oneMore);
        Assume.that(tiersOf(longer).equals(tiersOf(history)));
        var gone = new TreeSet<LearningItemId>(Kept.itemsOf(before));
        LearningPath after = path(longer, before);
        gone.removeAll(Kept.itemsOf(after));
        var come = new TreeSet<LearningItemId>(Kept.itemsOf(after));
        come.removeAll(Kept.itemsOf(before));
        assertThat(gone).as("steps that left").hasSizeLessThanOrEqualTo(2);
        assertThat(come).as("steps that came").hasSizeLessThanOrEqualTo(2);
    }

    @Provide
    Arbitrary<List<Evidence>> histories() {
        return evidence().list().ofMaxSize(25).uniqueElements(Evidence::id);
    }

    /** A statement that no history has. */
    @Provide
    Arbitrary<Evidence> oneMore() {
        return evidence()
                .map(each -> new Evidence(
                        new EvidenceId("one-more"),
                        each.experienced(),
                        each.stored(),
                        each.item(),
                        each.competencies(),
                        each.weight(),
                        each.observation()));
    }

    private static Arbitrary<Evidence> evidence() {
        Arbitrary<Observation> observation = Arbitraries.oneOf(
                Arbitraries.doubles().between(0, 1).map(share -> new Observation.Score(share, OptionalInt.of(5))),
                Arbitraries.of(true, false).map(Observation.Answer::new),
                Arbitraries.of(true, false).map(Observation.PassFail::new),
                Arbitraries.doubles().between(0, 1).map(Observation.PracticalRating::new),
                Arbitraries.of(Tier.values()).map(Observation.SelfRating::new),
                Arbitraries.just(new Observation.Exposure()));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 400),
                        // Few distinct times on purpose: ties are broken by storage, then by id.
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(ALL).set().ofMinSize(1).ofMaxSize(2),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.of(0.25, 0.7, 1.0),
                        observation)
                .as((id, daysAgo, storedLater, about, level, item, weight, seen) -> {
                    Instant experienced = NOW.minusSeconds(86_400L * daysAgo);
                    var steps = new TreeSet<CompetencyTier>();
                    about.forEach(each -> steps.add(SmallContent.step(each, level)));
                    return new Evidence(
                            new EvidenceId("e" + id),
                            experienced,
                            experienced.plusSeconds(storedLater),
                            new ActivityId("https://lms.test/activity/" + item),
                            steps,
                            weight,
                            seen);
                });
    }

    private static LearnerMastery mastery(Collection<Evidence> evidence) {
        return new Estimator(Constants.PUBLISHED)
                .estimate(
                        evidence,
                        SmallContent.published("small/1").framework(),
                        ParameterSnapshot.INITIAL,
                        ANALYST.start(),
                        NOW);
    }

    private static SortedMap<CompetencyId, Placement> placements(LearnerMastery mastery) {
        var framework = SmallContent.published("small/1").framework();
        SortedMap<CompetencyId, Placement> placements = new TreeMap<>();
        mastery.estimates()
                .forEach((competency, estimate) -> placements.put(
                        competency, TierRule.PUBLISHED.place(estimate, framework.cutScoresOf(competency))));
        return placements;
    }

    private static List<Tier> tiersOf(Collection<Evidence> evidence) {
        return placements(mastery(evidence)).values().stream()
                .map(Placement::tier)
                .toList();
    }

    private static PlanInputs inputs(Collection<Evidence> evidence, LearningPath before) {
        LearnerMastery mastery = mastery(evidence);
        return new PlanInputs(
                "small/1",
                ANALYST.id(),
                mastery.snapshot(),
                NOW,
                mastery.estimates(),
                placements(mastery),
                Choices.DEFAULT,
                before);
    }

    private static LearningPath path(Collection<Evidence> evidence, LearningPath before) {
        return new Planner().plan(inputs(evidence, before).request(SmallContent.published("small/1")));
    }

    /** Equality of doubles takes 0.0 and -0.0 apart but says little; the bits say all. */
    private static List<Long> bitsOf(LearnerMastery mastery) {
        List<Long> bits = new ArrayList<>();
        mastery.estimates().values().forEach(each -> {
            bits.add(Double.doubleToRawLongBits(each.mean()));
            bits.add(Double.doubleToRawLongBits(each.variance()));
        });
        return bits;
    }
}
