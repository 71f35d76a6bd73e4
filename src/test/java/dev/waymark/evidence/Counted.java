package dev.waymark.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The history that lies together says what the ledger says. */
final class Counted {

    private static final String KEPT = "SELECT tenant, owner, statement_id, agent, mapped FROM evidence_counted";
    private static final String LEDGER = "SELECT tenant, owner, statement_id, LEFT(agent_hash, 16), mapped"
            + " FROM evidence_entry WHERE outcome = 'COUNTED'";

    private Counted() {}

    /** Checks every row of both. */
    static void agrees(DataSource tables) throws SQLException {
        try (Connection connection =
                DelegatingDataSource.unwrapDataSource(tables).getConnection()) {
            assertThat(read(connection, KEPT)).containsExactlyInAnyOrderElementsOf(read(connection, LEDGER));
        }
    }

    private static List<String> read(Connection connection, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (var select = connection.createStatement();
                var rows = select.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getLong(1) + " " + rows.getString(2) + " " + rows.getString(3) + " " + rows.getString(4)
                        + " " + rows.getString(5));
            }
        }
        return found;
    }
}
