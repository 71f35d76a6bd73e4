package dev.waymark.mastery;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code mastery_move} for a class. */
@Singleton
class StoredClassMoves implements ClassMoves {

    private static final int AT_ONCE = 1000;

    private final JdbcOperations jdbc;

    StoredClassMoves(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public Map<LearnerId, TierMove> fallsSince(TenantId tenant, Collection<LearnerId> learners, Instant since) {
        Map<LearnerId, TierMove> found = new HashMap<>();
        List<LearnerId> all = List.copyOf(learners);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<LearnerId> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            jdbc.prepareStatement(
                    "SELECT learner, competency, from_tier, to_tier, moved_at FROM mastery_move WHERE tenant = ?"
                            + " AND learner IN (" + String.join(", ", Collections.nCopies(some.size(), "?"))
                            + ") AND moved_at >= ? AND to_tier < from_tier ORDER BY moved_at",
                    select -> {
                        select.setLong(1, tenant.value());
                        for (int i = 0; i < some.size(); i++) {
                            select.setString(2 + i, some.get(i).toString());
                        }
                        select.setLong(2 + some.size(), Micros.of(since));
                        try (var rows = select.executeQuery()) {
                            while (rows.next()) {
                                found.put(
                                        LearnerId.of(rows.getString(1)),
                                        new TierMove(
                                                new CompetencyId(rows.getString(2)),
                                                rows.getInt(3),
                                                rows.getInt(4),
                                                Micros.toInstant(rows.getLong(5))));
                            }
                        }
                        return found.size();
                    });
        }
        return found;
    }
}
