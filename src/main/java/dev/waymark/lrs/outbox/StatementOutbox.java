package dev.waymark.lrs.outbox;

import dev.waymark.shared.TenantId;
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
}
