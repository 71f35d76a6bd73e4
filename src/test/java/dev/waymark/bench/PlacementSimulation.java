package dev.waymark.bench;

import dev.waymark.engine.diagnose.Placing;
import dev.waymark.engine.diagnose.Placing.Next;
import dev.waymark.engine.diagnose.Placing.Question;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a short placement is worth: made-up people whose true levels are known rate themselves, then answer the questions
 * that {@link Placing} chooses from a bank like the one that comes with Waymark, guessing one in four. By how sure a
 * target must be to count as decided, by the tiers that the bank reaches, and by the true tier.
 */
final class PlacementSimulation {

    private static final Instant NOW = Instant.parse("2026-09-01T08:00:00Z");

    /** Nobody watches, so that an answer counts for less; as the product has it. */
    private static final double WEIGHT = 0.8;

    /** Questions on a competency at one tier. */
    private static final int ALIKE = 4;

    private static final int ALIKE_AT_FOUR = 3;

    /** Of the four competencies. */
    private static final List<Tier> TARGETS = List.of(Tier.LITERATE, Tier.PRACTITIONER, Tier.PRACTITIONER, Tier.EXPERT);

    private static final SortedMap<CompetencyId, Tier> WANTED = new TreeMap<>();
    private static final Framework FRAMEWORK = framework();

    private final boolean rated;
    private final Tier reach;
    private final double sure;
    private final int most;

    /**
     * @param rated whether people rate themselves before
     * @param reach the highest tier at which the bank has questions; from tier 2 on
     * @param sure probability at which a target is decided
     * @param most questions, for a placement that is cut short
     */
    PlacementSimulation(boolean rated, Tier reach, double sure, int most) {
        this.rated = rated;
        this.reach = reach;
        this.sure = sure;
        this.most = most;
    }

    private static Framework framework() {
        Map<CompetencyId, CutScores> cuts = new HashMap<>();
        for (int k = 0; k < TARGETS.size(); k++) {
            WANTED.put(competency(k), TARGETS.get(k));
            cuts.put(competency(k), CutScores.DEFAULT);
        }
        return new Framework("simulated/1", cuts, Set.of());
    }

    /** What came of it, over everybody and every competency. */
    static final class Outcome {
        private final int[] is = new int[4];
        private final int[] right = new int[4];
        private int people;
        private int asked;
        private int targets;
        private int decided;
        private int wrongly;
        private int experts;
        private int expertsFound;

        /** Mean number of questions. */
        double questions() {
            return (double) asked / people;
        }

        /** Share whose mean lies in their true tier, before the caps of the tier rule. */
        double right() {
            return (double) java.util.Arrays.stream(right).sum() / targets;
        }

        /** The same of those who truly are at a tier. */
        double right(Tier tier) {
            return (double) right[tier.ordinal()] / is[tier.ordinal()];
        }

        /** Share of the targets that count as decided when the placement is over. */
        double decided() {
            return (double) decided / targets;
        }

        /** Share of the targets that are decided and the decision is not true. */
        double wrongly() {
            return (double) wrongly / targets;
        }

        /** Where tier 4 is the target: share of those at tier 4 whose mean is there too. */
        double expertsFound() {
            return (double) expertsFound / experts;
        }
    }

    Outcome run(Iterable<Generator> generators, int persons, long seed) {
        Outcome outcome = new Outcome();
        for (Generator generator : generators) {
            Random random = new Random(seed);
            for (int p = 0; p < persons; p++) {
                place(generator.person(random, TARGETS.size()), new Random(seed * 31 + p), outcome);
            }
        }
        return outcome;
    }

    private void place(Person person, Random random, Outcome outcome) {
        List<Question> bank = new ArrayList<>();
        Map<String, SimulatedItem> items = new HashMap<>();
        List<Evidence> evidence = new ArrayList<>();
        for (int k = 0; k < TARGETS.size(); k++) {
            Tier said = CutScores.DEFAULT.tierAt(person.levels()[k] + person.bias()[k] + 0.8 * random.nextGaussian());
            if (rated) {
                evidence.add(evidence("self-" + k, k, said, 1, new Observation.SelfRating(said)));
            }
            // Drawn for every tier, so that a bank that reaches further has the same questions below.
            for (Tier tier : List.of(Tier.LITERATE, Tier.PRACTITIONER, Tier.EXPERT)) {
                for (int i = 0; i < (tier == Tier.EXPERT ? ALIKE_AT_FOUR : ALIKE); i++) {
                    double line = -2.7 + 1.5 * tier.ordinal() - Math.log(0.6 / 0.4);
                    var item = new SimulatedItem(
                            i, tier, line + 0.7 * random.nextGaussian(), Math.exp(0.25 * random.nextGaussian()));
                    if (tier.compareTo(reach) <= 0) {
                        var question = new Question(
                                "q%d-%d-%d".formatted(k, tier.level(), i), new CompetencyTier(competency(k), tier));
                        bank.add(question);
                        items.put(question.id(), item);
                    }
                }
            }
        }
        Set<String> asked = new TreeSet<>();
        LearnerMastery mastery = estimate(evidence, person);
        while (asked.size() < most
                && Placing.next(mastery.estimates(), WANTED, FRAMEWORK.cutScores(), bank, asked, sure)
                        instanceof Next.Ask ask) {
            Question question = ask.question();
            int k = index(question.at().competency());
            double knows = person.right().applyAsDouble(k, items.get(question.id()));
            boolean right = random.nextDouble() < 0.25 + 0.75 * knows;
            evidence.add(evidence(question.id(), k, question.at().tier(), WEIGHT, new Observation.Answer(right)));
            asked.add(question.id());
            mastery = estimate(evidence, person);
        }
        outcome.people++;
        outcome.asked += asked.size();
        for (int k = 0; k < TARGETS.size(); k++) {
            note(mastery, person.levels()[k], k, outcome);
        }
    }

