package dev.waymark.engine.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a step is on the path, or an item is not. Machine-readable; pages put it into words. Each reason carries the
 * figures that it rests on, so that what is shown can be checked.
 */
public sealed interface Reason {

    /**
     * It closes a gap.
     *
     * @param gain weighted part of a tier that it is expected to add
     * @param perHour the same for each hour of work
     */
    record ClosesGap(CompetencyTier towards, double gain, double perHour) implements Reason {}

    /**
     * It closes a gap, and later steps rest on it; either alone would be enough to keep it.
     *
     * @param gain weighted part of a tier that it is expected to add by itself
     * @param perHour the same for each hour of work
     */
    record ClosesGapAndOpens(CompetencyTier towards, double gain, double perHour, List<LearningItemId> later)
            implements Reason {
        public ClosesGapAndOpens {
            later = List.copyOf(later);
        }
    }

    /** This competency is furthest from its target among those that can be worked on now. */
    record FurthestFromTarget(CompetencyId competency, int tiers) implements Reason {}

    /** It must come before other steps of the path. */
    record Opens(List<LearningItemId> later) implements Reason {
        public Opens {
            later = List.copyOf(later);
        }
    }

    /** It brings the practical work that tier 3 and above need. */
    record BringsPractical(CompetencyId competency) implements Reason {}

    /** The learner or an instructor pinned it. */
    record Pinned() implements Reason {}

    /**
     * It is pinned, and it closes a gap, or later steps rest on it.
     *
     * @param standsWithout true if it would stand at the same place without the pin: either alone would be enough to keep
     *     it; false if that was not looked at, as it takes a plan of its own for each pin
     * @param gain weighted part of a tier that it is expected to add by itself; 0 if it only opens later steps
     * @param perHour the same for each hour of work
     * @param later steps that rest on it; may be empty
     */
    record PinnedAndUseful(
            CompetencyTier towards, double gain, double perHour, List<LearningItemId> later, boolean standsWithout)
            implements Reason {
        /** It would stand at the same place without the pin. */
        public PinnedAndUseful(CompetencyTier towards, double gain, double perHour, List<LearningItemId> later) {
            this(towards, gain, perHour, later, true);
        }

        public PinnedAndUseful {
            later = List.copyOf(later);
        }
    }

    /** It settles a tier we are not sure of: the probability of holding it now. */
    record SettlesDoubt(CompetencyTier tier, double probability) implements Reason {}

    /** Nobody has looked after its content for so many days, so it counts for a little less. */
    record Stale(int days) implements Reason {}

    /** It can be taken between these instants only. */
    record Dated(Optional<Instant> opens, Optional<Instant> closes) implements Reason {}

    /** It was on the path before and is kept for now, though nothing is left to gain by it, so that the path is steady. */
    record StillThere() implements Reason {}

    /** It was on the path before and is kept so that the path is steady: a path planned from scratch would not have it. */
    record KeptSteady() implements Reason {}

    // Why a tier should be shown again.

    /** So many days after it was reached. */
    record RecheckScheduled(int day) implements Reason {}

    /** The probability that it is still held has fallen under what holding it demands. */
    record RecheckFading(double probability) implements Reason {}

    // Why an item is left out. On a step, MethodAvoided says that no other item could take its place.

    /** Nothing it teaches is still needed. */
    record NothingLeftToTeach() implements Reason {}

    /** It goes beyond the target. */
    record BeyondTarget(CompetencyTier tier) implements Reason {}

    /** Its method is switched off; among the reasons of a step: switched off, yet nothing else teaches this in full. */
    record MethodAvoided(DeliveryMethod method) implements Reason {}

    /** The learner said that it is not for them. */
    record Waived() implements Reason {}

    /** It is longer than the learner has at a time. */
    record TooLong(int minutes, int longest) implements Reason {}

    /**
     * It does not fit the hours that are left.
     *
     * @param minutes that it takes
     * @param left of the hours
     * @param before minutes of what must come first, where the item alone would fit; else 0
     */
    record OverBudget(int minutes, int left, int before) implements Reason {
        public OverBudget(int minutes, int left) {
            this(minutes, left, 0);
        }
    }

    /** It fits and would help, but a path changes by few items at a time as long as nothing but evidence comes in. */
    record NotYet() implements Reason {}

    /** Other items cover what it teaches, and gain more for the hours as a whole. */
    record BetterElsewhere(List<LearningItemId> instead) implements Reason {
        public BetterElsewhere {
            instead = List.copyOf(instead);
        }
    }

    /** What must be held first cannot be reached on this path. */
    record OutOfReach(CompetencyTier missing) implements Reason {}
}
