package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
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
     * Reads all sources of the tenant from their cursors to their ends, as the background does every few seconds. Does
     * nothing where another node is reading, or where a source asked to be left alone for a while.
     */
    default void readNow(TenantId tenant) {}

    /**
     * People who had themselves erased have come again by themselves: statements about what these agents experience from now
     * on are taken again. Those of before stay out.
     */
    default void returned(TenantId tenant, Set<AgentKey> agents, Instant at) {}

    /** How each source of the tenant is doing. */
    default List<SourceState> sources(TenantId tenant) {
        return List.of();
    }

    /**
     * @param configured false if the tenant has no LRS at all, and nobody pushes
     * @param asOf when we last knew everything that the LRSs had about the agents; empty if never
     * @param reachable false if the last try failed
     */
    record Freshness(boolean configured, Optional<Instant> asOf, boolean reachable) {}

    /**
     * @param source its host and path
     * @param completeTo everything stored up to then is with us; empty before the first full reading
     * @param problem why reading stands still, if it does
     */
    record SourceState(String source, Optional<Instant> completeTo, Optional<String> problem) {}
}
