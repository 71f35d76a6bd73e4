package dev.waymark.grading;

import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tables {@code grading_course} and {@code grading_course_column}. Runs in the caller's transaction. */
@Singleton
class CourseRows {

    private static final String COURSE = "SELECT tenant, course, registration, deployment, line_items, scopes, family,"
            + " copied_from, read_at FROM grading_course WHERE tenant = ?";
    private static final String COLUMN = "SELECT tenant, course, measure, resource_link, registration, state, make,"
            + " remade, line_item, label, detail, attempts, not_before, chosen_by FROM grading_course_column"
            + " WHERE tenant = ?";

    private final JdbcOperations jdbc;

    CourseRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A course with a gradebook.
     *
     * @param lineItems empty until a launch names it
     */
    record Course(
            TenantId tenant,
            CourseId id,
            RegistrationId registration,
            String deployment,
            Optional<URI> lineItems,
            List<String> scopes,
            Optional<String> family,
            Optional<String> copiedFrom,
            Instant readAt) {
        Course {
            scopes = List.copyOf(scopes);
        }
    }

    enum State {
        WANTED,
        FOUND,
        /** The platform will not give it, or it is gone and staff have to say whether it shall come back. */
        STOPPED
    }

    /**
     * @param resourceLink of a link's own column; empty for one of the course
     * @param make true if it may be made where it is not found
     * @param remade how often it was made again after it had vanished
     */
    record CourseColumn(
            TenantId tenant,
            CourseId course,
            String measure,
            String resourceLink,
            RegistrationId registration,
            State state,
            boolean make,
            int remade,
            Optional<URI> lineItem,
            String label,
            Optional<String> detail,
            int attempts,
            Instant notBefore,
            String chosenBy) {

        CourseColumn as(State now, Optional<URI> where, Optional<String> why, int tries, Instant next) {
            return new CourseColumn(
                    tenant,
                    course,
                    measure,
                    resourceLink,
                    registration,
                    now,
                    make,
                    remade,
                    where,
                    label,
                    why,
                    tries,
                    next,
                    chosenBy);
        }

        CourseColumn again(boolean counted, Instant at) {
            return new CourseColumn(
                    tenant,
                    course,
                    measure,
                    resourceLink,
                    registration,
                    State.WANTED,
                    make,
                    counted ? remade + 1 : remade,
                    Optional.empty(),
                    label,
                    Optional.empty(),
                    0,
                    at,
                    chosenBy);
        }
    }

