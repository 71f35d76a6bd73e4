package dev.waymark.evidence;

import dev.waymark.learner.LearnerId;
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

/** Read off the end of each person's part of an index; no entry is touched. */
@Singleton
class StoredLastWork implements LastWork {

    private static final int AT_ONCE = 1000;

    private final JdbcOperations jdbc;

    StoredLastWork(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public Map<LearnerId, Instant> of(TenantId tenant, Collection<LearnerId> learners) {
        Map<LearnerId, Instant> found = new HashMap<>();
        List<LearnerId> all = List.copyOf(learners);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<LearnerId> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            jdbc.prepareStatement(
                    "SELECT owner, MAX(experienced) FROM evidence_entry WHERE tenant = ? AND owner IN ("
                            + String.join(", ", Collections.nCopies(some.size(), "?")) + ") GROUP BY owner",
                    select -> {
                        select.setLong(1, tenant.value());
                        for (int i = 0; i < some.size(); i++) {
                            select.setString(2 + i, some.get(i).toString());
                        }
                        try (var rows = select.executeQuery()) {
                            while (rows.next()) {
                                found.put(LearnerId.of(rows.getString(1)), Micros.toInstant(rows.getLong(2)));
                            }
                        }
                        return found.size();
                    });
        }
        return found;
    }
}
