package dev.waymark.mastery;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tables of this room. Every method runs in the caller's transaction. */
@Singleton
class MasteryRows {

    private final JdbcOperations jdbc;

    MasteryRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks the learner until the transaction ends.
     *
     * <p>One statement both makes the row and locks it: asking first and inserting after would let two newcomers hold
     * the gap against each other until the database kills one.
     *
     * @return the revision that the caller is about to write, 1 for the first
     */
    long lockForNextRevision(TenantId tenant, LearnerId learner) {
        jdbc.prepareStatement(
                "INSERT INTO mastery_learner (tenant, learner, revision) VALUES (?, ?, 1)"
                        + " ON DUPLICATE KEY UPDATE revision = revision + 1",
                lock -> {
                    lock.setLong(1, tenant.value());
                    lock.setString(2, learner.toString());
                    return lock.executeUpdate();
                });
        return jdbc.prepareStatement(
                "SELECT revision FROM mastery_learner WHERE tenant = ? AND learner = ? FOR UPDATE", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, learner.toString());
                    try (var found = select.executeQuery()) {
                        if (!found.next()) {
                            throw new SQLException("no row of the learner after it was made");
                        }
                        return found.getLong(1);
                    }
                });
    }

    /** The tiers as last counted. A locking read: it sees what was committed while we waited for the learner. */
    SortedMap<CompetencyId, Tier> tiers(TenantId tenant, LearnerId learner) {
        return jdbc.prepareStatement(
                "SELECT competency, tier FROM mastery_estimate WHERE tenant = ? AND learner = ? FOR UPDATE", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, learner.toString());
                    SortedMap<CompetencyId, Tier> tiers = new TreeMap<>();
                    try (var found = select.executeQuery()) {
                        while (found.next()) {
                            tiers.put(new CompetencyId(found.getString(1)), Tier.ofLevel(found.getInt(2)));
                        }
                    }
                    return tiers;
                });
    }

    /** Puts a new count in the place of the old one. */
    void replace(TenantId tenant, LearnerId learner, Standing standing, String configuration) {
        var mastery = standing.mastery();
        long asOf = Micros.of(mastery.asOf());
        jdbc.prepareStatement("DELETE FROM mastery_estimate WHERE tenant = ? AND learner = ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setString(2, learner.toString());
            return delete.executeUpdate();
        });
        jdbc.prepareStatement(
                "INSERT INTO mastery_estimate (tenant, learner, competency, mean, variance, tier, known, provisional,"
                        + " direct, evidence, as_of, parameters, configuration)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    for (Map.Entry<CompetencyId, Placement> each :
                            standing.placements().entrySet()) {
                        var estimate = mastery.of(each.getKey());
                        insert.setLong(1, tenant.value());
                        insert.setString(2, learner.toString());
                        insert.setString(3, each.getKey().value());
                        insert.setDouble(4, estimate.mean());
                        insert.setDouble(5, estimate.variance());
                        insert.setInt(6, each.getValue().tier().level());
                        insert.setBoolean(7, each.getValue().known());
                        insert.setBoolean(8, each.getValue().provisional());
                        insert.setInt(9, estimate.direct());
                        insert.setInt(10, standing.evidence());
                        insert.setLong(11, asOf);
                        insert.setString(12, mastery.snapshot());
                        insert.setString(13, configuration);
                        insert.addBatch();
                    }
                    return insert.executeBatch();
                });
    }

    void add(TenantId tenant, LearnerId learner, List<TierMove> moves, long revision) {
        if (moves.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                "INSERT INTO mastery_move (tenant, learner, revision, competency, from_tier, to_tier, moved_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    for (TierMove each : moves) {
                        insert.setLong(1, tenant.value());
                        insert.setString(2, learner.toString());
                        insert.setLong(3, revision);
                        insert.setString(4, each.competency().value());
                        insert.setInt(5, each.from());
                        insert.setInt(6, each.to());
                        insert.setLong(7, Micros.of(each.at()));
                        insert.addBatch();
                    }
                    return insert.executeBatch();
                });
    }

    List<TierMove> moves(TenantId tenant, LearnerId learner, int limit) {
        return jdbc.prepareStatement(
                "SELECT competency, from_tier, to_tier, moved_at FROM mastery_move WHERE tenant = ? AND learner = ?"
                        + " ORDER BY revision DESC, competency LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, learner.toString());
                    select.setInt(3, limit);
                    List<TierMove> moves = new ArrayList<>();
                    try (var found = select.executeQuery()) {
                        while (found.next()) {
                            moves.add(new TierMove(
                                    new CompetencyId(found.getString(1)),
                                    found.getInt(2),
                                    found.getInt(3),
                                    Micros.toInstant(found.getLong(4))));
                        }
                    }
                    return moves;
                });
    }
}
