package dev.waymark.competency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * What was settled, read anew whenever the count of decisions has moved, on whichever node. So mapping asks for a number
 * and not for the whole table.
 */
@Singleton
class SettledAlignments {

    private record AsOf(long count, Map<ActivityId, Optional<Alignment>> settled) {}

    private final AlignmentDecisions decisions;
    private final Cache<TenantId, AsOf> known =
            Caffeine.newBuilder().maximumSize(1_000).build();

    SettledAlignments(AlignmentDecisions decisions) {
        this.decisions = decisions;
    }

    Map<ActivityId, Optional<Alignment>> of(TenantId tenant) {
        // The count first: a decision that slips in between is then read twice, never missed.
        long count = decisions.count(tenant);
        AsOf before = known.getIfPresent(tenant);
        if (before != null && before.count() == count) {
            return before.settled();
        }
        AsOf now = new AsOf(count, decisions.last(tenant));
        known.put(tenant, now);
        return now.settled();
    }
}
