package dev.waymark.engine.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.LearnerMastery.Contribution;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EstimatorTest {

    private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
    private static final Offset<Double> LAST_DIGIT = within(1e-12);
    private static final CompetencyId C01 = new CompetencyId("C01");
    private static final CompetencyId C02 = new CompetencyId("C02");
    private static final CompetencyId C03 = new CompetencyId("C03");
    private static final Framework FRAMEWORK = new Framework(
            "test/1", Map.of(C01, CutScores.DEFAULT, C02, CutScores.DEFAULT, C03, CutScores.DEFAULT), Set.of());

    /**
     * Three statements, worked out apart from this code with forty digits. Everything starts at g = -1.0 (variance 0.8) and
     * s = 0 (variance 0.6); a question at tier 2 has d = -1.2 - ln(0.7/0.3) = -2.047297860387204 (variance 0.8).
     *
     * <pre>
     * day 0, C01, right:   x = -1.0 + 0 - d = 1.047297860387204, σ(x) = 0.740255676714326, w = 0.192277209806541,
     *                      V = 0.8 + 0.6 = 1.4, (y-σ)/(1+w(V+0.8)) = 0.182531639660106, w/(1+w(V+0.8)) = 0.135120082438367
     *                      g = -1.0 + 0.8·0.182531639660106 = -0.853974688271915, v_g = 0.8 - 0.64·0.135120082438367
     *                      s = 0.6·0.182531639660106 = 0.109518983796063, v_s = 0.6 - 0.36·0.135120082438367
     *                      mean of C01 = -0.744455704475852
     * day 10, C01, wrong:  r = 2^(-10/90) = 0.925874712287290, s = 0.101400857612176, v_s = 0.558300884052156
     *                      drift of one question: v_s + 0.01, v_g + 0.003
     *                      x = 1.294724029727465, σ(x) = 0.784945706869023, surprise -0.580610909477900
     *                      g = -1.269995844452577, s = -0.228560835534440, mean of C01 = -1.498556679987017
     * day 40, C01 and C02, 0.8 of 5 questions:
     *                      r = 2^(-30/90) = 0.793700525984100, s1 = -0.181408855383052, s2 = 0
     *                      x = 0.686597588243101, σ(x) = 0.665209616401771, w = 0.222705782648380, V = 0.946574558076326
     *                      z = 1 + 5·w/(1+0.8w)·V = 1.894644191134427, surprise 5·(0.8-σ)/((1+0.8w)z) = 0.301922356040196
     *                      g = -1.072110535859970, s1 = -0.096172137896099, s2 = 0.090576706812059
     * day 60:              r = 2^(-20/90) = 0.857243982853073
     * </pre>
     */
    @Test
    void threeStatementsWorkedOutToTheLastDigit() {
        List<Evidence> evidence = List.of(
                evidence("a", 0, "q1", new Observation.Answer(true), C01),
                evidence("b", 10, "q2", new Observation.Answer(false), C01),
                evidence("c", 40, "q3", new Observation.Score(0.8, OptionalInt.of(5)), C01, C02));

        assertThat(estimate(evidence, 0).of(C01).mean()).isCloseTo(-0.744455704475852, LAST_DIGIT);
        assertThat(estimate(evidence, 0).of(C02).mean()).isCloseTo(-0.853974688271915, LAST_DIGIT);
        assertThat(estimate(evidence, 10).of(C01).mean()).isCloseTo(-1.498556679987017, LAST_DIGIT);
        assertThat(estimate(evidence, 40).of(C01).mean()).isCloseTo(-1.168282673756069, LAST_DIGIT);
        LearnerMastery after = estimate(evidence, 60);
        assertThat(after.of(C01).mean()).isCloseTo(-1.154553522389517, LAST_DIGIT);
        assertThat(after.of(C01).variance()).isCloseTo(0.985914711796999, LAST_DIGIT);
        assertThat(after.of(C02).mean()).isCloseTo(-0.994464198958685, LAST_DIGIT);
        assertThat(after.of(C02).variance()).isCloseTo(1.008133827460489, LAST_DIGIT);
        assertThat(after.of(C03).mean()).isCloseTo(-1.072110535859970, LAST_DIGIT);
        assertThat(after.of(C03).variance()).isCloseTo(1.041126633709744, LAST_DIGIT);
        assertThat(after.of(C01).direct()).isEqualTo(2 + 1);
        assertThat(after.of(C03).direct()).isZero();
    }

    /**
     * Two ratings on one day. A self-rating of tier 3: the zone 0.3 to 1.8 has its middle at 1.05, doubt 0.85² + 0.25 =
     * 0.9725, S = 1.4 + 0.9725, (1.05+1)/S = 0.864067439409905, mean -1 + 1.4·0.864067439409905. Then practical work
     * at tier 2 with 0.85: -1.2 + (0.85-0.7)/0.3·1.5 = -0.45, doubt 0.45², V = 0.978503688092729 + 0.003 + 0.01.
     */
    @Test
    void ratingsWorkedOutToTheLastDigit() {
        List<Evidence> evidence = List.of(
                evidence("a", 0, "self", new Observation.SelfRating(Tier.PRACTITIONER), C01),
                evidence("b", 0, "work", new Observation.PracticalRating(0.85), C01));
        assertThat(estimate(evidence.subList(0, 1), 0).of(C01).mean()).isCloseTo(0.209694415173867, LAST_DIGIT);
        assertThat(estimate(evidence.subList(0, 1), 0).of(C01).variance()).isCloseTo(0.978503688092729, LAST_DIGIT);
        MasteryEstimate both = estimate(evidence, 0).of(C01);
        assertThat(both.mean()).isCloseTo(-0.338117498794247, LAST_DIGIT);
        assertThat(both.variance()).isCloseTo(0.577475771503767, LAST_DIGIT);
        assertThat(both.practical()).isTrue();
        assertThat(both.onlySelfRated()).isFalse();
    }

    @Test
    void startingPointAndContributionsAddUpToTheMean() {
        List<Evidence> evidence = many(60);
        LearnerMastery mastery = estimate(evidence, 200);
        for (CompetencyId each : FRAMEWORK.competencies()) {
            double sum = Constants.PUBLISHED.startOf(Tier.AWARE);
            double last = sum;
            for (Contribution part : mastery.contributions()) {
                if (part.competency().equals(each)) {
                    assertThat(part.meanBefore()).isEqualTo(last);
                    last = part.meanAfter();
                    sum += part.change();
                }
            }
            assertThat(last).isEqualTo(mastery.of(each).mean());
            assertThat(sum).isCloseTo(mastery.of(each).mean(), LAST_DIGIT);
        }
        assertThat(mastery.contributions().stream().map(Contribution::cause).distinct())
                .containsExactlyInAnyOrder(LearnerMastery.Cause.values());
    }

    @Test
    void arrivalOrderAndDoublesDoNotChangeABit() {
        List<Evidence> evidence = many(60);
        List<Evidence> shuffled = new ArrayList<>(evidence);
        shuffled.addAll(evidence.subList(10, 30));
        Collections.reverse(shuffled);
        assertThat(estimate(shuffled, 200)).isEqualTo(estimate(evidence, 200));
    }

    @Test
    void aRightAnswerRaisesAndAWrongOneLowers() {
        List<Evidence> soFar = new ArrayList<>(many(30));
        double before = estimate(soFar, 100).of(C01).mean();
        soFar.add(evidence("right", 100, "new", new Observation.Answer(true), C01));
        assertThat(estimate(soFar, 100).of(C01).mean()).isGreaterThan(before);
        soFar.set(soFar.size() - 1, evidence("wrong", 100, "new", new Observation.Answer(false), C01));
        assertThat(estimate(soFar, 100).of(C01).mean()).isLessThan(before);
    }

    @Test
    void timeFadesACompetencyTowardsTheGeneralLevelAndWidensTheDoubt() {
        List<Evidence> evidence = many(20);
        MasteryEstimate fresh = estimate(evidence, 100).of(C01);
        MasteryEstimate stale = estimate(evidence, 100 + 365).of(C01);
        assertThat(stale.variance()).isGreaterThan(fresh.variance());
        LearnerMastery kept = new Estimator(Constants.PUBLISHED.withoutForgetting())
                .estimate(evidence, FRAMEWORK, ParameterSnapshot.INITIAL, Tier.AWARE, day(465));
        LearnerMastery keptBefore = new Estimator(Constants.PUBLISHED.withoutForgetting())
                .estimate(evidence, FRAMEWORK, ParameterSnapshot.INITIAL, Tier.AWARE, day(100));
        assertThat(kept.of(C01).mean()).isEqualTo(keptBefore.of(C01).mean());
    }

    @Test
    void evidenceAfterTheInstantIsNotUsed() {
        List<Evidence> evidence = List.of(evidence("later", 5, "q", new Observation.Answer(true), C01));
        assertThat(estimate(evidence, 4).of(C01).direct()).isZero();
        assertThat(estimate(evidence, 5).of(C01).direct()).isEqualTo(1);
    }

    @Test
    void aSecondTryOfTheSameItemWeighsHalf() {
        Evidence first = evidence("a", 0, "q", new Observation.Answer(true), C01);
        double once = estimate(List.of(first), 0).of(C01).mean();
        double same = estimate(List.of(first, evidence("b", 0, "q", new Observation.Answer(true), C01)), 0)
                .of(C01)
                .mean();
        double other = estimate(List.of(first, evidence("b", 0, "r", new Observation.Answer(true), C01)), 0)
                .of(C01)
                .mean();
        assertThat(same - once).isPositive().isLessThan(0.65 * (other - once));
    }

    /** Six questions failed twice each, then all right: the last try is what they can do now. */
    @Test
    void whoFailsTwiceAndThenGetsItRightIsSeenToHaveLearntIt() {
        List<Evidence> failedTwice = new ArrayList<>();
        for (int question = 0; question < 6; question++) {
            for (int attempt = 0; attempt < 2; attempt++) {
                failedTwice.add(evidence(
                        "f" + question + attempt, attempt, "q" + question, new Observation.Answer(false), C01));
            }
        }
        List<Evidence> thenRight = new ArrayList<>(failedTwice);
        for (int question = 0; question < 6; question++) {
            thenRight.add(evidence("r" + question, 2, "q" + question, new Observation.Answer(true), C01));
        }
        assertThat(estimate(failedTwice, 2).of(C01).probabilityAtLeast(-1.2)).isLessThan(0.1);
        assertThat(estimate(thenRight, 2).of(C01).probabilityAtLeast(-1.2)).isGreaterThan(0.5);
        assertThat(estimate(thenRight, 2).of(C01).mean()).isLessThan(sixRight().mean());
    }

    private static MasteryEstimate sixRight() {
        List<Evidence> right = new ArrayList<>();
        for (int question = 0; question < 6; question++) {
            right.add(evidence("r" + question, 2, "q" + question, new Observation.Answer(true), C01));
        }
        return estimate(right, 2).of(C01);
    }

    @Test
    void aSuccessThatIsNotRepeatedIsSupersededAsAFailureIs() {
        Evidence right = evidence("a", 0, "q", new Observation.Answer(true), C01);
        Evidence wrong = evidence("b", 1, "q", new Observation.Answer(false), C01);
        assertThat(estimate(List.of(right, wrong), 1).of(C01).mean())
                .isLessThan(estimate(List.of(), 1).of(C01).mean());
    }

    /** Whose practical work shows less than they said is believed less the next time; whose shows more, more. */
    @Test
    void anOwnSelfRatingBiasIsLearntFromOwnWork() {
        List<Evidence> boaster = new ArrayList<>();
        boaster.add(evidence("a", 0, "self-1", new Observation.SelfRating(Tier.EXPERT), C01));
        boaster.add(evidence("b", 0, "work", new Observation.PracticalRating(0.4), C01));
        boaster.add(evidence("c", 0, "self-2", new Observation.SelfRating(Tier.EXPERT), C02));
        List<Evidence> modest = new ArrayList<>(boaster);
        modest.set(0, evidence("a", 0, "self-1", new Observation.SelfRating(Tier.AWARE), C01));
        double saysAfterBoasting = change(boaster, "c", C02);
        double saysAfterModesty = change(modest, "c", C02);
        assertThat(saysAfterBoasting).isPositive().isLessThan(saysAfterModesty);
    }

    private static double change(List<Evidence> evidence, String id, CompetencyId of) {
        return estimate(evidence, 0).contributions().stream()
                .filter(each ->
                        each.evidence().value().equals(id) && each.competency().equals(of))
                .mapToDouble(Contribution::change)
                .sum();
    }

    @Test
    void theBiasOfACohortIsTakenOffItsSelfRatings() {
        var role = new JobRoleId("analyst");
        ParameterSnapshot learnt = new ParameterSnapshot(
                "1",
                new TreeMap<>(),
                0,
                0.25,
                new TreeMap<>(Map.of(role, new ParameterSnapshot.Bias(0.8, 0.15))),
                Optional.empty());
        List<Evidence> said = List.of(evidence("a", 0, "self", new Observation.SelfRating(Tier.PRACTITIONER), C01));
        double everybody = meanWith(said, learnt.seenBy(Optional.empty()));
        double analyst = meanWith(said, learnt.seenBy(Optional.of(role)));
        assertThat(everybody)
                .isEqualTo(meanWith(said, ParameterSnapshot.INITIAL))
                .isGreaterThan(analyst);
    }

    private static double meanWith(List<Evidence> evidence, ParameterSnapshot snapshot) {
        return new Estimator(Constants.PUBLISHED)
                .estimate(evidence, FRAMEWORK, snapshot, Tier.AWARE, START)
                .of(C01)
                .mean();
    }

    @Test
    void muchReadingWeighsLittle() {
        List<Evidence> pages = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            pages.add(evidence("p%02d".formatted(i), 0, "page-" + i, new Observation.Exposure(), C01));
        }
        MasteryEstimate read = estimate(pages, 0).of(C01);
        assertThat(read.mean()).isBetween(-1.0, -0.7);
        assertThat(read.onlyExposure()).isTrue();
    }

    private static List<Evidence> many(int number) {
        List<Evidence> found = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Observation seen = i % 7 == 3
                    ? new Observation.Score((i % 10) / 10.0, OptionalInt.empty())
                    : new Observation.Answer(i % 3 != 0);
            found.add(evidence("e%03d".formatted(i), i, "q" + i % 40, seen, i % 2 == 0 ? C01 : C02));
        }
        return found;
    }

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private static Evidence evidence(String id, int day, String item, Observation seen, CompetencyId... about) {
        TreeSet<CompetencyTier> competencies = new TreeSet<>();
        for (CompetencyId each : about) {
            competencies.add(new CompetencyTier(each, Tier.LITERATE));
        }
        return new Evidence(new EvidenceId(id), day(day), day(day), new ActivityId(item), competencies, 1, seen);
    }

    private static LearnerMastery estimate(List<Evidence> evidence, int day) {
        return new Estimator(Constants.PUBLISHED)
                .estimate(evidence, FRAMEWORK, ParameterSnapshot.INITIAL, Tier.AWARE, day(day));
    }
}
