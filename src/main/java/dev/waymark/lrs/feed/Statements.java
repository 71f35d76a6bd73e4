package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The statements that LRSs gave us, as they came. */
public interface Statements {

    /** Statements whose actor is one of these agents, or a group of which one is a member; newest in storage first. */
    List<Raw> ofAgents(TenantId tenant, Collection<AgentKey> agents, int limit);

    /** Statements by id, in any order; unknown ids are left out. */
    List<Raw> byIds(TenantId tenant, Collection<String> ids);

    /** The statements that took this one back, whichever sources they came from; none if it was not. */
    List<String> takenBackBy(TenantId tenant, String id);

    /** How many statements could not be read. */
    long unusable(TenantId tenant);

    /** Those that could not be read, newest first. */
    List<Kept> unusable(TenantId tenant, int limit);

    /**
     * @param json byte for byte
     */
    record Raw(String id, String source, Instant stored, boolean voided, String json) {}

    /**
     * A statement, or a whole stretch of an LRS, that could not be read.
     *
     * @param id blank if it had none
     */
    record Kept(String id, String source, Instant received, String reason, String raw) {}
}