    private void note(LearnerMastery mastery, double truth, int k, Outcome outcome) {
        var estimate = mastery.of(competency(k));
        Tier is = CutScores.DEFAULT.tierAt(truth);
        outcome.targets++;
        outcome.is[is.ordinal()]++;
        if (CutScores.DEFAULT.tierAt(estimate.mean()) == is) {
            outcome.right[is.ordinal()]++;
        }
        if (is == Tier.EXPERT && TARGETS.get(k) == Tier.EXPERT) {
            outcome.experts++;
            outcome.expertsFound += CutScores.DEFAULT.tierAt(estimate.mean()) == is ? 1 : 0;
        }
        double cut = CutScores.DEFAULT.leastLogitOf(TARGETS.get(k));
        double holds = estimate.probabilityAtLeast(cut);
        if (estimate.direct() > 0 && (holds >= sure || holds <= 1 - sure)) {
            outcome.decided++;
            outcome.wrongly += holds >= sure == truth >= cut ? 0 : 1;
        }
    }

    private LearnerMastery estimate(List<Evidence> evidence, Person person) {
        return new Estimator(Constants.PUBLISHED)
                .estimate(evidence, FRAMEWORK, ParameterSnapshot.INITIAL, person.start(), NOW);
    }

    private static Evidence evidence(String id, int k, Tier tier, double weight, Observation seen) {
        return new Evidence(
                new EvidenceId(id),
                NOW,
                NOW,
                new ActivityId("urn:" + id),
                new TreeSet<>(Set.of(new CompetencyTier(competency(k), tier))),
                weight,
                seen);
    }

    private static CompetencyId competency(int number) {
        return new CompetencyId("C%02d".formatted(number + 1));
    }

    private static int index(CompetencyId competency) {
        return Integer.parseInt(competency.value().substring(1)) - 1;
    }

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.out.print(table(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500));
    }

    /** @param persons from each generator */
    static String table(int persons) {
        StringBuilder text = new StringBuilder("| known before | bank reaches tier | decided at | questions | decided"
                + " | wrongly | tier right | of those at 1 | 2 | 3 | 4 | at 4 where that is the target |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (boolean rated : new boolean[] {true, false}) {
            for (Tier reach : List.of(Tier.PRACTITIONER, Tier.EXPERT)) {
                for (double sure : new double[] {0.7, 0.75, 0.8, 0.85, 0.9}) {
                    text.append(row(rated, reach, sure, Placing.MOST_QUESTIONS, persons));
                }
            }
        }
        text.append(
                        "\nThe same cut short, with a bank that reaches tier 4 and decisions at .80, by the most that are asked:\n\n")
                .append(
                        "| known before | most | questions | tier right | of those at 1 | 2 | 3 | 4 |\n|---|---|---|---|---|---|---|---|\n");
        for (boolean rated : new boolean[] {true, false}) {
            for (int most = 0; most <= Placing.MOST_QUESTIONS; most += 2) {
                Outcome outcome = new PlacementSimulation(rated, Tier.EXPERT, Placing.SURE, most)
                        .run(List.of(Generator.values()), persons, 17);
                text.append("| %s | %d | %.1f | %s |\n"
                        .formatted(known(rated), most, outcome.questions(), byTier(outcome)));
            }
        }
        return text.toString();
    }

    private static String row(boolean rated, Tier reach, double sure, int most, int persons) {
        Outcome outcome =
                new PlacementSimulation(rated, reach, sure, most).run(List.of(Generator.values()), persons, 17);
        return "| %s | %d | %.2f | %.1f | %.3f | %.3f | %s | %.3f |\n"
                .formatted(
                        known(rated),
                        reach.level(),
                        sure,
                        outcome.questions(),
                        outcome.decided(),
                        outcome.wrongly(),
                        byTier(outcome),
                        outcome.expertsFound());
    }

    private static String known(boolean rated) {
        return rated ? "self-ratings" : "nothing";
    }

    private static String byTier(Outcome outcome) {
        return "%.3f | %.3f | %.3f | %.3f | %.3f"
                .formatted(
                        outcome.right(),
                        outcome.right(Tier.AWARE),
                        outcome.right(Tier.LITERATE),
                        outcome.right(Tier.PRACTITIONER),
                        outcome.right(Tier.EXPERT));
    }
}
