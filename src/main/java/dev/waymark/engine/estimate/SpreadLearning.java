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
 * <p><b>How sure estimates are.</b> Each person with rated work is estimated once more without it, and what the work
 * showed is compared with what was thought. From these the distribution of misses is told ({@link Misses}), the rating's
 * own doubt taken out of it; the factor on the estimate's variance with which nine in ten misses lie in the 90 % interval
 * makes intervals hold what they promise. It is learnt for each amount of evidence, and drawn towards that for all, and
 * that towards 1, as long as few were seen.
 *
 * <p>Work that got all the points of its level says only that somebody is at least so good, and work that got none only
 * that they are no better. Of how people differ nothing is learnt from such work alone; of an estimate it tells that it
 * missed by so much at least, or at most.
 *
 * <p>Source: H. Robbins, Proc. 3rd Berkeley Symposium (1956) 157-163, for learning a prior from everybody.
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
    private static final double CEILING = 0.95;
    private static final double FLOOR = 0.02;

    private final Constants constants;
    private final Framework framework;

    private double squares;
    private double people;
    private double products;
    private double pairs;
    private int exactPairs;
    private final List<Misses> misses = List.of(new Misses(), new Misses(), new Misses());

    SpreadLearning(Constants constants, Framework framework) {
        this.constants = constants;
        this.framework = framework;
    }

    /**
     * Where a rating puts a person.
     *
     * @param end the same, but where work got about all the points of its level, or about none, what such work shows at
     *     least, or at most
     * @param atLeast true if the work got all the points of its level, so that they may be better than it can show
     * @param atMost true if it got none, so that they may be further down than it can show
     */
    private record Shown(double level, double end, boolean atLeast, boolean atMost) {}

    /** The newest of each competency. */
    private SortedMap<CompetencyId, Shown> shown(History person) {
        SortedMap<CompetencyId, Shown> shown = new TreeMap<>();
        for (Evidence each : person.evidence()) {
            if (each.observation() instanceof Observation.PracticalRating rating) {
                for (CompetencyTier about : each.competencies()) {
                    if (!framework.competencies().contains(about.competency())) {
                        continue;
                    }
                    boolean atLeast = rating.share() >= CEILING;
                    boolean atMost = rating.share() <= FLOOR;
                    double end = atLeast ? CEILING : atMost ? FLOOR : rating.share();
                    shown.put(
                            about.competency(),
                            new Shown(level(rating.share(), about), level(end, about), atLeast, atMost));
                }
            }
        }
        return shown;
    }

    private double level(double share, CompetencyTier about) {
        return Scale.ratedAt(share, about.tier(), framework.cutScoresOf(about.competency()), constants.lineShare());
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
            if (estimate.direct() > 0) {
                Shown work = each.getValue();
                misses.get(Spread.groupOf(estimate.direct()))
                        .note(
                                (work.end() - estimate.mean()) / estimate.sd(),
                                constants.practicalSd() / estimate.sd(),
                                work.atLeast()
                                        ? Misses.Says.AT_LEAST
                                        : work.atMost() ? Misses.Says.AT_MOST : Misses.Says.EXACTLY);
            }
        }
    }

    /** The same with the factors that made intervals hold what they promise. */
    Spread withFactors(Spread spread) {
        Misses all = new Misses();
        misses.forEach(all::noteAll);
        double[] overall = all.shares(Misses.asClaimed(), PRIOR_RATINGS);
        return new Spread(
                spread.general(),
                spread.competency(),
                factor(misses.get(0), overall),
                factor(misses.get(1), overall),
                factor(misses.get(2), overall));
    }

    private static double factor(Misses found, double[] overall) {
        return between(LEAST_FACTOR, Misses.factor(found.shares(overall, PRIOR_RATINGS)), MOST_FACTOR);
    }

    private static double between(double least, double value, double most) {
        return Math.max(least, Math.min(most, value));
    }
}
