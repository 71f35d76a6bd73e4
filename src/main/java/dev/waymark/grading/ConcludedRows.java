package dev.waymark.grading;

import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Table {@code grading_concluded}: courses that are over. Their platform is not asked for each score, nor after each
 * restart; once a day, or sooner when a learner comes in, one score finds out whether the course is open again. Runs in the caller's transaction.
 */
@Singleton
class ConcludedRows {

    static final Duration PEACE = Duration.ofDays(1);

    /** Between two times that learners' launches make us ask. */
    static final Duration BETWEEN_LAUNCHES = Duration.ofMinutes(15);

    private final JdbcOperations jdbc;

    ConcludedRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param since when the platform said so first
     * @param askAt when it is asked again
     */
    record Concluded(Instant since, Instant askAt) {}

    Optional<Concluded> of(TenantId tenant, CourseId course) {
        return jdbc.prepareStatement(
                "SELECT since, ask_at FROM grading_concluded WHERE tenant = ? AND course = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, course.key());
                    try (var row = select.executeQuery()) {
                        return row.next()
                                ? Optional.of(new Concluded(
                                        Micros.toInstant(row.getLong(1)), Micros.toInstant(row.getLong(2))))
                                : Optional.<Concluded>empty();
                    }
                });
    }

    /** The platform says so, for the first time or again. */
    void note(TenantId tenant, CourseId course, Instant at) {
        jdbc.prepareStatement(
                "INSERT INTO grading_concluded (tenant, course, since, ask_at) VALUES (?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE ask_at = VALUES(ask_at)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, course.key());
                    insert.setLong(3, Micros.of(at));
                    insert.setLong(4, Micros.of(at.plus(PEACE)));
                    return insert.executeUpdate();
                });
    }

    /** The next score is sent, to find out. */
    boolean askNow(TenantId tenant, CourseId course, Instant at) {
        return jdbc.prepareStatement(
                "UPDATE grading_concluded SET ask_at = ? WHERE tenant = ? AND course = ?", update -> {
                    update.setLong(1, Micros.of(at));
                    update.setLong(2, tenant.value());
                    update.setString(3, course.key());
                    return update.executeUpdate() > 0;
                });
    }

    /**
     * A learner came in, so that the course may be open again: the next score is sent, unless the platform was asked just
     * before. Whenever the next asking lies ahead, the last one was {@link #PEACE} before it.
     */
    void launched(TenantId tenant, CourseId course, Instant at) {
        jdbc.prepareStatement(
                "UPDATE grading_concluded SET ask_at = ? WHERE tenant = ? AND course = ? AND ask_at > ?"
                        + " AND ask_at <= ?",
                update -> {
                    update.setLong(1, Micros.of(at));
                    update.setLong(2, tenant.value());
                    update.setString(3, course.key());
                    update.setLong(4, Micros.of(at));
                    update.setLong(5, Micros.of(at.plus(PEACE).minus(BETWEEN_LAUNCHES)));
                    return update.executeUpdate();
                });
    }

    /** Every course that is over, with how many of its scores wait for it to open again. */
    List<ConcludedCourses.Concluded> all(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT g.course, g.since, g.ask_at, (SELECT COUNT(*) FROM grading_column c JOIN grading_order o"
                        + " ON o.tenant = c.tenant AND o.learner = c.learner AND o.line_item_hash = c.line_item_hash"
                        + " WHERE c.tenant = g.tenant AND c.course = g.course AND (o.state IN ('WAITING', 'RETRYING')"
                        + " OR (o.state = 'REFUSED' AND o.why = 'CONCLUDED'))) FROM grading_concluded g"
                        + " WHERE g.tenant = ? ORDER BY g.since DESC, g.course",
                select -> {
                    select.setLong(1, tenant.value());
                    List<ConcludedCourses.Concluded> found = new ArrayList<>();
                    try (var row = select.executeQuery()) {
                        while (row.next()) {
                            found.add(new ConcludedCourses.Concluded(
                                    CourseId.ofKey(row.getString(1)),
                                    Micros.toInstant(row.getLong(2)),
                                    Micros.toInstant(row.getLong(3)),
                                    row.getInt(4)));
                        }
                    }
                    return found;
                });
    }

    /** It takes scores again. */
    void lift(TenantId tenant, CourseId course) {
        jdbc.prepareStatement("DELETE FROM grading_concluded WHERE tenant = ? AND course = ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setString(2, course.key());
            return delete.executeUpdate();
        });
    }

    /** Courses to be asked about now. */
    List<CourseId> due(TenantId tenant, Instant now) {
        return jdbc.prepareStatement(
                "SELECT course FROM grading_concluded WHERE tenant = ? AND ask_at <= ? ORDER BY ask_at, course",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, Micros.of(now));
                    List<CourseId> found = new ArrayList<>();
                    try (var row = select.executeQuery()) {
                        while (row.next()) {
                            found.add(CourseId.ofKey(row.getString(1)));
                        }
                    }
                    return found;
                });
    }
}
