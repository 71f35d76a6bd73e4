package dev.waymark.lrs.feed;

import dev.waymark.shared.Leases;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** How far each source has been read, and what stands in the way. */
@Singleton
class Cursors {

    /** Another node took the source over while this one was reading: its page is not ours to store. */
    static final class Replaced extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Replaced(String source) {
            super("another node reads " + source + " by now");
        }
    }

    /** What a page does to the cursor of its source. */
    sealed interface Move {
        Move STAY = new Stay();

        record Stay() implements Move {}

        /** The page ends here; by the lease under which it was read. */
        record To(Instant position, Leases.Lease lease) implements Move {}
    }

    /**
     * @param position everything stored up to here is with us; the epoch before the first page
     * @param completeTo the storing time up to which the last reading that came to its end knew everything
     * @param failures readings that failed since the last that did not
     * @param retryAt not before then
     * @param problem what went wrong last; blank if nothing did
     */
    record State(
            Instant position,
            Optional<Instant> finished,
            Optional<Instant> completeTo,
            Instant overlapRead,
            int failures,
            Instant retryAt,
            String problem) {

        static final State NEW =
                new State(Instant.EPOCH, Optional.empty(), Optional.empty(), Instant.EPOCH, 0, Instant.EPOCH, "");
    }

    private final JdbcOperations jdbc;

    Cursors(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    State of(TenantId tenant, String source) {
        return jdbc.prepareStatement(
                "SELECT position, finished, complete_to, overlap_read, failures, retry_at, problem FROM lrs_cursor"
                        + " WHERE tenant = ? AND source = ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, source);
                    try (var rows = select.executeQuery()) {
                        if (!rows.next()) {
                            return State.NEW;
                        }
                        return new State(
                                Micros.toInstant(rows.getLong(1)),
                                never(rows.getLong(2)),
                                never(rows.getLong(3)),
                                Micros.toInstant(rows.getLong(4)),
                                rows.getInt(5),
                                Micros.toInstant(rows.getLong(6)),
                                rows.getString(7));
                    }
                });
    }

    private static Optional<Instant> never(long micros) {
        return micros == 0 ? Optional.empty() : Optional.of(Micros.toInstant(micros));
    }

    /** Makes the source's row, outside of any page, so that pages only update it. */
    @Transactional
    void prepare(TenantId tenant, String source) {
        jdbc.prepareStatement(
                "INSERT IGNORE INTO lrs_cursor (tenant, source, position, fence, finished, complete_to, overlap_read,"
                        + " failures, retry_at, problem) VALUES (?, ?, 0, 0, 0, 0, 0, 0, 0, '')",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, source);
                    return insert.executeUpdate();
                });
    }

    /** In the transaction of the page: never back, and never by a node that was replaced. */
    void move(TenantId tenant, String source, Move move) {
        if (move instanceof Move.To(Instant position, Leases.Lease lease)) {
            int moved = jdbc.prepareStatement(
                    "UPDATE lrs_cursor SET position = CASE WHEN position < ? THEN ? ELSE position END, fence = ?"
                            + " WHERE tenant = ? AND source = ? AND fence <= ?",
                    update -> {
                        update.setLong(1, Micros.of(position));
                        update.setLong(2, Micros.of(position));
                        update.setLong(3, lease.fence());
                        update.setLong(4, tenant.value());
                        update.setString(5, source);
                        update.setLong(6, lease.fence());
                        return update.executeUpdate();
                    });
            // MySQL counts a row that is already so as not changed, unless asked to count matches, as Connector/J does.
            if (moved == 0) {
                throw new Replaced(source);
            }
        }
    }

    @Transactional
    void finished(TenantId tenant, String source, Instant at, Instant completeTo, boolean overlapRead) {
        jdbc.prepareStatement(
                "UPDATE lrs_cursor SET position = CASE WHEN position < ? THEN ? ELSE position END, finished = ?,"
                        + " complete_to = ?, overlap_read = CASE WHEN ? = 1 THEN ? ELSE overlap_read END,"
                        + " failures = 0, retry_at = 0, problem = '' WHERE tenant = ? AND source = ?",
                update -> {
                    update.setLong(1, Micros.of(completeTo));
                    update.setLong(2, Micros.of(completeTo));
                    update.setLong(3, Micros.of(at));
                    update.setLong(4, Micros.of(completeTo));
                    update.setInt(5, overlapRead ? 1 : 0);
                    update.setLong(6, Micros.of(at));
                    update.setLong(7, tenant.value());
                    update.setString(8, source);
                    return update.executeUpdate();
                });
    }

    @Transactional
    void failed(TenantId tenant, String source, int failures, Instant retryAt, String problem) {
        jdbc.prepareStatement(
                "UPDATE lrs_cursor SET failures = ?, retry_at = ?, problem = ? WHERE tenant = ? AND source = ?",
                update -> {
                    update.setInt(1, failures);
                    update.setLong(2, Micros.of(retryAt));
                    update.setString(3, Sql.cut(problem, 1000));
                    update.setLong(4, tenant.value());
                    update.setString(5, source);
                    return update.executeUpdate();
                });
    }
}
