package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.Statement;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Statements that were taken back. That may become known before the statement itself, so it is remembered either way.
 * An LRS has checked who may take back what; we take its word.
 */
@Singleton
class Voids {

    private final JdbcOperations jdbc;

    Voids(JdbcOperations jdbc) {
        this.jdbc = jdbc;
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

    /** Of these ids, those that are with us, are taken back, and were not told before. */
    List<String> apply(TenantId tenant, String source, Collection<String> ids) {
        if (ids.isEmpty() || nothingOpen(tenant, source)) {
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

    /** Most pages come to a source of which nothing is waiting to be taken back: one short question instead of a long one. */
    private boolean nothingOpen(TenantId tenant, String source) {
        return jdbc.prepareStatement(
                "SELECT 1 FROM lrs_voided WHERE tenant = ? AND source = ? AND applied = 0 LIMIT 1", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, source);
                    try (var rows = select.executeQuery()) {
                        return !rows.next();
                    }
                });
    }
}
