package dev.waymark.competency;

import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tables {@code competency_course_origin} and {@code competency_course_afresh}. Runs in the caller's transaction. */
@Singleton
class OriginRows {

    private final JdbcOperations jdbc;

    OriginRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    List<CourseId> of(TenantId tenant, CourseId course) {
        return jdbc.prepareStatement(
                "SELECT origin FROM competency_course_origin WHERE tenant = ? AND course = ? ORDER BY place",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, course.key());
                    List<CourseId> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new CourseId(course.registration(), rows.getString(1)));
                        }
                    }
                    return found;
                });
    }

    void put(TenantId tenant, CourseId course, List<CourseId> origins, Instant at) {
        jdbc.prepareStatement("DELETE FROM competency_course_origin WHERE tenant = ? AND course = ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setString(2, course.key());
            return delete.executeUpdate();
        });
        jdbc.prepareStatement(
                "INSERT IGNORE INTO competency_course_origin (tenant, course, place, origin, heard_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                insert -> {
                    for (int place = 0; place < origins.size(); place++) {
                        insert.setLong(1, tenant.value());
                        insert.setString(2, course.key());
                        insert.setInt(3, place);
                        insert.setString(4, origins.get(place).contextId());
                        insert.setLong(5, Micros.of(at));
                        insert.addBatch();
                    }
                    return insert.executeBatch();
                });
    }

    boolean afresh(TenantId tenant, CourseId course) {
        return jdbc.prepareStatement(
                "SELECT 1 FROM competency_course_afresh WHERE tenant = ? AND course = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, course.key());
                    try (var rows = select.executeQuery()) {
                        return rows.next();
                    }
                });
    }

    void putAfresh(TenantId tenant, CourseId course, String by, Instant at) {
        jdbc.prepareStatement(
                "INSERT IGNORE INTO competency_course_afresh (tenant, course, decided_by, decided_at)"
                        + " VALUES (?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, course.key());
                    insert.setString(3, by);
                    insert.setLong(4, Micros.of(at));
                    return insert.executeUpdate();
                });
    }
}
