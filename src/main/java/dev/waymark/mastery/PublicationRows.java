package dev.waymark.mastery;

import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** The transactions of a publication, each short: none is open while everybody is learnt from. */
@Singleton
class PublicationRows {

    private final SnapshotRows rows;

    PublicationRows(SnapshotRows rows) {
        this.rows = rows;
    }

    /**
     * Puts a version into force.
     *
     * @return false if another version came into force since {@code before}; then nothing is done
     */
    @Transactional
    boolean add(
            TenantId tenant,
            ParameterSnapshot before,
            ParameterSnapshot learnt,
            String configuration,
            long people,
            Instant at) {
        long newest = rows.newest(tenant);
        if (!Long.toString(newest).equals(before.version())) {
            return false;
        }
        rows.add(tenant, newest + 1, learnt, configuration, people, at);
        return true;
    }

    @Transactional
    List<LearnerId> people(TenantId tenant) {
        return rows.people(tenant);
    }

    @Transactional
    List<LearnerId> behind(TenantId tenant, String version, int limit) {
        return rows.behind(tenant, version, limit);
    }
}
