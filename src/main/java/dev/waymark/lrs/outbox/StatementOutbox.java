package dev.waymark.lrs.outbox;

import dev.waymark.shared.TenantId;
import java.util.List;
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

    /** How many statements wait, were taken by the LRS, or were refused for good. */
    default Standing standing(TenantId tenant) {
        return new Standing(0, 0, 0);
    }

    /** Statements that the LRS refused for good, newest first. */
    default List<Undeliverable> undeliverable(TenantId tenant, int limit) {
        return List.of();
    }

    record Standing(long waiting, long sent, long undeliverable) {}

    /**
     * @param reason what the LRS said
     */
    record Undeliverable(UUID statementId, String reason, String json) {}
}
