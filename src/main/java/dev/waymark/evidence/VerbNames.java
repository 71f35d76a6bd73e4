package dev.waymark.evidence;

import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Gives entries their verb that were written before it had a column. In the caller's transaction. */
@Singleton
class VerbNames {

    private record Nameless(String statementId, String agentHash, String verb) {}

    private final JdbcOperations jdbc;

    VerbNames(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void fill(TenantId tenant, Row.Owner owner) {
        List<Nameless> nameless = jdbc.prepareStatement(
                "SELECT statement_id, agent_hash, facts FROM evidence_entry"
                        + " WHERE tenant = ? AND owner = ? AND verb = ''",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, owner.key());
                    List<Nameless> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            String verb =
                                    FactsJson.read(rows.getString(3), false).verb();
                            found.add(new Nameless(rows.getString(1), rows.getString(2), LedgerSearch.wordOf(verb)));
                        }
                    }
                    return found;
                });
        if (nameless.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                "UPDATE evidence_entry SET verb = ? WHERE tenant = ? AND statement_id = ? AND agent_hash = ?",
                update -> {
                    for (Nameless each : nameless) {
                        update.setString(1, each.verb());
                        update.setLong(2, tenant.value());
                        update.setString(3, each.statementId());
                        update.setString(4, each.agentHash());
                        update.addBatch();
                    }
                    return update.executeBatch();
                });
    }
}
