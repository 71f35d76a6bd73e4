package dev.waymark.results;

import dev.waymark.results.ResultFiles.Going;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Files that are being read in or taken back: who of several may, and how far it has come. */
@Singleton
class GoingRows {

    /** Of whom nothing was heard for so long, that one has died. */
    static final Duration SILENCE = Duration.ofMinutes(1);

    private final JdbcOperations jdbc;

    GoingRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** False if the draft is not there, or somebody else is at it. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean begin(TenantId tenant, CourseId course, String draft, String with, Instant now) {
        return jdbc.prepareStatement(
                        "UPDATE results_import SET going_at = ?, going_done = 0, going_total = 0, going_with = ?"
                                + " WHERE tenant = ? AND id = ? AND course = ? AND state = 'DRAFT' AND going_at < ?",
                        update -> {
                            update.setLong(1, Micros.of(now));
                            update.setString(2, with);
                            update.setLong(3, tenant.value());
                            update.setString(4, draft);
                            update.setString(5, ResultRows.hash(course));
                            update.setLong(6, Micros.of(now.minus(SILENCE)));
                            return update.executeUpdate();
                        })
                == 1;
    }

    /**
     * The same for an import that is to be taken back.
     *
     * @param goingOn true if that was begun before, and stopped
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean beginBack(TenantId tenant, CourseId course, String id, boolean goingOn, Instant now) {
        return jdbc.prepareStatement(
                        "UPDATE results_import SET going_at = ?, going_done = 0, going_total = 0,"
                                + " undone_at = CASE WHEN undone_at = 0 THEN ? ELSE undone_at END"
                                + " WHERE tenant = ? AND id = ? AND course = ? AND state = 'APPLIED' AND going_at < ?"
                                + (goingOn ? " AND undone_at > 0" : ""),
                        update -> {
                            update.setLong(1, Micros.of(now));
                            update.setLong(2, Micros.of(now.truncatedTo(ChronoUnit.MILLIS)));
                            update.setLong(3, tenant.value());
                            update.setString(4, id);
                            update.setString(5, ResultRows.hash(course));
                            update.setLong(6, Micros.of(now.minus(SILENCE)));
                            return update.executeUpdate();
                        })
                == 1;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void went(TenantId tenant, String draft, int done, int total, Instant now) {
        jdbc.prepareStatement(
                "UPDATE results_import SET going_at = ?, going_done = ?, going_total = ? WHERE tenant = ? AND id = ?",
                update -> {
                    update.setLong(1, Micros.of(now));
                    update.setInt(2, done);
                    update.setInt(3, total);
                    update.setLong(4, tenant.value());
                    update.setString(5, draft);
                    return update.executeUpdate();
                });
    }

    /** It ended before its end: whoever wants may go on with it at once. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void halted(TenantId tenant, String draft) {
        jdbc.prepareStatement("UPDATE results_import SET going_at = 1 WHERE tenant = ? AND id = ?", update -> {
            update.setLong(1, tenant.value());
            update.setString(2, draft);
            return update.executeUpdate();
        });
    }

    @Transactional
    public Optional<Going> of(TenantId tenant, CourseId course, Instant now) {
        return jdbc.prepareStatement(
                "SELECT id, file_name, going_done, going_total, going_at, state FROM results_import"
                        + " WHERE tenant = ? AND course = ? AND going_at > 0"
                        + " AND (state = 'DRAFT' OR (state = 'APPLIED' AND undone_at > 0))"
                        + " ORDER BY going_at DESC LIMIT 1",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, ResultRows.hash(course));
                    try (var rows = select.executeQuery()) {
                        return rows.next()
                                ? Optional.of(new Going(
                                        rows.getString(1),
                                        rows.getString(2),
                                        rows.getInt(3),
                                        rows.getInt(4),
                                        rows.getLong(5) < Micros.of(now.minus(SILENCE)),
                                        rows.getString(6).equals("APPLIED")))
                                : Optional.<Going>empty();
                    }
                });
    }

    /** What was chosen when it began. */
    @Transactional
    public Optional<String> with(TenantId tenant, CourseId course, String draft) {
        return jdbc.prepareStatement(
                "SELECT going_with FROM results_import WHERE tenant = ? AND id = ? AND course = ? AND state = 'DRAFT'"
                        + " AND going_at > 0",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, draft);
                    select.setString(3, ResultRows.hash(course));
                    try (var rows = select.executeQuery()) {
                        return rows.next() ? Optional.of(rows.getString(1)) : Optional.<String>empty();
                    }
                });
    }
}
