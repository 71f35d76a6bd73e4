package dev.waymark.grading;

import dev.waymark.learner.LearnerId;
import dev.waymark.lti.core.ResultItem;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tables {@code grading_tried}, every score that left or may have left, and {@code grading_shown}, what the course showed
 * when it was last read. Runs in the caller's transaction.
 */
@Singleton
class ShownRows {

    private static final double PARTS = 10_000;

    private final JdbcOperations jdbc;

    ShownRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Kept before a score is sent, so that it is known as ours whatever becomes of the sender. */
    void tried(ColumnKey key, Instant stamp, double score) {
        jdbc.prepareStatement(
                "INSERT INTO grading_tried (tenant, learner, line_item_hash, stamp, score) VALUES (?, ?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE score = VALUES(score)",
                insert -> {
                    insert.setLong(1, key.tenant().value());
                    insert.setString(2, key.learner().toString());
                    insert.setString(3, key.lineItemHash());
                    insert.setLong(4, Micros.of(stamp));
                    insert.setLong(5, OrderRows.hundredths(score));
                    return insert.executeUpdate();
                });
    }

    /** Scores of ours that the course may show: the last that was accepted, and all that were tried since. */
    List<Double> ours(ColumnKey key) {
        return jdbc.prepareStatement(
                "SELECT t.score FROM grading_tried t WHERE t.tenant = ? AND t.learner = ? AND t.line_item_hash = ?"
                        + " AND t.stamp >= (SELECT COALESCE(MAX(s.stamp), 0) FROM grading_sent s WHERE s.tenant = ?"
                        + " AND s.learner = ? AND s.line_item_hash = ? AND s.outcome = 'ACCEPTED')",
                select -> {
                    for (int at = 0; at < 2; at++) {
                        select.setLong(3 * at + 1, key.tenant().value());
                        select.setString(3 * at + 2, key.learner().toString());
                        select.setString(3 * at + 3, key.lineItemHash());
                    }
                    List<Double> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(rows.getInt(1) / 100.0);
                        }
                    }
                    return found;
                });
    }

    void shown(ColumnKey key, Optional<ResultItem> result, Instant at) {
        Optional<ResultItem> graded = result.filter(item -> item.score().isPresent());
        jdbc.prepareStatement(
                "INSERT INTO grading_shown (tenant, learner, line_item_hash, points, maximum, graded_at, read_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE points = VALUES(points),"
                        + " maximum = VALUES(maximum), graded_at = VALUES(graded_at), read_at = VALUES(read_at)",
                insert -> {
                    insert.setLong(1, key.tenant().value());
                    insert.setString(2, key.learner().toString());
                    insert.setString(3, key.lineItemHash());
                    number(insert, 4, graded.flatMap(ResultItem::score).map(points -> Math.round(points * PARTS)));
                    number(insert, 5, graded.map(item -> Math.round(item.maximum() * PARTS)));
                    number(insert, 6, graded.flatMap(ResultItem::at).map(Micros::of));
                    insert.setLong(7, Micros.of(at));
                    return insert.executeUpdate();
                });
    }

    private static void number(java.sql.PreparedStatement insert, int index, Optional<Long> value)
            throws java.sql.SQLException {
        if (value.isPresent()) {
            insert.setLong(index, value.get());
        } else {
            insert.setNull(index, Types.BIGINT);
        }
    }

    /** What staff told us to do. */
    void act(
            ColumnKey key,
            dev.waymark.shared.CourseId course,
            String act,
            Order before,
            Optional<Double> score,
            String by,
            Instant at) {
        jdbc.prepareStatement(
                "INSERT INTO grading_act (tenant, learner, line_item_hash, at, course, act, state_before, score, told_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE act = VALUES(act)",
                insert -> {
                    insert.setLong(1, key.tenant().value());
                    insert.setString(2, key.learner().toString());
                    insert.setString(3, key.lineItemHash());
                    insert.setLong(4, Micros.of(at));
                    insert.setString(5, course.key());
                    insert.setString(6, act);
                    insert.setString(7, before.state().name());
                    number(insert, 8, score.map(OrderRows::hundredths));
                    insert.setString(9, by.length() <= 300 ? by : by.substring(0, 300));
                    return insert.executeUpdate();
                });
    }

    /** When a learner's first score of a column left; Canvas wants every score of a submission to name one moment. */
    Optional<Instant> firstTried(ColumnKey key) {
        return jdbc.prepareStatement(
                "SELECT MIN(stamp) FROM grading_tried WHERE tenant = ? AND learner = ? AND line_item_hash = ?",
                select -> {
                    select.setLong(1, key.tenant().value());
                    select.setString(2, key.learner().toString());
                    select.setString(3, key.lineItemHash());
                    try (var row = select.executeQuery()) {
                        if (!row.next()) {
                            return Optional.empty();
                        }
                        long micros = row.getLong(1);
                        return row.wasNull() ? Optional.empty() : Optional.of(Micros.toInstant(micros));
                    }
                });
    }

    /** Learners of a tenant whose cells of a column have a score of ours, for reading back. */
    List<LearnerId> sentIn(TenantId tenant, String lineItemHash) {
        return jdbc.prepareStatement(
                "SELECT learner FROM grading_order WHERE tenant = ? AND line_item_hash = ?"
                        + " AND sent_score IS NOT NULL ORDER BY learner",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, lineItemHash);
                    List<LearnerId> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(LearnerId.of(rows.getString(1)));
                        }
                    }
                    return found;
                });
    }
}
