package dev.waymark.shared;

import dev.waymark.shared.Person.Account;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts, reads and erases the rows that {@link PersonalTable}s tell of. Each method runs in its caller's transaction. */
@Singleton
public class PersonalRows {

    private static final int FETCH = 500;

    private final JdbcOperations jdbc;

    PersonalRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes rows one by one; a value is a text, a number, an {@link java.time.Instant} or nothing. */
    @FunctionalInterface
    public interface Reader {
        void row(List<@Nullable Object> values) throws IOException;
    }

    public long count(PersonalTable table, Person person) {
        long all = 0;
        for (List<Object> key : keys(table, person)) {
            all += jdbc.prepareStatement(
                    "SELECT COUNT(*) FROM " + table.table() + " WHERE tenant = ? AND " + table.where(), select -> {
                        bind(select, 1, person, key);
                        try (ResultSet row = select.executeQuery()) {
                            row.next();
                            return row.getLong(1);
                        }
                    });
        }
        return all;
    }

    /** Reads a person's rows, a few hundred at a time. */
    public void read(PersonalTable table, Person person, Reader reader) {
        String columns = table.columns().stream()
                .map(column -> column.startsWith("@") ? column.substring(1) : column)
                .collect(Collectors.joining(", "));
        for (List<Object> key : keys(table, person)) {
            jdbc.prepareStatement(
                    "SELECT " + columns + " FROM " + table.table() + " WHERE tenant = ? AND " + table.where(),
                    select -> {
                        bind(select, 1, person, key);
                        select.setFetchSize(rowsAtOnce(select));
                        try (ResultSet row = select.executeQuery()) {
                            while (row.next()) {
                                reader.row(values(table, row));
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        return true;
                    });
        }
    }

    /**
     * Does what the table's fate says.
     *
     * @return how many rows
     */
    public long erase(PersonalTable table, Person person) {
        long all = 0;
        for (List<Object> key : keys(table, person)) {
            all += switch (table.fate()) {
                case PersonalTable.Fate.Gone gone ->
                    jdbc.prepareStatement(
                            "DELETE FROM " + table.table() + " WHERE tenant = ? AND " + table.where(), delete -> {
                                bind(delete, 1, person, key);
                                return delete.executeUpdate();
                            });
                case PersonalTable.Fate.Nameless nameless ->
                    jdbc.prepareStatement(
                            "UPDATE " + table.table() + " SET " + nameless.column() + " = ? WHERE tenant = ? AND "
                                    + table.where(),
                            update -> {
                                update.setString(1, PersonalTable.SOMEBODY);
                                bind(update, 2, person, key);
                                return update.executeUpdate();
                            });
                case PersonalTable.Fate.Cared cared -> 0;
            };
        }
        return all;
    }

    /** The drivers of MySQL and MariaDB read row by row only if they are told so by this number. */
    private static int rowsAtOnce(PreparedStatement select) throws SQLException {
        String database = select.getConnection().getMetaData().getDatabaseProductName();
        return database.equals("H2") ? FETCH : Integer.MIN_VALUE;
    }

    private static List<List<Object>> keys(PersonalTable table, Person person) {
        return switch (table.by()) {
            case LEARNER -> List.of(List.of(person.learner()));
            case ACCOUNT -> {
                List<List<Object>> keys = new ArrayList<>();
                for (Account each : person.accounts()) {
                    keys.add(List.of(each.registration(), each.subject()));
                }
                yield keys;
            }
            case AGENT_HASH -> {
                List<List<Object>> keys = new ArrayList<>();
                new TreeSet<>(person.agentKeys()).forEach(each -> keys.add(List.of(Person.hash(each))));
                yield keys;
            }
            case AGENT_KEY -> {
                List<List<Object>> keys = new ArrayList<>();
                new TreeSet<>(person.agentKeys()).forEach(each -> keys.add(List.of(each)));
                yield keys;
            }
        };
    }

    private static void bind(PreparedStatement statement, int first, Person person, List<Object> key)
            throws SQLException {
        statement.setLong(first, person.tenant().value());
        for (int i = 0; i < key.size(); i++) {
            statement.setObject(first + 1 + i, key.get(i));
        }
    }

    private static List<@Nullable Object> values(PersonalTable table, ResultSet row) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).startsWith("@")) {
                long micros = row.getLong(i + 1);
                values.add(row.wasNull() || micros == 0 ? null : Micros.toInstant(micros));
                continue;
            }
            Object value = row.getObject(i + 1);
            values.add(
                    switch (value) {
                        case null -> null;
                        case Number number -> number;
                        case Boolean truth -> truth ? 1 : 0;
                        default -> row.getString(i + 1);
                    });
        }
        return values;
    }
}
