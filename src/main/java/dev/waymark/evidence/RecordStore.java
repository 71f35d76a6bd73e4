package dev.waymark.evidence;

import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.Optional;

/** How well we know what the LRSs of a tenant hold about a person. */
public interface RecordStore {

    /** Without asking anybody. */
    Freshness freshnessOf(TenantId tenant, LearnerId learner);

    /**
     * @param configured false if the tenant has no LRS at all
     * @param asOf when we last knew everything that the LRSs had about the person; empty if never
     * @param reachable false if the last try failed
     */
    record Freshness(boolean configured, Optional<Instant> asOf, boolean reachable) {}
}
