package dev.waymark.bench;

import dev.waymark.engine.estimate.Constants;
import dev.waymark.engine.estimate.Estimator;
import dev.waymark.engine.estimate.ParameterLearning;
import dev.waymark.engine.estimate.ParameterLearning.History;
import dev.waymark.engine.estimate.Prediction;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of made-up people whose true levels are known: do the tiers fit, and do the 90 % intervals hold what they
 * promise? People are judged who have quiz answers and perhaps a self-rating; one in four has practical work rated as
 * well, and teaches how their cohort rates itself, but is not judged. In the last line of each generator others have a say.
 */
final class Simulation {

    static final int DAYS_AGO = 30;

    private static final Instant THEN = Instant.parse("2026-09-01T08:00:00Z");
    private static final Instant NOW = THEN.plus(Duration.ofDays(DAYS_AGO));
    private static final int COMPETENCIES = 4;
    private static final int POOL = 60;
    private static final Framework FRAMEWORK = framework();

    /** What is known when people are judged. */
    enum Knowing {
        QUIZ_ONLY("quiz alone"),
        SELF_AT_FACE_VALUE("with self-ratings, nothing learnt"),
        LEARNT("with self-ratings, items and cohorts learnt"),
        EVERY_KIND("the same, with peers, badges and use on the job");

        final String words;

        Knowing(String words) {
            this.words = words;
        }
    }

    private final List<Person> people = new ArrayList<>();
    private final List<List<Evidence>> quiz = new ArrayList<>();
    private final List<List<Evidence>> self = new ArrayList<>();
    private final List<List<Evidence>> practical = new ArrayList<>();
    private final List<List<Evidence>> word = new ArrayList<>();
    private int number;

    /** @param questions to each person on each competency */
    Simulation(Generator generator, int persons, int questions, long seed) {
        Random random = new Random(seed);
        Random others = new Random(seed + 1);
        List<SimulatedItem> items = new ArrayList<>();
        for (int i = 0; i < POOL; i++) {
            Tier tier = Tier.ofLevel(1 + i % 4);
            double line = -2.7 + 1.5 * tier.ordinal() - Math.log(0.7 / 0.3);
            items.add(new SimulatedItem(
                    i, tier, line + 0.7 * random.nextGaussian(), Math.exp(0.25 * random.nextGaussian())));
        }
        for (int p = 0; p < persons; p++) {
            Person person = generator.person(random, COMPETENCIES);
            people.add(person);
            quiz.add(new ArrayList<>());
            self.add(new ArrayList<>());
            practical.add(new ArrayList<>());
            for (int k = 0; k < COMPETENCIES; k++) {
                Set<Integer> asked = new TreeSet<>();
                for (int q = 0; q < questions; q++) {
                    // Set around the tier at which the role begins, as courses are.
                    int level = Math.max(1, Math.min(4, person.start().level() + q % 3));
                    int at = level - 1 + 4 * random.nextInt(POOL / 4);
                    while (!asked.add(at)) {
                        at = (at + 4) % POOL;
                    }
                    SimulatedItem item = items.get(at);
                    boolean right = random.nextDouble() < person.right().applyAsDouble(k, item);
                    quiz.get(p)
                            .add(evidence(
                                    THEN.plusSeconds(60L * q),
                                    "item-" + k + "-" + item.number(),
                                    k,
                                    item.tier(),
                                    new Observation.Answer(right)));
                }
                double level = person.levels()[k];
                Tier said = CutScores.DEFAULT.tierAt(level + person.bias()[k] + 0.8 * random.nextGaussian());
                self.get(p).add(evidence(NOW, "self-" + k, k, said, new Observation.SelfRating(said)));
                if (p % 4 == 0) {
                    // Work is set above where people are, so that it can show how far they get.
                    Tier set = Tier.ofLevel(
                            Math.min(4, CutScores.DEFAULT.tierAt(level).level() + 1));
                    double shown = level + 0.45 * random.nextGaussian();
                    double share = 0.7 + 0.3 * (shown - (-2.7 + 1.5 * set.ordinal())) / 1.5;
                    practical
                            .get(p)
                            .add(evidence(
                                    NOW,
                                    "work-" + k,
                                    k,
                                    set,
                                    new Observation.PracticalRating(Math.max(0, Math.min(1, share)))));
                }
            }
            word.add(word(others, person));
        }
    }

