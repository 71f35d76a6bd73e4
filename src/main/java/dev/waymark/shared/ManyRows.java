package dev.waymark.shared;

import com.mysql.cj.jdbc.JdbcConnection;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Inserts many rows by few statements of many rows each.
 *
 * <p>A batch of MySQL's driver would send the same, but writes out every value twice (once to learn how long it gets) and
 * escapes texts sign by sign, which was more than a third of what storing a page costs. Full portions go by statements
 * that the server has prepared, one for each table and connection, so that values are sent as they are and the server has
 * nothing to parse. The driver could prepare all statements there; for the many small questions that differ in their
 * length that would cost a round trip more.
 */
public final class ManyRows {

    /** Rows of a portion; the placeholders of one statement stay far below the 65,535 that the protocol allows. */
    private static final int PORTION = 100;

    /** By connection to the server; those that the pool has closed are forgotten when another is seen. */
    private static final Map<JdbcConnection, Map<String, PreparedStatement>> PREPARED = new ConcurrentHashMap<>();

    private ManyRows() {}

    /** As {@link #insert(JdbcOperations, String, List, String)}, with nothing after the rows. */
    public static int insert(JdbcOperations jdbc, String into, List<Object[]> rows) {
        return insert(jdbc, into, rows, "");
    }

    /**
     * Inserts rows in their order, in the caller's transaction.
     *
     * @param into all that stands before {@code VALUES}
     * @param rows values in the order of the columns, as many in each: {@code String}, {@code Long}, {@code Integer},
     *     {@code Double} or {@code Boolean}
     * @param otherwise what stands after the rows, such as {@code ON DUPLICATE KEY UPDATE}
     * @return how many rows the database counts; of those that {@code INSERT IGNORE} passes over, none
     * @throws IllegalArgumentException if a value is of another kind
     */
    public static int insert(JdbcOperations jdbc, String into, List<Object[]> rows, String otherwise) {
        if (rows.isEmpty()) {
            return 0;
        }
        return jdbc.execute(connection -> {
            int counted = 0;
            for (int from = 0; from < rows.size(); from += PORTION) {
                List<Object[]> some = rows.subList(from, Math.min(rows.size(), from + PORTION));
                String sql = sql(into, some.getFirst().length, some.size(), otherwise);
                if (some.size() == PORTION && connection.isWrapperFor(JdbcConnection.class)) {
                    counted += execute(prepared(connection.unwrap(JdbcConnection.class), sql), some);
                } else {
                    try (PreparedStatement insert = connection.prepareStatement(sql)) {
                        counted += execute(insert, some);
                    }
                }
            }
            return counted;
        });
    }

    private static String sql(String into, int columns, int rows, String otherwise) {
        String marks = "(" + "?, ".repeat(columns - 1) + "?)";
        return into + " VALUES " + marks + (", " + marks).repeat(rows - 1)
                + (otherwise.isEmpty() ? "" : " " + otherwise);
    }

    /** A connection is used by one thread at a time; so are its statements. */
    private static PreparedStatement prepared(JdbcConnection connection, String sql) throws SQLException {
        Map<String, PreparedStatement> its = PREPARED.get(connection);
        if (its == null) {
            PREPARED.keySet().removeIf(ManyRows::isClosed);
            its = PREPARED.computeIfAbsent(connection, unknown -> new HashMap<>());
        }
        PreparedStatement known = its.get(sql);
        if (known == null || known.isClosed()) {
            known = connection.serverPrepareStatement(sql);
            its.put(sql, known);
        }
        return known;
    }

    private static boolean isClosed(JdbcConnection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    private static int execute(PreparedStatement insert, List<Object[]> rows) throws SQLException {
        int at = 1;
        for (Object[] row : rows) {
            for (Object value : row) {
                set(insert, at++, value);
            }
        }
        int counted = insert.executeUpdate();
        // Nothing of the rows stays in memory with the statement.
        insert.clearParameters();
        return counted;
    }

    private static void set(PreparedStatement insert, int at, Object value) throws SQLException {
        switch (value) {
            case String text -> insert.setString(at, text);
            case Long number -> insert.setLong(at, number);
            case Integer number -> insert.setInt(at, number);
            case Double number -> insert.setDouble(at, number);
            case Boolean flag -> insert.setBoolean(at, flag);
            default ->
                throw new IllegalArgumentException("a text, a number or a flag expected, found " + value.getClass());
        }
    }
}
