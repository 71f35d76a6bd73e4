package dev.waymark.lrs;

import dev.waymark.shared.Answers;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sources that administrators entered. */
@Singleton
class SourceRows {

    /**
     * @param address blank for a sender that only pushes
     * @param sealed the secret, as it is kept
     */
    record Kept(
            String source,
            String label,
            String address,
            Source.Authorization authorization,
            String user,
            String sealed,
            String version,
            Pace pace,
            boolean takesOurs) {

        URI uri() {
            return URI.create(address);
        }
    }

    private final JdbcOperations jdbc;

    SourceRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    List<Kept> of(TenantId tenant) {
        return Answers.to(List.of("sources", tenant), () -> askFor(tenant));
    }

    private List<Kept> askFor(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT source, label, address, auth_kind, auth_user, auth_secret, version, page_size, settle_seconds,"
                        + " overlap_seconds, rescan_hours, requests_per_minute, takes_ours FROM lrs_source"
                        + " WHERE tenant = ? ORDER BY added, source",
                select -> {
                    select.setLong(1, tenant.value());
                    List<Kept> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Kept(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    Source.Authorization.valueOf(rows.getString(4)),
                                    rows.getString(5),
                                    rows.getString(6),
                                    rows.getString(7),
                                    new Pace(
                                            rows.getInt(8),
                                            Duration.ofSeconds(rows.getInt(9)),
                                            Duration.ofSeconds(rows.getInt(10)),
                                            Duration.ofHours(rows.getInt(11)),
                                            rows.getInt(12)),
                                    rows.getInt(13) == 1));
                        }
                    }
                    return found;
                });
    }

    @Transactional
    Optional<Instant> lastPush(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT MAX(used) FROM lrs_push_token WHERE tenant = ? AND revoked = 0", select -> {
                    select.setLong(1, tenant.value());
                    try (var rows = select.executeQuery()) {
                        long used = rows.next() ? rows.getLong(1) : 0;
                        return used == 0 ? Optional.empty() : Optional.of(Micros.toInstant(used));
                    }
                });
    }

    /** False if the name is taken. */
    @Transactional
    boolean insert(TenantId tenant, Kept kept, Instant at) {
        return jdbc.prepareStatement(
                        "INSERT IGNORE INTO lrs_source (label, address, auth_kind, auth_user, auth_secret, version,"
                                + " page_size, settle_seconds, overlap_seconds, rescan_hours, requests_per_minute,"
                                + " takes_ours, changed, tenant, source, added)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        insert -> {
                            fields(insert, tenant, kept, at);
                            insert.setLong(16, Micros.of(at));
                            return insert.executeUpdate();
                        })
                == 1;
    }

    @Transactional
    void update(TenantId tenant, Kept kept, Instant at) {
        jdbc.prepareStatement(
                "UPDATE lrs_source SET label = ?, address = ?, auth_kind = ?, auth_user = ?, auth_secret = ?,"
                        + " version = ?, page_size = ?, settle_seconds = ?, overlap_seconds = ?, rescan_hours = ?,"
                        + " requests_per_minute = ?, takes_ours = ?, changed = ? WHERE tenant = ? AND source = ?",
                update -> {
                    fields(update, tenant, kept, at);
                    return update.executeUpdate();
                });
    }

    private static void fields(PreparedStatement to, TenantId tenant, Kept kept, Instant at) throws SQLException {
        to.setString(1, kept.label());
        to.setString(2, kept.address());
        to.setString(3, kept.authorization().name());
        to.setString(4, kept.user());
        to.setString(5, kept.sealed());
        to.setString(6, kept.version());
        to.setInt(7, kept.pace().pageSize());
        to.setInt(8, (int) kept.pace().settle().toSeconds());
        to.setInt(9, (int) kept.pace().overlap().toSeconds());
        to.setInt(10, (int) kept.pace().rescan().toHours());
        to.setInt(11, kept.pace().requestsPerMinute());
        to.setInt(12, kept.takesOurs() ? 1 : 0);
        to.setLong(13, Micros.of(at));
        to.setLong(14, tenant.value());
        to.setString(15, kept.source());
    }
}
