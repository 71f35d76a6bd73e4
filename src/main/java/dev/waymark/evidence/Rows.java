package dev.waymark.evidence;

import dev.waymark.engine.model.StatementFacts;
import dev.waymark.shared.ManyRows;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads and writes entries. Each method runs in its caller's transaction; writers hold the owners' heads. */
@Singleton
class Rows {

    private static final int CHUNK = 500;
    private static final String COLUMNS = "SELECT statement_id, agent_hash, owner, agent_key, agent_name, source,"
            + " group_hash, facts, voided, outcome, mapped FROM evidence_entry";

    private final JdbcOperations jdbc;
    private final MentionRows mentions;
    private final CountedRows counted;

    Rows(JdbcOperations jdbc, MentionRows mentions, CountedRows counted) {
        this.jdbc = jdbc;
        this.mentions = mentions;
        this.counted = counted;
    }

    /** Waits until no other transaction writes entries of these owners, and keeps them waiting until this one ends. */
    void lock(TenantId tenant, SortedSet<Row.Owner> owners) {
        for (List<Row.Owner> some : chunks(owners)) {
            List<String> keys = some.stream().map(Row.Owner::key).toList();
            Set<String> missing = new TreeSet<>(keys);
            missing.removeAll(lockHeads(tenant, keys));
            if (!missing.isEmpty()) {
                jdbc.prepareStatement("INSERT IGNORE INTO evidence_head (tenant, owner) VALUES (?, ?)", insert -> {
                    for (String each : missing) {
                        insert.setLong(1, tenant.value());
                        insert.setString(2, each);
                        insert.addBatch();
                    }
                    return insert.executeBatch();
                });
                lockHeads(tenant, keys);
            }
        }
    }

    private List<String> lockHeads(TenantId tenant, List<String> owners) {
        return jdbc.prepareStatement(
                "SELECT owner FROM evidence_head WHERE tenant = ? AND owner IN (" + marks(owners.size())
                        + ") ORDER BY owner FOR UPDATE",
                select -> {
                    select.setLong(1, tenant.value());
                    texts(select, 2, owners);
                    return firstColumn(select);
                });
    }

    List<Row> byStatements(TenantId tenant, Collection<String> statementIds) {
        List<Row> found = new ArrayList<>();
        for (List<String> some : chunks(statementIds)) {
            found.addAll(jdbc.prepareStatement(
                    COLUMNS + " WHERE tenant = ? AND statement_id IN (" + marks(some.size()) + ")", select -> {
                        select.setLong(1, tenant.value());
                        texts(select, 2, some);
                        return read(select);
                    }));
        }
        return found;
    }

    /** Of these statements, which are entered for which agents: id and agent's digest in one. */
    Set<String> entered(TenantId tenant, Collection<String> statementIds) {
        Set<String> found = new HashSet<>();
        for (List<String> some : chunks(statementIds)) {
            jdbc.prepareStatement(
                    "SELECT statement_id, agent_hash FROM evidence_entry WHERE tenant = ? AND statement_id IN ("
                            + marks(some.size()) + ")",
                    select -> {
                        select.setLong(1, tenant.value());
                        texts(select, 2, some);
                        try (ResultSet rows = select.executeQuery()) {
                            while (rows.next()) {
                                found.add(rows.getString(1) + rows.getString(2));
                            }
                        }
                        return found;
                    });
        }
        return found;
    }

    /** All entries of some groups of each owner, by one key for each group. */
    Map<Row.Owner, List<Row>> ofGroups(TenantId tenant, Map<Row.Owner, Set<String>> groups) {
        List<String> keys = new ArrayList<>();
        groups.forEach((owner, its) -> its.forEach(group -> keys.add(together(group) + owner.key())));
        Map<Row.Owner, List<Row>> found = new HashMap<>();
        for (List<String> some : chunks(keys)) {
            List<Row> rows = jdbc.prepareStatement(
                    COLUMNS + " WHERE tenant = ? AND together IN (" + marks(some.size()) + ")", select -> {
                        select.setLong(1, tenant.value());
                        texts(select, 2, some);
                        return read(select);
                    });
            // The key has only the beginning of the digest.
            rows.stream()
                    .filter(row -> groups.getOrDefault(row.owner(), Set.of()).contains(row.groupHash()))
                    .forEach(row -> found.computeIfAbsent(row.owner(), unknown -> new ArrayList<>())
                            .add(row));
        }
        return found;
    }

    /** What the key of a group begins with, whoever's it is. */
    static String together(String groupHash) {
        return groupHash.substring(0, Math.min(24, groupHash.length()));
    }

