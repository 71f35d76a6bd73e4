package dev.waymark.lrs.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lrs.FakeLrs;
import dev.waymark.lrs.FakeLrs.Fault;
import dev.waymark.lrs.LrsSources;
import dev.waymark.lrs.Pace;
import dev.waymark.lrs.Source;
import dev.waymark.lrs.SourceBook;
import dev.waymark.lrs.SourceDraft;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sources that an administrator entered: how their reading goes and what may be asked of it. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.lrs.poll", value = "1h")
@Property(name = "waymark.lrs.send", value = "1h")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingsTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final AgentKey KIM = AgentKey.account(Written.SITE, "7");
    private static final String LONG_AGO = "2026-01-01T10:00:00Z";
    private static final String ADMIN = "administrator 1";

    private final FakeLrs lrs = new FakeLrs();

    @Inject
    Feeds feeds;

    @Inject
    Readings readings;

    @Inject
    Statements statements;

    @Inject
    SourceBook book;

    @Inject
    LrsSources sources;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private String source = "";

    @BeforeEach
    void startAfresh() {
        lrs.reset();
        for (String table : List.of(
                "lrs_source",
                "lrs_statement",
                "lrs_statement_agent",
                "lrs_voided",
                "lrs_unusable",
                "lrs_cursor",
                "lrs_freshness",
                "shared_lease")) {
            execute("DELETE FROM " + table);
        }
        source = entered(draft(FakeLrs.PASSWORD, 10, "1.0.3"));
    }

    @AfterAll
    void stop() {
        lrs.close();
    }

    private SourceDraft draft(String password, int pageSize, String version) {
        return new SourceDraft(
                "Our LRS",
                lrs.url(),
                Source.Authorization.BASIC,
                FakeLrs.USER,
                password,
                version,
                new Pace(pageSize, Duration.ofSeconds(15), Duration.ofMinutes(2), Duration.ofHours(72), 100_000),
                true);
    }

    private String entered(SourceDraft draft) {
        return ((SourceBook.Entered.Kept) book.add(TENANT, draft, ADMIN)).source();
    }

    @Test
    void aSecretIsSealedAtRestAndNeverComesOutAgain() {
        List<String> kept = transactions.executeRead(status ->
                jdbc.prepareStatement("SELECT auth_secret FROM lrs_source WHERE tenant = ?", select -> {
                    select.setLong(1, TENANT.value());
                    List<String> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                    }
                    return found;
                }));
        assertThat(kept)
                .singleElement()
                .satisfies(text -> assertThat(text).isNotBlank().doesNotContain(FakeLrs.PASSWORD));
        assertThat(book.all(TENANT).toString()).doesNotContain(FakeLrs.PASSWORD);
        assertThat(sources.of(TENANT))
                .singleElement()
                .satisfies(opened -> assertThat(opened.authorization()).startsWith("Basic "));
    }

    @Test
    void aSecretGoesToNoOtherHostThanTheOneItWasEnteredFor() {
        try (FakeLrs stranger = new FakeLrs()) {
            var moved = new SourceDraft(
                    "Our LRS", stranger.url(), Source.Authorization.BASIC, FakeLrs.USER, "", "1.0.3", Pace.USUAL, true);
            assertThat(book.change(TENANT, source, moved, ADMIN))
                    .isEqualTo(new SourceBook.Entered.Refused(List.of(SourceDraft.Complaint.SECRET_MISSING)));
            assertThat(book.trial(TENANT, java.util.Optional.of(source), moved)).isEmpty();
        }
        SourceDraft renamed = draft("", 20, "1.0.3");
        assertThat(book.change(TENANT, source, renamed, ADMIN)).isEqualTo(new SourceBook.Entered.Kept(source));
        add(1, Instant.now().minusSeconds(600));
        feeds.readNow(TENANT);
        assertThat(known()).hasSize(1);
    }

    @Test
    void oneOrganisationsSourcesAreNoneOfAnothers() {
        var other = new TenantId(2);
        assertThat(book.all(other)).isEmpty();
        assertThat(sources.of(other)).isEmpty();
        assertThat(book.change(other, source, draft("x", 10, "1.0.3"), ADMIN))
                .isInstanceOf(SourceBook.Entered.Refused.class);
        assertThat(readings.of(other, source).position()).isEmpty();
    }

    @Test
    void readsSeveralSourcesOfOneOrganisation() {
        try (FakeLrs second = new FakeLrs()) {
            entered(new SourceDraft(
                    "Another",
                    second.url(),
                    Source.Authorization.BASIC,
                    FakeLrs.USER,
                    FakeLrs.PASSWORD,
                    "2.0.0",
                    Pace.USUAL,
                    false));
            String one = lrs.add(Written.viewed("7", LONG_AGO));
            String other = second.add(Written.viewed("7", LONG_AGO));
            feeds.readNow(TENANT);
            assertThat(known()).containsExactlyInAnyOrder(one, other);
            assertThat(sources.takingOurs(TENANT)).hasSize(1);
        }
    }

    @Test
    void losesNoneOfABatchWithOneStoringTimeWhenTheReadingBreaksOffWithinIt() {
        Instant then = Instant.now().minus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MICROS);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 25; i++) {
            ids.add(lrs.add(Written.viewed("7", LONG_AGO), then));
        }
        ids.add(lrs.add(Written.viewed("7", LONG_AGO), then.plus(10, ChronoUnit.DAYS)));
        feeds.readNow(TENANT); // so that no look back is due
        execute("DELETE FROM lrs_statement");
        execute("UPDATE lrs_cursor SET position = 0");
        lrs.failAfter(1, Fault.retryAfter(503, "0"));
        feeds.readNow(TENANT);
        assertThat(known()).hasSize(10);
        execute("UPDATE lrs_cursor SET retry_at = 0");
        feeds.readNow(TENANT);
        assertThat(known()).isEqualTo(ids);
    }

    @Test
    void readsMoreStatementsOfOneStoringTimeThanAPageHasWhereNoNextPageCanBeHad() {
        Instant then = Instant.now().minusSeconds(900);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            ids.add(lrs.add(Written.viewed("7", LONG_AGO), then));
        }
        lrs.morePrefix("https://elsewhere.test");
        feeds.readNow(TENANT);
        assertThat(known()).isEqualTo(ids);
    }

    @Test
    void ofABatchWithOneBrokenStatementReadsTheOthers() {
        Instant then = Instant.now().minusSeconds(900);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ids.add(lrs.add(Written.viewed("7", LONG_AGO), then));
        }
        String after = lrs.add(Written.viewed("7", LONG_AGO), then.plusSeconds(60));
        lrs.poison(ids.get(4));
        feeds.readNow(TENANT);
        Set<String> whole = new HashSet<>(ids);
        whole.remove(ids.get(4));
        whole.add(after);
        assertThat(known()).isEqualTo(whole);
        assertThat(readings.unusable(TENANT, source)).isEqualTo(1);

        lrs.heal();
        assertThat(readings.tryAgain(TENANT, source, ADMIN).asked()).isEqualTo(1);
        feeds.readNow(TENANT);
        assertThat(known()).contains(ids.get(4));
        assertThat(readings.unusable(TENANT, source)).isZero();
    }

    @Test
    void anLrsThatIsBrokenAsAWholeIsNotPassedBy() {
        List<String> ids = add(3, Instant.now().minusSeconds(900));
        lrs.always(new Fault(200, java.util.Map.of(), "{\"statements\":[{\"id\":\"cut off"));
        feeds.readNow(TENANT);
        assertThat(readings.unusable(TENANT, source)).isZero();
        assertThat(readings.of(TENANT, source).problem()).isPresent();
        lrs.heal();
        readings.resume(TENANT, source, ADMIN);
        feeds.readNow(TENANT);
        assertThat(known()).containsAll(ids);
    }

    @Test
    void aServerErrorAtTheSamePlaceEachTimeIsTakenForThePages() {
        List<String> ids = add(5, Instant.now().minusSeconds(900));
        lrs.poison(ids.get(2), 500);
        for (int i = 0; i < 5; i++) {
            feeds.readNow(TENANT);
            execute("UPDATE lrs_cursor SET retry_at = 0");
        }
        assertThat(known()).containsAll(List.of(ids.get(0), ids.get(1), ids.get(3), ids.get(4)));
        assertThat(readings.unusable(TENANT, source)).isEqualTo(1);
    }

    @Test
    void credentialsThatWereRefusedRestUntilTheyAreOthers() {
        book.change(TENANT, source, draft("wrong", 10, "1.0.3"), ADMIN);
        String id = lrs.add(Written.viewed("7", LONG_AGO));
        feeds.readNow(TENANT);
        feeds.readNow(TENANT);
        assertThat(lrs.requests()).hasSize(1);
        assertThat(readings.of(TENANT, source).refused()).isTrue();
        book.change(TENANT, source, draft(FakeLrs.PASSWORD, 10, "1.0.3"), ADMIN);
        feeds.readNow(TENANT);
        assertThat(known()).containsExactly(id);
        assertThat(readings.of(TENANT, source).refused()).isFalse();
    }

    @Test
    void whatIsPausedIsNotAskedForAnything() {
        readings.pause(TENANT, source, ADMIN);
        lrs.add(Written.viewed("7", LONG_AGO));
        feeds.readNow(TENANT);
        feeds.pullNow(TENANT, Set.of(KIM));
        assertThat(lrs.requests()).isEmpty();
        readings.resume(TENANT, source, ADMIN);
        feeds.readNow(TENANT);
        assertThat(known()).hasSize(1);
    }

    @Test
    void readsAStretchAgainAndKeepsWhatItHasOnce() {
        List<String> ids = add(25, Instant.now().minusSeconds(4000));
        feeds.readNow(TENANT);
        String hidden = lrs.add(Written.viewed("7", LONG_AGO), Instant.now().minusSeconds(5000));
        feeds.readNow(TENANT);
        assertThat(known()).doesNotContain(hidden);
        readings.readAgain(TENANT, source, Instant.EPOCH, ADMIN);
        assertThat(readings.of(TENANT, source).again()).isPresent();
        feeds.readNow(TENANT);
        assertThat(known()).hasSize(ids.size() + 1).contains(hidden);
        assertThat(readings.of(TENANT, source).again()).isEmpty();
        assertThat(readings.of(TENANT, source).late()).isEqualTo(1);
    }

    @Test
    void tellsHowManyCameOfAStretchThatIsReadAgainAndHowLongTheRestWillTake() {
        add(1_010, Instant.now().minusSeconds(9_000));
        feeds.readNow(TENANT);
        feeds.readNow(TENANT);
        assertThat(readings.of(TENANT, source).statements()).isEqualTo(1_010);
        readings.readAgain(TENANT, source, Instant.now().minusSeconds(10_000), ADMIN);
        assertThat(readings.of(TENANT, source).again()).hasValueSatisfying(begun -> {
            assertThat(begun.read()).isZero();
            assertThat(begun.left()).as("too early to tell").isEmpty();
        });
        feeds.readNow(TENANT);
        assertThat(readings.of(TENANT, source).again()).hasValueSatisfying(again -> {
            assertThat(again.read()).as("a hundred pages of ten").isEqualTo(1_000);
            assertThat(again.rate()).isPositive();
            assertThat(again.share()).isBetween(.1, 1.0);
            assertThat(again.left()).isPresent();
        });
        feeds.readNow(TENANT);
        assertThat(readings.of(TENANT, source).again()).isEmpty();
    }

    @Test
    void everyNightTheLastDaysAreReadAgain() {
        add(3, Instant.now().minusSeconds(4000));
        feeds.readNow(TENANT);
        String hidden = lrs.add(Written.viewed("7", LONG_AGO), Instant.now().minusSeconds(5000));
        execute("UPDATE lrs_cursor SET nightly_begun = 1");
        feeds.readNow(TENANT);
        assertThat(known()).contains(hidden);
        assertThat(readings.of(TENANT, source).nightlyDone()).isPresent();
        assertThat(readings.of(TENANT, source).nightlyFound()).isEqualTo(1);
    }

    @Test
    void aNodeThatWasReplacedStoresNothing() {
        add(3, Instant.now().minusSeconds(900));
        // Another node took over, with a later fence, while this one was asking.
        lrs.onRequest(() -> execute("UPDATE lrs_cursor SET fence = fence + 1"));
        feeds.readNow(TENANT);
        assertThat(known()).isEmpty();
        lrs.onRequest(() -> {});
        execute("UPDATE shared_lease SET fence = fence + 1, until = 0");
        feeds.readNow(TENANT);
        assertThat(known()).hasSize(3);
    }

    @Test
    void tellsHowFarTheReadingOfWhatWasThereBeforeHasCome() {
        Instant start = Instant.now().minus(100, ChronoUnit.DAYS);
        for (int i = 0; i < 100; i++) {
            lrs.add(Written.viewed("7", LONG_AGO), start.plus(i, ChronoUnit.DAYS));
        }
        lrs.failAfter(5, Fault.retryAfter(503, "60"));
        feeds.readNow(TENANT);
        Readings.Progress progress = readings.of(TENANT, source);
        assertThat(progress.filling()).hasValueSatisfying(filling -> {
            assertThat(filling.statements()).isEqualTo(50);
            assertThat(filling.share()).isBetween(0.4, 0.6);
        });
        assertThat(progress.retryAt()).isPresent();
        assertThat(progress.completeTo()).isEmpty();
        readings.resume(TENANT, source, ADMIN);
        feeds.readNow(TENANT);
        assertThat(known()).hasSize(100);
        assertThat(readings.of(TENANT, source).filling()).isEmpty();
        assertThat(readings.of(TENANT, source).lag()).isPresent();
    }

    @Test
    void whatALaterVersionUnderstandsIsUsedAfterAll() {
        lrs.add("{\"id\":\"" + Written.id() + "\",\"actor\":{},\"verb\":{\"id\":\"https://v\"}}");
        feeds.readNow(TENANT);
        assertThat(readings.tryAgain(TENANT, source, ADMIN)).isEqualTo(new Readings.Retried(0, 1, 0));
        // As if the one that was kept had been one that this version can read.
        execute("UPDATE lrs_unusable SET raw = '"
                + Written.viewed("7", LONG_AGO).replace("\n", " ").replace("'", "''") + "'");
        assertThat(readings.tryAgain(TENANT, source, ADMIN)).isEqualTo(new Readings.Retried(1, 0, 0));
        assertThat(known()).hasSize(1);
        assertThat(readings.unusable(TENANT, source)).isZero();
    }

    private void execute(String sql) {
        transactions.executeWrite(status -> jdbc.prepareStatement(sql, update -> update.executeUpdate()));
    }

    private Set<String> known() {
        Set<String> ids = new HashSet<>();
        statements.ofAgents(TENANT, Set.of(KIM), 1000).forEach(raw -> ids.add(raw.id()));
        return ids;
    }

    private List<String> add(int count, Instant from) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(lrs.add(Written.viewed("7", LONG_AGO), from.plusMillis(i * 10L)));
        }
        return ids;
    }
}
