package dev.waymark.mastery;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Mastery straight from the ledger, each time it is asked for: no copy that could be stale on another node. A history
 * of a thousand statements folds in well under a millisecond.
 */
@Singleton
class LedgerMasteries implements Masteries, WorkShown, Supposed {

    private final Ledger ledger;
    private final WorkRecord works;
    private final Configurations configurations;
    private final Learners learners;
    private final Parameters parameters;
    private final MasteryRows rows;

    LedgerMasteries(
            Ledger ledger,
            WorkRecord works,
            Configurations configurations,
            Learners learners,
            Parameters parameters,
            MasteryRows rows) {
        this.ledger = ledger;
        this.works = works;
        this.configurations = configurations;
        this.learners = learners;
        this.parameters = parameters;
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

    @Override
    @Transactional
    public Standing with(TenantId tenant, LearnerId learner, List<Evidence> more, Instant asOf) {
        return supposing(tenant, learner, evidence -> evidence.addAll(more), asOf);
    }

    @Override
    @Transactional
    public Standing without(TenantId tenant, LearnerId learner, EvidenceId one, Instant asOf) {
        return supposing(
                tenant, learner, evidence -> evidence.removeIf(each -> each.id().equals(one)), asOf);
    }

    private Standing supposing(TenantId tenant, LearnerId learner, Consumer<List<Evidence>> change, Instant asOf) {
        var published = configurations.inForce(tenant);
        Optional<JobRoleId> role = learners.find(tenant, learner).flatMap(Learner::role);
        List<Evidence> evidence = new ArrayList<>(ledger.evidenceOf(tenant, learner));
        change.accept(evidence);
        return Fold.WITH_FORGETTING.of(
                evidence,
                Fold.worksFor(published, () -> works.of(tenant, learner)),
                published,
                parameters.inForce(tenant).seenBy(role),
                published.role(role).start(),
                asOf);
    }

    private Standing fold(Fold fold, TenantId tenant, LearnerId learner, Instant asOf) {
        var published = configurations.inForce(tenant);
        Optional<JobRoleId> role = learners.find(tenant, learner).flatMap(Learner::role);
        return fold.of(
                ledger.evidenceOf(tenant, learner),
                Fold.worksFor(published, () -> works.of(tenant, learner)),
                published,
                parameters.inForce(tenant).seenBy(role),
                published.role(role).start(),
                asOf);
    }
}