    Set<String> groupsOf(TenantId tenant, Row.Owner owner) {
        return Set.copyOf(jdbc.prepareStatement(
                "SELECT DISTINCT group_hash FROM evidence_entry WHERE tenant = ? AND owner = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, owner.key());
                    return firstColumn(select);
                }));
    }

    /** Puts entries of an owner into the groups into which the rules of today put them. */
    void regroup(TenantId tenant, Row.Owner owner) {
        List<Row> all = jdbc.prepareStatement(COLUMNS + " WHERE tenant = ? AND owner = ?", select -> {
            select.setLong(1, tenant.value());
            select.setString(2, owner.key());
            return read(select);
        });
        List<Row> moved = all.stream()
                .filter(row -> !row.groupHash().equals(row.groupByNow()))
                .map(Row::regrouped)
                .toList();
        if (moved.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                "UPDATE evidence_entry SET group_hash = ?, subject_hash = ?"
                        + " WHERE tenant = ? AND statement_id = ? AND agent_hash = ?",
                update -> {
                    for (Row each : moved) {
                        update.setString(1, each.groupHash());
                        update.setString(2, each.subjectHash());
                        update.setLong(3, tenant.value());
                        update.setString(4, each.statementId());
                        update.setString(5, each.agentHash());
                        update.addBatch();
                    }
                    return update.executeBatch();
                });
        mentions.add(tenant, moved);
    }

    void insert(TenantId tenant, Collection<Row> rows) {
        List<Object[]> all =
                rows.parallelStream().map(each -> values(tenant, each)).toList();
        ManyRows.insert(
                jdbc,
                "INSERT INTO evidence_entry (tenant, statement_id, agent_hash, owner, linked, agent_key, agent_name,"
                        + " source, experienced, stored_at, voided, group_hash, subject_hash, has_result, facts, outcome,"
                        + " mapped, verb)",
                all);
        counted.keep(tenant, rows);
    }

    private static Object[] values(TenantId tenant, Row row) {
        StatementFacts facts = row.facts();
        return new Object[] {
            tenant.value(),
            row.statementId(),
            row.agentHash(),
            row.owner().key(),
            row.owner().learner().isPresent() ? 1 : 0,
            row.agentKey(),
            row.agentName(),
            row.source(),
            Micros.of(facts.experienced()),
            Micros.of(facts.stored()),
            facts.voided() ? 1 : 0,
            row.groupHash(),
            row.subjectHash(),
            Subject.hasResult(facts) ? 1 : 0,
            FactsJson.write(facts),
            row.outcome(),
            row.mapped(),
            LedgerSearch.wordOf(facts.verb())
        };
    }

    void updateOutcomes(TenantId tenant, Collection<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                "UPDATE evidence_entry SET outcome = ?, mapped = ?"
                        + " WHERE tenant = ? AND statement_id = ? AND agent_hash = ?",
                update -> {
                    for (Row each : rows) {
                        update.setString(1, each.outcome());
                        update.setString(2, each.mapped());
                        update.setLong(3, tenant.value());
                        update.setString(4, each.statementId());
                        update.setString(5, each.agentHash());
                        update.addBatch();
                    }
                    return update.executeBatch();
                });
        counted.keep(tenant, rows);
        counted.remove(tenant, rows.stream().filter(each -> !each.counts()).toList());
    }

    void markVoided(TenantId tenant, Collection<String> statementIds) {
        for (List<String> some : chunks(statementIds)) {
            jdbc.prepareStatement(
                    "UPDATE evidence_entry SET voided = 1 WHERE tenant = ? AND statement_id IN (" + marks(some.size())
                            + ")",
                    update -> {
                        update.setLong(1, tenant.value());
                        texts(update, 2, some);
                        return update.executeUpdate();
                    });
        }
    }

    /** Gives an agent's waiting entries to a learner; the groups that it had entries in. */
    Set<String> link(TenantId tenant, String agentHash, Row.Owner learner) {
        Row.Owner waiting = Row.Owner.unlinked(agentHash);
        Set<String> groups = groupsOf(tenant, waiting);
        if (!groups.isEmpty()) {
            jdbc.prepareStatement(
                    "UPDATE evidence_entry SET owner = ?, linked = 1 WHERE tenant = ? AND owner = ?", update -> {
                        update.setString(1, learner.key());
                        update.setLong(2, tenant.value());
                        update.setString(3, waiting.key());
                        return update.executeUpdate();
                    });
            counted.give(tenant, agentHash, waiting, learner);
        }
        return groups;
    }

    /** Takes an agent's entries from a learner; the groups that they are in. */
    Set<String> unlink(TenantId tenant, Row.Owner agent, Row.Owner learner) {
        String hash = agent.key().substring(1);
        Set<String> groups = Set.copyOf(jdbc.prepareStatement(
                "SELECT DISTINCT group_hash FROM evidence_entry WHERE tenant = ? AND owner = ? AND agent_hash = ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, learner.key());
                    select.setString(3, hash);
                    return firstColumn(select);
                }));
        if (!groups.isEmpty()) {
            jdbc.prepareStatement(
                    "UPDATE evidence_entry SET owner = ?, linked = 0 WHERE tenant = ? AND owner = ? AND agent_hash = ?",
                    update -> {
                        update.setString(1, agent.key());
                        update.setLong(2, tenant.value());
                        update.setString(3, learner.key());
                        update.setString(4, hash);
                        return update.executeUpdate();
                    });
            counted.give(tenant, hash, learner, agent);
        }
        return groups;
    }

    static List<Row> read(PreparedStatement select) throws SQLException {
        List<Row> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new Row(
                        rows.getString(1),
                        rows.getString(2),
                        new Row.Owner(rows.getString(3)),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getString(7),
                        FactsJson.read(rows.getString(8), rows.getInt(9) == 1),
                        rows.getString(10),
                        rows.getString(11)));
            }
        }
        return found;
    }

    static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    static void texts(PreparedStatement statement, int from, Collection<String> values) throws SQLException {
        int at = from;
        for (String each : values) {
            statement.setString(at++, each);
        }
    }

    static List<String> firstColumn(PreparedStatement select) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    static <T> List<List<T>> chunks(Collection<T> all) {
        List<T> list = List.copyOf(all);
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += CHUNK) {
            chunks.add(list.subList(from, Math.min(list.size(), from + CHUNK)));
        }
        return chunks;
    }
}