    Optional<Course> course(TenantId tenant, CourseId course) {
        return jdbc
                .prepareStatement(COURSE + " AND course = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, course.key());
                    return courses(select);
                })
                .stream()
                .findFirst();
    }

    void save(Course course, Instant at) {
        boolean known = course(course.tenant(), course.id()).isPresent();
        String sql = known
                ? "UPDATE grading_course SET registration = ?, deployment = ?, line_items = ?, scopes = ?, family = ?,"
                        + " copied_from = COALESCE(copied_from, ?), seen_at = ? WHERE tenant = ? AND course = ?"
                : "INSERT INTO grading_course (registration, deployment, line_items, scopes, family, copied_from,"
                        + " seen_at, tenant, course, read_wanted, read_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)"
                        + " ON DUPLICATE KEY UPDATE seen_at = VALUES(seen_at)";
        jdbc.prepareStatement(sql, save -> {
            save.setLong(1, course.registration().value());
            save.setString(2, course.deployment());
            save.setString(3, course.lineItems().map(URI::toString).orElse(""));
            save.setString(4, String.join(" ", course.scopes()));
            save.setString(5, course.family().orElse(""));
            save.setString(6, course.copiedFrom().orElse(null));
            save.setLong(7, Micros.of(at));
            save.setLong(8, course.tenant().value());
            save.setString(9, course.id().key());
            return save.executeUpdate();
        });
    }

    /** Which course its columns came from; they are taken over once. */
    void copied(TenantId tenant, CourseId course, String from) {
        jdbc.prepareStatement("UPDATE grading_course SET copied_from = ? WHERE tenant = ? AND course = ?", update -> {
            update.setString(1, from);
            update.setLong(2, tenant.value());
            update.setString(3, course.key());
            return update.executeUpdate();
        });
    }

    /** Staff want to know what the course shows. */
    void wantReading(TenantId tenant, CourseId course, Instant at) {
        jdbc.prepareStatement("UPDATE grading_course SET read_wanted = ? WHERE tenant = ? AND course = ?", update -> {
            update.setLong(1, Micros.of(at));
            update.setLong(2, tenant.value());
            update.setString(3, course.key());
            return update.executeUpdate();
        });
    }

    void read(TenantId tenant, CourseId course, Instant at) {
        jdbc.prepareStatement(
                "UPDATE grading_course SET read_at = ?, read_wanted = 0 WHERE tenant = ? AND course = ?", update -> {
                    update.setLong(1, Micros.of(at));
                    update.setLong(2, tenant.value());
                    update.setString(3, course.key());
                    return update.executeUpdate();
                });
    }

    /** Courses to be read: asked for, or not read since. */
    List<Course> toRead(TenantId tenant, Instant notSince, int limit) {
        return jdbc.prepareStatement(
                COURSE + " AND (read_wanted > 0 OR read_at < ?) ORDER BY read_wanted DESC, read_at, course LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, Micros.of(notSince));
                    select.setInt(3, limit);
                    return courses(select);
                });
    }

    List<CourseColumn> columns(TenantId tenant, CourseId course) {
        return jdbc.prepareStatement(COLUMN + " AND course = ? ORDER BY resource_link, measure", select -> {
            select.setLong(1, tenant.value());
            select.setString(2, course.key());
            return columns(select);
        });
    }

    /** Columns to be found or made now. */
    List<CourseColumn> wanted(TenantId tenant, Instant now, int limit) {
        return jdbc.prepareStatement(
                COLUMN + " AND state = 'WANTED' AND not_before <= ? ORDER BY not_before, course, measure LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, Micros.of(now));
                    select.setInt(3, limit);
                    return columns(select);
                });
    }

    void save(CourseColumn column, Instant at) {
        jdbc.prepareStatement(
                "INSERT INTO grading_course_column (tenant, course, measure, resource_link, registration, state, make,"
                        + " remade, line_item, label, detail, attempts, not_before, chosen_by, updated_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
                        + " state = VALUES(state), make = VALUES(make), remade = VALUES(remade),"
                        + " line_item = VALUES(line_item), detail = VALUES(detail), attempts = VALUES(attempts),"
                        + " not_before = VALUES(not_before), chosen_by = VALUES(chosen_by),"
                        + " updated_at = VALUES(updated_at)",
                save -> {
                    save.setLong(1, column.tenant().value());
                    save.setString(2, column.course().key());
                    save.setString(3, column.measure());
                    save.setString(4, column.resourceLink());
                    save.setLong(5, column.registration().value());
                    save.setString(6, column.state().name());
                    save.setInt(7, column.make() ? 1 : 0);
                    save.setInt(8, column.remade());
                    save.setString(9, column.lineItem().map(URI::toString).orElse(null));
                    save.setString(10, OrderRows.text(Optional.of(column.label()), 255));
                    save.setString(11, OrderRows.text(column.detail(), 500));
                    save.setInt(12, column.attempts());
                    save.setLong(13, Micros.of(column.notBefore()));
                    save.setString(14, OrderRows.text(Optional.of(column.chosenBy()), 300));
                    save.setLong(15, Micros.of(at));
                    return save.executeUpdate();
                });
    }

    /** Staff gave a column that they chose another name; who gave which is kept. */
    void rename(CourseColumn column, String label, String by, Instant at) {
        jdbc.prepareStatement(
                "UPDATE grading_course_column SET label = ?, updated_at = ? WHERE tenant = ? AND course = ?"
                        + " AND measure = ? AND resource_link = ?",
                update -> {
                    update.setString(1, label);
                    update.setLong(2, Micros.of(at));
                    update.setLong(3, column.tenant().value());
                    update.setString(4, column.course().key());
                    update.setString(5, column.measure());
                    update.setString(6, column.resourceLink());
                    return update.executeUpdate();
                });
        jdbc.prepareStatement(
                "INSERT INTO grading_column_name (tenant, course, measure, at, label, named_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, column.tenant().value());
                    insert.setString(2, column.course().key());
                    insert.setString(3, column.measure());
                    insert.setLong(4, Micros.of(at));
                    insert.setString(5, label);
                    insert.setString(6, OrderRows.text(Optional.of(by), 300));
                    return insert.executeUpdate();
                });
    }

    /** Staff do not want it any more; what it holds stays in the gradebook. */
    void forget(TenantId tenant, CourseId course, String measure) {
        jdbc.prepareStatement(
                "DELETE FROM grading_course_column WHERE tenant = ? AND course = ? AND measure = ?"
                        + " AND resource_link = ''",
                delete -> {
                    delete.setLong(1, tenant.value());
                    delete.setString(2, course.key());
                    delete.setString(3, measure);
                    return delete.executeUpdate();
                });
    }

    private static List<Course> courses(PreparedStatement select) throws SQLException {
        List<Course> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Course(
                        new TenantId(row.getLong("tenant")),
                        CourseId.ofKey(row.getString("course")),
                        new RegistrationId(row.getLong("registration")),
                        row.getString("deployment"),
                        Optional.of(row.getString("line_items"))
                                .filter(text -> !text.isEmpty())
                                .map(URI::create),
                        List.of(row.getString("scopes").split(" ")),
                        Optional.of(row.getString("family")).filter(text -> !text.isEmpty()),
                        Optional.ofNullable(row.getString("copied_from")),
                        Micros.toInstant(row.getLong("read_at"))));
            }
        }
        return found;
    }

    private static List<CourseColumn> columns(PreparedStatement select) throws SQLException {
        List<CourseColumn> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new CourseColumn(
                        new TenantId(row.getLong("tenant")),
                        CourseId.ofKey(row.getString("course")),
                        row.getString("measure"),
                        row.getString("resource_link"),
                        new RegistrationId(row.getLong("registration")),
                        State.valueOf(row.getString("state")),
                        row.getInt("make") == 1,
                        row.getInt("remade"),
                        Optional.ofNullable(row.getString("line_item")).map(URI::create),
                        row.getString("label"),
                        Optional.ofNullable(row.getString("detail")),
                        row.getInt("attempts"),
                        Micros.toInstant(row.getLong("not_before")),
                        row.getString("chosen_by")));
            }
        }
        return found;
    }
}
