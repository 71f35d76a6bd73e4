package dev.waymark.grading;

import dev.waymark.learner.LearnerId;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Table {@code grading_column}. Runs in the caller's transaction.
 *
 * <p>Rows are looked for before they are changed: a change that finds none would lock the gap between other people's
 * rows, and two first launches at once would wait for each other.
 */
@Singleton
class ColumnRows {

    private static final String SELECT = "SELECT tenant, learner, line_item_hash, line_item, course, registration,"
            + " deployment, resource_link, subject, scopes, gradable, seen_at, measure, line_items, family"
            + " FROM grading_column"
            + " WHERE tenant = ? AND learner = ?";

    private final JdbcOperations jdbc;

    ColumnRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void save(Column column) {
        String sql = find(column.key()).isPresent()
                ? "UPDATE grading_column SET course = ?, registration = ?, deployment = ?, resource_link = ?,"
                        + " subject = ?, scopes = ?, gradable = ?, seen_at = ?, line_item = ?, measure = ?, line_items = ?,"
                        + " family = ?"
                        + " WHERE tenant = ? AND learner = ? AND line_item_hash = ?"
                : "INSERT INTO grading_column (course, registration, deployment, resource_link, subject, scopes,"
                        + " gradable, seen_at, line_item, measure, line_items, family, tenant, learner, line_item_hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE seen_at = VALUES(seen_at)";
        jdbc.prepareStatement(sql, save -> {
            save.setString(1, column.course().key());
            save.setLong(2, column.registration().value());
            save.setString(3, column.deploymentId());
            save.setString(4, column.resourceLink());
            save.setString(5, column.subject());
            save.setString(6, String.join(" ", column.scopes()));
            save.setBoolean(7, column.gradable());
            save.setLong(8, Micros.of(column.seenAt()));
            save.setString(9, column.lineItem().toString());
            save.setString(10, column.measure());
            save.setString(11, column.lineItems().map(URI::toString).orElse(null));
            save.setString(12, column.family().orElse(null));
            key(save, 13, column.key());
            return save.executeUpdate();
        });
    }

    /** A link that has another line item now has no use for the one before. */
    void dropOthersOfLink(Column column) {
        if (column.resourceLink().isEmpty()) {
            return;
        }
        for (Column other : of(column.key().tenant(), column.key().learner())) {
            if (other.registration().equals(column.registration())
                    && other.deploymentId().equals(column.deploymentId())
                    && other.course().equals(column.course())
                    && other.resourceLink().equals(column.resourceLink())
                    && !other.key().equals(column.key())) {
                drop(other.key());
            }
        }
    }

    void drop(ColumnKey gone) {
        jdbc.prepareStatement(
                "DELETE FROM grading_column WHERE tenant = ? AND learner = ? AND line_item_hash = ?", delete -> {
                    key(delete, 1, gone);
                    return delete.executeUpdate();
                });
    }

    /** The person's role holds for the whole course. */
    void gradable(TenantId tenant, LearnerId learner, CourseId course, boolean gradable) {
        for (Column column : of(tenant, learner)) {
            if (column.course().equals(course) && column.gradable() != gradable) {
                jdbc.prepareStatement(
                        "UPDATE grading_column SET gradable = ? WHERE tenant = ? AND learner = ?"
                                + " AND line_item_hash = ?",
                        update -> {
                            update.setBoolean(1, gradable);
                            key(update, 2, column.key());
                            return update.executeUpdate();
                        });
            }
        }
    }

    /** All of a learner's columns, in one order wherever they are locked. */
    /** Who of these has a column. */
    Set<LearnerId> ownersAmong(TenantId tenant, Collection<LearnerId> learners) {
        if (learners.isEmpty()) {
            return Set.of();
        }
        String marks = String.join(", ", Collections.nCopies(learners.size(), "?"));
        return jdbc.prepareStatement(
                "SELECT DISTINCT learner FROM grading_column WHERE tenant = ? AND learner IN (" + marks + ")",
                select -> {
                    select.setLong(1, tenant.value());
                    int at = 2;
                    for (LearnerId each : learners) {
                        select.setString(at++, each.toString());
                    }
                    Set<LearnerId> owners = new TreeSet<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            owners.add(LearnerId.of(rows.getString(1)));
                        }
                    }
                    return owners;
                });
    }

    List<Column> of(TenantId tenant, LearnerId learner) {
        return jdbc.prepareStatement(SELECT + " ORDER BY line_item_hash", select -> {
            select.setLong(1, tenant.value());
            select.setString(2, learner.toString());
            return read(select);
        });
    }

    /** All cells of a gradebook column. */
    List<Column> ofLineItem(TenantId tenant, CourseId course, String lineItemHash) {
        String sql = SELECT.substring(0, SELECT.indexOf(" WHERE"))
                + " WHERE tenant = ? AND course = ? AND line_item_hash = ? ORDER BY learner";
        return jdbc.prepareStatement(sql, select -> {
            select.setLong(1, tenant.value());
            select.setString(2, course.key());
            select.setString(3, lineItemHash);
            return read(select);
        });
    }

    Optional<Column> find(ColumnKey key) {
        return jdbc
                .prepareStatement(SELECT + " AND line_item_hash = ?", select -> {
                    key(select, 1, key);
                    return read(select);
                })
                .stream()
                .findFirst();
    }

    private static void key(PreparedStatement statement, int first, ColumnKey key) throws SQLException {
        statement.setLong(first, key.tenant().value());
        statement.setString(first + 1, key.learner().toString());
        statement.setString(first + 2, key.lineItemHash());
    }

    private static List<Column> read(PreparedStatement select) throws SQLException {
        List<Column> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Column(
                        new ColumnKey(
                                new TenantId(row.getLong("tenant")),
                                LearnerId.of(row.getString("learner")),
                                row.getString("line_item_hash")),
                        URI.create(row.getString("line_item")),
                        CourseId.ofKey(row.getString("course")),
                        new RegistrationId(row.getLong("registration")),
                        row.getString("deployment"),
                        row.getString("resource_link"),
                        row.getString("subject"),
                        List.of(row.getString("scopes").split(" ")),
                        row.getBoolean("gradable"),
                        Micros.toInstant(row.getLong("seen_at")),
                        row.getString("measure"),
                        Optional.ofNullable(row.getString("line_items")).map(URI::create),
                        Optional.ofNullable(row.getString("family"))));
            }
        }
        return found;
    }
}
