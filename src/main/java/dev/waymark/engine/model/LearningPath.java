package dev.waymark.engine.model;

import java.util.List;

/**
 * What to do next and after that, and what was left out.
 *
 * @param steps in the order in which to take them
 * @param leftOut items that could have helped and are not on the path, each with its reason
 * @param minutes of all steps
 * @param shortfall minutes beyond the budget that would bring every reachable target; 0 if everything fits
 */
public record LearningPath(List<Step> steps, List<LeftOut> leftOut, int minutes, int shortfall) {

    public static final LearningPath EMPTY = new LearningPath(List.of(), List.of(), 0, 0);

    public LearningPath {
        steps = List.copyOf(steps);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * @param towards what it is mainly for
     * @param lockedBy what must be held first and is not yet; empty if it can be started now
     * @param reasons most telling first; never empty
     */
    public record Step(
            LearningItemId item,
            CompetencyTier towards,
            int minutes,
            List<CompetencyTier> lockedBy,
            List<Reason> reasons) {
        public Step {
            lockedBy = List.copyOf(lockedBy);
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("step %s gives no reason".formatted(item));
            }
        }
    }

    /** An item that is not on the path. */
    public record LeftOut(LearningItemId item, Reason reason) {}
}
