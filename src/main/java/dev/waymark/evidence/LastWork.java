package dev.waymark.evidence;

import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** When people last did something that a statement tells of, whether or not it counts. */
public interface LastWork {

    /** The newest experience of each; who has none is left out. */
    Map<LearnerId, Instant> of(TenantId tenant, Collection<LearnerId> learners);
}
