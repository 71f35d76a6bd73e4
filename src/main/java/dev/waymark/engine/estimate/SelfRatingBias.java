package dev.waymark.engine.estimate;

import dev.waymark.engine.estimate.ParameterLearning.History;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ParameterSnapshot.Bias;
import dev.waymark.engine.model.Tier;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far people rate themselves too high or too low, learnt from those of whom there is both a self-rating and a rating
 * of practical work on the same competency.
 *
 * <p>One person's ratings lean the same way, so a person counts once: with the mean over their competencies, the newest
 * rating of each kind. People vary around their cohort, cohorts around everybody; each is normal, so everybody's mean and
 * each cohort's are weighted means. Where work got all the points of its level it says only that the person is at least
 * so good; a self-rating above it is then no sign of anything and is left out.
 */
final class SelfRatingBias {

    /** Doubt about everybody's bias, of cohorts around it, of people around their cohort; squared logits, as published. */
    private static final double EVERYBODY = 0.10;

    private static final double COHORTS = 0.05;
    private static final double PEOPLE = 0.10;

    /** A share of the points from which work may be better than its level can show. */
    private static final double CEILING = 0.95;

    private final Constants constants;
    private final Framework framework;
    private final SortedMap<JobRoleId, double[]> byCohort = new TreeMap<>();
    private final double[] withoutCohort = new double[3];

    SelfRatingBias(Constants constants, Framework framework) {
        this.constants = constants;
        this.framework = framework;
    }

    void take(History person) {
        Map<CompetencyId, Tier> said = new HashMap<>();
        Map<CompetencyId, Double> shown = new HashMap<>();
        Map<CompetencyId, Boolean> atLeast = new HashMap<>();
        for (Evidence each : person.evidence()) {
            for (CompetencyTier about : each.competencies()) {
                if (!framework.competencies().contains(about.competency())) {
                    continue;
                }
                if (each.observation() instanceof Observation.SelfRating rating) {
                    said.put(about.competency(), rating.tier());
                } else if (each.observation() instanceof Observation.PracticalRating rating) {
                    shown.put(
                            about.competency(),
                            Scale.ratedAt(
                                    rating.share(),
                                    about.tier(),
                                    framework.cutScoresOf(about.competency()),
                                    constants.lineShare()));
                    atLeast.put(about.competency(), rating.share() >= CEILING);
                }
            }
        }
        double sum = 0;
        int number = 0;
        for (Map.Entry<CompetencyId, Tier> each : new TreeMap<>(said).entrySet()) {
            Double work = shown.get(each.getKey());
            if (work != null) {
                double too = Scale.middleOf(each.getValue(), framework.cutScoresOf(each.getKey())) - work;
                if (!(atLeast.getOrDefault(each.getKey(), false) && too > 0)) {
                    sum += too;
                    number++;
                }
            }
        }
        if (number > 0) {
            double variance = PEOPLE + (square(constants.selfRatingSd()) + square(constants.practicalSd())) / number;
            double[] cohort = person.cohort()
                    .map(role -> byCohort.computeIfAbsent(role, none -> new double[3]))
                    .orElse(withoutCohort);
            cohort[0] += sum / number / variance;
            cohort[1] += 1 / variance;
            cohort[2]++;
        }
    }

    /** Of people of whose cohort nothing is known: everybody's bias, with the doubt about one person. */
    Bias all() {
        Bias mean = everybody();
        return new Bias(mean.mean(), mean.variance() + COHORTS + PEOPLE);
    }

    /** Of one person of each cohort of whom enough people were seen for it not to tell of one of them. */
    SortedMap<JobRoleId, Bias> cohorts() {
        Bias everybody = everybody();
        SortedMap<JobRoleId, Bias> found = new TreeMap<>();
        byCohort.forEach((role, seen) -> {
            if (seen[2] < ParameterLearning.LEAST_PEOPLE) {
                return;
            }
            double trustInEverybody = 1 / (everybody.variance() + COHORTS);
            double trust = trustInEverybody + seen[1];
            found.put(role, new Bias((trustInEverybody * everybody.mean() + seen[0]) / trust, 1 / trust + PEOPLE));
        });
        return found;
    }

    private Bias everybody() {
        double trust = 1 / EVERYBODY;
        double sum = 0;
        for (double[] seen : byCohort.values()) {
            double variance = 1 / seen[1] + COHORTS;
            sum += seen[0] / seen[1] / variance;
            trust += 1 / variance;
        }
        if (withoutCohort[1] > 0) {
            double variance = 1 / withoutCohort[1] + COHORTS;
            sum += withoutCohort[0] / withoutCohort[1] / variance;
            trust += 1 / variance;
        }
        return new Bias(sum / trust, 1 / trust);
    }

    private static double square(double value) {
        return value * value;
    }
}
