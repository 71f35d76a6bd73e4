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
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.ParameterSnapshot.Bias;
import dev.waymark.engine.model.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ParameterLearningTest {

    private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
    private static final CompetencyId C01 = new CompetencyId("C01");
    private static final CompetencyId C02 = new CompetencyId("C02");
    private static final Framework FRAMEWORK =
            new Framework("test/1", Map.of(C01, CutScores.DEFAULT, C02, CutScores.DEFAULT), Set.of());
    private static final double LEVEL = Scale.difficultyOf(Tier.LITERATE, CutScores.DEFAULT, 0.7);
    private static final JobRoleId SALES = new JobRoleId("sales");
    private static final JobRoleId DATA = new JobRoleId("data");

    private int number;

    @Test
    void itemsOfALevelAreToldApartAndTheLevelStaysWhereItsSentencePutsIt() {
        ParameterSnapshot learnt = learn(quizzes(200, new double[] {-1, 0, 1}, 1.5));
        double easy = difficulty(learnt, "q0");
        double middle = difficulty(learnt, "q1");
        double hard = difficulty(learnt, "q2");
        assertThat(middle - easy).isCloseTo(1, within(0.4));
        assertThat(hard - middle).isCloseTo(1, within(0.4));
        assertThat((easy + middle + hard) / 3).isCloseTo(LEVEL, within(0.1));
    }

    /** A course in which everybody does well is not thereby easy. */
    @Test
    void aClassThatDoesWellDoesNotMakeItsLevelEasy() {
        ParameterSnapshot learnt = learn(quizzes(200, new double[] {-0.5, 0.5}, 4));
        assertThat((difficulty(learnt, "q0") + difficulty(learnt, "q1")) / 2).isCloseTo(LEVEL, within(1e-9));
    }

    @Test
    void anItemThatFewHaveTriedKeepsTheDifficultyOfItsLevel() {
        assertThat(learn(quizzes(ParameterLearning.LEAST_PEOPLE - 1, new double[] {0}, 0))
                        .difficulties())
                .isEmpty();
        assertThat(learn(quizzes(ParameterLearning.LEAST_PEOPLE, new double[] {0}, 0))
                        .difficulties())
                .hasSize(1);
    }

    @Test
    void theBiasOfEachCohortIsLearntWhicheverItsSign() {
        List<History> people = new ArrayList<>(raters(SALES, 0.7, 150));
        people.addAll(raters(DATA, -0.6, 150));
        ParameterSnapshot learnt = learn(people);
        assertThat(learnt.biasOf(Optional.of(SALES)).mean()).isCloseTo(0.7, within(0.25));
        assertThat(learnt.biasOf(Optional.of(DATA)).mean()).isCloseTo(-0.6, within(0.25));
        Bias unknown = learnt.biasOf(Optional.of(new JobRoleId("nobody-yet")));
        assertThat(unknown.mean()).isBetween(-0.3, 0.3);
        assertThat(unknown.variance())
                .isGreaterThan(learnt.biasOf(Optional.of(SALES)).variance());
    }

    @Test
    void nothingIsLearntFromNobody() {
        ParameterSnapshot learnt = learn(List.of());
        assertThat(learnt.difficulties()).isEmpty();
        assertThat(learnt.selfRatingBias()).isZero();
        assertThat(learnt.selfRatingBiasVariance())
                .isCloseTo(ParameterSnapshot.INITIAL.selfRatingBiasVariance(), within(1e-12));
    }

    @Test
    void theSamePeopleTeachTheSameBits() {
        List<History> people = quizzes(50, new double[] {-1, 1}, 0);
        assertThat(learn(people)).isEqualTo(learn(people));
    }

    /** Items at tier 2 that lie so far from their level, answered by people around a mean. */
    private List<History> quizzes(int people, double[] apart, double aroundMean) {
        Random random = new Random(11);
        List<History> all = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            double level = LEVEL + aroundMean + random.nextGaussian();
            List<Evidence> evidence = new ArrayList<>();
            for (int item = 0; item < apart.length; item++) {
                boolean right = random.nextDouble() < Scale.logistic(level - LEVEL - apart[item]);
                evidence.add(evidence("q" + item, new Observation.Answer(right), C01));
            }
            all.add(new History(Optional.empty(), Tier.AWARE, evidence));
        }
        return all;
    }

    private List<History> raters(JobRoleId role, double bias, int people) {
        Random random = new Random(role.value().hashCode());
        List<History> all = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            double level = random.nextGaussian();
            List<Evidence> evidence = new ArrayList<>();
            evidence.add(evidence(
                    "self",
                    new Observation.SelfRating(CutScores.DEFAULT.tierAt(level + bias + 0.8 * random.nextGaussian())),
                    C02));
            double share = 0.7 + 0.3 * (level - 1.8) / 1.5;
            evidence.add(new Evidence(
                    new EvidenceId("w" + number++),
                    START,
                    START,
                    new ActivityId("work"),
                    new TreeSet<>(Set.of(new CompetencyTier(C02, Tier.EXPERT))),
                    1,
                    new Observation.PracticalRating(Math.max(0, Math.min(1, share)))));
            all.add(new History(Optional.of(role), Tier.AWARE, evidence));
        }
        return all;
    }

    private Evidence evidence(String item, Observation seen, CompetencyId about) {
        return new Evidence(
                new EvidenceId("e" + number++),
                START,
                START,
                new ActivityId(item),
                new TreeSet<>(Set.of(new CompetencyTier(about, Tier.LITERATE))),
                1,
                seen);
    }

    private static double difficulty(ParameterSnapshot snapshot, String item) {
        return snapshot.difficultyOf(new ActivityId(item)).orElseThrow().mean();
    }

    private static ParameterSnapshot learn(List<History> people) {
        return new ParameterLearning(Constants.PUBLISHED, Prediction.PUBLISHED, FRAMEWORK).learn("1", people);
    }
}
