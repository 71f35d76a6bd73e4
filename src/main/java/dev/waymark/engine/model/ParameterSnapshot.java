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
 * @param spread how people differ and how sure estimates are; empty while too few people were seen for it to be learnt
 */
public record ParameterSnapshot(
        String version,
        SortedMap<ActivityId, Difficulty> difficulties,
        double selfRatingBias,
        double selfRatingBiasVariance,
        SortedMap<JobRoleId, Bias> cohorts,
        Optional<Spread> spread) {

    /** Nothing learnt yet: a level speaks for its items, self-ratings are taken with a wide, unbiased doubt. */
    public static final ParameterSnapshot INITIAL = new ParameterSnapshot("0", Map.of(), 0, 0.25);

    public ParameterSnapshot(
            String version,
            Map<ActivityId, Difficulty> difficulties,
            double selfRatingBias,
            double selfRatingBiasVariance) {
        this(
                version,
                new TreeMap<>(difficulties),
                selfRatingBias,
                selfRatingBiasVariance,
                new TreeMap<>(),
                Optional.empty());
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
        return new ParameterSnapshot(version, difficulties, bias.mean(), bias.variance(), cohorts, spread);
    }

    /**
     * How people differ, and how sure estimates turned out to be beside rated work.
     *
     * @param general variance of people's general levels, squared logits, above 0
     * @param competency variance of how competencies depart from it, squared logits, above 0
     * @param few factor on the variance of an estimate without rated work that up to two pieces of evidence informed,
     *     above 0; 1 if it is as sure as it says
     * @param some the same of three to seven pieces
     * @param many the same of more
     */
    public record Spread(double general, double competency, double few, double some, double many) {

        /** Pieces of evidence from which an estimate counts as of some, and of many. */
        private static final int SOME = 3;

        private static final int MANY = 8;

        public Spread {
            if (!(general > 0 && competency > 0 && few > 0 && some > 0 && many > 0)) {
                throw new IllegalArgumentException(
                        "variances and factors must be above 0, found general %s, competency %s, factors %s, %s, %s"
                                .formatted(general, competency, few, some, many));
            }
        }

        /** The factor on the variance of an estimate that so many pieces of evidence informed directly. */
        public double factorFor(int direct) {
            return switch (groupOf(direct)) {
                case 0 -> few;
                case 1 -> some;
                default -> many;
            };
        }

        /** Which of the three amounts of evidence it is: 0 few, 1 some, 2 many. */
        public static int groupOf(int direct) {
            return direct < SOME ? 0 : direct < MANY ? 1 : 2;
        }
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