    /**
     * What others say of a person, in none of the ways that the estimator takes for granted: peers are kind and see half
     * the person instead of the competency, one badge in four is given for more than was shown, and use on the job is
     * told with the person's own bias, and by those who lean towards telling it.
     */
    private List<Evidence> word(Random random, Person person) {
        List<Evidence> all = new ArrayList<>();
        double[] levels = person.levels();
        double whole = Arrays.stream(levels).average().orElseThrow();
        for (int k = 0; k < COMPETENCIES; k++) {
            if (random.nextDouble() < 0.5) {
                Tier seen = CutScores.DEFAULT.tierAt(0.5 * levels[k] + 0.5 * whole + 0.3 + 0.7 * random.nextGaussian());
                all.add(evidence(NOW, "peer-" + k, k, seen, new Observation.PeerRating(seen)));
            }
            if (random.nextDouble() < 0.3) {
                int held = CutScores.DEFAULT.tierAt(levels[k]).level();
                int given = held + (random.nextInt(4) == 0 ? 1 : -random.nextInt(2));
                Tier vouched = Tier.ofLevel(Math.max(1, Math.min(4, given)));
                all.add(evidence(THEN, "badge-" + k, k, vouched, new Observation.ImportedBadge(vouched)));
            }
            if (random.nextDouble() < 0.3 + 0.2 * Math.signum(person.bias()[k])) {
                Tier told = CutScores.DEFAULT.tierAt(levels[k] + person.bias()[k] + 0.8 * random.nextGaussian());
                all.add(evidence(NOW, "job-" + k, k, told, new Observation.OnTheJob(told)));
            }
        }
        return all;
    }

    /** Judges everybody who has no practical work. */
    Outcome judge(Knowing knowing) {
        return judge(knowing, Constants.PUBLISHED);
    }

    Outcome judge(Knowing knowing, Constants constants) {
        ParameterSnapshot snapshot =
                knowing.compareTo(Knowing.LEARNT) >= 0 ? learnt(constants, knowing) : ParameterSnapshot.INITIAL;
        Estimator estimator = new Estimator(constants);
        Outcome outcome = new Outcome();
        for (int p = 0; p < people.size(); p++) {
            if (p % 4 != 0) {
                Person person = people.get(p);
                List<Evidence> evidence = new ArrayList<>(quiz.get(p));
                if (knowing != Knowing.QUIZ_ONLY) {
                    evidence.addAll(self.get(p));
                }
                if (knowing == Knowing.EVERY_KIND) {
                    evidence.addAll(word.get(p));
                    evidence.sort(Evidence.ORDER);
                }
                LearnerMastery mastery = estimator.estimate(
                        evidence, FRAMEWORK, snapshot.seenBy(Optional.of(person.cohort())), person.start(), NOW);
                for (int k = 0; k < COMPETENCIES; k++) {
                    outcome.note(mastery.of(competency(k)), person.levels()[k]);
                }
            }
        }
        return outcome;
    }

    private ParameterSnapshot learnt(Constants constants, Knowing knowing) {
        List<History> histories = new ArrayList<>();
        for (int p = 0; p < people.size(); p++) {
            List<Evidence> all = new ArrayList<>(quiz.get(p));
            all.addAll(self.get(p));
            all.addAll(practical.get(p));
            if (knowing == Knowing.EVERY_KIND) {
                all.addAll(word.get(p));
            }
            all.sort(Evidence.ORDER);
            Person person = people.get(p);
            histories.add(new History(Optional.of(person.cohort()), person.start(), all));
        }
        return new ParameterLearning(constants, Prediction.PUBLISHED, FRAMEWORK).learn("1", histories);
    }

    private Evidence evidence(Instant at, String item, int competency, Tier tier, Observation seen) {
        return new Evidence(
                new EvidenceId("e%07d".formatted(number++)),
                at,
                at,
                new ActivityId(item),
                new TreeSet<>(Set.of(new CompetencyTier(competency(competency), tier))),
                1,
                seen);
    }

