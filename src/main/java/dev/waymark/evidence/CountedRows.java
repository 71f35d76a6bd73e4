package dev.waymark.evidence;

import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Mapped;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.ManyRows;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What counts, lying together by whose it is, so that a history costs a page or two to read and not one for each
 * statement: the same rows as those of {@code evidence_entry} whose outcome is {@link MappedJson#COUNTED}, changed in the
 * transaction that changes those. Each method runs in its caller's transaction; writers hold the owners' heads.
 */
@Singleton
class CountedRows {

    private static final int AGENT = 16;

    private final JdbcOperations jdbc;

    CountedRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps those of these entries that count. */
    void keep(TenantId tenant, Collection<Row> rows) {
        List<Object[]> all = rows.stream()
                .filter(Row::counts)
                .map(each -> new Object[] {
                    tenant.value(), each.owner().key(), each.statementId(), beginning(each.agentHash()), each.mapped()
                })
                .toList();
        ManyRows.insert(
                jdbc,
                "INSERT INTO evidence_counted (tenant, owner, statement_id, agent, mapped)",
                all,
                "ON DUPLICATE KEY UPDATE mapped = VALUES(mapped)");
    }

    /** Takes these entries out, whether they are there or not. */
    void remove(TenantId tenant, Collection<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                "DELETE FROM evidence_counted WHERE tenant = ? AND owner = ? AND statement_id = ? AND agent = ?",
                delete -> {
                    for (Row each : rows) {
                        delete.setLong(1, tenant.value());
                        delete.setString(2, each.owner().key());
                        delete.setString(3, each.statementId());
                        delete.setString(4, beginning(each.agentHash()));
                        delete.addBatch();
                    }
                    return delete.executeBatch();
                });
    }

    /** Gives what is an agent's from one owner to another. */
    void give(TenantId tenant, String agentHash, Row.Owner from, Row.Owner to) {
        jdbc.prepareStatement(
                "UPDATE evidence_counted SET owner = ? WHERE tenant = ? AND owner = ? AND agent = ?", update -> {
                    update.setString(1, to.key());
                    update.setLong(2, tenant.value());
                    update.setString(3, from.key());
                    update.setString(4, beginning(agentHash));
                    return update.executeUpdate();
                });
    }

    /** Makes all of an owner's anew from their entries. */
    void anew(TenantId tenant, Row.Owner owner) {
        jdbc.prepareStatement("DELETE FROM evidence_counted WHERE tenant = ? AND owner = ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setString(2, owner.key());
            return delete.executeUpdate();
        });
        jdbc.prepareStatement(
                "INSERT INTO evidence_counted (tenant, owner, statement_id, agent, mapped)"
                        + " SELECT tenant, owner, statement_id, LEFT(agent_hash, " + AGENT
                        + "), mapped FROM evidence_entry"
                        + " WHERE tenant = ? AND owner = ? AND outcome = '" + MappedJson.COUNTED + "'",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, owner.key());
                    return insert.executeUpdate();
                });
    }

    /** An entry for each learner, in {@link Evidence#ORDER}. */
    Map<LearnerId, List<Evidence>> of(TenantId tenant, Collection<LearnerId> learners) {
        Map<LearnerId, List<Evidence>> found = new HashMap<>();
        learners.forEach(each -> found.put(each, new ArrayList<>()));
        for (List<LearnerId> some : Rows.chunks(learners)) {
            List<String> owners =
                    some.stream().map(each -> Row.Owner.of(each).key()).toList();
            written(tenant, owners).parallelStream()
                    .map(each -> Map.entry(each.owner(), MappedJson.read(each.mapped())))
                    .sequential()
                    .forEach(each -> {
                        if (each.getValue() instanceof Mapped.Counted counted) {
                            found.computeIfAbsent(LearnerId.of(each.getKey()), any -> new ArrayList<>())
                                    .add(counted.evidence());
                        }
                    });
        }
        return found;
    }

    private record Written(String owner, String mapped) {}

    private List<Written> written(TenantId tenant, List<String> owners) {
        return jdbc.prepareStatement(
                "SELECT owner, mapped FROM evidence_counted WHERE tenant = ? AND owner IN (" + Rows.marks(owners.size())
                        + ")",
                select -> {
                    select.setLong(1, tenant.value());
                    Rows.texts(select, 2, owners);
                    List<Written> found = new ArrayList<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Written(rows.getString(1), rows.getString(2)));
                        }
                    }
                    return found;
                });
    }

    private static String beginning(String agentHash) {
        return agentHash.substring(0, Math.min(AGENT, agentHash.length()));
    }
}
