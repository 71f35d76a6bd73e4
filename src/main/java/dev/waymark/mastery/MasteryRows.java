package dev.waymark.mastery;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.shared.Answers;
import dev.waymark.shared.ManyRows;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The tables of this room. Every method runs in the caller's transaction. */
@Singleton
class MasteryRows {

    /** As many moves as a page that remembers its answers is likely to want. */
    private static final int MOST = 500;

    private final JdbcOperations jdbc;

    MasteryRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks the learners until the transaction ends, in their own order, so that of two transactions with the same people
     * neither waits for the other in a circle.
     *
     * <p>One statement both makes the rows and locks them: asking first and inserting after would let two newcomers hold
     * the gap against each other until the database kills one.
     *
     * @return the revision that the caller is about to write, 1 for the first, of each
     */
    SortedMap<LearnerId, Long> lockForNextRevision(TenantId tenant, SortedSet<LearnerId> learners) {
        SortedMap<LearnerId, Long> revisions = new TreeMap<>();
        for (List<LearnerId> some : chunks(learners)) {
            jdbc.prepareStatement(
                    "INSERT INTO mastery_learner (tenant, learner, revision) VALUES (?, ?, 1)"
                            + " ON DUPLICATE KEY UPDATE revision = revision + 1",
                    lock -> {
                        for (LearnerId each : some) {
                            lock.setLong(1, tenant.value());
                            lock.setString(2, each.toString());
                            lock.addBatch();
                        }
                        return lock.executeBatch();
                    });
            jdbc.prepareStatement(
                    "SELECT learner, revision FROM mastery_learner WHERE tenant = ? AND learner IN ("
                            + marks(some.size()) + ") ORDER BY learner FOR UPDATE",
                    select -> {
                        texts(select, tenant, some);
                        try (var found = select.executeQuery()) {
                            while (found.next()) {
                                revisions.put(LearnerId.of(found.getString(1)), found.getLong(2));
                            }
                        }
                        return revisions;
                    });
        }
        if (!revisions.keySet().equals(learners)) {
            throw new IllegalStateException("a learner's row is missing after it was made");
        }
        return revisions;
    }

    /** The tiers as last counted. A locking read: it sees what was committed while we waited for the learners. */
    Map<LearnerId, SortedMap<CompetencyId, Tier>> tiers(TenantId tenant, Collection<LearnerId> learners) {
        Map<LearnerId, SortedMap<CompetencyId, Tier>> tiers = new HashMap<>();
        for (List<LearnerId> some : chunks(learners)) {
            jdbc.prepareStatement(
                    "SELECT learner, competency, tier FROM mastery_estimate WHERE tenant = ? AND learner IN ("
                            + marks(some.size()) + ") ORDER BY learner, competency FOR UPDATE",
                    select -> {
                        texts(select, tenant, some);
                        try (var found = select.executeQuery()) {
                            while (found.next()) {
                                tiers.computeIfAbsent(LearnerId.of(found.getString(1)), any -> new TreeMap<>())
                                        .put(new CompetencyId(found.getString(2)), Tier.ofLevel(found.getInt(3)));
                            }
                        }
                        return tiers;
                    });
        }
        return tiers;
    }

    /**
     * Puts new counts in the place of old ones.
     *
     * @param before the rows that are there
     */
    void replace(
            TenantId tenant,
            SortedMap<LearnerId, Standing> standings,
            Map<LearnerId, SortedMap<CompetencyId, Tier>> before,
            String configuration) {
        List<Object[]> rows = new ArrayList<>();
        standings.forEach((learner, standing) -> addRows(rows, tenant, learner, standing, configuration));
        ManyRows.insert(
                jdbc,
                "INSERT INTO mastery_estimate (tenant, learner, competency, mean, variance, tier, known, provisional,"
                        + " direct, evidence, as_of, parameters, configuration)",
                rows,
                "ON DUPLICATE KEY UPDATE mean = VALUES(mean), variance = VALUES(variance),"
                        + " tier = VALUES(tier), known = VALUES(known), provisional = VALUES(provisional),"
                        + " direct = VALUES(direct), evidence = VALUES(evidence), as_of = VALUES(as_of),"
                        + " parameters = VALUES(parameters), configuration = VALUES(configuration)");
        removeOthers(tenant, standings, before);
    }

    private static void addRows(
            List<Object[]> rows, TenantId tenant, LearnerId learner, Standing standing, String configuration) {
        var mastery = standing.mastery();
        standing.placements().forEach((competency, placement) -> {
            var estimate = mastery.of(competency);
            rows.add(new Object[] {
                tenant.value(),
                learner.toString(),
                competency.value(),
                estimate.mean(),
                estimate.variance(),
                placement.tier().level(),
                placement.known(),
                placement.provisional(),
                estimate.direct(),
                standing.evidence(),
                Micros.of(mastery.asOf()),
                mastery.snapshot(),
                configuration
            });
        });
    }

    /** Of competencies that the content in force no longer has. */
    private void removeOthers(
            TenantId tenant,
            SortedMap<LearnerId, Standing> standings,
            Map<LearnerId, SortedMap<CompetencyId, Tier>> before) {
        jdbc.prepareStatement(
                "DELETE FROM mastery_estimate WHERE tenant = ? AND learner = ? AND competency = ?", delete -> {
                    int rows = 0;
                    for (var each : standings.entrySet()) {
                        for (CompetencyId held : before.getOrDefault(each.getKey(), new TreeMap<>())
                                .keySet()) {
                            if (!each.getValue().placements().containsKey(held)) {
                                delete.setLong(1, tenant.value());
                                delete.setString(2, each.getKey().toString());
                                delete.setString(3, held.value());
                                delete.addBatch();
                                rows++;
                            }
                        }
                    }
                    return rows == 0 ? new int[0] : delete.executeBatch();
                });
    }

    private static final int CHUNK = 200;

    private static List<List<LearnerId>> chunks(Collection<LearnerId> learners) {
        List<LearnerId> all = List.copyOf(learners);
        List<List<LearnerId>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            chunks.add(all.subList(from, Math.min(all.size(), from + CHUNK)));
        }
        return chunks;
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private static void texts(PreparedStatement statement, TenantId tenant, List<LearnerId> learners)
            throws SQLException {
        statement.setLong(1, tenant.value());
        int at = 2;
        for (LearnerId each : learners) {
            statement.setString(at++, each.toString());
        }
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
        List<TierMove> all = Answers.to(
                List.of("moves", tenant, learner), () -> askForMoves(tenant, learner, Math.max(limit, MOST)));
        return limit < all.size() ? all.subList(0, limit) : all;
    }

    private List<TierMove> askForMoves(TenantId tenant, LearnerId learner, int limit) {
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
