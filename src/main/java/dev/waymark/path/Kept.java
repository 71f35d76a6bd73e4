package dev.waymark.path;

import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.LearningPath.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A path as it is kept.
 *
 * @param version 1 for the first; rises by one when the steps or their order change
 * @param basis see {@link Grounds#basis}
 */
record Kept(long version, String basis, LearningPath path, Instant plannedAt) {

    /** Estimates fade from day to day, so a path older than this is planned anew though nothing happened. */
    private static final Duration KEEPS = Duration.ofDays(1);

    boolean isFreshFor(Grounds grounds) {
        return basis.equals(grounds.basis()) && grounds.at().isBefore(plannedAt.plus(KEEPS));
    }

    static List<LearningItemId> itemsOf(LearningPath path) {
        return path.steps().stream().map(Step::item).toList();
    }
}
