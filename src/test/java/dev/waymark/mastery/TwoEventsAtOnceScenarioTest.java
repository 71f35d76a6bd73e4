package dev.waymark.mastery;

import static dev.waymark.mastery.Histories.quiz;
import static dev.waymark.mastery.SmallContent.BASICS;
import static dev.waymark.mastery.SmallContent.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger.EvidenceChanged;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two pages of statements about one learner are stored at the same time. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = FakeRooms.PROPERTY, value = "true")
class TwoEventsAtOnceScenarioTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");

    @Inject
    Masteries masteries;

    @Inject
    MasteryRows rows;

    @Inject
    FakeRooms.FakeLedger ledger;

    @Inject
    MasteryNews news;

    @Inject
    TransactionOperations<Connection> transactions;

    @Inject
    JdbcOperations jdbc;

    @Inject
    ApplicationEventPublisher<EvidenceChanged> evidenceNews;

    private final LearnerId mina = new LearnerId(UUID.randomUUID());

    @Test
    void theSecondReadsTheLedgerOnlyWhenTheFirstHasFinished() throws Exception {
        ledger.add(mina, quiz("q1", step(BASICS, 2), 1, MONDAY));
        say();
        var firstIsCounting = new CountDownLatch(1);
        var secondHasRead = new CountDownLatch(1);
        var firstIsEnding = new AtomicBoolean();
        var readTooEarly = new AtomicBoolean();
        var reads = new AtomicInteger();
        ledger.onRead(() -> {
            if (reads.incrementAndGet() == 2) {
                readTooEarly.set(!firstIsEnding.get());
                secondHasRead.countDown();
            }
        });
        news.onHearing(event -> {
            firstIsCounting.countDown();
            awaitBriefly(secondHasRead);
            firstIsEnding.set(true);
        });
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<?> first = threads.submit(this::say);
            assertThat(firstIsCounting.await(10, TimeUnit.SECONDS)).isTrue();
            Future<?> second = threads.submit(this::say);
            first.get(20, TimeUnit.SECONDS);
            second.get(20, TimeUnit.SECONDS);
        }

        assertThat(reads).hasValue(2);
        assertThat(readTooEarly).isFalse();
    }

    /**
     * Needs READ COMMITTED. Under REPEATABLE READ, the default of MySQL and MariaDB, the second transaction goes on seeing
     * the database as it was when it began, and counts without what the first has left.
     */
    @Test
    void theSecondCountsWhatWasCommittedAfterItHadBegun() {
        var seen = new AtomicInteger();
        ledger.onRead(() -> seen.set(statementsStored()));
        transactions.executeWrite(status -> {
            int atItsBegin = statementsStored();
            try (var other = Executors.newSingleThreadExecutor()) {
                other.submit(() -> transactions.executeWrite(first -> {
                            store("one");
                            evidenceNews.publishEvent(new EvidenceChanged(TenantId.FIRST, mina, MONDAY));
                            return first;
                        }))
                        .get(20, TimeUnit.SECONDS);
            }
            store("two");
            evidenceNews.publishEvent(new EvidenceChanged(TenantId.FIRST, mina, MONDAY));
            return atItsBegin;
        });
        assertThat(seen).hasValue(2);
    }

    /** Any table will do for statements; leases are at hand. */
    private void store(String statement) {
        jdbc.prepareStatement("INSERT INTO shared_lease (work, holder, fence, until) VALUES (?, '', 0, 0)", insert -> {
            insert.setString(1, mina + "/" + statement);
            return insert.executeUpdate();
        });
    }

    private int statementsStored() {
        return jdbc.prepareStatement("SELECT COUNT(*) FROM shared_lease WHERE work LIKE ?", select -> {
            select.setString(1, mina + "/%");
            try (var found = select.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        });
    }

    @Test
    void manyAtOnceForANewcomerAllCountAndMoveATierOnce() throws Exception {
        var allStart = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                var id = "q" + i;
                all.add(threads.submit(() -> {
                    awaitBriefly(allStart);
                    ledger.add(mina, quiz(id, step(BASICS, 2), 1, MONDAY));
                    say();
                }));
            }
            allStart.countDown();
            for (Future<?> each : all) {
                each.get(20, TimeUnit.SECONDS);
            }
        }

        assertThat(news.of(mina)).hasSize(8);
        assertThat(news.of(mina).getLast().now().evidence()).isEqualTo(8);
        assertThat(masteries.moves(TenantId.FIRST, mina, 10)).containsExactly(new TierMove(BASICS, 1, 2, MONDAY));
        Map<CompetencyId, Tier> tiers = transactions.executeWrite(
                status -> rows.tiers(TenantId.FIRST, Set.of(mina)).getOrDefault(mina, new TreeMap<>()));
        assertThat(tiers).containsEntry(BASICS, Tier.LITERATE);
        long next = transactions.executeWrite(
                status -> rows.lockForNextRevision(TenantId.FIRST, new TreeSet<>(Set.of(mina)))
                        .getOrDefault(mina, 0L));
        assertThat(next).isEqualTo(9);
    }

    private void say() {
        transactions.executeWrite(status -> {
            evidenceNews.publishEvent(new EvidenceChanged(TenantId.FIRST, mina, MONDAY));
            return status;
        });
    }

    /** Long enough for the other thread to do what it must not; short enough for the database not to give up. */
    private static boolean awaitBriefly(CountDownLatch latch) {
        try {
            return latch.await(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
