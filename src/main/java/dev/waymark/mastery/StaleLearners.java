package dev.waymark.mastery;

import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Learners to count anew. */
@Singleton
class StaleLearners {

    private final JdbcOperations jdbc;
    private final Recount recount;

    StaleLearners(JdbcOperations jdbc, Recount recount) {
        this.jdbc = jdbc;
        this.recount = recount;
    }

    /** Everyone who has been counted; in the caller's transaction. */
    @Transactional
    public void noteAll(TenantId tenant) {
        jdbc.prepareStatement(
                "INSERT IGNORE INTO mastery_stale (tenant, learner)"
                        + " SELECT m.tenant, m.learner FROM mastery_learner m WHERE m.tenant = ?",
                insert -> {
                    insert.setLong(1, tenant.value());
                    return insert.executeUpdate();
                });
    }

    /** These; in the caller's transaction. Whoever was never counted is, too. */
    @Transactional
    public void note(TenantId tenant, List<LearnerId> learners) {
        if (learners.isEmpty()) {
            return;
        }
        jdbc.prepareStatement("INSERT IGNORE INTO mastery_stale (tenant, learner) VALUES (?, ?)", insert -> {
            for (LearnerId each : learners) {
                insert.setLong(1, tenant.value());
                insert.setString(2, each.toString());
                insert.addBatch();
            }
            return insert.executeBatch();
        });
    }

    @Transactional
    public List<LearnerId> some(TenantId tenant, int most) {
        return jdbc.prepareStatement(
                "SELECT learner FROM mastery_stale WHERE tenant = ? ORDER BY learner LIMIT ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setInt(2, most);
                    List<LearnerId> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(LearnerId.of(rows.getString(1)));
                        }
                    }
                    return found;
                });
    }

    /** Counts a learner anew; the note goes in the same transaction, so it is done once and not lost. */
    @Transactional(
            propagation = TransactionDefinition.Propagation.REQUIRES_NEW,
            isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public boolean settle(TenantId tenant, LearnerId learner, Instant at) {
        int ours = jdbc.prepareStatement("DELETE FROM mastery_stale WHERE tenant = ? AND learner = ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setString(2, learner.toString());
            return delete.executeUpdate();
        });
        if (ours == 1) {
            recount.anew(tenant, learner, at);
        }
        return true;
    }
}
