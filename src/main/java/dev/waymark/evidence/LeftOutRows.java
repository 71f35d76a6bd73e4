package dev.waymark.evidence;

import dev.waymark.engine.model.EvidenceId;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Table {@code evidence_left_out}. Every method runs in its caller's transaction. */
@Singleton
class LeftOutRows {

    private final JdbcOperations jdbc;

    LeftOutRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Ids of statements that are left out, of those of these owners of whom any is. */
    Map<Row.Owner, Set<String>> of(TenantId tenant, Collection<Row.Owner> owners) {
        List<String> learners = owners.stream()
                .filter(owner -> owner.learner().isPresent())
                .map(Row.Owner::key)
                .toList();
        Map<Row.Owner, Set<String>> found = new HashMap<>();
        for (List<String> some : Rows.chunks(learners)) {
            jdbc.prepareStatement(
                    "SELECT owner, statement_id FROM evidence_left_out WHERE tenant = ? AND owner IN ("
                            + Rows.marks(some.size()) + ")",
                    select -> {
                        select.setLong(1, tenant.value());
                        Rows.texts(select, 2, some);
                        try (var rows = select.executeQuery()) {
                            while (rows.next()) {
                                found.computeIfAbsent(new Row.Owner(rows.getString(1)), any -> new HashSet<>())
                                        .add(rows.getString(2));
                            }
                        }
                        return found;
                    });
        }
        return found;
    }

    /** False if it is left out already. */
    boolean add(
            TenantId tenant,
            LearnerId learner,
            EvidenceId statement,
            CourseId course,
            String reason,
            String by,
            Instant at) {
        return jdbc.prepareStatement(
                        "INSERT IGNORE INTO evidence_left_out (tenant, owner, statement_id, course, reason, decided_by,"
                                + " decided_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                        insert -> {
                            insert.setLong(1, tenant.value());
                            insert.setString(2, Row.Owner.of(learner).key());
                            insert.setString(3, statement.value());
                            insert.setString(4, course.key());
                            insert.setString(5, reason);
                            insert.setString(6, by);
                            insert.setLong(7, Micros.of(at));
                            return insert.executeUpdate();
                        })
                == 1;
    }

    boolean remove(TenantId tenant, LearnerId learner, EvidenceId statement) {
        return jdbc.prepareStatement(
                        "DELETE FROM evidence_left_out WHERE tenant = ? AND owner = ? AND statement_id = ?", delete -> {
                            delete.setLong(1, tenant.value());
                            delete.setString(2, Row.Owner.of(learner).key());
                            delete.setString(3, statement.value());
                            return delete.executeUpdate();
                        })
                == 1;
    }
}
