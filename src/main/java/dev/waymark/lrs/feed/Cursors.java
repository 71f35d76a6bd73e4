package dev.waymark.lrs.feed;

import dev.waymark.shared.Leases;
import dev.waymark.shared.Leases.Lease;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How far each source has been read, and what stands in the way. Whoever writes here names the fence of its lease: what
 * a node that was replaced still wants to write changes nothing.
 */
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

        /** Everything stored up to there is with us. */
        record To(Instant position, Leases.Lease lease, Lap lap) implements Move {}

        /** A stretch that is read again is with us up to there. */
        record Again(Stretch stretch, Instant position, Leases.Lease lease, Lap lap) implements Move {}
    }

    /**
     * @param at by our clock, when a page came
     * @param clockAhead how far the LRS's clock is ahead of ours
     * @param took fetching this one and storing the one before
     * @param oldest storing time, if it has statements
     * @param filling true while what was there before us is read
     * @param read how many statements it has, known ones too
     */
    record Lap(Instant at, Duration clockAhead, Duration took, Optional<Instant> oldest, boolean filling, int read) {}

    /** A stretch of storing time that is read again: beginning left out, end included. */
    record Stretch(Instant from, Instant until) {}

    /**
     * @param position everything stored up to here is with us; the epoch before the first page
     * @param completeTo the storing time up to which the last reading that came to its end knew everything
     * @param failures readings that failed since the last that did not
     * @param retryAt not before then
     * @param problem what went wrong last; blank if nothing did
     * @param refused fingerprint of the credentials that were refused; blank if none were
     */
    record State(
            Instant position,
            Optional<Instant> finished,
            Optional<Instant> completeTo,
            Instant overlapRead,
            int failures,
            Instant retryAt,
            String problem,
            boolean paused,
            String refused,
            Optional<Instant> pageAt,
            Duration clockAhead,
            long statements,
            long late,
            Duration busy,
            Optional<Filling> filling,
            Optional<Stretch> again,
            Again goneThrough,
            Optional<Instant> nightlyBegun,
            Optional<Instant> nightlyDone,
            long nightlyFound) {}

    /** How the reading of what was there before us goes: since which storing time, and how many in how long. */
    record Filling(Instant from, Duration busy, long statements) {}

    /** How far a stretch is read again: up to which storing time, how many statements in how long. */
    record Again(Instant at, long read, Duration busy) {}

    private final JdbcOperations jdbc;

    Cursors(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    State of(TenantId tenant, String source) {
        Optional<State> found = jdbc.prepareStatement(
                "SELECT position, finished, complete_to, overlap_read, failures, retry_at, problem, paused, refused,"
                        + " page_at, clock_ahead, statements, late, busy, fill_from, fill_busy, fill_statements,"
                        + " again_from, again_at, again_until, again_read, again_busy, nightly_begun, nightly_done, nightly_found"
                        + " FROM lrs_cursor WHERE tenant = ? AND source = ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, source);
                    try (var rows = select.executeQuery()) {
                        return rows.next() ? Optional.of(state(rows)) : Optional.empty();
                    }
                });
        return found.orElse(new State(
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                0,
                Instant.EPOCH,
                "",
                false,
                "",
                Optional.empty(),
                Duration.ZERO,
                0,
                0,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                new Again(Instant.EPOCH, 0, Duration.ZERO),
                Optional.empty(),
                Optional.empty(),
                0));
    }

    private static State state(ResultSet row) throws SQLException {
        Instant fillFrom = Micros.toInstant(row.getLong("fill_from"));
        return new State(
                Micros.toInstant(row.getLong("position")),
                time(row, "finished"),
                time(row, "complete_to"),
                Micros.toInstant(row.getLong("overlap_read")),
                row.getInt("failures"),
                Micros.toInstant(row.getLong("retry_at")),
                row.getString("problem"),
                row.getInt("paused") == 1,
                row.getString("refused"),
                time(row, "page_at"),
                span(row, "clock_ahead"),
                row.getLong("statements"),
                row.getLong("late"),
                span(row, "busy"),
                fillFrom.equals(Instant.EPOCH)
                        ? Optional.empty()
                        : Optional.of(new Filling(fillFrom, span(row, "fill_busy"), row.getLong("fill_statements"))),
                time(row, "again_until").isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Stretch(
                                Micros.toInstant(row.getLong("again_from")),
                                Micros.toInstant(row.getLong("again_until")))),
                new Again(
                        Micros.toInstant(row.getLong("again_at")), row.getLong("again_read"), span(row, "again_busy")),
                time(row, "nightly_begun"),
                time(row, "nightly_done"),
                row.getLong("nightly_found"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return micros == 0 ? Optional.empty() : Optional.of(Micros.toInstant(micros));
    }

    private static Duration span(ResultSet row, String column) throws SQLException {
        return Duration.of(row.getLong(column), ChronoUnit.MICROS);
    }

    /** Makes the source's row, outside of any page, so that pages only update it; from now on older fences are void. */
    @Transactional
    void begin(TenantId tenant, String source, Lease lease) {
        prepare(tenant, source);
        int ours = update(
                "UPDATE lrs_cursor SET fence = ? WHERE tenant = ? AND source = ? AND fence <= ?",
                lease.fence(),
                tenant.value(),
                source,
                lease.fence());
        if (ours == 0) {
            throw new Replaced(source);
        }
    }

    @Transactional
    void prepare(TenantId tenant, String source) {
        update(
                "INSERT IGNORE INTO lrs_cursor (tenant, source, position, fence, finished, complete_to, overlap_read,"
                        + " failures, retry_at, problem) VALUES (?, ?, 0, 0, 0, 0, 0, 0, 0, '')",
                tenant.value(),
                source);
    }

    /**
     * In the transaction of the page: never back, and never by a node that was replaced.
     *
     * @param fresh statements that were new to us
     * @param late of these, those that were stored before the cursor stood where it stands
     */
    void move(TenantId tenant, String source, Move move, long fresh, long late) {
        int moved = switch (move) {
            case Move.Stay stay -> 1;
            case Move.To(Instant position, Lease lease, Lap lap) -> {
                long filling = lap.filling() ? 1 : 0;
                yield update(
                        "UPDATE lrs_cursor SET position = CASE WHEN position < ? THEN ? ELSE position END,"
                                + " fence = ?, page_at = ?, clock_ahead = ?, statements = statements + ?,"
                                + " late = late + ?, busy = busy + ?,"
                                + " fill_from = CASE WHEN fill_from = 0 THEN ? ELSE fill_from END,"
                                + " fill_busy = fill_busy + ?, fill_statements = fill_statements + ?"
                                + " WHERE tenant = ? AND source = ? AND fence <= ?",
                        Micros.of(position),
                        Micros.of(position),
                        lease.fence(),
                        Micros.of(lap.at()),
                        micros(lap.clockAhead()),
                        fresh,
                        late,
                        micros(lap.took()),
                        lap.filling() ? lap.oldest().map(Micros::of).orElse(0L) : 0L,
                        filling * micros(lap.took()),
                        filling * fresh,
                        tenant.value(),
                        source,
                        lease.fence());
            }
            case Move.Again(Stretch stretch, Instant position, Lease lease, Lap lap) ->
                update(
                        // The columns that the condition reads are set last: MySQL sets from left to right.
                        "UPDATE lrs_cursor SET fence = ?, page_at = ?, clock_ahead = ?,"
                                + " statements = statements + ?, late = late + ?, busy = busy + ?,"
                                + " nightly_found = nightly_found + ?, again_read = again_read + ?,"
                                + " again_busy = again_busy + ?, again_at = CASE WHEN again_from = ?"
                                + " AND again_until = ? AND again_at < ? THEN ? ELSE again_at END"
                                + " WHERE tenant = ? AND source = ? AND fence <= ?",
                        lease.fence(),
                        Micros.of(lap.at()),
                        micros(lap.clockAhead()),
                        fresh,
                        late,
                        micros(lap.took()),
                        fresh,
                        (long) lap.read(),
                        micros(lap.took()),
                        Micros.of(stretch.from()),
                        Micros.of(stretch.until()),
                        Micros.of(position),
                        Micros.of(position),
                        tenant.value(),
                        source,
                        lease.fence());
        };
        // MySQL counts a row that is already so as not changed, unless asked to count matches, as Connector/J does.
        if (moved == 0) {
            throw new Replaced(source);
        }
    }

    /**
     * A reading came to its end.
     *
     * @param reached storing time of the last statement that could not have been overtaken
     */
    @Transactional
    void finished(
            TenantId tenant,
            String source,
            Lease lease,
            Instant at,
            Instant reached,
            Instant completeTo,
            boolean back) {
        update(
                "UPDATE lrs_cursor SET position = CASE WHEN position < ? THEN ? ELSE position END, finished = ?,"
                        + " complete_to = ?, overlap_read = CASE WHEN ? = 1 THEN ? ELSE overlap_read END,"
                        + " failures = 0, retry_at = 0, problem = '', refused = '', fill_from = 0, fill_busy = 0,"
                        + " fill_statements = 0 WHERE tenant = ? AND source = ? AND fence <= ?",
                Micros.of(reached),
                Micros.of(reached),
                Micros.of(at),
                Micros.of(completeTo),
                back ? 1L : 0L,
                Micros.of(at),
                tenant.value(),
                source,
                lease.fence());
    }

    @Transactional
    void failed(
            TenantId tenant,
            String source,
            Lease lease,
            int failures,
            Instant retryAt,
            String problem,
            String refused) {
        update(
                "UPDATE lrs_cursor SET failures = ?, retry_at = ?, problem = ?, refused = ?"
                        + " WHERE tenant = ? AND source = ? AND fence <= ?",
                (long) failures,
                Micros.of(retryAt),
                Sql.cut(problem, 1000),
                refused,
                tenant.value(),
                source,
                lease.fence());
    }

    /** Has a stretch read again, besides what was to be read again before. */
    @Transactional
    void readAgain(TenantId tenant, String source, Stretch stretch) {
        prepare(tenant, source);
        long from = Micros.of(stretch.from());
        long until = Micros.of(stretch.until());
        update(
                "UPDATE lrs_cursor SET again_read = CASE WHEN again_until = 0 THEN 0 ELSE again_read END,"
                        + " again_busy = CASE WHEN again_until = 0 THEN 0 ELSE again_busy END,"
                        + " again_from = CASE WHEN again_until = 0 OR again_from > ? THEN ? ELSE again_from END,"
                        + " again_at = CASE WHEN again_until = 0 OR again_at > ? THEN ? ELSE again_at END,"
                        + " again_until = CASE WHEN again_until < ? THEN ? ELSE again_until END"
                        + " WHERE tenant = ? AND source = ?",
                from,
                from,
                from,
                from,
                until,
                until,
                tenant.value(),
                source);
    }

    @Transactional
    void nightlyBegun(TenantId tenant, String source, Instant at) {
        update(
                "UPDATE lrs_cursor SET nightly_begun = ?, nightly_found = 0 WHERE tenant = ? AND source = ?",
                Micros.of(at),
                tenant.value(),
                source);
    }

    /** The stretch was read to its end, unless somebody asked for more of it meanwhile. */
    @Transactional
    void againDone(TenantId tenant, String source, Lease lease, Stretch stretch, Instant at) {
        update(
                "UPDATE lrs_cursor SET nightly_done = ?, failures = 0, retry_at = 0, problem = '', again_at = 0,"
                        + " again_until = 0, again_from = 0 WHERE tenant = ? AND source = ? AND again_from = ?"
                        + " AND again_until = ? AND fence <= ?",
                Micros.of(at),
                tenant.value(),
                source,
                Micros.of(stretch.from()),
                Micros.of(stretch.until()),
                lease.fence());
    }

    @Transactional
    void pause(TenantId tenant, String source, boolean paused) {
        prepare(tenant, source);
        update(
                "UPDATE lrs_cursor SET paused = ?, retry_at = CASE WHEN ? = 1 THEN retry_at ELSE 0 END, refused = ''"
                        + " WHERE tenant = ? AND source = ?",
                paused ? 1L : 0L,
                paused ? 1L : 0L,
                tenant.value(),
                source);
    }

    private int update(String sql, Object... values) {
        return jdbc.prepareStatement(sql, update -> {
            put(update, values);
            return update.executeUpdate();
        });
    }

    private static void put(PreparedStatement to, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Long number) {
                to.setLong(i + 1, number);
            } else {
                to.setString(i + 1, (String) values[i]);
            }
        }
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1000;
    }
}
