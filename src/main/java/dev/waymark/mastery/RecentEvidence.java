package dev.waymark.mastery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.engine.model.Evidence;
import dev.waymark.evidence.Ledger;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of those whose masteries were counted last, so that a page of statements of people of whom much is known
 * already does not have all of it read again.
 *
 * <p>What is kept stands for one revision of the learner: every change of evidence is counted in the transaction that
 * makes it, which writes the next revision. It is kept when that transaction is committed, and used only by the one that
 * writes the revision right after it. So another node's change, or one that came between, is never missed: the number
 * does not fit, and the ledger is asked.
 */
@Singleton
class RecentEvidence {

    private final Ledger ledger;
    private final ApplicationEventPublisher<Counted> counted;
    private final Cache<Whose, Kept> kept;

    /**
     * @param most pieces of evidence to keep in memory, of all learners together; about half a kilobyte each; 0 or less for
     *     none
     */
    RecentEvidence(
            Ledger ledger,
            ApplicationEventPublisher<Counted> counted,
            @Value("${waymark.mastery.evidence-in-memory:100000}") long most) {
        this.ledger = ledger;
        this.counted = counted;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(Math.max(0, most))
                .weigher((Whose whose, Kept its) -> 1 + its.evidence().size())
                .build();
    }

    private record Whose(TenantId tenant, LearnerId learner) {}

    private record Kept(long revision, List<Evidence> evidence) {}

    /** Evidence as it was counted by the transaction that wrote these revisions. */
    record Counted(TenantId tenant, SortedMap<LearnerId, Long> revisions, Map<LearnerId, List<Evidence>> evidence) {}

    /**
     * The evidence of learners whom the caller has locked.
     *
     * @param revisions of all of them, the ones that the caller's transaction writes
     * @param changes what this transaction changed, of those of whom it is known
     */
    Map<LearnerId, List<Evidence>> of(
            TenantId tenant, SortedMap<LearnerId, Long> revisions, Map<LearnerId, Ledger.Change> changes) {
        Map<LearnerId, List<Evidence>> found = new HashMap<>();
        SortedSet<LearnerId> unknown = new TreeSet<>();
        revisions.forEach((learner, revision) -> {
            Ledger.Change change = changes.get(learner);
            Kept before = change == null ? null : before(tenant, learner, revision);
            if (before == null || change == null) {
                unknown.add(learner);
            } else {
                found.put(learner, after(before.evidence(), change));
            }
        });
        if (!unknown.isEmpty()) {
            found.putAll(ledger.evidenceOf(tenant, unknown));
        }
        counted.publishEvent(new Counted(tenant, revisions, found));
        return found;
    }

    private @Nullable Kept before(TenantId tenant, LearnerId learner, long revision) {
        Kept its = kept.getIfPresent(new Whose(tenant, learner));
        return its != null && its.revision() == revision - 1 ? its : null;
    }

    private static List<Evidence> after(List<Evidence> before, Ledger.Change change) {
        List<Evidence> now = new ArrayList<>(before.size() + change.come().size());
        for (Evidence each : before) {
            if (!change.gone().contains(each.id())) {
                now.add(each);
            }
        }
        now.addAll(change.come());
        now.sort(Evidence.ORDER);
        return now;
    }

    @TransactionalEventListener
    void keep(Counted now) {
        now.revisions().forEach((learner, revision) -> {
            List<Evidence> its = now.evidence().get(learner);
            if (its != null) {
                kept.put(new Whose(now.tenant(), learner), new Kept(revision, List.copyOf(its)));
            }
        });
    }
}
