package dev.waymark.grading;

import dev.waymark.learner.LearnerId;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Optional;

/**
 * Tables {@code grading_sent}, how each order ended, and {@code grading_pause}, until when a platform is left in peace.
 * Runs in the caller's transaction.
 */
@Singleton
class SentRows {

    private final JdbcOperations jdbc;

    SentRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps how an order ended; the same end twice is kept once. */
    void add(Column column, Order posted, Order.State outcome, Optional<String> detail, Instant at) {
        Instant stamp = posted.stamp().orElseThrow();
        double score = posted.score().orElseThrow();
        jdbc.prepareStatement(
                "INSERT IGNORE INTO grading_sent (tenant, learner, line_item_hash, stamp, line_item, course, score,"
                        + " outcome, attempts, detail, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, column.key().tenant().value());
                    insert.setString(2, column.key().learner().toString());
                    insert.setString(3, column.key().lineItemHash());
                    insert.setLong(4, Micros.of(stamp));
                    insert.setString(5, column.lineItem().toString());
                    insert.setString(6, column.course().key());
                    insert.setLong(7, OrderRows.hundredths(score));
                    insert.setString(8, outcome.name());
                    insert.setInt(9, posted.attempts());
                    insert.setString(10, OrderRows.text(detail, 500));
                    insert.setLong(11, Micros.of(at));
                    return insert.executeUpdate();
                });
    }

    /** True if some platform has, or had, a score of this learner's. */
    boolean graded(TenantId tenant, LearnerId learner) {
        return jdbc.prepareStatement(
                "SELECT 1 FROM grading_sent WHERE tenant = ? AND learner = ? AND outcome NOT IN ('REFUSED', 'HELD') LIMIT 1",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, learner.toString());
                    try (ResultSet row = select.executeQuery()) {
                        return row.next();
                    }
                });
    }

    /**
     * @param failures in a row; the next failure is counted on top
     */
    void pause(TenantId tenant, RegistrationId registration, Instant until, int failures, String detail) {
        jdbc.prepareStatement(
                "INSERT INTO grading_pause (tenant, registration, until, failures, detail) VALUES (?, ?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE until = VALUES(until), failures = VALUES(failures),"
                        + " detail = VALUES(detail)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setLong(2, registration.value());
                    insert.setLong(3, Micros.of(until));
                    insert.setInt(4, failures);
                    insert.setString(5, OrderRows.text(Optional.of(detail), 500));
                    return insert.executeUpdate();
                });
    }

    /** How often in a row the platform had failed when it was last left in peace; 0 if it has been well since. */
    int failures(TenantId tenant, RegistrationId registration) {
        return jdbc.prepareStatement(
                "SELECT failures FROM grading_pause WHERE tenant = ? AND registration = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, registration.value());
                    try (ResultSet row = select.executeQuery()) {
                        return row.next() ? row.getInt(1) : 0;
                    }
                });
    }

    void well(TenantId tenant, RegistrationId registration) {
        jdbc.prepareStatement("UPDATE grading_pause SET failures = 0 WHERE tenant = ? AND registration = ?", update -> {
            update.setLong(1, tenant.value());
            update.setLong(2, registration.value());
            return update.executeUpdate();
        });
    }

    /** Until when a platform is left in peace, and why; empty if it is not. */
    Optional<Peace> peace(TenantId tenant, RegistrationId registration, Instant now) {
        return jdbc.prepareStatement(
                "SELECT until, detail FROM grading_pause WHERE tenant = ? AND registration = ? AND until > ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, registration.value());
                    select.setLong(3, Micros.of(now));
                    try (ResultSet row = select.executeQuery()) {
                        return row.next()
                                ? Optional.of(new Peace(
                                        Micros.toInstant(row.getLong(1)),
                                        Optional.ofNullable(row.getString(2)).orElse("")))
                                : Optional.empty();
                    }
                });
    }

    record Peace(Instant until, String detail) {}

    boolean paused(TenantId tenant, RegistrationId registration, Instant now) {
        return jdbc.prepareStatement(
                "SELECT 1 FROM grading_pause WHERE tenant = ? AND registration = ? AND until > ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, registration.value());
                    select.setLong(3, Micros.of(now));
                    try (ResultSet row = select.executeQuery()) {
                        return row.next();
                    }
                });
    }
}
