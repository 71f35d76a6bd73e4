package dev.waymark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.diagnose.Placing;
import dev.waymark.engine.diagnose.Placing.Next;
import dev.waymark.engine.diagnose.Placing.Question;
import dev.waymark.engine.diagnose.Placing.Why;
import dev.waymark.engine.estimate.Constants;
import dev.waymark.engine.estimate.Estimator;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The choice of questions, on invented learners whose true level is known. */
class PlacingTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final List<CompetencyId> SKILLS =
            List.of(new CompetencyId("A"), new CompetencyId("B"), new CompetencyId("C"), new CompetencyId("D"));
    private static final Framework FRAMEWORK = new Framework("t/1", cuts(), Set.of());
    private static final SortedMap<CompetencyId, Tier> TARGETS = new TreeMap<>(Map.of(
            SKILLS.get(0), Tier.LITERATE,
            SKILLS.get(1), Tier.LITERATE,
            SKILLS.get(2), Tier.PRACTITIONER,
            SKILLS.get(3), Tier.PRACTITIONER));

    @Test
    void chosenQuestionsDecideMoreTargetsRightlyThanQuestionsAtRandom() {
        int chosen = 0;
        int random = 0;
        for (int seed = 0; seed < 600; seed++) {
            chosen += rightly(seed, true);
            random += rightly(seed, false);
        }
        assertThat(chosen)
                .as("decided rightly when chosen, against %d at random", random)
                .isGreaterThan(random);
    }

    @Test
    void neverAsksMoreThanEightNorTheSameTwice() {
        for (int seed = 0; seed < 100; seed++) {
            assertThat(new Sitting(seed, true).asked).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(8);
        }
    }

    @Test
    void stopsAsSoonAsEveryTargetIsDecided() {
        var sitting = new Sitting(1, true);
        LearnerMastery sure = mastery(SKILLS.stream()
                .flatMap(skill -> java.util.stream.IntStream.range(0, 20)
                        .mapToObj(i -> answer(skill.value() + i, skill, Tier.EXPERT, true, i)))
                .toList());
        assertThat(Placing.next(sure.estimates(), TARGETS, FRAMEWORK.cutScores(), bank(), Set.of()))
                .isEqualTo(new Next.Stop(Why.DECIDED));
        assertThat(sitting.why).isIn(Why.DECIDED, Why.ENOUGH_ASKED);
    }

    @Test
    void goesOnWhereATierWouldBeShownButOneAnswerCouldTurnIt() {
        CompetencyId skill = SKILLS.getFirst();
        SortedMap<CompetencyId, Tier> target = new TreeMap<>(Map.of(skill, Tier.LITERATE));
        double cut = CutScores.DEFAULT.literate();
        List<Evidence> answers = new ArrayList<>();
        int near = 0;
        for (int i = 0; i < 12; i++) {
            answers.add(answer(skill.value() + i, skill, Tier.LITERATE, true, i));
            LearnerMastery mastery = mastery(answers);
            double holds = mastery.of(skill).probabilityAtLeast(cut);
            Next next = Placing.next(mastery.estimates(), target, FRAMEWORK.cutScores(), bank(), Set.of());
            assertThat(next instanceof Next.Stop)
                    .as("after %d answers, %s", i + 1, holds)
                    .isEqualTo(holds >= Placing.SURE);
            near += holds >= .7 && holds < Placing.SURE ? 1 : 0;
        }
        assertThat(near)
                .as("answers after which a tier is shown and may still turn")
                .isPositive();
    }

    @Test
    void asksAtTierFourWhereThatIsTheTargetAndOpen() {
        CompetencyId skill = SKILLS.getFirst();
        List<Evidence> answers = new ArrayList<>();
        int open = 0;
        for (int i = 0; i < 12; i++) {
            answers.add(answer(skill.value() + i, skill, Tier.EXPERT, true, i));
            LearnerMastery mastery = mastery(answers);
            double holds = mastery.of(skill).probabilityAtLeast(CutScores.DEFAULT.expert());
            if (holds > .4 && holds < .6) {
                open++;
                assertThat(Placing.next(
                                mastery.estimates(),
                                new TreeMap<>(Map.of(skill, Tier.EXPERT)),
                                FRAMEWORK.cutScores(),
                                bank(),
                                Set.of()))
                        .isInstanceOfSatisfying(
                                Next.Ask.class,
                                ask -> assertThat(ask.question().at().tier()).isEqualTo(Tier.EXPERT));
            }
        }
        assertThat(open).as("answers after which tier 4 was open").isPositive();
    }

    @Test
    void stopsWhenNoQuestionIsLeftAndWhenEightWereAsked() {
        LearnerMastery nothing = mastery(List.of());
        assertThat(Placing.next(nothing.estimates(), TARGETS, FRAMEWORK.cutScores(), List.of(), Set.of()))
                .isEqualTo(new Next.Stop(Why.NO_QUESTION_LEFT));
        assertThat(Placing.next(
                        nothing.estimates(),
                        TARGETS,
                        FRAMEWORK.cutScores(),
                        bank(),
                        Set.of("1", "2", "3", "4", "5", "6", "7", "8")))
                .isEqualTo(new Next.Stop(Why.ENOUGH_ASKED));
    }

    @Test
    void asksNothingAboutATargetOfTierOne() {
        assertThat(Placing.next(
                        mastery(List.of()).estimates(),
                        new TreeMap<>(Map.of(SKILLS.getFirst(), Tier.AWARE)),
                        FRAMEWORK.cutScores(),
                        bank(),
                        Set.of()))
                .isEqualTo(new Next.Stop(Why.DECIDED));
    }

    @Test
    void theSameHistoryGivesTheSameChoiceWhateverTheOrderOfTheBank() {
        List<Question> turned = new ArrayList<>(bank());
        java.util.Collections.reverse(turned);
        var estimates = mastery(List.of()).estimates();
        assertThat(Placing.next(estimates, TARGETS, FRAMEWORK.cutScores(), turned, Set.of()))
                .isEqualTo(Placing.next(estimates, TARGETS, FRAMEWORK.cutScores(), bank(), Set.of()));
    }

    private static int rightly(int seed, boolean choosing) {
        var sitting = new Sitting(seed, choosing);
        LearnerMastery mastery = mastery(sitting.evidence);
        return (int) TARGETS.entrySet().stream()
                .filter(target -> {
                    double cut = CutScores.DEFAULT.leastLogitOf(target.getValue());
                    boolean holds = sitting.truth.getOrDefault(target.getKey(), 0.0) >= cut;
                    return holds == mastery.of(target.getKey()).probabilityAtLeast(cut) >= .5;
                })
                .count();
    }

    /** One placement of an invented learner. Guesses one question in four. */
    private static final class Sitting {
        final Map<CompetencyId, Double> truth = new TreeMap<>();
        final List<Evidence> evidence = new ArrayList<>();
        final List<String> asked = new ArrayList<>();
        final Why why;

        Sitting(int seed, boolean choosing) {
            var chance = new Random(seed);
            double general = -0.4 + 1.2 * chance.nextGaussian();
            SKILLS.forEach(skill -> truth.put(skill, general + .7 * chance.nextGaussian()));
            while (true) {
                Next next = Placing.next(
                        mastery(evidence).estimates(), TARGETS, FRAMEWORK.cutScores(), bank(), new HashSet<>(asked));
                if (next instanceof Next.Stop stop) {
                    why = stop.why();
                    return;
                }
                Question question = ((Next.Ask) next).question();
                if (!choosing) {
                    List<Question> left = bank().stream()
                            .filter(each -> !asked.contains(each.id()))
                            .toList();
                    question = left.get(chance.nextInt(left.size()));
                }
                double line = CutScores.DEFAULT.leastLogitOf(question.at().tier()) - .847;
                double p = .25
                        + .75
                                / (1
                                        + Math.exp(line
                                                - truth.getOrDefault(
                                                        question.at().competency(), 0.0)));
                evidence.add(answer(
                        question.id(),
                        question.at().competency(),
                        question.at().tier(),
                        chance.nextDouble() < p,
                        asked.size()));
                asked.add(question.id());
            }
        }
    }

    private static LearnerMastery mastery(List<Evidence> evidence) {
        return new Estimator(Constants.PUBLISHED)
                .estimate(evidence, FRAMEWORK, ParameterSnapshot.INITIAL, Tier.AWARE, NOW);
    }

    private static Evidence answer(String id, CompetencyId skill, Tier tier, boolean right, int second) {
        Instant at = NOW.minusSeconds(1000 - second);
        return new Evidence(
                new EvidenceId(id),
                at,
                at,
                new ActivityId("urn:q:" + id),
                new TreeSet<>(Set.of(new CompetencyTier(skill, tier))),
                1,
                new Observation.Answer(right));
    }

    private static List<Question> bank() {
        List<Question> bank = new ArrayList<>();
        for (CompetencyId skill : SKILLS) {
            for (Tier tier : List.of(Tier.LITERATE, Tier.PRACTITIONER, Tier.EXPERT)) {
                for (int i = 0; i < 4; i++) {
                    bank.add(new Question(skill + "-" + tier.level() + "-" + i, new CompetencyTier(skill, tier)));
                }
            }
        }
        return bank;
    }

    private static Map<CompetencyId, CutScores> cuts() {
        Map<CompetencyId, CutScores> cuts = new TreeMap<>();
        SKILLS.forEach(skill -> cuts.put(skill, CutScores.DEFAULT));
        return cuts;
    }
}
