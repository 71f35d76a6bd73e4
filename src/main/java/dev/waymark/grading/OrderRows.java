package dev.waymark.grading;

import dev.waymark.grading.Grades.Sent;
import dev.waymark.learner.LearnerId;
import dev.waymark.lti.ags.Scores;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code grading_order}. Runs in the caller's transaction.
 *
 * <p>A row is made together with its column and locked before it is judged, so of two who change it at once the second
 * sees what the first left; locking rows that exist, never gaps, keeps two learners out of each other's way.
 */
@Singleton
class OrderRows {

    private static final String SELECT = "SELECT tenant, learner, line_item_hash, registration, state, revision, score,"
            + " note, stamp, last_stamp, settled_score, sent_score, sent_at, attempts, not_before, claimed_by,"
            + " claimed_until, detail, why, told FROM grading_order WHERE tenant = ? AND learner = ? AND line_item_hash = ?";

    private static final int DETAIL = 500;
    private static final int NOTE = 300;

    private final JdbcOperations jdbc;

    OrderRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void make(ColumnKey key, RegistrationId registration) {
        if (find(key).filter(order -> order.registration().equals(registration)).isPresent()) {
            return;
        }
        jdbc.prepareStatement(
                "INSERT INTO grading_order (tenant, learner, line_item_hash, registration, state, revision, attempts,"
                        + " not_before, claimed_until) VALUES (?, ?, ?, ?, 'NONE', 0, 0, 0, 0)"
                        + " ON DUPLICATE KEY UPDATE registration = VALUES(registration)",
                insert -> {
                    key(insert, 1, key);
                    insert.setLong(4, registration.value());
                    return insert.executeUpdate();
                });
    }

    Optional<Order> find(ColumnKey key) {
        return read(SELECT, key);
    }

    /** Locks the order until the end of the transaction. */
    Optional<Order> lock(ColumnKey key) {
        return read(SELECT + " FOR UPDATE", key);
    }

    void save(Order order) {
        jdbc.prepareStatement(
                "UPDATE grading_order SET state = ?, revision = ?, score = ?, note = ?, stamp = ?, last_stamp = ?,"
                        + " settled_score = ?, sent_score = ?, sent_at = ?, attempts = ?, not_before = ?,"
                        + " claimed_by = ?, claimed_until = ?, detail = ?, why = ?, told = ?"
                        + " WHERE tenant = ? AND learner = ? AND line_item_hash = ?",
                update -> {
                    update.setString(1, order.state().name());
                    update.setLong(2, order.revision());
                    number(update, 3, order.score().map(OrderRows::hundredths));
                    update.setString(4, text(order.note(), NOTE));
                    number(update, 5, order.stamp().map(Micros::of));
                    number(update, 6, order.lastStamp().map(Micros::of));
                    number(update, 7, order.settled().map(OrderRows::hundredths));
                    number(update, 8, order.sent().map(Sent::score).map(OrderRows::hundredths));
                    number(update, 9, order.sent().map(Sent::at).map(Micros::of));
                    update.setInt(10, order.attempts());
                    update.setLong(11, Micros.of(order.notBefore()));
                    update.setString(12, order.claim().map(Order.Claim::by).orElse(null));
                    update.setLong(
                            13,
                            order.claim().map(claim -> Micros.of(claim.until())).orElse(0L));
                    update.setString(14, text(order.detail(), DETAIL));
                    update.setString(15, order.why().map(Enum::name).orElse(null));
                    update.setInt(16, order.told() ? 1 : 0);
                    key(update, 17, order.key());
                    return update.executeUpdate();
                });
    }

