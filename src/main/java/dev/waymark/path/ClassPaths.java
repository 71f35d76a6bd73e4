package dev.waymark.path;

import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The paths of a whole course at a glance: one reading, however many people there are. */
public interface ClassPaths {

    /**
     * A line for everybody who has a path in the course, as it was last planned: what happened since is in it, and what
     * faded with time alone is from the last visit or the last news.
     */
    Map<LearnerId, Line> of(TenantId tenant, CourseId course);

    /**
     * @param next the first step that can be begun
     * @param gaps a target each, in the order of the framework's ids
     * @param minutes of all steps
     * @param shortfall minutes beyond the time there is
     */
    record Line(Optional<LearningItemId> next, List<Gap> gaps, int minutes, int shortfall, Instant plannedAt) {

        public Line {
            gaps = List.copyOf(gaps);
        }

        /** Targets that are reached, with something to show for it. */
        public int reached() {
            return (int)
                    gaps.stream().filter(gap -> gap.known() && gap.reached()).count();
        }
    }
}
