package dev.waymark.mastery;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.evidence.AsIfAligned;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.Ledger.Work;
import dev.waymark.evidence.WorkRecord;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.shared.Answers;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Mastery straight from the ledger, each time it is asked for: no copy that could be stale on another node. A history
 * of a thousand statements folds in well under a millisecond.
 */
@Singleton
class LedgerMasteries implements Masteries, WorkShown, Supposed, Trials {

    private final Ledger ledger;
    private final WorkRecord works;
    private final Configurations configurations;
    private final Learners learners;
    private final Parameters parameters;
    private final MasteryRows rows;
    private final AsIfAligned asIf;
    private final OverrideRows overrides;

    LedgerMasteries(
            Ledger ledger,
            WorkRecord works,
            Configurations configurations,
            Learners learners,
            Parameters parameters,
            MasteryRows rows,
            AsIfAligned asIf,
            OverrideRows overrides) {
        this.ledger = ledger;
        this.works = works;
        this.configurations = configurations;
        this.learners = learners;
        this.parameters = parameters;
        this.rows = rows;
        this.asIf = asIf;
        this.overrides = overrides;
    }

    @Override
    @Transactional
    public Standing at(TenantId tenant, LearnerId learner, Instant asOf) {
        return fold(Fold.WITH_FORGETTING, tenant, learner, configurations.across(tenant), asOf);
    }

    @Override
    @Transactional
    public Standing withoutForgetting(TenantId tenant, LearnerId learner, Instant asOf) {
        return fold(Fold.WITHOUT_FORGETTING, tenant, learner, configurations.across(tenant), asOf);
    }

    @Override
    @Transactional
    public Standing at(TenantId tenant, LearnerId learner, CourseId course, Instant asOf) {
        return Answers.to(
                List.of("standing", tenant, learner, course, asOf),
                () -> overrides.over(
                        fold(Fold.WITH_FORGETTING, tenant, learner, configurations.of(tenant, course), asOf),
                        tenant,
                        learner,
                        course,
                        asOf));
    }

    @Override
    @Transactional
    public Standing withoutForgetting(TenantId tenant, LearnerId learner, CourseId course, Instant asOf) {
        return overrides.over(
                fold(Fold.WITHOUT_FORGETTING, tenant, learner, configurations.of(tenant, course), asOf),
                tenant,
                learner,
                course,
                asOf);
    }

    @Override
    @Transactional
    public Standing of(
            TenantId tenant,
            LearnerId learner,
            Published content,
            Function<SeenActivity, Optional<Alignment>> alignments,
            Instant asOf) {
        return fold(Fold.WITH_FORGETTING, tenant, learner, content, asIf.evidenceOf(tenant, learner, alignments), asOf);
    }

    @Override
    @Transactional
    public Standing of(TenantId tenant, LearnerId learner, Published content, Instant asOf) {
        return fold(Fold.WITH_FORGETTING, tenant, learner, content, asOf);
    }

    @Override
    @Transactional
    public Standing invented(
            TenantId tenant, Optional<JobRoleId> role, Collection<Evidence> evidence, Published content, Instant asOf) {
        return Fold.WITH_FORGETTING.of(
                evidence,
                List.of(),
                content,
                parameters.inForce(tenant).seenBy(role),
                content.role(role).start(),
                asOf);
    }

    @Override
    @Transactional
    public boolean hasSetTiers(TenantId tenant, LearnerId learner, CourseId course, Instant asOf) {
        return !overrides.inForce(tenant, learner, course, asOf).isEmpty();
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
    public Standing with(TenantId tenant, LearnerId learner, CourseId course, List<Evidence> more, Instant asOf) {
        return supposing(tenant, learner, course, evidence -> evidence.addAll(more), asOf);
    }

    @Override
    @Transactional
    public Standing without(TenantId tenant, LearnerId learner, CourseId course, EvidenceId one, Instant asOf) {
        return supposing(
                tenant,
                learner,
                course,
                evidence -> evidence.removeIf(each -> each.id().equals(one)),
                asOf);
    }

    private Standing supposing(
            TenantId tenant, LearnerId learner, CourseId course, Consumer<List<Evidence>> change, Instant asOf) {
        List<Evidence> evidence = new ArrayList<>(ledger.evidenceOf(tenant, learner));
        change.accept(evidence);
        return fold(Fold.WITH_FORGETTING, tenant, learner, configurations.of(tenant, course), evidence, asOf);
    }

    private Standing fold(Fold fold, TenantId tenant, LearnerId learner, Published published, Instant asOf) {
        return fold(fold, tenant, learner, published, ledger.evidenceOf(tenant, learner), asOf);
    }

    private Standing fold(
            Fold fold,
            TenantId tenant,
            LearnerId learner,
            Published published,
            Collection<Evidence> evidence,
            Instant asOf) {
        Optional<JobRoleId> role = learners.find(tenant, learner).flatMap(Learner::role);
        return fold.of(
                evidence,
                Fold.worksFor(published, () -> works.of(tenant, learner)),
                published,
                parameters.inForce(tenant).seenBy(role),
                published.role(role).start(),
                asOf);
    }
}
