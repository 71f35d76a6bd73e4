package dev.waymark.engine.estimate;

import dev.waymark.engine.estimate.ParameterLearning.History;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.ParameterSnapshot.Spread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How people differ, and whether estimates are as sure as they say, both learnt from those whose practical work was
 * rated: the one kind of evidence that is taken to lean neither way.
 *
 * <p><b>How people differ.</b> What ratings of one person on two competencies have in common comes of the general level,
 * what they have not of the competencies; so the mean product of two is {@code v_g}, and the mean square, less the doubt
 * of a rating, {@code v_g + v_k}. Both are counted from where the role begins: an organisation that begins elsewhere gets
 * wider doubt and no other start. A person counts once.
 *
 * <p><b>How sure estimates are.</b> Each person with rated work is estimated once more without it. For each rating, the
 * factor on the estimate's variance at which the rating would just lie on the edge of the 90 % interval, the rating's own
 * doubt allowed for; the factor that nine in ten of them do not exceed makes intervals hold what they promise. It is
 * learnt for each amount of evidence, and drawn towards that for all, and that towards 1, as long as few were seen.
 *
 * <p>Work that got all the points of its level says only that somebody is at least so good, and work that got none only
 * that they are no better. Of how people differ nothing is learnt from such work alone, and it tells of an estimate only
 * if that lies beyond.
 *
 * <p>Sources: H. Robbins, Proc. 3rd Berkeley Symposium (1956) 157-163, for learning a prior from everybody; J. Lei et al.,
 * JASA 113 (2018) 1094-1111, for intervals from ranks of residuals.
 */
final class SpreadLearning {

    /** People with rated work on two competencies, not all or none of the points, from whom on something is learnt. */
    static final int LEAST_PEOPLE = 20;

    /** What the constants count for beside people, in people; likewise of estimates that are as sure as they say. */
    private static final double PRIOR_PEOPLE = 20;

    private static final double PRIOR_RATINGS = 50;

    private static final double LEAST_VARIANCE = 0.1;
    private static final double MOST_VARIANCE = 3;
    private static final double LEAST_FACTOR = 0.4;
    private static final double MOST_FACTOR = 2.5;
    private static final double NINETY_PERCENT = 1.6448536269514722;
    private static final double CEILING = 0.95;
    private static final double FLOOR = 0.02;

    private final Constants constants;
    private final Framework framework;

    private double squares;
    private double people;
    private double products;
    private double pairs;
    private int exactPairs;
    private final List<List<Double>> edges = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    SpreadLearning(Constants constants, Framework framework) {
        this.constants = constants;
        this.framework = framework;
    }

    /**
     * Where a rating puts a person.
     *
     * @param atLeast true if the work got all the points of its level, so that they may be better than it can show
     * @param atMost true if it got none, so that they may be further down than it can show
     */
    private record Shown(double level, boolean atLeast, boolean atMost) {}

    /** The newest of each competency. */
    private SortedMap<CompetencyId, Shown> shown(History person) {
        SortedMap<CompetencyId, Shown> shown = new TreeMap<>();
        for (Evidence each : person.evidence()) {
            if (each.observation() instanceof Observation.PracticalRating rating) {
                for (CompetencyTier about : each.competencies()) {
                    if (!framework.competencies().contains(about.competency())) {
                        continue;
                    }
                    double level = Scale.ratedAt(
                            rating.share(),
                            about.tier(),
                            framework.cutScoresOf(about.competency()),
                            constants.lineShare());
                    shown.put(about.competency(), new Shown(level, rating.share() >= CEILING, rating.share() <= FLOOR));
                }
            }
        }
        return shown;
    }

    void take(History person) {
        double sum = 0;
        double square = 0;
        int n = 0;
        int exact = 0;
        for (Shown each : shown(person).values()) {
            double apart = each.level() - constants.startOf(person.start());
            sum += apart;
            square += apart * apart;
            n++;
            exact += each.atLeast() || each.atMost() ? 0 : 1;
        }
        if (n > 0) {
            squares += square / n;
            people++;
        }
        if (n > 1) {
            products += (sum * sum - square) / n / (n - 1);
            pairs++;
            exactPairs += exact > 1 ? 1 : 0;
        }
    }

    /** How people differ; nothing if too few were seen. Factors are 1 as yet. */
    Optional<Spread> spread() {
        if (exactPairs < LEAST_PEOPLE) {
            return Optional.empty();
        }
        double general = (PRIOR_PEOPLE * constants.generalVariance() + products) / (PRIOR_PEOPLE + pairs);
        double noise = constants.practicalSd() * constants.practicalSd();
        double total = (PRIOR_PEOPLE * (constants.generalVariance() + constants.competencyVariance())
                        + squares
                        - people * noise)
                / (PRIOR_PEOPLE + people);
        double bounded = between(LEAST_VARIANCE, general, MOST_VARIANCE);
        return Optional.of(new Spread(bounded, between(LEAST_VARIANCE, total - bounded, MOST_VARIANCE), 1, 1, 1));
    }

    /** Compares what would be thought of a person without their rated work with what that showed. */
    void compare(History person, ParameterSnapshot learnt) {
        SortedMap<CompetencyId, Shown> shown = shown(person);
        if (shown.isEmpty()) {
            return;
        }
        List<Evidence> rest = person.evidence().stream()
                .filter(each -> !(each.observation() instanceof Observation.PracticalRating))
                .toList();
        Instant at = person.evidence().get(person.evidence().size() - 1).experienced();
        LearnerMastery mastery =
                new Estimator(constants).estimate(rest, framework, learnt.seenBy(person.cohort()), person.start(), at);
        for (Map.Entry<CompetencyId, Shown> each : shown.entrySet()) {
            MasteryEstimate estimate = mastery.of(each.getKey());
            double missed = each.getValue().level() - estimate.mean();
            boolean tells = !(each.getValue().atLeast() && missed < 0)
                    && !(each.getValue().atMost() && missed > 0);
            if (estimate.direct() > 0 && tells) {
                double edge = missed / NINETY_PERCENT;
                double noise = constants.practicalSd() * constants.practicalSd();
                edges.get(Spread.groupOf(estimate.direct())).add((edge * edge - noise) / estimate.variance());
            }
        }
    }

    /** The same with the factors that made intervals hold what they promise. */
    Spread withFactors(Spread spread) {
        List<Double> all = new ArrayList<>();
        edges.forEach(all::addAll);
        double overall = drawn(all, 0);
        return new Spread(
                spread.general(),
                spread.competency(),
                StrictMath.exp(drawn(edges.get(0), overall)),
                StrictMath.exp(drawn(edges.get(1), overall)),
                StrictMath.exp(drawn(edges.get(2), overall)));
    }

    /** Logarithm of the factor that nine in ten do not exceed, drawn towards another while they are few. */
    private static double drawn(List<Double> found, double towards) {
        if (found.isEmpty()) {
            return towards;
        }
        List<Double> sorted = found.stream().sorted().toList();
        double edge = sorted.get((int) Math.min(sorted.size() - 1L, (long) StrictMath.ceil(0.9 * sorted.size()) - 1));
        double own = StrictMath.log(between(LEAST_FACTOR, edge, MOST_FACTOR));
        return (found.size() * own + PRIOR_RATINGS * towards) / (found.size() + PRIOR_RATINGS);
    }

    private static double between(double least, double value, double most) {
        return Math.max(least, Math.min(most, value));
    }
}
