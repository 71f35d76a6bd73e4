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
 * @param selfRatingBias mean by which people of this cohort rate themselves too high (positive) or too low, logits
 */
public record ParameterSnapshot(
        String version,
        SortedMap<ActivityId, Difficulty> difficulties,
        double selfRatingBias,
        double selfRatingBiasVariance) {

    /** Nothing learnt yet: a level speaks for its items, self-ratings are taken with a wide, unbiased doubt. */
    public static final ParameterSnapshot INITIAL = new ParameterSnapshot("0", new TreeMap<>(), 0, 0.25);

    public ParameterSnapshot(
            String version,
            Map<ActivityId, Difficulty> difficulties,
            double selfRatingBias,
            double selfRatingBiasVariance) {
        this(version, new TreeMap<>(difficulties), selfRatingBias, selfRatingBiasVariance);
    }

    public ParameterSnapshot {
        difficulties = Collections.unmodifiableSortedMap(new TreeMap<>(difficulties));
    }

    public Optional<Difficulty> difficultyOf(ActivityId item) {
        return Optional.ofNullable(difficulties.get(item));
    }

    /**
     * @param mean logits
     * @param variance squared logits, not negative
     */
    public record Difficulty(double mean, double variance) {}
}
