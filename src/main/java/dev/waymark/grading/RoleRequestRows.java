package dev.waymark.grading;

import dev.waymark.engine.model.JobRoleId;
import dev.waymark.grading.Grades.RoleRequest;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tables {@code grading_role_request}, one waiting request for each learner, and {@code grading_role_answer}, the log of
 * what became of each. Runs in the caller's transaction.
 */
@Singleton
class RoleRequestRows {

    private static final String SELECT =
            "SELECT learner, course, role_before, role_wanted, asked_at FROM grading_role_request WHERE tenant = ?";

    private final JdbcOperations jdbc;

    RoleRequestRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** A request with the course whose instructors see it. */
    record Waiting(RoleRequest request, CourseId course) {}

    /** How a request ended. */
    enum Answer {
        YES,
        NO,
        /** The learner asked for another role instead, or for the one they have. */
        WITHDRAWN
    }

    Optional<Waiting> of(TenantId tenant, LearnerId learner) {
        return jdbc
                .prepareStatement(SELECT + " AND learner = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, learner.toString());
                    return read(select);
                })
                .stream()
                .findFirst();
    }

    List<RoleRequest> inCourse(TenantId tenant, CourseId course) {
        return jdbc
                .prepareStatement(SELECT + " AND course = ? ORDER BY asked_at, learner", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, course.key());
                    return read(select);
                })
                .stream()
                .map(Waiting::request)
                .toList();
    }

    /** The newest request replaces one that waits. */
    void ask(TenantId tenant, Waiting waiting) {
        RoleRequest request = waiting.request();
        jdbc.prepareStatement(
                "INSERT INTO grading_role_request (tenant, learner, course, role_before, role_wanted, asked_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE course = VALUES(course),"
                        + " role_before = VALUES(role_before), role_wanted = VALUES(role_wanted),"
                        + " asked_at = VALUES(asked_at)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, request.learner().toString());
                    insert.setString(3, waiting.course().key());
                    insert.setString(4, request.now().map(JobRoleId::value).orElse(null));
                    insert.setString(5, request.wanted().value());
                    insert.setLong(6, Micros.of(request.askedAt()));
                    return insert.executeUpdate();
                });
    }

    /**
     * Ends a request and logs its end.
     *
     * @return false if somebody else ended it first
     */
    boolean end(TenantId tenant, Waiting waiting, Answer answer, String by, Instant at) {
        RoleRequest request = waiting.request();
        int ended = jdbc.prepareStatement(
                "DELETE FROM grading_role_request WHERE tenant = ? AND learner = ? AND course = ? AND asked_at = ?",
                delete -> {
                    delete.setLong(1, tenant.value());
                    delete.setString(2, request.learner().toString());
                    delete.setString(3, waiting.course().key());
                    delete.setLong(4, Micros.of(request.askedAt()));
                    return delete.executeUpdate();
                });
        if (ended == 0) {
            return false;
        }
        jdbc.prepareStatement(
                "INSERT INTO grading_role_answer (tenant, learner, asked_at, course, role_before, role_wanted, answer,"
                        + " answered_by, answered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, request.learner().toString());
                    insert.setLong(3, Micros.of(request.askedAt()));
                    insert.setString(4, waiting.course().key());
                    insert.setString(5, request.now().map(JobRoleId::value).orElse(null));
                    insert.setString(6, request.wanted().value());
                    insert.setString(7, answer.name());
                    insert.setString(8, by);
                    insert.setLong(9, Micros.of(at));
                    return insert.executeUpdate();
                });
        return true;
    }

    private static List<Waiting> read(PreparedStatement select) throws SQLException {
        List<Waiting> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Waiting(
                        new RoleRequest(
                                LearnerId.of(row.getString("learner")),
                                Optional.ofNullable(row.getString("role_before"))
                                        .map(JobRoleId::new),
                                new JobRoleId(row.getString("role_wanted")),
                                Micros.toInstant(row.getLong("asked_at"))),
                        CourseId.ofKey(row.getString("course"))));
            }
        }
        return found;
    }
}