    private static CompetencyId competency(int number) {
        return new CompetencyId("C0" + (number + 1));
    }

    private static Framework framework() {
        Map<CompetencyId, CutScores> cuts = new HashMap<>();
        for (int k = 0; k < COMPETENCIES; k++) {
            cuts.put(competency(k), CutScores.DEFAULT);
        }
        return new Framework("simulated/1", cuts, Set.of());
    }

    /** How estimates compare with the truth. */
    static final class Outcome {

        private final double[][] table = new double[4][4];
        private double covered;
        private double number;
        private double off;

        void note(MasteryEstimate estimate, double truth) {
            int shown = CutScores.DEFAULT.tierAt(estimate.mean()).ordinal();
            int is = CutScores.DEFAULT.tierAt(truth).ordinal();
            table[is][shown]++;
            number++;
            off += estimate.mean() - truth;
            if (Math.abs(estimate.mean() - truth) <= 1.6448536269514722 * estimate.sd()) {
                covered++;
            }
        }

        /** Share whose tier is the true one. */
        double accuracy() {
            return (table[0][0] + table[1][1] + table[2][2] + table[3][3]) / number;
        }

        /** Cohen's kappa with squared distances: 1 is perfect, 0 is chance. */
        double kappa() {
            double[] is = new double[4];
            double[] shown = new double[4];
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    is[i] += table[i][j];
                    shown[j] += table[i][j];
                }
            }
            double seen = 0;
            double chance = 0;
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    seen += (i - j) * (i - j) * table[i][j];
                    chance += (i - j) * (i - j) * is[i] * shown[j] / number;
                }
            }
            return 1 - seen / chance;
        }

        /** Share whose true level is in the 90 % interval. */
        double coverage() {
            return covered / number;
        }

        /** Mean by which estimates are too high, logits. */
        double bias() {
            return off / number;
        }
    }

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        int persons = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4_000;
        System.out.print(table(persons));
        System.out.print("\n" + intervals(persons, 6));
    }

    /**
     * How much of what a single run shows is chance: the same with other people, several times.
     *
     * @param draws how many times
     */
    static String intervals(int persons, int draws) {
        StringBuilder text = new StringBuilder("| generator | questions | QWK | 90 % interval holds | least | most |\n"
                + "|---|---|---|---|---|---|\n");
        for (Generator generator : Generator.values()) {
            for (int questions : new int[] {3, 12}) {
                double kappa = 0;
                double[] held = new double[draws];
                for (int draw = 0; draw < draws; draw++) {
                    Outcome outcome =
                            new Simulation(generator, persons, questions, 17 + 1_000L * draw).judge(Knowing.LEARNT);
                    held[draw] = outcome.coverage();
                    kappa += outcome.kappa() / draws;
                }
                text.append("| %s | %d | %.3f | %.3f | %.3f | %.3f |\n"
                        .formatted(
                                generator.words(),
                                questions,
                                kappa,
                                Arrays.stream(held).average().orElseThrow(),
                                Arrays.stream(held).min().orElseThrow(),
                                Arrays.stream(held).max().orElseThrow()));
            }
        }
        return text.toString();
    }

    static String table(int persons) {
        StringBuilder text =
                new StringBuilder("| generator | questions | known | tier right | QWK | 90 % interval holds"
                        + " | mean error |\n|---|---|---|---|---|---|---|\n");
        for (Generator generator : Generator.values()) {
            for (int questions : new int[] {3, 12}) {
                Simulation simulation = new Simulation(generator, persons, questions, 17);
                for (Knowing knowing : Knowing.values()) {
                    Outcome outcome = simulation.judge(knowing);
                    text.append("| %s | %d | %s | %.3f | %.3f | %.3f | %+.2f |\n"
                            .formatted(
                                    generator.words(),
                                    questions,
                                    knowing.words,
                                    outcome.accuracy(),
                                    outcome.kappa(),
                                    outcome.coverage(),
                                    outcome.bias()));
                }
            }
        }
        return text.toString();
    }
}