    /** Orders of a platform that may be tried now, those that may go longest first. */
    List<ColumnKey> ready(TenantId tenant, RegistrationId registration, Instant now, int limit) {
        return jdbc.prepareStatement(
                "SELECT o.learner, o.line_item_hash FROM grading_order o JOIN grading_column c ON c.tenant = o.tenant"
                        + " AND c.learner = o.learner AND c.line_item_hash = o.line_item_hash WHERE o.tenant = ?"
                        + " AND o.registration = ? AND o.state IN ('WAITING', 'RETRYING') AND o.not_before <= ?"
                        + " AND o.claimed_until <= ? ORDER BY o.not_before, o.learner, o.line_item_hash LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, registration.value());
                    select.setLong(3, Micros.of(now));
                    select.setLong(4, Micros.of(now));
                    select.setInt(5, limit);
                    return keys(tenant, select);
                });
    }

    /** Orders of a course that were refused because it is over. */
    List<ColumnKey> refusedAsConcluded(TenantId tenant, CourseId course) {
        return inCourse(tenant, course, "o.state = 'REFUSED' AND o.why = 'CONCLUDED'");
    }

    /** Orders of a course that were refused because their column takes no scores. */
    List<ColumnKey> refusedAsClosed(TenantId tenant, CourseId course) {
        return inCourse(tenant, course, "o.state = 'REFUSED' AND o.why = 'COLUMN_CLOSED'");
    }

    /** Orders of a course that wait. */
    List<ColumnKey> openIn(TenantId tenant, CourseId course) {
        return inCourse(tenant, course, "o.state IN ('WAITING', 'RETRYING')");
    }

    private List<ColumnKey> inCourse(TenantId tenant, CourseId course, String which) {
        return jdbc.prepareStatement(
                "SELECT o.learner, o.line_item_hash FROM grading_column c JOIN grading_order o ON o.tenant = c.tenant"
                        + " AND o.learner = c.learner AND o.line_item_hash = c.line_item_hash WHERE c.tenant = ?"
                        + " AND c.course = ? AND " + which + " ORDER BY o.learner, o.line_item_hash",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, course.key());
                    return keys(tenant, select);
                });
    }

    private static List<ColumnKey> keys(TenantId tenant, PreparedStatement select) throws SQLException {
        List<ColumnKey> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new ColumnKey(tenant, LearnerId.of(row.getString(1)), row.getString(2)));
            }
        }
        return found;
    }

    /** Platforms for which something may be tried now. */
    List<RegistrationId> registrations(TenantId tenant, Instant now) {
        return jdbc.prepareStatement(
                "SELECT DISTINCT registration FROM grading_order WHERE tenant = ? AND state IN ('WAITING', 'RETRYING')"
                        + " AND not_before <= ? AND claimed_until <= ? ORDER BY registration",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, Micros.of(now));
                    select.setLong(3, Micros.of(now));
                    List<RegistrationId> found = new ArrayList<>();
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            found.add(new RegistrationId(row.getLong(1)));
                        }
                    }
                    return found;
                });
    }

    /** True if some platform may have got a score of this learner's. */
    boolean triedFor(TenantId tenant, LearnerId learner) {
        return jdbc.prepareStatement(
                "SELECT 1 FROM grading_order WHERE tenant = ? AND learner = ?"
                        + " AND (settled_score IS NOT NULL OR attempts > 0) LIMIT 1",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, learner.toString());
                    try (ResultSet row = select.executeQuery()) {
                        return row.next();
                    }
                });
    }

    static long hundredths(double score) {
        return Math.round(score * 100);
    }

    private Optional<Order> read(String sql, ColumnKey key) {
        return jdbc.prepareStatement(sql, select -> {
            key(select, 1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(order(key, row)) : Optional.<Order>empty();
            }
        });
    }

    private static Order order(ColumnKey key, ResultSet row) throws SQLException {
        Optional<Double> sentScore = score(row, "sent_score");
        Instant sentAt = instant(row, "sent_at").orElse(Instant.EPOCH);
        Optional<String> claimedBy = Optional.ofNullable(row.getString("claimed_by"));
        Instant claimedUntil = Micros.toInstant(row.getLong("claimed_until"));
        return new Order(
                key,
                new RegistrationId(row.getLong("registration")),
                Order.State.valueOf(row.getString("state")),
                row.getLong("revision"),
                score(row, "score"),
                Optional.ofNullable(row.getString("note")),
                instant(row, "stamp"),
                instant(row, "last_stamp"),
                score(row, "settled_score"),
                sentScore.map(score -> new Sent(score, sentAt)),
                row.getInt("attempts"),
                Micros.toInstant(row.getLong("not_before")),
                claimedBy.map(by -> new Order.Claim(by, claimedUntil)),
                Optional.ofNullable(row.getString("detail")),
                Optional.ofNullable(row.getString("why")).map(Scores.Why::valueOf),
                row.getInt("told") == 1);
    }

    private static Optional<Double> score(ResultSet row, String column) throws SQLException {
        int hundredths = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(hundredths / 100.0);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Micros.toInstant(micros));
    }

    private static void key(PreparedStatement statement, int first, ColumnKey key) throws SQLException {
        statement.setLong(first, key.tenant().value());
        statement.setString(first + 1, key.learner().toString());
        statement.setString(first + 2, key.lineItemHash());
    }

    private static void number(PreparedStatement statement, int index, Optional<Long> number) throws SQLException {
        if (number.isPresent()) {
            statement.setLong(index, number.get());
        } else {
            statement.setNull(index, Types.BIGINT);
        }
    }

    static @Nullable String text(Optional<String> text, int longest) {
        return text.map(all -> all.length() <= longest ? all : all.substring(0, longest))
                .orElse(null);
    }
}
