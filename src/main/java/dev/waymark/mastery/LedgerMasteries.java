package dev.waymark.mastery;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.Ledger.Work;
import dev.waymark.evidence.WorkRecord;
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
import java.util.stream.Collectors;

/**
 * Mastery straight from the ledger, each time it is asked for: no copy that could be stale on another node. A history
 * of a thousand statements folds in well under a millisecond.
 */
@Singleton
class LedgerMasteries implements Masteries, WorkShown {

    private final Ledger ledger;
    private final WorkRecord works;
    private final Configurations configurations;
    private final Learners learners;
    private final MasteryRows rows;

    LedgerMasteries(
            Ledger ledger, WorkRecord works, Configurations configurations, Learners learners, MasteryRows rows) {
        this.ledger = ledger;
        this.works = works;
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
        SortedMap<ActivityId, Instant> done = new TreeMap<>();
        ledger.worksOf(tenant, learner).stream()
                .collect(Collectors.groupingBy(Work::activity))
                .forEach((activity, works) -> Attainment.of(works).ifPresent(at -> done.put(activity, at)));
        return done;
    }

    private Standing fold(Fold fold, TenantId tenant, LearnerId learner, Instant asOf) {
        var published = configurations.inForce(tenant);
        Optional<JobRoleId> role = learners.find(tenant, learner).flatMap(Learner::role);
        return fold.of(
                ledger.evidenceOf(tenant, learner),
                Fold.worksFor(published, () -> works.of(tenant, learner)),
                published,
                published.role(role).start(),
                asOf);
    }
}
