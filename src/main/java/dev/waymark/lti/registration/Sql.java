package dev.waymark.lti.registration;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements with their values in order. Inside a transaction of the caller. */
final class Sql {

    private Sql() {}

    @FunctionalInterface
    interface Reading<T> {
        T row(ResultSet row) throws SQLException;
    }

    /** Changes rows; says how many. */
    static int change(JdbcOperations jdbc, String sql, @Nullable Object... values) {
        return jdbc.prepareStatement(sql, statement -> {
            set(statement, values);
            return statement.executeUpdate();
        });
    }

    /** Reads all rows. */
    static <T> List<T> rows(JdbcOperations jdbc, Reading<T> reading, String sql, @Nullable Object... values) {
        return jdbc.prepareStatement(sql, statement -> {
            set(statement, values);
            List<T> found = new ArrayList<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.row(rows));
                }
            }
            return found;
        });
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
