package dev.waymark.lrs.feed;

import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;

/** What could not be used, to be tried again. */
@Singleton
class UnusableRows {

    record KeptStatement(String hash, String raw) {}

    private final JdbcOperations jdbc;

    UnusableRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    long count(TenantId tenant, String source) {
        return jdbc.prepareStatement("SELECT COUNT(*) FROM lrs_unusable WHERE tenant = ? AND source = ?", select -> {
            select.setLong(1, tenant.value());
            select.setString(2, source);
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0L;
            }
        });
    }

    /** Single statements, by their digest, beginning behind one. */
    @Transactional
    List<KeptStatement> statements(TenantId tenant, String source, String after, int limit) {
        return jdbc.prepareStatement(
                "SELECT raw_hash, raw FROM lrs_unusable WHERE tenant = ? AND source = ? AND raw_hash > ?"
                        + " AND stretch_to = 0 ORDER BY raw_hash LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, source);
                    select.setString(3, after);
                    select.setInt(4, limit);
                    List<KeptStatement> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new KeptStatement(rows.getString(1), rows.getString(2)));
                        }
                    }
                    return found;
                });
    }

    @Transactional
    List<Cursors.Stretch> stretches(TenantId tenant, String source) {
        return jdbc.prepareStatement(
                "SELECT stretch_from, stretch_to FROM lrs_unusable WHERE tenant = ? AND source = ? AND stretch_to > 0"
                        + " ORDER BY stretch_from",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, source);
                    List<Cursors.Stretch> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Cursors.Stretch(
                                    Micros.toInstant(rows.getLong(1)), Micros.toInstant(rows.getLong(2))));
                        }
                    }
                    return found;
                });
    }
}
