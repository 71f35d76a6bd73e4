package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Brings statements in from the LRSs of a tenant. */
public interface Feeds {

    /**
     * Pulls what the LRSs have about these agents now, without waiting for the settle window, within a few seconds.
     * Never throws for what an LRS or a network can do: then it says how old the last success is.
     */
    Freshness pullNow(TenantId tenant, Set<AgentKey> agents);

    /** How fresh our knowledge of these agents is, without asking anybody. */
    Freshness freshness(TenantId tenant, Set<AgentKey> agents);

    /**
     * @param configured false if the tenant has no LRS at all
     * @param asOf when we last knew everything that the LRSs had about the agents; empty if never
     * @param reachable false if the last try failed
     */
    record Freshness(boolean configured, Optional<Instant> asOf, boolean reachable) {}
}
