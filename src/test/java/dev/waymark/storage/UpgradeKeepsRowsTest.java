package dev.waymark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Tables that are made anew keep what was in them, and the views on them come back. */
class UpgradeKeepsRowsTest {

    private static final String BEFORE = "2026.11.27.2";

    @Test
    void statementsAndEntriesAreThereAfterTheyWerePutInOrder() throws SQLException {
        String url = "jdbc:h2:mem:upgrade-" + System.nanoTime() + ";MODE=MySQL;DB_CLOSE_DELAY=-1";
        migrate(url, BEFORE);
        try (Connection database = DriverManager.getConnection(url, "waymark", "")) {
            fill(database);
        }
        migrate(url, "latest");
        try (Connection database = DriverManager.getConnection(url, "waymark", "")) {
            assertThat(read(database, "SELECT statement_id, source, raw FROM lrs_statement ORDER BY statement_id"))
                    .containsExactly("s-1|lrs|{\"id\":\"s-1\"}", "s-2|lrs|{\"id\":\"s-2\"}");
            assertThat(
                            read(
                                    database,
                                    "SELECT statement_id, owner, facts, verb, together FROM evidence_entry ORDER BY statement_id"))
                    .containsExactly(
                            "s-1|learner-1|{\"a\":1}|passed|0123456789abcdef01234567learner-1",
                            "s-2|?unknown|{\"a\":2}||0123456789abcdef01234567?unknown");
            assertThat(read(database, "SELECT statement, person, entry FROM analytics_all_evidence"))
                    .containsExactly("s-1|learner-1|agent-1");
            assertThat(read(database, "SELECT statement, person FROM analytics_evidence"))
                    .isEmpty();
            assertThat(read(database, "SELECT COUNT(DISTINCT entry_no), MIN(entry_no) FROM evidence_entry"))
                    .containsExactly("2|1");
            assertThat(read(database, "SELECT tenant, owner, statement_id, agent, mapped FROM evidence_counted"))
                    .containsExactly("1|learner-1|s-1|agent-1|{}");
        }
    }

    private static void migrate(String url, String target) {
        Flyway.configure()
                .dataSource(url, "waymark", "")
                .locations("classpath:db/migration")
                .target(target)
                .load()
                .migrate();
    }

    private static void fill(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            for (int n = 1; n <= 2; n++) {
                statement.executeUpdate("INSERT INTO lrs_statement (tenant, source, statement_id, stored_at, received,"
                        + " batch, raw) VALUES (1, 'lrs', 's-" + n + "', " + n + ", " + n + ", 'b', '{\"id\":\"s-" + n
                        + "\"}')");
            }
            String entry = "INSERT INTO evidence_entry (tenant, statement_id, agent_hash, owner, linked, agent_key,"
                    + " agent_name, source, experienced, stored_at, voided, group_hash, subject_hash, has_result, facts,"
                    + " outcome, mapped, verb) VALUES (1, ";
            String group = "'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'";
            statement.executeUpdate(entry + "'s-1', 'agent-1', 'learner-1', 1, 'k', 'n', 'lrs', 5, 6, 0, " + group
                    + ", 'x', 1, '{\"a\":1}', 'COUNTED', '{}', 'passed')");
            statement.executeUpdate(entry + "'s-2', 'agent-2', '?unknown', 0, 'k', 'n', 'lrs', 5, 6, 0, " + group
                    + ", 'x', 1, '{\"a\":2}', 'VERB_UNKNOWN', '{}', '')");
            statement.executeUpdate("INSERT INTO learner_person (tenant, id, display_name, role, first_seen, last_seen,"
                    + " test_user) VALUES (1, 'learner-1', 'L', '', 1, 1, 0)");
            statement.executeUpdate("INSERT INTO learner_course (tenant, registration, context_id, learner, as_learner,"
                    + " last_seen) VALUES (1, 7, 'course', 'learner-1', 1, 1)");
        }
    }

    private static List<String> read(Connection database, String sql) throws SQLException {
        try (var rows = database.createStatement().executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(rows.getString(i));
                }
                found.add(String.join("|", values));
            }
            return found;
        }
    }
}
