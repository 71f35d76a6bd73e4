package dev.waymark.engine.model;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The tier that an estimate bears out, with how sure we are.
 *
 * @param known false if nothing has told us about this competency; then the tier is {@link Tier#AWARE} by default only
 * @param tier the highest tier whose probability is at least the demanded one, after any cap
 * @param provisional true if the 90 % interval spans more than one boundary
 * @param atLeastTier probability that the learner is at this tier or above, 0 to 1; 1 for {@link Tier#AWARE}
 * @param atLeastNext probability of the next tier or above; empty at {@link Tier#EXPERT}
 * @param low lower end of the 90 % interval, logits
 * @param high upper end of the 90 % interval, logits
 * @param cap why the tier is lower than the estimate alone would say
 */
public record Placement(
        CompetencyId competency,
        boolean known,
        Tier tier,
        boolean provisional,
        double atLeastTier,
        OptionalDouble atLeastNext,
        double low,
        double high,
        Optional<Cap> cap) {

    /** Why a tier is lower than the estimate alone would say. */
    public enum Cap {
        /** Tier 3 and above need practical work that a person rated. */
        PRACTICAL_MISSING,
        /** Self-ratings alone never show more than tier 2, provisionally. */
        ONLY_SELF_RATED,
        /** Reading and watching alone never raise a tier. */
        ONLY_EXPOSURE,
        /** A criterion that the organisation has set for a tier is not met. */
        CRITERION_UNMET
    }
}
