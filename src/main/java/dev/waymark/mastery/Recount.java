package dev.waymark.mastery;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.Ledger.EvidenceChanged;
import dev.waymark.evidence.WorkRecord;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.RoleChanged;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts a learner's mastery anew when what it rests on changed, in the transaction of the change: replaces their
 * estimates, keeps the tiers that moved, and passes the news on.
 *
 * <p>A learner's row is locked before anything is read, so of two changes at once the second counts what the first
 * left. Settled alignments need no listener of their own: the ledger maps anew and says whose evidence changed.
 */
@Singleton
class Recount {

    private static final SortedMap<CompetencyId, Tier> NO_TIERS = Collections.emptySortedMap();

    private final Ledger ledger;
    private final WorkRecord works;
    private final Configurations configurations;
    private final Learners learners;
    private final Parameters parameters;
    private final MasteryRows rows;
    private final ApplicationEventPublisher<MasteryChanged> news;

    Recount(
            Ledger ledger,
            WorkRecord works,
            Configurations configurations,
            Learners learners,
            Parameters parameters,
            MasteryRows rows,
            ApplicationEventPublisher<MasteryChanged> news) {
        this.ledger = ledger;
        this.works = works;
        this.configurations = configurations;
        this.learners = learners;
        this.parameters = parameters;
        this.rows = rows;
        this.news = news;
    }

    @EventListener
    @Transactional
    void evidenceChanged(EvidenceChanged event) {
        SortedMap<LearnerId, Long> revisions = rows.lockForNextRevisions(event.tenant(), event.learners());
        count(event.tenant(), revisions, learners.rolesOf(event.tenant(), revisions.keySet()), event.at());
    }

    /** Another role may begin at another tier; even if it does not, those who plan for a role hear of it from us. */
    @EventListener
    @Transactional
    void roleChanged(RoleChanged event) {
        var revisions = rows.lockForNextRevisions(event.tenant(), List.of(event.learner()));
        count(event.tenant(), revisions, Map.of(event.learner(), event.now()), event.at());
    }

    /** Other content, or another version of the parameters, came into force. */
    @Transactional
    void anew(TenantId tenant, LearnerId learner, Instant at) {
        var revisions = rows.lockForNextRevisions(tenant, List.of(learner));
        count(tenant, revisions, learners.rolesOf(tenant, revisions.keySet()), at);
    }

    /** All who are concerned at once: a page of statements is about many, and a question for each would be a round trip. */
    private void count(
            TenantId tenant, SortedMap<LearnerId, Long> revisions, Map<LearnerId, JobRoleId> roles, Instant at) {
        var published = configurations.inForce(tenant);
        var learnt = parameters.inForce(tenant);
        Map<LearnerId, List<Evidence>> evidence = ledger.evidenceOf(tenant, revisions.keySet());
        Map<LearnerId, SortedMap<CompetencyId, Tier>> before = rows.tiers(tenant, revisions.keySet());
        SortedMap<LearnerId, MasteryRows.Count> counts = new TreeMap<>(revisions.comparator());
        revisions.forEach((learner, revision) -> {
            Optional<JobRoleId> role = Optional.ofNullable(roles.get(learner));
            Standing now = Fold.WITH_FORGETTING.of(
                    evidence.getOrDefault(learner, List.of()),
                    Fold.worksFor(published, () -> works.of(tenant, learner)),
                    published,
                    learnt.seenBy(role),
                    published.role(role).start(),
                    at);
            counts.put(
                    learner,
                    new MasteryRows.Count(revision, moves(before.getOrDefault(learner, NO_TIERS), now, at), now));
        });
        rows.replace(tenant, counts, published.version());
        rows.addMoves(tenant, counts);
        counts.forEach((learner, count) -> {
            var moved = new TreeSet<CompetencyId>();
            count.moves().forEach(move -> moved.add(move.competency()));
            news.publishEvent(new MasteryChanged(tenant, learner, count.standing(), moved, at));
        });
    }

    private static List<TierMove> moves(SortedMap<CompetencyId, Tier> before, Standing now, Instant at) {
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
