package dev.waymark.mastery;

import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Moves of tiers of many people at once. */
public interface ClassMoves {

    /** Who fell a tier since then, each with the newest fall. */
    Map<LearnerId, TierMove> fallsSince(TenantId tenant, Collection<LearnerId> learners, Instant since);
}
