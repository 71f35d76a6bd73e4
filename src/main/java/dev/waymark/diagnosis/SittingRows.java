package dev.waymark.diagnosis;

import dev.waymark.diagnosis.Sittings.Asked;
import dev.waymark.diagnosis.Sittings.Ended;
import dev.waymark.diagnosis.Sittings.Sitting;
import dev.waymark.engine.diagnose.Placing.Why;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tables of this room. Every method runs in the caller's transaction. */
@Singleton
class SittingRows {

    private final JdbcOperations jdbc;

    SittingRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void lock(TenantId tenant, LearnerId learner) {
        jdbc.prepareStatement("INSERT IGNORE INTO diagnosis_head (tenant, learner) VALUES (?, ?)", insert -> {
            insert.setLong(1, tenant.value());
            insert.setString(2, learner.toString());
            return insert.executeUpdate();
        });
        jdbc.prepareStatement(
                "SELECT learner FROM diagnosis_head WHERE tenant = ? AND learner = ? FOR UPDATE", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, learner.toString());
                    try (var rows = select.executeQuery()) {
                        return rows.next();
                    }
                });
    }

    Optional<Sitting> last(TenantId tenant, LearnerId learner) {
        return jdbc.prepareStatement(
                "SELECT sitting, started_at, ended_at, ended_why FROM diagnosis_sitting"
                        + " WHERE tenant = ? AND learner = ? ORDER BY started_at DESC, sitting LIMIT 1",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, learner.toString());
                    try (var rows = select.executeQuery()) {
                        return rows.next() ? Optional.of(sitting(tenant, rows)) : Optional.empty();
                    }
                });
    }

    private Sitting sitting(TenantId tenant, ResultSet row) throws SQLException {
        long endedAt = row.getLong(3);
        Optional<Ended> ended = row.wasNull()
                ? Optional.empty()
                : Optional.of(new Ended(Micros.toInstant(endedAt), Why.valueOf(row.getString(4))));
        String id = row.getString(1);
        return new Sitting(id, Micros.toInstant(row.getLong(2)), asked(tenant, id), ended);
    }

    private List<Asked> asked(TenantId tenant, String sitting) {
        return jdbc.prepareStatement(
                "SELECT question, chosen FROM diagnosis_question WHERE tenant = ? AND sitting = ? ORDER BY place",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, sitting);
                    List<Asked> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            String question = rows.getString(1);
                            int chosen = rows.getInt(2);
                            found.add(new Asked(question, rows.wasNull() ? Optional.empty() : Optional.of(chosen)));
                        }
                    }
                    return found;
                });
    }

    /** Questions that the learner was asked since an instant. */
    Set<String> askedSince(TenantId tenant, LearnerId learner, Instant since) {
        return jdbc.prepareStatement(
                "SELECT q.question FROM diagnosis_question q JOIN diagnosis_sitting s ON s.tenant = q.tenant"
                        + " AND s.sitting = q.sitting WHERE s.tenant = ? AND s.learner = ? AND s.started_at >= ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, learner.toString());
                    select.setLong(3, Micros.of(since));
                    Set<String> found = new TreeSet<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                    }
                    return found;
                });
    }

    void insert(TenantId tenant, LearnerId learner, String sitting, Instant now) {
        jdbc.prepareStatement(
                "INSERT INTO diagnosis_sitting (tenant, sitting, learner, started_at) VALUES (?, ?, ?, ?)", insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, sitting);
                    insert.setString(3, learner.toString());
                    insert.setLong(4, Micros.of(now));
                    return insert.executeUpdate();
                });
    }

    void ask(TenantId tenant, Sitting sitting, String question) {
        jdbc.prepareStatement(
                "INSERT INTO diagnosis_question (tenant, sitting, place, question) VALUES (?, ?, ?, ?)", insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, sitting.id());
                    insert.setInt(3, sitting.asked().size() + 1);
                    insert.setString(4, question);
                    return insert.executeUpdate();
                });
    }

    void answer(TenantId tenant, Sitting sitting, String question, int chosen, Instant now) {
        jdbc.prepareStatement(
                "UPDATE diagnosis_question SET chosen = ?, answered_at = ?"
                        + " WHERE tenant = ? AND sitting = ? AND question = ? AND chosen IS NULL",
                update -> {
                    update.setInt(1, chosen);
                    update.setLong(2, Micros.of(now));
                    update.setLong(3, tenant.value());
                    update.setString(4, sitting.id());
                    update.setString(5, question);
                    return update.executeUpdate();
                });
    }

    void end(TenantId tenant, Sitting sitting, Why why, Instant now) {
        jdbc.prepareStatement(
                "UPDATE diagnosis_sitting SET ended_at = ?, ended_why = ? WHERE tenant = ? AND sitting = ?", update -> {
                    update.setLong(1, Micros.of(now));
                    update.setString(2, why.name());
                    update.setLong(3, tenant.value());
                    update.setString(4, sitting.id());
                    return update.executeUpdate();
                });
    }
}
