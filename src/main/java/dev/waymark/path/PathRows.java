package dev.waymark.path;

import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The paths as they stand. Every method runs in the caller's transaction. */
@Singleton
class PathRows {

    private static final String WHOLE_ROW = "SELECT version, basis, path, planned_at FROM path_current"
            + " WHERE tenant = ? AND learner = ? AND course = ? AND version > 0";

    private final JdbcOperations jdbc;

    PathRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Kept> find(PathKey key) {
        return read(WHOLE_ROW, key);
    }

    /** Locks the path, whether or not there is one yet, until the transaction ends; empty if there is none yet. */
    Optional<Kept> lock(PathKey key) {
        jdbc.prepareStatement(
                "INSERT INTO path_current (tenant, learner, course, version, basis, inputs, path, planned_at)"
                        + " VALUES (?, ?, ?, 0, '', '', '', 0) ON DUPLICATE KEY UPDATE version = version",
                insert -> {
                    bind(insert, key);
                    return insert.executeUpdate();
                });
        return read(WHOLE_ROW + " FOR UPDATE", key);
    }

    /** Replaces a locked path. */
    void save(PathKey key, Kept kept, PlanInputs inputs) {
        jdbc.prepareStatement(
                "UPDATE path_current SET version = ?, basis = ?, inputs = ?, path = ?, planned_at = ?"
                        + " WHERE tenant = ? AND learner = ? AND course = ?",
                update -> {
                    update.setLong(1, kept.version());
                    update.setString(2, kept.basis());
                    update.setString(3, PathJson.text(PlanInputsJson.write(inputs)));
                    update.setString(4, PathJson.text(PathJson.write(kept.path())));
                    update.setLong(5, Micros.of(kept.plannedAt()));
                    update.setLong(6, key.tenant().value());
                    update.setString(7, key.learner().toString());
                    update.setString(8, key.course().key());
                    return update.executeUpdate();
                });
    }

    /** What the path as it stands was planned from. */
    Optional<PlanInputs> inputs(PathKey key) {
        return jdbc.prepareStatement(
                "SELECT inputs FROM path_current WHERE tenant = ? AND learner = ? AND course = ? AND version > 0",
                select -> {
                    bind(select, key);
                    try (var found = select.executeQuery()) {
                        return found.next()
                                ? Optional.of(PlanInputsJson.read(PathJson.parse(found.getString(1))))
                                : Optional.empty();
                    }
                });
    }

    /** Courses in which a learner has a path, always in the same order, so that two who lock them all never cross. */
    Map<LearnerId, List<CourseId>> coursesOf(TenantId tenant, Collection<LearnerId> learners) {
        if (learners.isEmpty()) {
            return Map.of();
        }
        String marks = String.join(", ", Collections.nCopies(learners.size(), "?"));
        return jdbc.prepareStatement(
                "SELECT learner, course FROM path_current WHERE tenant = ? AND learner IN (" + marks
                        + ") AND version > 0 ORDER BY learner, course",
                select -> {
                    select.setLong(1, tenant.value());
                    int at = 2;
                    for (LearnerId each : learners) {
                        select.setString(at++, each.toString());
                    }
                    Map<LearnerId, List<CourseId>> courses = new HashMap<>();
                    try (var found = select.executeQuery()) {
                        while (found.next()) {
                            courses.computeIfAbsent(LearnerId.of(found.getString(1)), any -> new ArrayList<>())
                                    .add(CourseId.ofKey(found.getString(2)));
                        }
                    }
                    return courses;
                });
    }

    private Optional<Kept> read(String sql, PathKey key) {
        return jdbc.prepareStatement(sql, select -> {
            bind(select, key);
            try (var found = select.executeQuery()) {
                return found.next()
                        ? Optional.of(new Kept(
                                found.getLong(1),
                                found.getString(2),
                                PathJson.read(PathJson.parse(found.getString(3))),
                                Micros.toInstant(found.getLong(4))))
                        : Optional.empty();
            }
        });
    }

    private static void bind(PreparedStatement statement, PathKey key) throws SQLException {
        statement.setLong(1, key.tenant().value());
        statement.setString(2, key.learner().toString());
        statement.setString(3, key.course().key());
    }
}
