package dev.waymark.engine.estimate;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.ParameterSnapshot.Difficulty;
import dev.waymark.engine.model.ParameterSnapshot.Spread;
import dev.waymark.engine.model.Tier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Learns from everybody what a snapshot of parameters tells: how hard each item is, and how far the people of each
 * cohort rate themselves too high.
 *
 * <p>Items are learnt from first tries, in {@value #ROUNDS} rounds, by the same step that predicts answers ({@link
 * AnswerModel}). An item starts where the level it is set at puts it, and only how it departs from the other items of
 * that level is published: the mean over a level stays where the level's own sentence puts it. Otherwise a course in
 * which everybody does well would count as easy, and tiers would be marked on a curve.
 *
 * <p>What is learnt is a function of what people did, in whatever order they are given, as long as it is the same.
 */
public final class ParameterLearning {

    /** Rounds over the evidence: the second puts right what was learnt when nothing was known yet. */
    private static final int ROUNDS = 2;

    /** An item fewer people have tried keeps the difficulty of its level. */
    public static final int LEAST_PEOPLE = 5;

    private final Constants constants;
    private final Prediction prediction;
    private final Framework framework;

    public ParameterLearning(Constants constants, Prediction prediction, Framework framework) {
        this.constants = constants;
        this.prediction = prediction;
        this.framework = framework;
    }

    /**
     * What one person did.
     *
     * @param cohort their job role
     * @param start the tier at which people of their role usually begin
     * @param evidence in order
     */
    public record History(Optional<JobRoleId> cohort, Tier start, List<Evidence> evidence) {}

    /**
     * @param version under which it is published
     * @param people gone through {@value #ROUNDS} times, each time in the same order
     */
    public ParameterSnapshot learn(String version, Iterable<History> people) {
        Map<CompetencyId, Integer> competencies = new HashMap<>();
        framework.competencies().forEach(each -> competencies.put(each, competencies.size()));
        SelfRatingBias bias = new SelfRatingBias(constants, framework);
        SpreadLearning spread = new SpreadLearning(constants, framework);
        SortedMap<ActivityId, Level> items = new TreeMap<>();
        for (History each : people) {
            each.evidence().stream()
                    .filter(ParameterLearning::isAnswered)
                    .forEach(seen -> known(seen).ifPresent(about -> items.putIfAbsent(seen.item(), new Level(about))));
            bias.take(each);
            spread.take(each);
        }
        Map<ActivityId, Integer> numbers = new HashMap<>();
        items.keySet().forEach(each -> numbers.put(each, numbers.size()));
        ItemBank bank = new ItemBank(prediction, numbers.size(), competencies.size());
        items.forEach((item, level) -> bank.anchor(number(numbers, item), level.difficulty(constants, framework)));
        teach(bank, people, numbers, competencies);
        ParameterSnapshot learnt = new ParameterSnapshot(
                version,
                difficulties(bank, items, numbers),
                bias.all().mean(),
                bias.all().variance(),
                bias.cohorts(),
                spread.spread());
        return learnt.spread()
                .map(found -> judged(learnt, found, spread, people))
                .orElse(learnt);
    }

    /** The same, with how sure estimates turned out to be beside rated work. */
    private static ParameterSnapshot judged(
            ParameterSnapshot learnt, Spread found, SpreadLearning spread, Iterable<History> people) {
        people.forEach(each -> spread.compare(each, learnt));
        return new ParameterSnapshot(
                learnt.version(),
                learnt.difficulties(),
                learnt.selfRatingBias(),
                learnt.selfRatingBiasVariance(),
                learnt.cohorts(),
                Optional.of(spread.withFactors(found)));
    }

    private void teach(
            ItemBank bank,
            Iterable<History> people,
            Map<ActivityId, Integer> items,
            Map<CompetencyId, Integer> competencies) {
        AnswerModel model = new AnswerModel(constants, prediction, bank);
        Track track = new Track(constants);
        int[] about = new int[Tier.values().length * Math.max(1, competencies.size())];
        Set<ActivityId> tried = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            if (round > 0) {
                bank.again();
            }
            for (History each : people) {
                track.begin(constants.startOf(each.start()));
                tried.clear();
                for (Evidence seen : each.evidence()) {
                    Optional<SortedSet<CompetencyTier>> known = isAnswered(seen) ? known(seen) : Optional.empty();
                    if (known.isPresent() && tried.add(seen.item())) {
                        int m = 0;
                        for (CompetencyTier one : known.get()) {
                            about[m++] = competencies.getOrDefault(one.competency(), -1);
                        }
                        model.take(track, number(items, seen.item()), about, m, shareOf(seen.observation()), true);
                    }
                }
            }
        }
    }

    private SortedMap<ActivityId, Difficulty> difficulties(
            ItemBank bank, SortedMap<ActivityId, Level> items, Map<ActivityId, Integer> numbers) {
        Map<Level, double[]> sums = new HashMap<>();
        List<ActivityId> enough = new ArrayList<>();
        items.forEach((item, level) -> {
            int at = number(numbers, item);
            if (bank.answersOf(at) >= LEAST_PEOPLE) {
                enough.add(item);
                double[] sum = sums.computeIfAbsent(level, none -> new double[2]);
                sum[0] += bank.departureOf(at);
                sum[1]++;
            }
        });
        SortedMap<ActivityId, Difficulty> found = new TreeMap<>();
        for (ActivityId item : enough) {
            Level level = items.getOrDefault(item, Level.NONE);
            double[] sum = sums.getOrDefault(level, new double[] {0, 1});
            int at = number(numbers, item);
            double apart = bank.departureOf(at) - sum[0] / sum[1];
            found.put(
                    item,
                    new Difficulty(
                            level.difficulty(constants, framework) + apart,
                            Math.min(constants.difficultyVariance(), bank.varianceOf(at))));
        }
        return found;
    }

    private static int number(Map<ActivityId, Integer> numbers, ActivityId item) {
        return numbers.getOrDefault(item, -1);
    }

    private Optional<SortedSet<CompetencyTier>> known(Evidence evidence) {
        boolean all = evidence.competencies().stream()
                .allMatch(each -> framework.competencies().contains(each.competency()));
        return all ? Optional.of(evidence.competencies()) : Optional.empty();
    }

    private static boolean isAnswered(Evidence evidence) {
        Observation seen = evidence.observation();
        return seen instanceof Observation.Answer
                || seen instanceof Observation.Score
                || seen instanceof Observation.PassFail;
    }

    private static double shareOf(Observation seen) {
        if (seen instanceof Observation.Answer answer) {
            return answer.correct() ? 1 : 0;
        }
        if (seen instanceof Observation.Score score) {
            return score.share();
        }
        return seen instanceof Observation.PassFail result && result.passed() ? 1 : 0;
    }

    /** Where an item is set; the items of one level are compared with each other. */
    private record Level(SortedSet<CompetencyTier> steps) {

        static final Level NONE = new Level(new TreeSet<>());

        double difficulty(Constants constants, Framework framework) {
            return steps.stream()
                    .mapToDouble(each -> Scale.difficultyOf(
                            each.tier(), framework.cutScoresOf(each.competency()), constants.lineShare()))
                    .average()
                    .orElse(0);
        }
    }
}
