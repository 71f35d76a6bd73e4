package dev.waymark.mastery;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.model.WorkDone;
import dev.waymark.evidence.Ledger.Change;
import dev.waymark.evidence.Ledger.EvidenceChanged;
import dev.waymark.evidence.WorkRecord;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.RoleChanged;
import dev.waymark.mastery.Masteries.MasteriesChanged;
import dev.waymark.mastery.Masteries.MasteryChanged;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Counts a learner's mastery anew when what it rests on changed, in the transaction of the change: replaces their
 * estimates, keeps the tiers that moved, and passes the news on.
 *
 * <p>The learner's row is locked before anything is read, so of two changes at once the second counts what the first
 * left. Settled alignments need no listener of their own: the ledger maps anew and says whose evidence changed.
 */
@Singleton
class Recount {

    private final RecentEvidence recent;
    private final WorkRecord works;
    private final Configurations configurations;
    private final Learners learners;
    private final Parameters parameters;
    private final MasteryRows rows;
    private final ApplicationEventPublisher<MasteryChanged> news;
    private final ApplicationEventPublisher<MasteriesChanged> together;

    Recount(
            RecentEvidence recent,
            WorkRecord works,
            Configurations configurations,
            Learners learners,
            Parameters parameters,
            MasteryRows rows,
            ApplicationEventPublisher<MasteryChanged> news,
            ApplicationEventPublisher<MasteriesChanged> together) {
        this.recent = recent;
        this.works = works;
        this.configurations = configurations;
        this.learners = learners;
        this.parameters = parameters;
        this.rows = rows;
        this.news = news;
        this.together = together;
    }

    /** All that one page of statements touched at once: one by one it would be a dozen round trips for each. */
    @EventListener
    @Transactional
    void evidenceChanged(EvidenceChanged event) {
        count(event.tenant(), event.learners(), event.changes(), Map.of(), event.at());
    }

    /** Another role may begin at another tier; even if it does not, those who plan for a role hear of it from us. */
    @EventListener
    @Transactional
    void roleChanged(RoleChanged event) {
        count(event.tenant(), only(event.learner()), Map.of(), Map.of(event.learner(), event.now()), event.at());
    }

    /** Other content, or another version of the parameters, came into force. */
    @Transactional
    void anew(TenantId tenant, LearnerId learner, Instant at) {
        count(tenant, only(learner), Map.of(), Map.of(), at);
    }

    private static SortedSet<LearnerId> only(LearnerId learner) {
        return new TreeSet<>(Set.of(learner));
    }

    /**
     * @param changes of the evidence of those of whom it is known
     * @param told roles that the learner room may not show yet
     */
    private void count(
            TenantId tenant,
            SortedSet<LearnerId> who,
            Map<LearnerId, Change> changes,
            Map<LearnerId, JobRoleId> told,
            Instant at) {
        SortedMap<LearnerId, Long> revisions = rows.lockForNextRevision(tenant, who);
        Map<LearnerId, JobRoleId> roles = new HashMap<>(learners.rolesOf(tenant, who));
        roles.putAll(told);
        var published = configurations.across(tenant);
        var snapshot = parameters.inForce(tenant);
        Map<LearnerId, List<Evidence>> evidence = recent.of(tenant, revisions, changes);
        Map<LearnerId, List<WorkDone>> done = new HashMap<>();
        who.forEach(each -> done.put(each, Fold.worksFor(published, () -> works.of(tenant, each))));
        // Each learner by themselves, from what was read above: so it is no matter on how many processors.
        SortedMap<LearnerId, Standing> now =
                new TreeMap<>(who.parallelStream().collect(Collectors.toMap(each -> each, each -> {
                    Optional<JobRoleId> role = Optional.ofNullable(roles.get(each));
                    return Fold.WITH_FORGETTING.of(
                            evidence.getOrDefault(each, List.of()),
                            done.getOrDefault(each, List.of()),
                            published,
                            snapshot.seenBy(role),
                            published.role(role).start(),
                            at);
                })));
        Map<LearnerId, SortedMap<CompetencyId, Tier>> before = rows.tiers(tenant, who);
        rows.replace(tenant, now, before, published.version());
        List<MasteryChanged> all = new ArrayList<>();
        now.forEach((learner, standing) -> {
            List<TierMove> moves = moves(before.getOrDefault(learner, new TreeMap<>()), standing, at);
            rows.add(tenant, learner, moves, revisions.getOrDefault(learner, 1L));
            var moved = new TreeSet<CompetencyId>();
            moves.forEach(move -> moved.add(move.competency()));
            all.add(new MasteryChanged(tenant, learner, standing, moved, at));
        });
        all.forEach(news::publishEvent);
        together.publishEvent(new MasteriesChanged(tenant, all));
    }

    private static List<TierMove> moves(Map<CompetencyId, Tier> before, Standing now, Instant at) {
        List<TierMove> moves = new ArrayList<>();
        now.placements().forEach((competency, placement) -> {
            // Who has no row yet held the tier that everybody holds.
            Tier held = before.getOrDefault(competency, Tier.AWARE);
            if (held != placement.tier()) {
                moves.add(
                        new TierMove(competency, held.level(), placement.tier().level(), at));
            }
        });
        return moves;
    }
}
