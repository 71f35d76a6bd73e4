package dev.waymark.mastery;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.Ledger.EvidenceChanged;
import dev.waymark.evidence.WorkRecord;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.learner.Learners.RoleChanged;
import dev.waymark.mastery.Masteries.MasteryChanged;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Counts a learner's mastery anew when what it rests on changed, in the transaction of the change: replaces their
 * estimates, keeps the tiers that moved, and passes the news on.
 *
 * <p>The learner's row is locked before anything is read, so of two changes at once the second counts what the first
 * left. Settled alignments need no listener of their own: the ledger maps anew and says whose evidence changed.
 */
@Singleton
class Recount {

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
        long revision = rows.lockForNextRevision(event.tenant(), event.learner());
        Optional<JobRoleId> role =
                learners.find(event.tenant(), event.learner()).flatMap(Learner::role);
        count(event.tenant(), event.learner(), role, event.at(), revision);
    }

    /** Another role may begin at another tier; even if it does not, those who plan for a role hear of it from us. */
    @EventListener
    @Transactional
    void roleChanged(RoleChanged event) {
        long revision = rows.lockForNextRevision(event.tenant(), event.learner());
        count(event.tenant(), event.learner(), Optional.of(event.now()), event.at(), revision);
    }

    /** Other content, or another version of the parameters, came into force. */
    @Transactional
    void anew(TenantId tenant, LearnerId learner, Instant at) {
        long revision = rows.lockForNextRevision(tenant, learner);
        count(tenant, learner, learners.find(tenant, learner).flatMap(Learner::role), at, revision);
    }

    private void count(TenantId tenant, LearnerId learner, Optional<JobRoleId> role, Instant at, long revision) {
        var published = configurations.across(tenant);
        var now = Fold.WITH_FORGETTING.of(
                ledger.evidenceOf(tenant, learner),
                Fold.worksFor(published, () -> works.of(tenant, learner)),
                published,
                parameters.inForce(tenant).seenBy(role),
                published.role(role).start(),
                at);
        Map<CompetencyId, Tier> before = rows.tiers(tenant, learner);
        List<TierMove> moves = new ArrayList<>();
        now.placements().forEach((competency, placement) -> {
            // Who has no row yet held the tier that everybody holds.
            Tier held = before.getOrDefault(competency, Tier.AWARE);
            if (held != placement.tier()) {
                moves.add(
                        new TierMove(competency, held.level(), placement.tier().level(), at));
            }
        });
        rows.replace(tenant, learner, now, published.version());
        rows.add(tenant, learner, moves, revision);
        var moved = new TreeSet<CompetencyId>();
        moves.forEach(move -> moved.add(move.competency()));
        news.publishEvent(new MasteryChanged(tenant, learner, now, moved, at));
    }
}
