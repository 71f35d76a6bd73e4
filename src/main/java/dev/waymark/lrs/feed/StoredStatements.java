package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads statements back. */
@Singleton
class StoredStatements implements Statements {

    private static final String COLUMNS = "SELECT s.statement_id, s.source, s.stored_at, v.voided_by, s.raw";
    private static final String WHETHER_VOIDED = " LEFT JOIN lrs_voided v ON v.tenant = s.tenant"
            + " AND v.source = s.source AND v.statement_id = s.statement_id";

    private final JdbcOperations jdbc;

    StoredStatements(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public List<Raw> ofAgents(TenantId tenant, Collection<AgentKey> agents, int limit) {
        if (agents.isEmpty()) {
            return List.of();
        }
        List<String> hashes = agents.stream()
                .map(AgentKey::key)
                .map(AgentKey::hash)
                .distinct()
                .toList();
        return jdbc.prepareStatement(
                COLUMNS + " FROM lrs_statement s" + WHETHER_VOIDED
                        + " WHERE s.tenant = ? AND EXISTS (SELECT 1 FROM lrs_statement_agent a"
                        + " WHERE a.tenant = s.tenant AND a.source = s.source AND a.statement_id = s.statement_id"
                        + " AND a.agent_hash IN (" + Sql.marks(hashes.size()) + "))"
                        + " ORDER BY s.stored_at DESC, s.statement_id LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    int at = texts(select, 2, hashes);
                    select.setInt(at, limit);
                    return read(select);
                });
    }

    @Override
    @Transactional
    public List<Raw> byIds(TenantId tenant, Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.prepareStatement(
                COLUMNS + " FROM lrs_statement s" + WHETHER_VOIDED + " WHERE s.tenant = ? AND s.statement_id IN ("
                        + Sql.marks(ids.size()) + ")",
                select -> {
                    select.setLong(1, tenant.value());
                    texts(select, 2, ids);
                    return read(select);
                });
    }

    @Override
    @Transactional
    public List<String> takenBackBy(TenantId tenant, String id) {
        return jdbc.prepareStatement(
                "SELECT DISTINCT voided_by FROM lrs_voided WHERE tenant = ? AND source IN (SELECT source FROM lrs_statement"
                        + " WHERE tenant = ? AND statement_id = ?) AND statement_id = ? ORDER BY voided_by",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, tenant.value());
                    select.setString(3, id);
                    select.setString(4, id);
                    List<String> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                    }
                    return found;
                });
    }

    @Override
    @Transactional
    public long unusable(TenantId tenant) {
        return jdbc.prepareStatement("SELECT COUNT(*) FROM lrs_unusable WHERE tenant = ?", select -> {
            select.setLong(1, tenant.value());
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0L;
            }
        });
    }

    @Override
    @Transactional
    public List<Kept> unusable(TenantId tenant, int limit) {
        return jdbc.prepareStatement(
                "SELECT statement_id, source, received, reason, raw FROM lrs_unusable WHERE tenant = ?"
                        + " ORDER BY received DESC, raw_hash LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setInt(2, limit);
                    List<Kept> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Kept(
                                    rows.getString(1),
                                    rows.getString(2),
                                    Micros.toInstant(rows.getLong(3)),
                                    rows.getString(4),
                                    rows.getString(5)));
                        }
                    }
                    return found;
                });
    }

    private static int texts(PreparedStatement select, int from, Collection<String> values) throws SQLException {
        int at = from;
        for (String each : values) {
            select.setString(at++, each);
        }
        return at;
    }

    private static List<Raw> read(PreparedStatement select) throws SQLException {
        List<Raw> found = new ArrayList<>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new Raw(
                        rows.getString(1),
                        rows.getString(2),
                        Micros.toInstant(rows.getLong(3)),
                        rows.getString(4) != null,
                        rows.getString(5)));
            }
        }
        return found;
    }
}
