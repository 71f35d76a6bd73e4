package dev.waymark.learner;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** All tables of the database under test, whichever room made them. */
@Singleton
public class EveryTable {

    private final JdbcOperations jdbc;
    private final TransactionOperations<Connection> transactions;
    private final Map<String, List<Column>> columns = new TreeMap<>();

    EveryTable(JdbcOperations jdbc, TransactionOperations<Connection> transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * @param type of {@link java.sql.Types}
     * @param wanted true if a row must have a value
     */
    record Column(String name, int type, int size, boolean wanted) {}

    /** Tables of ours with their columns, in lower case; asked for once, as some databases are slow to tell. */
    synchronized Map<String, List<Column>> columns() {
        if (columns.isEmpty()) {
            columns.putAll(asked());
        }
        return columns;
    }

    private Map<String, List<Column>> asked() {
        return transactions.executeRead(status -> {
            Connection connection = status.getConnection();
            Map<String, List<Column>> found = new TreeMap<>();
            try {
                var about = connection.getMetaData();
                try (var tables = about.getTables(
                        connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
                    while (tables.next()) {
                        found.put(tables.getString("TABLE_NAME"), new ArrayList<>());
                    }
                }
                for (var table : found.entrySet()) {
                    try (var columns =
                            about.getColumns(connection.getCatalog(), connection.getSchema(), table.getKey(), "%")) {
                        while (columns.next()) {
                            boolean filled = columns.getString("COLUMN_DEF") != null
                                    || "YES".equals(columns.getString("IS_AUTOINCREMENT"));
                            table.getValue()
                                    .add(new Column(
                                            columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
                                            columns.getInt("DATA_TYPE"),
                                            columns.getInt("COLUMN_SIZE"),
                                            "NO".equals(columns.getString("IS_NULLABLE")) && !filled));
                        }
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            Map<String, List<Column>> lower = new TreeMap<>();
            found.forEach((name, list) -> lower.put(name.toLowerCase(Locale.ROOT), list));
            lower.keySet().removeIf(name -> name.contains("flyway"));
            return lower;
        });
    }

    /** Where one of these texts stands: table, column and what was found. */
    List<String> cellsWith(List<String> texts) {
        List<String> found = new ArrayList<>();
        columns()
                .forEach((table, columns) -> columns.stream()
                        .filter(column -> isText(column.type()))
                        .forEach(column -> transactions.executeRead(status ->
                                jdbc.prepareStatement("SELECT " + column.name() + " FROM " + table, select -> {
                                    try (var rows = select.executeQuery()) {
                                        while (rows.next()) {
                                            String cell = rows.getString(1);
                                            texts.stream()
                                                    .filter(text -> cell != null && cell.contains(text))
                                                    .forEach(text ->
                                                            found.add(table + "." + column.name() + ": " + text));
                                        }
                                    }
                                    return true;
                                }))));
        return found;
    }

    static boolean isText(int type) {
        return type == java.sql.Types.VARCHAR
                || type == java.sql.Types.CHAR
                || type == java.sql.Types.LONGVARCHAR
                || type == java.sql.Types.CLOB;
    }

    /** Puts a row with these values, and anything in the columns that must have something. */
    void put(String table, Map<String, Object> values) {
        Map<String, Object> row = new TreeMap<>();
        for (Column column : columns().getOrDefault(table, List.of())) {
            if (values.containsKey(column.name())) {
                row.put(column.name(), values.get(column.name()));
            } else if (column.wanted()) {
                row.put(column.name(), isText(column.type()) ? filler(column) : (Object) 1);
            }
        }
        List<String> names = List.copyOf(row.keySet());
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "INSERT IGNORE INTO " + table + " (" + String.join(", ", names) + ") VALUES ("
                        + String.join(", ", names.stream().map(name -> "?").toList()) + ")",
                insert -> {
                    for (int i = 0; i < names.size(); i++) {
                        insert.setObject(i + 1, row.get(names.get(i)));
                    }
                    return insert.executeUpdate();
                }));
    }

    private static String filler(Column column) {
        String text = "planted";
        return text.length() <= column.size() ? text : text.substring(0, Math.max(1, column.size()));
    }

    long count(String sql) {
        return transactions.executeRead(status -> jdbc.prepareStatement(sql, select -> {
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }));
    }

    void change(String sql) {
        transactions.executeWrite(status -> jdbc.prepareStatement(sql, update -> update.executeUpdate()));
    }
}
