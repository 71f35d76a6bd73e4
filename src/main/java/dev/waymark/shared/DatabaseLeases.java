package dev.waymark.shared;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Leases in a table: of two nodes that claim at once, the database lets one update win. */
@Singleton
class DatabaseLeases implements Leases {

    private final JdbcOperations jdbc;
    private final Clock clock;
    private final String node = UUID.randomUUID().toString();

    DatabaseLeases(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<Lease> claim(String work, Duration howLong) {
        long now = Micros.of(clock.instant());
        long until = Micros.of(clock.instant().plus(howLong));
        jdbc.prepareStatement(
                "INSERT IGNORE INTO shared_lease (work, holder, fence, until) VALUES (?, '', 0, 0)", insert -> {
                    insert.setString(1, work);
                    return insert.executeUpdate();
                });
        int won = jdbc.prepareStatement(
                "UPDATE shared_lease SET fence = CASE WHEN holder = ? THEN fence ELSE fence + 1 END, until = ?, holder = ?"
                        + " WHERE work = ? AND (holder = ? OR until < ?)",
                update -> {
                    update.setString(1, node);
                    update.setLong(2, until);
                    update.setString(3, node);
                    update.setString(4, work);
                    update.setString(5, node);
                    update.setLong(6, now);
                    return update.executeUpdate();
                });
        return won == 0 ? Optional.empty() : Optional.of(new Lease(work, node, fenceOf(work)));
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void release(Lease lease) {
        jdbc.prepareStatement(
                "UPDATE shared_lease SET until = 0 WHERE work = ? AND holder = ? AND fence = ?", update -> {
                    update.setString(1, lease.work());
                    update.setString(2, lease.holder());
                    update.setLong(3, lease.fence());
                    return update.executeUpdate();
                });
    }

    private long fenceOf(String work) {
        return jdbc.prepareStatement("SELECT fence FROM shared_lease WHERE work = ?", select -> {
            select.setString(1, work);
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("no lease for " + work);
                }
                return rows.getLong(1);
            }
        });
    }
}
