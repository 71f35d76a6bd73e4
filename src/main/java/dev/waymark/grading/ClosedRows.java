package dev.waymark.grading;

import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Table {@code grading_closed}: columns of which the platform said that they take no scores of anybody, with what it
 * answered. It is not asked for each learner; once a day one score finds out. Runs in the caller's transaction.
 */
@Singleton
class ClosedRows {

    static final Duration PEACE = Duration.ofDays(1);

    private static final int DETAIL = 500;

    private final JdbcOperations jdbc;

    ClosedRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param detail what the platform answered
     * @param askAt when it is asked again
     */
    record Closed(CourseId course, String lineItemHash, String detail, Instant askAt) {}

    Optional<Closed> of(TenantId tenant, CourseId course, String lineItemHash) {
        return jdbc.prepareStatement(
                "SELECT detail, ask_at FROM grading_closed WHERE tenant = ? AND course = ? AND line_item_hash = ?",
                select -> {
                    column(select, 1, tenant, course, lineItemHash);
                    try (var row = select.executeQuery()) {
                        return row.next()
                                ? Optional.of(new Closed(
                                        course, lineItemHash, row.getString(1), Micros.toInstant(row.getLong(2))))
                                : Optional.<Closed>empty();
                    }
                });
    }

    /** The platform says so, for the first time or again. */
    void note(TenantId tenant, CourseId course, String lineItemHash, String detail, Instant at) {
        jdbc.prepareStatement(
                "INSERT INTO grading_closed (tenant, course, line_item_hash, detail, since, ask_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE detail = VALUES(detail), ask_at = VALUES(ask_at)",
                insert -> {
                    column(insert, 1, tenant, course, lineItemHash);
                    insert.setString(4, OrderRows.text(Optional.of(detail), DETAIL));
                    insert.setLong(5, Micros.of(at));
                    insert.setLong(6, Micros.of(at.plus(PEACE)));
                    return insert.executeUpdate();
                });
    }

    /** The next score is sent, to find out. */
    boolean askNow(TenantId tenant, CourseId course, String lineItemHash, Instant at) {
        return jdbc.prepareStatement(
                "UPDATE grading_closed SET ask_at = ? WHERE tenant = ? AND course = ? AND line_item_hash = ?",
                update -> {
                    update.setLong(1, Micros.of(at));
                    column(update, 2, tenant, course, lineItemHash);
                    return update.executeUpdate() > 0;
                });
    }

    /** It takes scores again. */
    void lift(TenantId tenant, CourseId course, String lineItemHash) {
        jdbc.prepareStatement(
                "DELETE FROM grading_closed WHERE tenant = ? AND course = ? AND line_item_hash = ?", delete -> {
                    column(delete, 1, tenant, course, lineItemHash);
                    return delete.executeUpdate();
                });
    }

    /** Every column that takes no scores, with how many wait for it; the newest first. */
    List<ClosedColumns.Closed> all(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT g.course, g.line_item_hash, g.detail, g.since, g.ask_at, MIN(c.line_item), MIN(c.measure),"
                        + " SUM(CASE WHEN o.state IN ('WAITING', 'RETRYING')"
                        + " OR (o.state = 'REFUSED' AND o.why = 'COLUMN_CLOSED') THEN 1 ELSE 0 END)"
                        + " FROM grading_closed g LEFT JOIN grading_column c ON c.tenant = g.tenant"
                        + " AND c.course = g.course AND c.line_item_hash = g.line_item_hash"
                        + " LEFT JOIN grading_order o ON o.tenant = c.tenant AND o.learner = c.learner"
                        + " AND o.line_item_hash = c.line_item_hash WHERE g.tenant = ?"
                        + " GROUP BY g.course, g.line_item_hash, g.detail, g.since, g.ask_at"
                        + " ORDER BY g.since DESC, g.course, g.line_item_hash",
                select -> {
                    select.setLong(1, tenant.value());
                    List<ClosedColumns.Closed> found = new ArrayList<>();
                    try (var row = select.executeQuery()) {
                        while (row.next()) {
                            found.add(new ClosedColumns.Closed(
                                    CourseId.ofKey(row.getString(1)),
                                    row.getString(2),
                                    Optional.ofNullable(row.getString(6)).map(URI::create),
                                    Optional.ofNullable(row.getString(7)),
                                    row.getString(3),
                                    Micros.toInstant(row.getLong(4)),
                                    Micros.toInstant(row.getLong(5)),
                                    row.getInt(8)));
                        }
                    }
                    return found;
                });
    }

    private static void column(
            PreparedStatement statement, int first, TenantId tenant, CourseId course, String lineItemHash)
            throws SQLException {
        statement.setLong(first, tenant.value());
        statement.setString(first + 1, course.key());
        statement.setString(first + 2, lineItemHash);
    }

    /** Columns to be asked about now. */
    List<Closed> due(TenantId tenant, Instant now) {
        return jdbc.prepareStatement(
                "SELECT course, line_item_hash, detail, ask_at FROM grading_closed WHERE tenant = ? AND ask_at <= ?"
                        + " ORDER BY ask_at, course, line_item_hash",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, Micros.of(now));
                    List<Closed> found = new ArrayList<>();
                    try (var row = select.executeQuery()) {
                        while (row.next()) {
                            found.add(new Closed(
                                    CourseId.ofKey(row.getString(1)),
                                    row.getString(2),
                                    row.getString(3),
                                    Micros.toInstant(row.getLong(4))));
                        }
                    }
                    return found;
                });
    }
}
