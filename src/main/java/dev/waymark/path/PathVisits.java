package dev.waymark.path;

import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Remembers what learners were shown of their paths, so that a page can say what changed since. */
public interface PathVisits {

    /**
     * Notes what a learner is shown now.
     *
     * @return what they were shown last on the visit before; empty on their first. A visit ends when nothing was looked at
     *     for four hours, so that what changed stays on the page while somebody works
     */
    Optional<Before> note(TenantId tenant, LearnerId learner, CourseId course, Shown now, Instant at);

    /**
     * @param steps in their order
     */
    record Shown(JobRoleId role, List<LearningItemId> steps) {
        public Shown {
            steps = List.copyOf(steps);
        }
    }

    /**
     * @param at when it was looked at last
     */
    record Before(Shown shown, Instant at) {}
}
