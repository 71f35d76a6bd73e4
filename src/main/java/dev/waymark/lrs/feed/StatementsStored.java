package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.Statement;
import dev.waymark.shared.TenantId;
import java.util.List;

/**
 * Statements came in. Published in the transaction that stored them, once for each statement.
 *
 * @param source which LRS
 * @param stored the new ones; each has a time of storage
 * @param voidedIds statements that are taken back, whether they are among the new ones or came long ago
 */
public record StatementsStored(TenantId tenant, String source, List<Statement> stored, List<String> voidedIds) {

    public StatementsStored {
        stored = List.copyOf(stored);
        voidedIds = List.copyOf(voidedIds);
    }
}
