package dev.waymark.competency;

import dev.waymark.competency.CourseSetups.Draft;
import dev.waymark.competency.CourseSetups.Kept;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of courses' set-ups. */
@Singleton
class CourseRows {

    private static final String KEPT =
            "SELECT number, content, body, published_by, published_at FROM competency_course WHERE tenant = ?";

    private final JdbcOperations jdbc;

    CourseRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Number of the set-up in force; 0 if the course has none. */
    @Transactional
    public long number(TenantId tenant, CourseId course) {
        return jdbc.prepareStatement(
                "SELECT MAX(number) FROM competency_course WHERE tenant = ? AND course = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, course.key());
                    try (var rows = select.executeQuery()) {
                        return rows.next() ? rows.getLong(1) : 0L;
                    }
                });
    }

    @Transactional
    public List<Kept> history(TenantId tenant, CourseId course) {
        return jdbc.prepareStatement(KEPT + " AND course = ? ORDER BY number DESC", select -> {
            select.setLong(1, tenant.value());
            select.setString(2, course.key());
            try (var rows = select.executeQuery()) {
                List<Kept> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(kept(rows));
                }
                return found;
            }
        });
    }

    @Transactional
    public Optional<Kept> one(TenantId tenant, CourseId course, long number) {
        return jdbc.prepareStatement(KEPT + " AND course = ? AND number = ?", select -> {
            select.setLong(1, tenant.value());
            select.setString(2, course.key());
            select.setLong(3, number);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(kept(rows)) : Optional.empty();
            }
        });
    }

    /** A set-up that makes this content; equal contents have equal names. */
    @Transactional
    public Optional<Kept> ofContent(TenantId tenant, String content) {
        return jdbc.prepareStatement(KEPT + " AND content = ? LIMIT 1", select -> {
            select.setLong(1, tenant.value());
            select.setString(2, content);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(kept(rows)) : Optional.empty();
            }
        });
    }

    /** Versions that courses have ever been set up with, by name. */
    @Transactional
    public List<String> frameworks(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT DISTINCT framework FROM competency_course WHERE tenant = ? ORDER BY framework", select -> {
                    select.setLong(1, tenant.value());
                    try (var rows = select.executeQuery()) {
                        List<String> found = new ArrayList<>();
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                        return found;
                    }
                });
    }

    @Transactional
    public void add(TenantId tenant, CourseId course, Kept kept) {
        jdbc.prepareStatement(
                "INSERT INTO competency_course (tenant, course, number, content, framework, body, published_by,"
                        + " published_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, course.key());
                    insert.setLong(3, kept.number());
                    insert.setString(4, kept.content());
                    insert.setString(5, kept.setup().framework());
                    insert.setString(6, JsonText.write(kept.setup()));
                    insert.setString(7, kept.by());
                    insert.setLong(8, Micros.of(kept.at()));
                    return insert.executeUpdate();
                });
    }

    @Transactional
    public Optional<Draft> draft(TenantId tenant, CourseId course) {
        return draft(tenant, course, "");
    }

    /** The draft, locked until the caller's transaction ends. */
    @Transactional
    public Optional<Draft> lockedDraft(TenantId tenant, CourseId course) {
        return draft(tenant, course, " FOR UPDATE");
    }

    private Optional<Draft> draft(TenantId tenant, CourseId course, String lock) {
        return jdbc.prepareStatement(
                "SELECT revision, body, changed_by, changed_at FROM competency_course_draft"
                        + " WHERE tenant = ? AND course = ?" + lock,
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, course.key());
                    try (var rows = select.executeQuery()) {
                        return rows.next()
                                ? Optional.of(new Draft(
                                        rows.getLong(1),
                                        JsonText.read(rows.getString(2), CourseSetup.class),
                                        rows.getString(3),
                                        Micros.toInstant(rows.getLong(4))))
                                : Optional.empty();
                    }
                });
    }

    @Transactional
    public void put(TenantId tenant, CourseId course, Draft draft) {
        jdbc.prepareStatement(
                "INSERT INTO competency_course_draft (tenant, course, revision, body, changed_by, changed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE revision = VALUES(revision),"
                        + " body = VALUES(body), changed_by = VALUES(changed_by), changed_at = VALUES(changed_at)",
                upsert -> {
                    upsert.setLong(1, tenant.value());
                    upsert.setString(2, course.key());
                    upsert.setLong(3, draft.revision());
                    upsert.setString(4, JsonText.write(draft.setup()));
                    upsert.setString(5, draft.by());
                    upsert.setLong(6, Micros.of(draft.at()));
                    return upsert.executeUpdate();
                });
    }

    @Transactional
    public void dropDraft(TenantId tenant, CourseId course) {
        jdbc.prepareStatement("DELETE FROM competency_course_draft WHERE tenant = ? AND course = ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setString(2, course.key());
            return delete.executeUpdate();
        });
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong(1),
                row.getString(2),
                JsonText.read(row.getString(3), CourseSetup.class),
                row.getString(4),
                Micros.toInstant(row.getLong(5)));
    }
}
