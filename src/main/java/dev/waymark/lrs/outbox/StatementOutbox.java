package dev.waymark.lrs.outbox;

import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Takes our own statements; they are sent after commit. */
public interface StatementOutbox {

    /**
     * Adds a statement in the caller's transaction. The same id is taken once.
     *
     * @param statementId name-based, so that a replay repeats nothing
     * @param json the whole statement
     * @return false if it was there already
     */
    boolean add(TenantId tenant, UUID statementId, String json);

    /**
     * Takes back what was said of these agents, in the caller's transaction: each statement goes from here, and after each
     * that an LRS may have goes one that voids it (xAPI 1.0.3 Data 2.3.2). A voided statement is no longer given to those who
     * ask an LRS for statements; the LRS still keeps it.
     *
     * @param agentKeys text forms (see {@code lrs.xapi.AgentKey#key})
     * @return how many are voided
     */
    default long takeBack(TenantId tenant, Set<String> agentKeys, Instant at) {
        return 0;
    }

    /** Removes what is here about these agents and sends nothing, in the caller's transaction. */
    default long forget(TenantId tenant, Set<String> agentKeys) {
        return 0;
    }

    /** How many statements wait, were taken by an LRS, or were refused for good; for all LRSs together. */
    default Standing standing(TenantId tenant) {
        return new Standing(0, 0, 0);
    }

    /** The same for one LRS. */
    default Standing standing(TenantId tenant, String source) {
        return new Standing(0, 0, 0);
    }

    /** Why the first statement that waits for an LRS was not taken when last tried; empty if nothing was tried in vain. */
    default Optional<String> heldUp(TenantId tenant, String source) {
        return Optional.empty();
    }

    /** Statements that an LRS refused for good, newest first. */
    default List<Undeliverable> undeliverable(TenantId tenant, String source, int limit) {
        return List.of();
    }

    /**
     * Puts statements that an LRS refused for good back into the line, in the order in which they were said.
     *
     * @param statementId one of them; empty for all
     * @return how many
     */
    default long sendAgain(TenantId tenant, String source, Optional<UUID> statementId) {
        return 0;
    }

    record Standing(long waiting, long sent, long undeliverable) {}

    /**
     * @param added when it was said
     * @param reason what the LRS said
     */
    record Undeliverable(UUID statementId, Instant added, String reason, String json) {}
}
