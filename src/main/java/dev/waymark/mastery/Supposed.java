package dev.waymark.mastery;

import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;

/** Where a learner would stand with other evidence; by the same arithmetic, and nothing is kept. */
public interface Supposed {

    /** As if this had happened besides. */
    Standing with(TenantId tenant, LearnerId learner, List<Evidence> more, Instant asOf);

    /** As if this one piece of evidence were not there. */
    Standing without(TenantId tenant, LearnerId learner, EvidenceId one, Instant asOf);
}
