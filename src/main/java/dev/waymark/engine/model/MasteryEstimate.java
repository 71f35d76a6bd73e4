package dev.waymark.engine.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What we think of a learner in one competency at one instant: a normal distribution on the logit scale. Derived from
 * evidence, replaced, never edited.
 *
 * @param mean best estimate, logits
 * @param variance squared logits, above 0
 * @param asOf the instant it holds for; time since the last evidence is already in it
 * @param direct how many pieces of evidence informed this very competency; 0 means that we do not know yet
 * @param practical true if at least one of them was practical work that a person rated
 * @param onlySelfRated true if at least one was a self-rating and none was more than a self-rating or exposure
 * @param onlyExposure true if there was some and none was more than exposure
 * @param lastEvidence when the newest of them happened
 */
public record MasteryEstimate(
        CompetencyId competency,
        double mean,
        double variance,
        Instant asOf,
        int direct,
        boolean practical,
        boolean onlySelfRated,
        boolean onlyExposure,
        Optional<Instant> lastEvidence) {

    public MasteryEstimate {
        if (!(variance > 0)) {
            throw new IllegalArgumentException(
                    "the variance of %s must be above 0, found %s".formatted(competency, variance));
        }
    }

    public double sd() {
        return StrictMath.sqrt(variance);
    }

    /** Probability that the learner is at {@code logit} or above, 0 to 1. */
    public double probabilityAtLeast(double logit) {
        return NormalDistribution.below((mean - logit) / sd());
    }
}
