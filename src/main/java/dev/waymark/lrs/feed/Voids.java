package dev.waymark.lrs.feed;

import dev.waymark.lrs.LrsSources;
import dev.waymark.lrs.xapi.Statement;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Statements that were taken back. That may become known before the statement itself, so it is remembered either way.
 * An LRS has checked who may take back what; we take its word.
 */
@Singleton
class Voids {

    private final JdbcOperations jdbc;
    private final LrsSources sources;

    Voids(JdbcOperations jdbc, LrsSources sources) {
        this.jdbc = jdbc;
        this.sources = sources;
    }

    void remember(TenantId tenant, String source, List<Statement> fresh) {
        List<Statement> voiding =
                fresh.stream().filter(each -> each.voids().isPresent()).toList();
        if (voiding.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                "INSERT IGNORE INTO lrs_voided (tenant, source, statement_id, voided_by, applied) VALUES (?, ?, ?, ?, 0)",
                insert -> {
                    for (Statement each : voiding) {
                        insert.setLong(1, tenant.value());
                        insert.setString(2, source);
                        insert.setString(3, each.voids().orElseThrow());
                        insert.setString(4, each.id());
                        insert.addBatch();
                    }
                    return insert.executeBatch();
                });
    }

    /**
     * Of these ids, those that are with us, are taken back, and were not told before; by the source whose copy is taken
     * back. An LRS that we read speaks for all that it carries: what it took back is taken back from those as well who
     * only pushed it to us, even where that LRS no longer showed it when we came.
     */
    SortedMap<String, List<String>> apply(TenantId tenant, String source, Collection<String> ids) {
        SortedMap<String, List<String>> won = new TreeMap<>();
        if (ids.isEmpty()) {
            return won;
        }
        hearRead(tenant, source, ids);
        List<String> own = applyTo(tenant, source, ids);
        if (!own.isEmpty()) {
            won.put(source, own);
        }
        if (hasAny(tenant, source, "") && sources.isRead(tenant, source)) {
            for (String other : othersWith(tenant, source, ids)) {
                copy(tenant, List.of(source), other, ids);
                List<String> theirs = applyTo(tenant, other, ids);
                if (!theirs.isEmpty()) {
                    won.put(other, theirs);
                }
            }
        }
        return won;
    }

    /** What LRSs that we read took back holds for this source's copies too, whichever came first. */
    private void hearRead(TenantId tenant, String source, Collection<String> ids) {
        List<String> others = sources.read(tenant).stream()
                .filter(name -> !name.equals(source))
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            copy(tenant, others, source, ids);
        }
    }

    private void copy(TenantId tenant, List<String> from, String to, Collection<String> ids) {
        jdbc.prepareStatement(
                "INSERT IGNORE INTO lrs_voided (tenant, source, statement_id, voided_by, applied)"
                        + " SELECT v.tenant, ?, v.statement_id, MIN(v.voided_by), 0 FROM lrs_voided v WHERE v.tenant = ?"
                        + " AND v.source IN (" + Sql.marks(from.size()) + ") AND v.statement_id IN ("
                        + Sql.marks(ids.size()) + ") GROUP BY v.tenant, v.statement_id ORDER BY v.statement_id",
                insert -> {
                    insert.setString(1, to);
                    insert.setLong(2, tenant.value());
                    int at = 3;
                    for (String each : from) {
                        insert.setString(at++, each);
                    }
                    for (String each : ids) {
                        insert.setString(at++, each);
                    }
                    return insert.executeUpdate();
                });
    }

    /** Other sources that brought what this one took back. */
    private List<String> othersWith(TenantId tenant, String source, Collection<String> ids) {
        return Sql.texts(
                jdbc,
                "SELECT DISTINCT s.source FROM lrs_voided v JOIN lrs_statement s ON s.tenant = v.tenant"
                        + " AND s.statement_id = v.statement_id AND s.source <> v.source"
                        + " WHERE v.tenant = ? AND v.source = ? AND v.statement_id IN (" + Sql.marks(ids.size())
                        + ") ORDER BY s.source",
                tenant,
                source,
                ids);
    }

    private List<String> applyTo(TenantId tenant, String source, Collection<String> ids) {
        // Most pages come to a source of which nothing waits to be taken back: one short question instead of a long
        // one.
        if (!hasAny(tenant, source, " AND applied = 0")) {
            return List.of();
        }
        List<String> found = Sql.texts(
                jdbc,
                "SELECT v.statement_id FROM lrs_voided v JOIN lrs_statement s ON s.tenant = v.tenant"
                        + " AND s.source = v.source AND s.statement_id = v.statement_id"
                        + " WHERE v.tenant = ? AND v.source = ? AND v.applied = 0 AND v.statement_id IN ("
                        + Sql.marks(ids.size()) + ") ORDER BY v.statement_id",
                tenant,
                source,
                ids);
        List<String> won = new ArrayList<>();
        for (String id : found) {
            int changed = jdbc.prepareStatement(
                    "UPDATE lrs_voided SET applied = 1"
                            + " WHERE tenant = ? AND source = ? AND statement_id = ? AND applied = 0",
                    update -> {
                        update.setLong(1, tenant.value());
                        update.setString(2, source);
                        update.setString(3, id);
                        return update.executeUpdate();
                    });
            if (changed == 1) {
                won.add(id);
            }
        }
        return won;
    }

    private boolean hasAny(TenantId tenant, String source, String which) {
        return jdbc.prepareStatement(
                "SELECT 1 FROM lrs_voided WHERE tenant = ? AND source = ?" + which + " LIMIT 1", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, source);
                    try (var rows = select.executeQuery()) {
                        return rows.next();
                    }
                });
    }
}
