package dev.waymark.mastery;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.evidence.Ledger;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Mastery straight from the ledger, each time it is asked for: no copy that could be stale on another node. A history
 * of a thousand statements folds in well under a millisecond.
 */
@Singleton
class LedgerMasteries implements Masteries, WorkShown {

    private final Ledger ledger;
    private final Configurations configurations;
    private final Learners learners;
    private final MasteryRows rows;

    LedgerMasteries(Ledger ledger, Configurations configurations, Learners learners, MasteryRows rows) {
        this.ledger = ledger;
        this.configurations = configurations;
        this.learners = learners;
        this.rows = rows;
    }

    @Override
    @Transactional
    public Standing at(TenantId tenant, LearnerId learner, Instant asOf) {
        return fold(Fold.WITH_FORGETTING, tenant, learner, asOf);
    }

    @Override
    @Transactional
    public Standing withoutForgetting(TenantId tenant, LearnerId learner, Instant asOf) {
        return fold(Fold.WITHOUT_FORGETTING, tenant, learner, asOf);
    }

    @Override
    @Transactional
    public List<TierMove> moves(TenantId tenant, LearnerId learner, int limit) {
        return rows.moves(tenant, learner, limit);
    }

    @Override
    @Transactional
    public SortedMap<ActivityId, Instant> activitiesOf(TenantId tenant, LearnerId learner) {
        SortedMap<ActivityId, Instant> newest = new TreeMap<>();
        for (Evidence each : ledger.evidenceOf(tenant, learner)) {
            newest.merge(each.item(), each.experienced(), (a, b) -> a.isAfter(b) ? a : b);
        }
        return newest;
    }

    private Standing fold(Fold fold, TenantId tenant, LearnerId learner, Instant asOf) {
        var published = configurations.inForce(tenant);
        Optional<JobRoleId> role = learners.find(tenant, learner).flatMap(Learner::role);
        return fold.of(
                ledger.evidenceOf(tenant, learner),
                published,
                published.role(role).start(),
                asOf);
    }
}
