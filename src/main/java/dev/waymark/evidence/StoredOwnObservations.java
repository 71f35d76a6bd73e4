package dev.waymark.evidence;

import dev.waymark.engine.model.Mapped;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The front door for our own observations. Writers of one learner wait for each other, as in {@link Bookkeeping}. */
@Singleton
class StoredOwnObservations implements OwnObservations {

    private final OwnRows own;
    private final Rows rows;
    private final ApplicationEventPublisher<Ledger.EvidenceChanged> news;
    private final Clock clock;

    StoredOwnObservations(OwnRows own, Rows rows, ApplicationEventPublisher<Ledger.EvidenceChanged> news, Clock clock) {
        this.own = own;
        this.rows = rows;
        this.news = news;
        this.clock = clock;
    }

    @Override
    @Transactional
    public int enter(TenantId tenant, LearnerId learner, List<Own> observations) {
        lock(tenant, learner);
        int fresh = 0;
        Set<String> slots = new TreeSet<>();
        for (Own each : observations) {
            if (own.insert(tenant, learner, each)) {
                fresh++;
                each.slot().ifPresent(slots::add);
            }
        }
        slots.forEach(slot -> own.settleSlot(tenant, learner, slot));
        if (fresh > 0) {
            news.publishEvent(new Ledger.EvidenceChanged(tenant, learner, clock.instant()));
        }
        return fresh;
    }

    @Override
    @Transactional
    public List<Own> counted(TenantId tenant, LearnerId learner) {
        return own.of(tenant, learner).stream()
                .flatMap(kept -> kept.mapped() instanceof Mapped.Counted counted
                        ? Stream.of(new Own(
                                counted.evidence(),
                                kept.verb(),
                                kept.name(),
                                Optional.of(kept.slot()).filter(slot -> !slot.isEmpty())))
                        : Stream.empty())
                .toList();
    }

    @Override
    @Transactional
    public int erase(TenantId tenant, LearnerId learner) {
        lock(tenant, learner);
        int gone = own.delete(tenant, learner);
        if (gone > 0) {
            news.publishEvent(new Ledger.EvidenceChanged(tenant, learner, clock.instant()));
        }
        return gone;
    }

    private void lock(TenantId tenant, LearnerId learner) {
        rows.lock(tenant, new TreeSet<>(Set.of(Row.Owner.of(learner))));
    }
}
