package dev.waymark.mastery;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Where people would stand with other content; by the same arithmetic, and nothing is kept. */
public interface Trials {

    /**
     * A learner's own statements, read with other alignments and judged by other content.
     *
     * @param alignments what activities would count for
     */
    Standing of(
            TenantId tenant,
            LearnerId learner,
            Published content,
            Function<SeenActivity, Optional<Alignment>> alignments,
            Instant asOf);

    /** A learner's evidence as it is, judged by other content. */
    Standing of(TenantId tenant, LearnerId learner, Published content, Instant asOf);

    /** Somebody who does not exist. */
    Standing invented(
            TenantId tenant, Optional<JobRoleId> role, Collection<Evidence> evidence, Published content, Instant asOf);
}
