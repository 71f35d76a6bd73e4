package dev.waymark.path;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
     * The learner has read what changed: from now on only what changes after it is news. What they were shown last takes
     * the place of what they were shown on the visit before. Does nothing for somebody who was shown nothing yet.
     *
     * @param upTo when the page was made that they read; an instant before the one that is compared with, or later than
     *     {@code at}, changes nothing
     */
    void seen(TenantId tenant, LearnerId learner, CourseId course, Instant upTo, Instant at);

    /**
     * @param steps in their order
     * @param targets of the role, without goals of one's own; empty if it was not noted
     */
    record Shown(JobRoleId role, List<LearningItemId> steps, SortedMap<CompetencyId, Tier> targets) {
        public Shown {
            steps = List.copyOf(steps);
            targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
        }

        public Shown(JobRoleId role, List<LearningItemId> steps, Map<CompetencyId, Tier> targets) {
            this(role, steps, new TreeMap<>(targets));
        }
    }

    /**
     * @param at when it was looked at last
     */
    record Before(Shown shown, Instant at) {}
}
