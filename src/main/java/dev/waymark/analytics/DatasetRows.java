package dev.waymark.analytics;

import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A dataset's rows by page, in the order of its key. A page begins after a key and not at a number, so it costs the same
 * however deep it lies, and a row that comes or goes meanwhile moves no other.
 */
@Singleton
class DatasetRows {

    private final JdbcOperations jdbc;

    DatasetRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param values in the order of {@link Dataset#columns}: {@code String}, {@code Long}, {@code Double}, {@code
     *     Boolean}, {@link Instant} or null
     */
    record Line(List<@Nullable Object> values) {}

    /**
     * @param after the key of the last row seen, in the order of {@link Dataset#keys}; empty to begin
     * @param since only rows whose time is not before
     */
    @Transactional
    public List<Line> page(
            TenantId tenant, Dataset dataset, Optional<List<Object>> after, Optional<Instant> since, int limit) {
        List<Object> values = new ArrayList<>();
        values.add(tenant.value());
        var sql = new StringBuilder("SELECT ")
                .append(names(dataset.columns()))
                .append(" FROM ")
                .append(dataset.view())
                .append(" WHERE tenant = ?");
        since.ifPresent(from -> {
            String time = dataset.since()
                    .orElseThrow(() -> new IllegalArgumentException(dataset.slug() + " has no time to begin at"));
            sql.append(" AND ").append(time).append(" >= ?");
            values.add(Micros.of(from));
        });
        after.ifPresent(key -> sql.append(" AND ").append(afterKey(dataset.keys(), key, values)));
        sql.append(" ORDER BY ").append(names(dataset.keys())).append(" LIMIT ?");
        values.add(limit);
        return jdbc.prepareStatement(sql.toString(), select -> {
            bind(select, values);
            List<Line> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(read(dataset, rows));
                }
            }
            return found;
        });
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** {@code (a > ? OR (a = ? AND b > ?))}: what follows a key, in words that every database turns into a range. */
    private static String afterKey(List<Column> keys, List<Object> last, List<Object> values) {
        List<String> ways = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            List<String> parts = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                parts.add(keys.get(j).name() + " = ?");
                values.add(last.get(j));
            }
            parts.add(keys.get(i).name() + " > ?");
            values.add(last.get(i));
            ways.add("(" + String.join(" AND ", parts) + ")");
        }
        return "(" + String.join(" OR ", ways) + ")";
    }

    private static void bind(PreparedStatement select, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            switch (values.get(i)) {
                case String text -> select.setString(i + 1, text);
                case Long whole -> select.setLong(i + 1, whole);
                case Integer whole -> select.setInt(i + 1, whole);
                case Instant instant -> select.setLong(i + 1, Micros.of(instant));
                case Object other ->
                    throw new IllegalArgumentException(
                            "no column keeps a " + other.getClass().getName());
            }
        }
    }

    private static Line read(Dataset dataset, ResultSet row) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        int at = 1;
        for (Column column : dataset.columns()) {
            values.add(value(column, row, at++));
        }
        return new Line(Collections.unmodifiableList(values));
    }

    private static @Nullable Object value(Column column, ResultSet row, int at) throws SQLException {
        Object value = switch (column.type()) {
            case TEXT -> row.getString(at);
            case WHOLE -> row.getLong(at);
            case NUMBER -> row.getDouble(at);
            case YES_NO -> row.getBoolean(at);
            case INSTANT -> Micros.toInstant(row.getLong(at));
        };
        return row.wasNull() ? null : value;
    }

    /** The key of a row, to go on after it. */
    static List<Object> keyOf(Dataset dataset, Line line) {
        return IntStream.range(0, dataset.columns().size())
                .filter(i -> dataset.columns().get(i).key())
                .mapToObj(i -> java.util.Objects.requireNonNull(line.values().get(i), "a key is never null"))
                .toList();
    }
}
