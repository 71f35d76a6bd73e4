package dev.waymark.shared;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
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
        // Looked at without a lock first: an update of a missing row would lock the gap, and two nodes that then both
        // insert would wait for each other.
        if (fenceOf(work).isEmpty()) {
            int first = jdbc.prepareStatement(
                    "INSERT IGNORE INTO shared_lease (work, holder, fence, until) VALUES (?, ?, 1, ?)", insert -> {
                        insert.setString(1, work);
                        insert.setString(2, node);
                        insert.setLong(3, until);
                        return insert.executeUpdate();
                    });
            return first == 1 ? Optional.of(new Lease(work, node, 1)) : Optional.empty();
        }
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
        return won == 0 ? Optional.empty() : fenceOf(work).map(fence -> new Lease(work, node, fence));
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

    private Optional<Long> fenceOf(String work) {
        return jdbc.prepareStatement("SELECT fence FROM shared_lease WHERE work = ?", select -> {
            select.setString(1, work);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
            }
        });
    }
}
