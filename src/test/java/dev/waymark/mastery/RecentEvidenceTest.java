package dev.waymark.mastery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RecentEvidenceTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final LearnerId ANA = LearnerId.of("00000000-0000-4000-8000-00000000000a");
    private static final LearnerId BEN = LearnerId.of("00000000-0000-4000-8000-00000000000b");

    private final Map<LearnerId, List<Evidence>> inLedger = new HashMap<>();
    private final List<LearnerId> asked = new ArrayList<>();
    private final List<RecentEvidence.Counted> open = new ArrayList<>();
    private final RecentEvidence recent = recent(1_000);

    private RecentEvidence recent(long most) {
        ApplicationEventPublisher<RecentEvidence.Counted> publisher = event -> open.add((RecentEvidence.Counted) event);
        return new RecentEvidence(ledger(), publisher, most);
    }

    private Ledger ledger() {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("evidenceOf");
                    Map<LearnerId, List<Evidence>> found = new HashMap<>();
                    for (Object each : (Collection<?>) arguments[1]) {
                        LearnerId learner = (LearnerId) each;
                        asked.add(learner);
                        found.put(learner, List.copyOf(inLedger.getOrDefault(learner, List.of())));
                    }
                    return found;
                });
    }

    @Test
    void whoWasCountedLastIsNotAskedForAgain() {
        Evidence one = evidence("1", 10);
        inLedger.put(ANA, List.of(one));
        assertThat(count(ANA, 1, null)).containsExactly(one);
        commit();
        assertThat(asked).containsExactly(ANA);

        Evidence two = evidence("2", 20);
        Evidence early = evidence("3", 5);
        assertThat(count(ANA, 2, change(Set.of(), two, early))).containsExactly(early, one, two);
        commit();
        assertThat(count(ANA, 3, change(Set.of("1")))).containsExactly(early, two);
        commit();
        Evidence otherwise = evidence("2", 20, 0.2);
        assertThat(count(ANA, 4, change(Set.of("2"), otherwise))).containsExactly(early, otherwise);
        assertThat(asked).containsExactly(ANA);
    }

    @Test
    void anotherNodeThatCountedBetweenIsNotMissed() {
        inLedger.put(ANA, List.of(evidence("1", 10)));
        count(ANA, 1, null);
        commit();
        inLedger.put(ANA, List.of(evidence("1", 10), evidence("2", 20), evidence("3", 30)));
        assertThat(count(ANA, 3, change(Set.of(), evidence("3", 30)))).hasSize(3);
        assertThat(asked).containsExactly(ANA, ANA);
    }

    @Test
    void whatWasRolledBackIsNotKept() {
        inLedger.put(ANA, List.of(evidence("1", 10)));
        count(ANA, 1, null);
        commit();
        count(ANA, 2, change(Set.of(), evidence("2", 20)));
        open.clear();
        assertThat(count(ANA, 2, change(Set.of(), evidence("4", 40))))
                .extracting(each -> each.id().value())
                .containsExactly("1", "4");
        commit();
        assertThat(count(ANA, 3, change(Set.of(), evidence("5", 50))))
                .extracting(each -> each.id().value())
                .containsExactly("1", "4", "5");
        assertThat(asked).containsExactly(ANA);
    }

    /** Of two transactions that commit one after the other, the news of the first may come last. */
    @Test
    void newsThatComeLateDoNotHide() {
        inLedger.put(ANA, List.of(evidence("1", 10)));
        count(ANA, 1, null);
        RecentEvidence.Counted first = open.removeFirst();
        inLedger.put(ANA, List.of(evidence("1", 10), evidence("2", 20)));
        count(ANA, 2, change(Set.of(), evidence("2", 20)));
        commit();
        recent.keep(first);
        inLedger.put(ANA, List.of(evidence("1", 10), evidence("2", 20), evidence("3", 30)));
        assertThat(count(ANA, 3, change(Set.of(), evidence("3", 30)))).hasSize(3);
    }

    @Test
    void aChangeOfWhichNothingIsSaidIsAskedFor() {
        inLedger.put(ANA, List.of(evidence("1", 10)));
        count(ANA, 1, null);
        commit();
        count(ANA, 2, null);
        assertThat(asked).containsExactly(ANA, ANA);
    }

    @Test
    void thoseOfWhomNothingIsKeptAreAskedForTogetherWithNobodyElse() {
        count(ANA, 1, null);
        commit();
        asked.clear();
        SortedMap<LearnerId, Long> revisions = new TreeMap<>(Map.of(ANA, 2L, BEN, 9L));
        Map<LearnerId, List<Evidence>> now =
                recent.of(TENANT, revisions, Map.of(ANA, change(Set.of(), evidence("1", 1)), BEN, change(Set.of())));
        assertThat(asked).containsExactly(BEN);
        assertThat(now.get(ANA)).hasSize(1);
        assertThat(now.get(BEN)).isEmpty();
    }

    private List<Evidence> count(LearnerId learner, long revision, Ledger.Change change) {
        return recent.of(
                        TENANT,
                        new TreeMap<>(Map.of(learner, revision)),
                        change == null ? Map.of() : Map.of(learner, change))
                .get(learner);
    }

    private void commit() {
        open.forEach(recent::keep);
        open.clear();
    }

    private static Ledger.Change change(Set<String> gone, Evidence... come) {
        Set<EvidenceId> ids = new HashSet<>();
        gone.forEach(each -> ids.add(new EvidenceId(each)));
        return new Ledger.Change(ids, List.of(come));
    }

    private static Evidence evidence(String id, long second) {
        return evidence(id, second, 0.8);
    }

    private static Evidence evidence(String id, long second, double share) {
        Instant at = Instant.ofEpochSecond(second);
        return new Evidence(
                new EvidenceId(id),
                at,
                at,
                new ActivityId("https://lms.test/quiz/" + id),
                new TreeSet<>(Set.of(new CompetencyTier(new CompetencyId("c"), Tier.LITERATE))),
                1,
                new Observation.PracticalRating(share));
    }
}
