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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tables of this room. Every method runs in the caller's transaction. */
@Singleton
class MasteryRows {

    private static final int AT_ONCE = 200;
    private static final Comparator<LearnerId> IN_ORDER = Comparator.comparing(LearnerId::toString);

    private final JdbcOperations jdbc;

    MasteryRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** A count of a learner: the revision that it makes, the tiers that moved with it, and where they stand now. */
    record Count(long revision, List<TierMove> moves, Standing standing) {}

    /**
     * Locks learners until the transaction ends, each in their order, so that two that lock some of the same wait for
     * each other and not in a circle.
     *
     * <p>One statement both makes a row and locks it: asking first and inserting after would let two newcomers hold
     * the gap against each other until the database kills one.
     *
     * @return the revision that the caller is about to write of each, 1 for the first
     */
    SortedMap<LearnerId, Long> lockForNextRevisions(TenantId tenant, Collection<LearnerId> learners) {
        List<String> keys = keys(learners);
        jdbc.prepareStatement(
                "INSERT INTO mastery_learner (tenant, learner, revision) VALUES (?, ?, 1)"
                        + " ON DUPLICATE KEY UPDATE revision = revision + 1",
                lock -> {
                    for (String each : keys) {
                        lock.setLong(1, tenant.value());
                        lock.setString(2, each);
                        lock.addBatch();
                    }
                    return lock.executeBatch();
                });
        SortedMap<LearnerId, Long> revisions = new TreeMap<>(IN_ORDER);
        query(
                "SELECT learner, revision FROM mastery_learner WHERE tenant = ? AND learner IN (%s)"
                        + " ORDER BY learner FOR UPDATE",
                tenant, keys, row -> revisions.put(LearnerId.of(row.getString(1)), row.getLong(2)));
        return revisions;
    }

    /** The tiers as last counted. A locking read: it sees what was committed while we waited for the learners. */
    Map<LearnerId, SortedMap<CompetencyId, Tier>> tiers(TenantId tenant, Collection<LearnerId> learners) {
        Map<LearnerId, SortedMap<CompetencyId, Tier>> all = new HashMap<>();
        learners.forEach(learner -> all.put(learner, new TreeMap<>()));
        query(
                "SELECT learner, competency, tier FROM mastery_estimate WHERE tenant = ? AND learner IN (%s) FOR UPDATE",
                tenant,
                keys(learners),
                row -> all.computeIfAbsent(LearnerId.of(row.getString(1)), unknown -> new TreeMap<>())
                        .put(new CompetencyId(row.getString(2)), Tier.ofLevel(row.getInt(3))));
        return all;
    }

    /** Puts new counts in the place of the old ones. */
    void replace(TenantId tenant, SortedMap<LearnerId, Count> counts, String configuration) {
        List<String> keys = keys(counts.keySet());
        for (List<String> some : chunks(keys)) {
            jdbc.prepareStatement(
                    "DELETE FROM mastery_estimate WHERE tenant = ? AND learner IN (" + marks(some) + ")", delete -> {
                        delete.setLong(1, tenant.value());
                        texts(delete, some);
                        return delete.executeUpdate();
                    });
        }
        jdbc.prepareStatement(
                "INSERT INTO mastery_estimate (tenant, learner, competency, mean, variance, tier, known, provisional,"
                        + " direct, evidence, as_of, parameters, configuration)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    int rows = 0;
                    for (Map.Entry<LearnerId, Count> each : counts.entrySet()) {
                        rows += add(
                                insert, tenant, each.getKey(), each.getValue().standing(), configuration);
                    }
                    return rows == 0 ? new int[0] : insert.executeBatch();
                });
    }

    private static int add(
            PreparedStatement insert, TenantId tenant, LearnerId learner, Standing standing, String configuration)
            throws SQLException {
        var mastery = standing.mastery();
        for (Map.Entry<CompetencyId, Placement> each : standing.placements().entrySet()) {
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
            insert.setLong(11, Micros.of(mastery.asOf()));
            insert.setString(12, mastery.snapshot());
            insert.setString(13, configuration);
            insert.addBatch();
        }
        return standing.placements().size();
    }

    /** Keeps the moves of all. */
    void addMoves(TenantId tenant, SortedMap<LearnerId, Count> counts) {
        if (counts.values().stream().allMatch(each -> each.moves().isEmpty())) {
            return;
        }
        jdbc.prepareStatement(
                "INSERT INTO mastery_move (tenant, learner, revision, competency, from_tier, to_tier, moved_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    for (Map.Entry<LearnerId, Count> count : counts.entrySet()) {
                        for (TierMove each : count.getValue().moves()) {
                            insert.setLong(1, tenant.value());
                            insert.setString(2, count.getKey().toString());
                            insert.setLong(3, count.getValue().revision());
                            insert.setString(4, each.competency().value());
                            insert.setInt(5, each.from());
                            insert.setInt(6, each.to());
                            insert.setLong(7, Micros.of(each.at()));
                            insert.addBatch();
                        }
                    }
                    return insert.executeBatch();
                });
    }

    @FunctionalInterface
    private interface Taking {
        void row(ResultSet row) throws SQLException;
    }

    private void query(String sql, TenantId tenant, List<String> learners, Taking taking) {
        for (List<String> some : chunks(learners)) {
            jdbc.prepareStatement(sql.formatted(marks(some)), select -> {
                select.setLong(1, tenant.value());
                texts(select, some);
                try (var found = select.executeQuery()) {
                    while (found.next()) {
                        taking.row(found);
                    }
                }
                return true;
            });
        }
    }

    private static List<String> keys(Collection<LearnerId> learners) {
        return learners.stream().map(LearnerId::toString).distinct().sorted().toList();
    }

    private static List<List<String>> chunks(List<String> all) {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            chunks.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        return chunks;
    }

    private static String marks(List<String> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }

    private static void texts(PreparedStatement to, List<String> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            to.setString(i + 2, values.get(i));
        }
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
