package dev.waymark.mastery;

import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;

/** Where a learner would stand with other evidence; by the same arithmetic, and nothing is kept. */
public interface Supposed {

    /** As if this had happened besides, as a course sees it. */
    Standing with(TenantId tenant, LearnerId learner, CourseId course, List<Evidence> more, Instant asOf);

    /** As if this one piece of evidence were not there, as a course sees it. */
    Standing without(TenantId tenant, LearnerId learner, CourseId course, EvidenceId one, Instant asOf);
}
