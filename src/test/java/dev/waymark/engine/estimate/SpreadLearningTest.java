package dev.waymark.engine.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waymark.engine.estimate.ParameterLearning.History;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.ParameterSnapshot.Spread;
import dev.waymark.engine.model.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SpreadLearningTest {

    private static final Instant NOW = Instant.parse("2026-09-01T00:00:00Z");
    private static final CompetencyId C01 = new CompetencyId("C01");
    private static final CompetencyId C02 = new CompetencyId("C02");
    private static final Framework FRAMEWORK =
            new Framework("test/1", Map.of(C01, CutScores.DEFAULT, C02, CutScores.DEFAULT), Set.of());

    @Test
    void nothingIsLearntFromFewPeople() {
        assertThat(learnt(people(19, 1, 0.5, 0.45, 1)).spread()).isEmpty();
    }

    @Test
    void howPeopleDifferIsToldApartFromHowTheirCompetenciesDo() {
        Spread alike = spread(people(2_000, 0.8, 0.2, 0.45, 1));
        assertThat(alike.general()).isCloseTo(0.8, within(0.12));
        assertThat(alike.competency()).isCloseTo(0.2, within(0.08));
        Spread apart = spread(people(2_000, 0.2, 0.8, 0.45, 1));
        assertThat(apart.general()).isCloseTo(0.2, within(0.1));
        assertThat(apart.competency()).isCloseTo(0.8, within(0.15));
    }

    /** Self-ratings that say more than they are taken to say leave less doubt than the filter thinks. */
    @Test
    void doubtIsNarrowedWhereEstimatesLieNearTheWorkAndWidenedWhereTheyDoNot() {
        assertThat(spread(people(1_000, 0.8, 0.6, 0.45, 0.2)).few()).isLessThan(0.8);
        assertThat(spread(people(1_000, 0.8, 0.6, 0.45, 2.2)).few()).isGreaterThan(1.2);
    }

    @Test
    void aFewPeopleNeverTakeMoreThanHalfOfTheDoubtAway() {
        Spread few = spread(people(25, 0.8, 0.6, 0.45, 0.2));
        assertThat(few.few()).isBetween(0.5, 1.3);
        assertThat(few.many()).isBetween(0.5, 1.3);
    }

    /** Work that was easy for everybody says who is good enough, and nothing of how people differ. */
    @Test
    void fullMarksForEverybodyTeachNothing() {
        List<History> people = people(200, 0.8, 0.6, 0.45, 1).stream()
                .map(each -> new History(
                        each.cohort(),
                        each.start(),
                        each.evidence().stream()
                                .map(seen -> seen.observation() instanceof Observation.PracticalRating
                                        ? evidence(
                                                seen.id().value(),
                                                seen.competencies().first().competency(),
                                                Tier.LITERATE,
                                                new Observation.PracticalRating(1))
                                        : seen)
                                .toList()))
                .toList();
        assertThat(learnt(people).spread()).isEmpty();
    }

    @Test
    void theOrderOfPeopleDoesNotMatterButForRounding() {
        List<History> people = people(100, 0.8, 0.6, 0.45, 1);
        Spread one = spread(people);
        List<History> turned = new ArrayList<>(people);
        Collections.reverse(turned);
        Spread other = spread(turned);
        assertThat(other.general()).isCloseTo(one.general(), within(1e-12));
        assertThat(other.few()).isCloseTo(one.few(), within(1e-9));
    }

    @Test
    void estimatesWithRatedWorkKeepTheDoubtOfTheFilter() {
        var snapshot = new ParameterSnapshot(
                "1",
                new java.util.TreeMap<>(),
                0,
                0.25,
                new java.util.TreeMap<>(),
                Optional.of(new Spread(0.8, 0.6, 0.5, 0.5, 0.5)));
        List<Evidence> said = List.of(evidence("s", C01, Tier.LITERATE, new Observation.SelfRating(Tier.LITERATE)));
        double initial = variance(said, ParameterSnapshot.INITIAL);
        assertThat(variance(said, snapshot)).isEqualTo(initial * 0.5);
        List<Evidence> shown = new ArrayList<>(said);
        shown.add(evidence("w", C01, Tier.LITERATE, new Observation.PracticalRating(0.8)));
        assertThat(variance(shown, snapshot)).isEqualTo(variance(shown, ParameterSnapshot.INITIAL));
    }

    private static double variance(List<Evidence> evidence, ParameterSnapshot snapshot) {
        return new Estimator(Constants.PUBLISHED)
                .estimate(evidence, FRAMEWORK, snapshot, Tier.AWARE, NOW)
                .of(C01)
                .variance();
    }

    private static Spread spread(List<History> people) {
        return learnt(people).spread().orElseThrow();
    }

    private static ParameterSnapshot learnt(List<History> people) {
        return new ParameterLearning(Constants.PUBLISHED, Prediction.PUBLISHED, FRAMEWORK).learn("1", people);
    }

    /** People with a self-rating and rated work on two competencies. */
    private static List<History> people(int number, double general, double competency, double rater, double self) {
        var random = new Random(11);
        List<History> people = new ArrayList<>();
        for (int p = 0; p < number; p++) {
            double own = Constants.PUBLISHED.firstStart() + Math.sqrt(general) * random.nextGaussian();
            List<Evidence> evidence = new ArrayList<>();
            for (CompetencyId each : List.of(C01, C02)) {
                double level = own + Math.sqrt(competency) * random.nextGaussian();
                Tier said = CutScores.DEFAULT.tierAt(level + self * random.nextGaussian());
                evidence.add(evidence("s" + p + each, each, said, new Observation.SelfRating(said)));
                double share =
                        0.7 + 0.3 * (level + rater * random.nextGaussian() - CutScores.DEFAULT.practitioner()) / 1.5;
                evidence.add(evidence(
                        "w" + p + each,
                        each,
                        Tier.PRACTITIONER,
                        new Observation.PracticalRating(Math.max(0, Math.min(1, share)))));
            }
            people.add(new History(Optional.empty(), Tier.AWARE, evidence));
        }
        return people;
    }

    private static Evidence evidence(String id, CompetencyId about, Tier tier, Observation seen) {
        return new Evidence(
                new EvidenceId(id),
                NOW,
                NOW,
                new ActivityId("urn:" + id),
                new TreeSet<>(Set.of(new CompetencyTier(about, tier))),
                1,
                seen);
    }
}
