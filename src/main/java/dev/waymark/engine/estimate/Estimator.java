package dev.waymark.engine.estimate;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.Tier;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * From a learner's evidence to what we think of them: a diagonal Gaussian filter on the logit scale.
 *
 * <p>A learner has a general level {@code g}, which starts at the role's starting point with variance {@code v_g}, and
 * for each competency a departure {@code s} from it, which starts at 0 with variance {@code v_k}. What is placed against
 * cut scores, shown and explained is {@code g + s} with variance {@code v_g + v_k}, and nothing else.
 *
 * <p>A question of difficulty {@code d} on {@code m} competencies is answered rightly with probability {@code σ(x)},
 * {@code x = g + (1/m) Σ s - d}. After it, with {@code w = σ(x)(1-σ(x))}, {@code V} the variance of {@code x} and
 * {@code z = 1 + wV}, each part moves by its own variance times its share (1 for {@code g}, 1/m for {@code s}) times
 * {@code (y-σ(x))/z}, and its variance falls by {@code share² variance² w/z}: one Laplace step. A score is so many
 * questions at once. Ratings are normal measurements of {@code g + (1/m) Σ s}. Weights and repeats temper the
 * likelihood.
 *
 * <p>People change, so doubt grows a little with each question; the growth is taken in when the next evidence comes,
 * since until then nothing tells of a change.
 *
 * <p>Practice by itself moves nothing; it belongs to the prediction of answers, see {@link Prediction}. Of several tries
 * of one item the last counts in full and each before it half of the next, see {@link Repeats}. All exposure of one
 * competency together weighs less than two completions. A learner's self-ratings lean by an amount of their own, which
 * starts at their cohort's and moves as their other evidence shows.
 *
 * <p>Skills fade: before each use and until the instant asked for, {@code r = 2^(-days/H)} takes {@code s} to
 * {@code r s} and its variance to {@code v_k - (v_k - v) r²}. A learner who stops falls back to their general level, which
 * does not fade, and not to some tier.
 *
 * <p>How people differ ({@code v_g}, {@code v_k}) and by how much the doubt turned out too wide or too narrow is learnt
 * from everybody and taken from the snapshot, see {@link SpreadLearning}; until then it is as the constants say.
 *
 * <p>The result is a function of the set of evidence, whatever order it comes in, to the last bit.
 *
 * <p>Sources: R. Weng and C.-J. Lin, JMLR 12 (2011) 267-300, for the step; M. Glickman, Applied Statistics 48 (1999)
 * 377-394, for variance that grows with time; R. Pelánek, Computers &amp; Education 98 (2016) 169-179, for the family.
 */
public final class Estimator {

    private final Constants constants;

    public Estimator(Constants constants) {
        this.constants = constants;
    }

    /**
     * @param evidence in any order; doubles are removed by id; what happened after {@code asOf} is not used, and
     *     neither is a competency that the framework does not have
     * @param start the tier at which people of the learner's role usually begin
     */
    public LearnerMastery estimate(
            Collection<Evidence> evidence, Framework framework, ParameterSnapshot snapshot, Tier start, Instant asOf) {
        List<Evidence> history = inOrder(evidence, framework, asOf);
        Fold fold = new Fold(
                constants,
                framework,
                snapshot,
                constants.startOf(start),
                Repeats.weigh(history, constants.repeatFactor()));
        Trail trail = new Trail(fold, framework.competencies());
        SortedMap<CompetencyId, Witnesses> witnesses = new TreeMap<>();
        framework.competencies().forEach(each -> witnesses.put(each, new Witnesses()));

        for (Evidence each : history) {
            Set<CompetencyId> informed = each.competencies().stream()
                    .map(CompetencyTier::competency)
                    .collect(Collectors.toCollection(HashSet::new));
            for (CompetencyTier about : each.competencies()) {
                fold.fadeUntil(about.competency(), each.experienced());
                trail.time(about.competency(), each.id(), each.experienced());
            }
            fold.take(each);
            trail.evidence(each.id(), informed, each.experienced());
            witnesses.forEach((competency, seen) -> {
                if (informed.contains(competency)) {
                    seen.take(each);
                }
            });
        }
        SortedMap<CompetencyId, MasteryEstimate> estimates = new TreeMap<>();
        witnesses.forEach((competency, seen) -> {
            fold.fadeUntil(competency, asOf);
            seen.lastId().ifPresent(last -> trail.time(competency, last, asOf));
            estimates.put(
                    competency,
                    new MasteryEstimate(
                            competency,
                            fold.meanOf(competency),
                            fold.varianceOf(competency) * doubtFactor(snapshot, seen),
                            asOf,
                            seen.direct(),
                            seen.practical(),
                            seen.onlySelfRated(),
                            seen.onlyExposure(),
                            seen.lastTime()));
        });
        return new LearnerMastery(asOf, snapshot.version(), estimates, trail.contributions());
    }

    /** How much more or less doubt there is than the filter says, as rated work showed; where it is there, it speaks. */
    private static double doubtFactor(ParameterSnapshot snapshot, Witnesses seen) {
        return seen.direct() == 0 || seen.practical()
                ? 1
                : snapshot.spread()
                        .map(spread -> spread.factorFor(seen.direct()))
                        .orElse(1.0);
    }

    private static List<Evidence> inOrder(Collection<Evidence> evidence, Framework framework, Instant asOf) {
        Map<EvidenceId, Evidence> byId = new LinkedHashMap<>();
        for (Evidence each : evidence) {
            byId.merge(each.id(), each, (one, other) -> Evidence.ORDER.compare(one, other) <= 0 ? one : other);
        }
        return byId.values().stream()
                .filter(each -> !each.experienced().isAfter(asOf))
                .flatMap(each -> known(each, framework).stream())
                .sorted(Evidence.ORDER)
                .toList();
    }

    /** A framework may have dropped a competency that old evidence informs; the rest of that evidence still counts. */
    private static Optional<Evidence> known(Evidence evidence, Framework framework) {
        if (evidence.competencies().stream()
                .allMatch(each -> framework.competencies().contains(each.competency()))) {
            return Optional.of(evidence);
        }
        var left = evidence.competencies().stream()
                .filter(each -> framework.competencies().contains(each.competency()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (left.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Evidence(
                evidence.id(),
                evidence.experienced(),
                evidence.stored(),
                evidence.item(),
                left,
                evidence.weight(),
                evidence.observation()));
    }
}
