package dev.waymark.engine.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of items and cohorts at a point in time. It is learnt from everybody, so it is published under a
 * version and named by everything that was computed with it; it never changes in place.
 *
 * @param version such as {@code 0} for the initial one, in which nothing has been learnt
 * @param difficulties by item; an item that is absent has the difficulty of the level at which it is set
 * @param selfRatingBias mean by which people whose cohort is not known rate themselves too high (positive) or too low,
 *     logits
 * @param selfRatingBiasVariance doubt about it for one person, squared logits, not negative
 * @param cohorts the same for cohorts of which something was learnt; a cohort is the people of one job role
 */
public record ParameterSnapshot(
        String version,
        SortedMap<ActivityId, Difficulty> difficulties,
        double selfRatingBias,
        double selfRatingBiasVariance,
        SortedMap<JobRoleId, Bias> cohorts) {

    /** Nothing learnt yet: a level speaks for its items, self-ratings are taken with a wide, unbiased doubt. */
    public static final ParameterSnapshot INITIAL = new ParameterSnapshot("0", Map.of(), 0, 0.25);

    public ParameterSnapshot(
            String version,
            Map<ActivityId, Difficulty> difficulties,
            double selfRatingBias,
            double selfRatingBiasVariance) {
        this(version, new TreeMap<>(difficulties), selfRatingBias, selfRatingBiasVariance, new TreeMap<>());
    }

    public ParameterSnapshot {
        if (!(selfRatingBiasVariance >= 0)) {
            throw new IllegalArgumentException(
                    "the variance of a bias must not be negative, found " + selfRatingBiasVariance);
        }
        difficulties = Collections.unmodifiableSortedMap(new TreeMap<>(difficulties));
        cohorts = Collections.unmodifiableSortedMap(new TreeMap<>(cohorts));
    }

    public Optional<Difficulty> difficultyOf(ActivityId item) {
        return Optional.ofNullable(difficulties.get(item));
    }

    /** By how much a person of this cohort is expected to rate themselves too high. */
    public Bias biasOf(Optional<JobRoleId> cohort) {
        return cohort.flatMap(each -> Optional.ofNullable(cohorts.get(each)))
                .orElse(new Bias(selfRatingBias, selfRatingBiasVariance));
    }

    /** The same parameters as they are for somebody of this cohort. */
    public ParameterSnapshot seenBy(Optional<JobRoleId> cohort) {
        Bias bias = biasOf(cohort);
        return new ParameterSnapshot(version, difficulties, bias.mean(), bias.variance(), cohorts);
    }

    /**
     * @param mean logits
     * @param variance squared logits, not negative
     */
    public record Difficulty(double mean, double variance) {

        public Difficulty {
            if (!Double.isFinite(mean) || !(variance >= 0)) {
                throw new IllegalArgumentException(
                        "a difficulty is a finite mean and a variance not below 0, found %s and %s"
                                .formatted(mean, variance));
            }
        }
    }

    /**
     * How far people rate themselves too high (positive) or too low.
     *
     * @param mean logits
     * @param variance of one person around it, squared logits, not negative
     */
    public record Bias(double mean, double variance) {

        public Bias {
            if (!Double.isFinite(mean) || !(variance >= 0)) {
                throw new IllegalArgumentException("a bias is a finite mean and a variance not below 0, found %s and %s"
                        .formatted(mean, variance));
            }
        }
    }
}
