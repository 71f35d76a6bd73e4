package dev.waymark.grading;

import dev.waymark.grading.GradeDesk.Filter;
import dev.waymark.grading.GradeDesk.Place;
import dev.waymark.grading.GradeDesk.Shown;
import dev.waymark.learner.LearnerId;
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
import java.util.List;
import java.util.Optional;

/** The scores of one course, for staff to look at. Runs in the caller's transaction. */
@Singleton
class DeskRows {

    private static final double PARTS = 10_000;
    private static final String FROM = " FROM grading_column c JOIN grading_order o ON o.tenant = c.tenant"
            + " AND o.learner = c.learner AND o.line_item_hash = c.line_item_hash"
            + " LEFT JOIN grading_shown s ON s.tenant = c.tenant AND s.learner = c.learner"
            + " AND s.line_item_hash = c.line_item_hash WHERE c.tenant = ? AND c.course = ?";

    private static final String BEHIND = " AND c.measure <= ? AND (c.measure < ? OR (c.measure = ?"
            + " AND (c.learner < ? OR (c.learner = ? AND c.line_item_hash < ?))))";

    private final JdbcOperations jdbc;
    private final OrderRows orders;

    DeskRows(JdbcOperations jdbc, OrderRows orders) {
        this.jdbc = jdbc;
        this.orders = orders;
    }

    record Row(ColumnKey key, String measure, URI lineItem, Order order, Optional<Shown> shown) {}

    int count(TenantId tenant, CourseId course, Filter filter) {
        return jdbc.prepareStatement("SELECT COUNT(*)" + FROM + only(filter), select -> {
            select.setLong(1, tenant.value());
            select.setString(2, course.key());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        });
    }

    List<Row> lines(TenantId tenant, CourseId course, Filter filter, Optional<Place> after, int count) {
        record Found(ColumnKey key, String measure, URI lineItem, Optional<Shown> shown) {}
        List<Found> found = jdbc.prepareStatement(
                "SELECT c.learner, c.line_item_hash, c.measure, c.line_item, s.points, s.maximum, s.read_at" + FROM
                        + only(filter) + (after.isPresent() ? BEHIND : "")
                        + " ORDER BY c.measure DESC, c.learner DESC, c.line_item_hash DESC LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, course.key());
                    select.setInt(after.isPresent() ? behind(select, after.get()) : 3, count);
                    List<Found> all = new ArrayList<>();
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            all.add(new Found(
                                    new ColumnKey(tenant, LearnerId.of(row.getString(1)), row.getString(2)),
                                    row.getString(3),
                                    URI.create(row.getString(4)),
                                    shown(row)));
                        }
                    }
                    return all;
                });
        return found.stream()
                .flatMap(each -> orders
                        .find(each.key())
                        .map(order -> new Row(each.key(), each.measure(), each.lineItem(), order, each.shown()))
                        .stream())
                .toList();
    }

    /** One cell of each column of a course, to read the column by. */
    List<ColumnKey> oneOfEach(TenantId tenant, CourseId course) {
        return jdbc.prepareStatement(
                "SELECT MIN(learner), line_item_hash FROM grading_column WHERE tenant = ? AND course = ?"
                        + " GROUP BY line_item_hash ORDER BY line_item_hash",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, course.key());
                    List<ColumnKey> found = new ArrayList<>();
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            found.add(new ColumnKey(tenant, LearnerId.of(row.getString(1)), row.getString(2)));
                        }
                    }
                    return found;
                });
    }

    /** Answers the number of the parameter that comes next. */
    private static int behind(PreparedStatement select, Place place) throws SQLException {
        int at = 3;
        for (int i = 0; i < 3; i++) {
            select.setString(at++, place.measure());
        }
        select.setString(at++, place.learner().toString());
        select.setString(at++, place.learner().toString());
        select.setString(at++, place.cell());
        return at;
    }

    private static Optional<Shown> shown(ResultSet row) throws SQLException {
        long readAt = row.getLong(7);
        if (row.wasNull()) {
            return Optional.empty();
        }
        long points = row.getLong(5);
        Optional<Double> graded = row.wasNull() ? Optional.empty() : Optional.of(points / PARTS);
        return Optional.of(new Shown(graded, row.getLong(6) / PARTS, Micros.toInstant(readAt)));
    }

    private static String only(Filter filter) {
        return switch (filter) {
            case ALL -> "";
            case ATTENTION -> " AND o.state IN ('REFUSED', 'HELD')";
            case WAITING -> " AND o.state IN ('WAITING', 'RETRYING')";
            case SENT -> " AND o.state IN ('ACCEPTED', 'ALREADY_NEWER')";
        };
    }
}
