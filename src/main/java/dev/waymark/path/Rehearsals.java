package dev.waymark.path;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.path.Paths.Current;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** What a course's set-up would do to people, really counted and really planned. Nothing is kept. */
public interface Rehearsals {

    /**
     * @param tiers as they would be
     * @param targets what their role would ask
     */
    record Seen(Standing standing, SortedMap<CompetencyId, Tier> targets, Current path) {}

    /**
     * A learner now, and as they would be.
     *
     * @param before as their course has them now
     */
    record Effect(Seen before, Seen after) {}

    Effect of(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            Published content,
            Function<SeenActivity, Optional<Alignment>> alignments,
            Instant now);

    /** Somebody who does not exist, with what they would have said and done. */
    Seen invented(
            TenantId tenant,
            Optional<JobRoleId> role,
            Collection<Evidence> evidence,
            Choices choices,
            Published content,
            Instant now);
}
