package dev.waymark.analytics;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;

/** Rows as the other rooms keep them, for the views to show. */
@Singleton
class Rows {

    private final JdbcOperations jdbc;
    private final TransactionOperations<Connection> transactions;

    Rows(JdbcOperations jdbc, TransactionOperations<Connection> transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Where another account finds the same database. */
    String database() {
        return transactions.executeRead(
                status -> jdbc.execute(connection -> connection.getMetaData().getURL()));
    }

    void clear() {
        for (String table :
                List.of("learner_person", "learner_course", "mastery_estimate", "mastery_move", "evidence_entry")) {
            put("DELETE FROM " + table);
        }
    }

    void person(long tenant, String id, String role) {
        put(
                "INSERT INTO learner_person (tenant, id, display_name, role, test_user, first_seen, last_seen)"
                        + " VALUES (?, ?, ?, ?, 0, 1000000, 2000000)",
                tenant,
                id,
                "Real Name of " + id,
                role);
        put(
                "INSERT INTO learner_course (tenant, registration, context_id, learner, as_learner, last_seen)"
                        + " VALUES (?, 7, ?, ?, 1, 2000000)",
                tenant,
                "=course",
                id);
    }

    void staff(long tenant, String id) {
        put(
                "INSERT INTO learner_person (tenant, id, display_name, role, test_user, first_seen, last_seen)"
                        + " VALUES (?, ?, ?, '', 0, 1000000, 2000000)",
                tenant,
                id,
                "Staff");
        put(
                "INSERT INTO learner_course (tenant, registration, context_id, learner, as_learner, last_seen)"
                        + " VALUES (?, 7, 'course', ?, 0, 2000000)",
                tenant,
                id);
    }

    void tier(long tenant, String id, String competency, int tier) {
        put(
                "INSERT INTO mastery_estimate (tenant, learner, competency, mean, variance, tier, known, provisional,"
                        + " direct, evidence, as_of, parameters, configuration)"
                        + " VALUES (?, ?, ?, 0.5, 0.25, ?, TRUE, FALSE, 3, 3, 3000000, 'p', 'c')",
                tenant,
                id,
                competency,
                tier);
    }

    void move(long tenant, String id, long revision, long at) {
        put(
                "INSERT INTO mastery_move (tenant, learner, revision, competency, from_tier, to_tier, moved_at)"
                        + " VALUES (?, ?, ?, 'C01', 1, 2, ?)",
                tenant,
                id,
                revision,
                at);
    }

    void put(String sql, Object... values) {
        transactions.executeWrite(status -> jdbc.prepareStatement(sql, statement -> {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }));
    }
}
