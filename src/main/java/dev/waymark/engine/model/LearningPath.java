package dev.waymark.engine.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What to do next and after that, and what was left out.
 *
 * @param steps in the order in which to take them
 * @param leftOut items that could have helped and are not on the path, each with its reason
 * @param minutes of all steps
 * @param shortfall minutes beyond the budget that would bring every reachable target; 0 if everything fits
 * @param rechecks tiers that were reached and should be shown again, soonest first; no part of {@code minutes}
 * @param footing what the path stood on; empty for one that was not planned, or before this was recorded
 */
public record LearningPath(
        List<Step> steps,
        List<LeftOut> leftOut,
        int minutes,
        int shortfall,
        List<Recheck> rechecks,
        Optional<Footing> footing) {

    public static final LearningPath EMPTY = new LearningPath(List.of(), List.of(), 0, 0);

    /** No re-checks, and no footing. */
    public LearningPath(List<Step> steps, List<LeftOut> leftOut, int minutes, int shortfall) {
        this(steps, leftOut, minutes, shortfall, List.of(), Optional.empty());
    }

    public LearningPath {
        steps = List.copyOf(steps);
        leftOut = List.copyOf(leftOut);
        rechecks = List.copyOf(rechecks);
    }

    /**
     * A tier that was reached and should be shown again.
     *
     * @param due when; in the past if it waits already
     * @param reason {@link Reason.RecheckScheduled} or {@link Reason.RecheckFading}
     * @param item the shortest item that could show it, if the catalogue has one
     */
    public record Recheck(CompetencyTier tier, Instant due, Reason reason, Optional<LearningItemId> item) {

        public boolean isDue(Instant at) {
            return !due.isAfter(at);
        }
    }

    /**
     * What a path stood on, to tell whether only evidence came in since. While neither changes, a path changes by two
     * items at most.
     *
     * @param held tiers by competency
     * @param asked a digest of the role, the choices but for what is done, and the framework's version
     */
    public record Footing(SortedMap<CompetencyId, Tier> held, String asked) {
        public Footing {
            held = Collections.unmodifiableSortedMap(new TreeMap<>(held));
        }
    }

    /**
     * @param towards what it is mainly for
     * @param lockedBy what must be held first and is not yet; empty if it can be started now
     * @param reasons most telling first; never empty
     * @param sittings in how many sittings it is taken, 1 for at once
     */
    public record Step(
            LearningItemId item,
            CompetencyTier towards,
            int minutes,
            List<CompetencyTier> lockedBy,
            List<Reason> reasons,
            int sittings) {

        public Step(
                LearningItemId item,
                CompetencyTier towards,
                int minutes,
                List<CompetencyTier> lockedBy,
                List<Reason> reasons) {
            this(item, towards, minutes, lockedBy, reasons, 1);
        }

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
