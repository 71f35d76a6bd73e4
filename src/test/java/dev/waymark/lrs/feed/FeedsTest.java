package dev.waymark.lrs.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lrs.FakeLrs;
import dev.waymark.lrs.FakeLrs.Fault;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.lrs.xapi.Statement;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedsTest implements TestPropertyProvider {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final AgentKey KIM = AgentKey.account(Written.SITE, "7");
    private static final String LONG_AGO = "2026-01-01T10:00:00Z";

    private final FakeLrs lrs = new FakeLrs();

    @Inject
    Feeds feeds;

    @Inject
    Statements statements;

    @Inject
    Heard heard;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Override
    public Map<String, String> getProperties() {
        // Nothing is read in the background; each test reads when it wants to.
        return Map.of(
                "waymark.lrs.url",
                lrs.url() + "/statements/",
                "waymark.lrs.user",
                FakeLrs.USER,
                "waymark.lrs.password",
                FakeLrs.PASSWORD,
                "waymark.lrs.poll",
                "1h");
    }

    /** Not beside a measurement, which would measure what this keeps. */
    @Requires(missingProperty = "waymark.bench")
    @Singleton
    static class Heard {
        final ConcurrentLinkedQueue<StatementsStored> news = new ConcurrentLinkedQueue<>();
        volatile boolean refuses;

        @EventListener
        void onStatements(StatementsStored stored) {
            if (refuses) {
                throw new IllegalStateException("refused on purpose");
            }
            news.add(stored);
        }

        List<String> ids() {
            return news.stream()
                    .flatMap(each -> each.stored().stream())
                    .map(Statement::id)
                    .toList();
        }

        List<String> voided() {
            return news.stream().flatMap(each -> each.voidedIds().stream()).toList();
        }
    }

    @BeforeEach
    void startAfresh() {
        lrs.reset();
        heard.news.clear();
        heard.refuses = false;
        transactions.executeWrite(status -> {
            for (String table : List.of(
                    "lrs_statement",
                    "lrs_statement_agent",
                    "lrs_voided",
                    "lrs_unusable",
                    "lrs_cursor",
                    "lrs_freshness",
                    "shared_lease")) {
                jdbc.prepareStatement("DELETE FROM " + table, delete -> delete.executeUpdate());
            }
            return null;
        });
    }

    @AfterAll
    void stop() {
        lrs.close();
    }

    @Test
    void readsPageAfterPageAndPassesEachStatementOnOnce() {
        lrs.pageSize(3);
        List<String> ids = add(10, Instant.now().minusSeconds(600));
        feeds.readNow(TENANT);
        feeds.readNow(TENANT);
        assertThat(heard.ids()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(statements.ofAgents(TENANT, Set.of(KIM), 100)).hasSize(10);
        assertThat(feeds.sources(TENANT)).singleElement().satisfies(state -> {
            assertThat(state.completeTo()).isPresent();
            assertThat(state.problem()).isEmpty();
        });
    }

    @Test
    void readsPackedPages() {
        lrs.gzip();
        List<String> ids = add(5, Instant.now().minusSeconds(600));
        feeds.readNow(TENANT);
        assertThat(heard.ids()).hasSameElementsAs(ids);
    }

    @Test
    void findsAStatementThatSurfacesAfterLaterOnes() {
        Instant now = Instant.now();
        String late = lrs.add(Written.viewed("7", LONG_AGO), now.minusSeconds(5), now.plus(Duration.ofDays(1)));
        String seen = lrs.add(Written.viewed("7", LONG_AGO), now.minusSeconds(2));
        feeds.readNow(TENANT);
        assertThat(heard.ids()).containsExactly(seen);
        lrs.reveal(late);
        feeds.readNow(TENANT);
        assertThat(heard.ids()).contains(late);
    }

    @ParameterizedTest
    @ValueSource(longs = {-26 * 3_600, -3 * 3_600, -40, 40, 3 * 3_600, 26 * 3_600})
    void losesNothingWhereTheClockThatStampsIsOff(long seconds) {
        Instant itsNow = Instant.now().plusSeconds(seconds);
        List<String> ids = new ArrayList<>(add(4, itsNow.minusSeconds(600)));
        ids.add(lrs.add(Written.viewed("7", LONG_AGO), itsNow.minusSeconds(1)));
        feeds.readNow(TENANT);
        assertThat(heard.ids()).containsExactlyInAnyOrderElementsOf(ids);
        // Stored before the newest that was read, and seen only now.
        ids.add(lrs.add(Written.viewed("7", LONG_AGO), itsNow.minusSeconds(20)));
        ids.add(lrs.add(Written.viewed("7", LONG_AGO), itsNow.plusSeconds(2)));
        transactions.executeWrite(status ->
                jdbc.prepareStatement("UPDATE lrs_cursor SET overlap_read = 1", update -> update.executeUpdate()));
        feeds.readNow(TENANT);
        assertThat(heard.ids()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void followsAnAbsoluteNextPageOnItsOwnOriginOnly() {
        lrs.pageSize(2);
        lrs.morePrefix(lrs.origin());
        List<String> ids = add(5, Instant.now().minusSeconds(600));
        feeds.readNow(TENANT);
        assertThat(heard.ids()).hasSameElementsAs(ids);
        assertThat(lrs.requests()).anyMatch(request -> request.contains("/more/"));
    }

    @Test
    void goesOnByTimeWhereTheNextPageIsElsewhere() {
        try (FakeLrs stranger = new FakeLrs()) {
            lrs.pageSize(2);
            lrs.morePrefix(stranger.origin());
            List<String> ids = add(5, Instant.now().minusSeconds(600));
            feeds.readNow(TENANT);
            assertThat(heard.ids()).hasSameElementsAs(ids);
            assertThat(stranger.requests()).isEmpty();
        }
    }

    @Test
    void doesNotGoInCirclesWhereTheNextPageIsTheSameAgain() {
        lrs.pageSize(2);
        lrs.moreRepeatsItself();
        List<String> ids = add(7, Instant.now().minusSeconds(600));
        feeds.readNow(TENANT);
        assertThat(heard.ids()).hasSameElementsAs(ids);
        assertThat(lrs.requests()).hasSizeLessThan(20);
    }

    @Test
    void leavesABusyLrsAloneForAsLongAsItAsks() {
        add(1, Instant.now().minusSeconds(600));
        lrs.fault(Fault.retryAfter(429, "600"));
        feeds.readNow(TENANT);
        feeds.readNow(TENANT);
        assertThat(lrs.requests()).hasSize(1);
        assertThat(feeds.sources(TENANT).get(0).problem())
                .hasValueSatisfying(text -> assertThat(text).contains("429"));
    }

    @Test
    void stopsAndSaysSoWhereItIsNotLetIn() {
        lrs.fault(Fault.status(403));
        feeds.readNow(TENANT);
        feeds.readNow(TENANT);
        assertThat(lrs.requests()).hasSize(1);
        assertThat(feeds.sources(TENANT).get(0).problem())
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("403")
                        .contains("WAYMARK_LRS_USER")
                        .doesNotContain(FakeLrs.PASSWORD));
    }

    @Test
    void passesByWhatCannotBeReadAndKeepsTheReason() {
        Instant start = Instant.now().minusSeconds(6000);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ids.add(lrs.add(Written.viewed("7", LONG_AGO), start.plusSeconds(i * 100L)));
        }
        lrs.poison(ids.get(4));
        feeds.readNow(TENANT);
        List<String> readable = new ArrayList<>(ids);
        readable.remove(4);
        assertThat(heard.ids()).hasSameElementsAs(readable);
        assertThat(statements.unusable(TENANT, 10))
                .singleElement()
                .satisfies(kept ->
                        assertThat(kept.reason()).contains("stored between").contains("not JSON to its end"));
    }

    @Test
    void keepsABadStatementWithItsReasonAndReadsItsNeighbours() {
        Instant then = Instant.now().minusSeconds(600);
        lrs.add("{\"id\":\"" + Written.id() + "\",\"actor\":{},\"verb\":{\"id\":\"https://v\"}}", then);
        List<String> ids = add(2, then);
        feeds.readNow(TENANT);
        assertThat(heard.ids()).hasSameElementsAs(ids);
        assertThat(statements.unusable(TENANT)).isEqualTo(1);
    }

    @Test
    void aStatementIsVoidedWhicheverComesFirst() {
        String known = lrs.add(Written.viewed("7", LONG_AGO), Instant.now().minusSeconds(900));
        feeds.readNow(TENANT);
        lrs.add(Written.voids(known), Instant.now().minusSeconds(10));
        feeds.readNow(TENANT);
        assertThat(heard.voided()).containsExactly(known);
        assertThat(statements.byIds(TENANT, List.of(known)))
                .singleElement()
                .satisfies(raw -> assertThat(raw.voided()).isTrue());
    }

    @Test
    void aStatementThatIsToldAgainAfterItWasVoidedStaysVoided() {
        String target = Written.id();
        lrs.add(Written.voids(target), Instant.now().minusSeconds(900));
        feeds.readNow(TENANT);
        assertThat(heard.voided()).isEmpty();
        // An LRS that goes on telling a voided statement.
        lrs.reset();
        lrs.add(Written.quizAttempt(target, "7", 1, 1, 5, LONG_AGO));
        feeds.readNow(TENANT);
        assertThat(heard.voided()).containsExactly(target);
    }

    @Test
    void aPageThatAListenerRefusesIsNotStoredAndComesAgain() {
        List<String> ids = add(3, Instant.now().minusSeconds(600));
        heard.refuses = true;
        feeds.readNow(TENANT);
        assertThat(statements.ofAgents(TENANT, Set.of(KIM), 10)).isEmpty();
        heard.refuses = false;
        feeds.readNow(TENANT);
        assertThat(heard.ids()).hasSameElementsAs(ids);
    }

    @Test
    void pullsOneLearnersStatementsUpToTheNewest() {
        lrs.add(Written.viewed("8", LONG_AGO));
        String justNow = lrs.add(Written.viewed("7", LONG_AGO));
        Feeds.Freshness freshness = feeds.pullNow(TENANT, Set.of(KIM));
        assertThat(heard.ids()).containsExactly(justNow);
        assertThat(freshness.configured()).isTrue();
        assertThat(freshness.reachable()).isTrue();
        assertThat(freshness.asOf()).isPresent();
        assertThat(feeds.sources(TENANT).get(0).completeTo()).isEmpty();
    }

    @Test
    void aPullSeesAVoidedStatementByTheOneThatVoidsIt() {
        String target = lrs.add(Written.viewed("7", LONG_AGO));
        feeds.pullNow(TENANT, Set.of(KIM));
        lrs.add(Written.voids(target));
        feeds.pullNow(TENANT, Set.of(KIM));
        assertThat(heard.voided()).containsExactly(target);
    }

    @Test
    void aPullFromAnLrsThatIsAwaySaysHowOldWhatWeKnowIs() {
        feeds.pullNow(TENANT, Set.of(KIM));
        lrs.fault(Fault.retryAfter(503, "0"));
        Feeds.Freshness freshness = feeds.pullNow(TENANT, Set.of(KIM));
        assertThat(freshness.reachable()).isFalse();
        assertThat(freshness.asOf()).isPresent();
        assertThat(feeds.freshness(TENANT, Set.of(KIM)).reachable()).isFalse();
    }

    @Test
    void findsAnAccountWhoseHomePageTheLrsHasWithASlash() {
        String id =
                lrs.add(Written.viewed("7", LONG_AGO).replace("\"" + Written.SITE + "\"", "\"" + Written.SITE + "/\""));
        feeds.pullNow(TENANT, Set.of(KIM));
        assertThat(heard.ids()).containsExactly(id);
        assertThat(statements.ofAgents(TENANT, Set.of(KIM), 10)).hasSize(1);
    }

    @Test
    void ofManyWhoPullAtOnceOnlyOnePassesAStatementOn() throws Exception {
        List<String> ids = add(40, Instant.now());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                running.add(threads.submit(() -> feeds.pullNow(TENANT, Set.of(KIM))));
                running.add(threads.submit(() -> feeds.readNow(TENANT)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        assertThat(heard.ids()).containsExactlyInAnyOrderElementsOf(ids);
    }

    private List<String> add(int count, Instant from) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(lrs.add(Written.viewed("7", LONG_AGO), from.plusMillis(i * 10L)));
        }
        return ids;
    }
}
