package dev.waymark.emission;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;

/** Tells record stores that somebody was reminded. */
public interface Reminders {

    /**
     * The learner was reminded of a re-check. Of a person of whom no account is known nothing is said.
     *
     * @param due when the re-check is or was due
     * @param channel {@code page} or {@code notice}
     */
    void reminded(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            CompetencyId competency,
            Instant due,
            String channel,
            Instant at);
}
