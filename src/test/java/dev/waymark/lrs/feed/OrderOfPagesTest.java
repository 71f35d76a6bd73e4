package dev.waymark.lrs.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lrs.FakeLrs;
import dev.waymark.lrs.FakeLrs.Fault;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An LRS that heeds neither the order that is asked for nor the rule that it names its next page loses us nothing. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.lrs.poll", value = "1h")
@Property(name = "waymark.lrs.send", value = "1h")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderOfPagesTest {

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
    void losesNothingOfAnLrsThatGivesTheNewestFirstWhenTheReadingBreaksOff() {
        lrs.newestFirst();
        Set<String> ids = new HashSet<>();
        for (int day = 1; day <= 3; day++) {
            Instant stored = Instant.now().minus(day, ChronoUnit.DAYS);
            for (int i = 0; i < 10; i++) {
                ids.add(lrs.add(Written.viewed("7", LONG_AGO), stored));
            }
        }
        lrs.failAfter(1, Fault.retryAfter(503, "0"));
        feeds.readNow(TENANT);
        assertThat(known()).hasSize(10);
        readOn();
        assertThat(known()).isEqualTo(ids);
    }

    @Test
    void readsAnLrsThatGivesTheNewestFirstToItsBeginningWhereTheNextPageIsElsewhere() {
        lrs.newestFirst();
        lrs.morePrefix("https://elsewhere.test");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 37; i++) {
            ids.add(lrs.add(Written.viewed("7", LONG_AGO), Instant.now().minusSeconds(900 + 60L * (i / 4))));
        }
        feeds.readNow(TENANT);
        assertThat(known()).isEqualTo(ids);
    }

    @Test
    void goesOnBehindAFullPageEvenIfTheLrsNamesNoNextOne() {
        lrs.namesNoNextPage();
        Set<String> ids = new HashSet<>();
        Instant then = Instant.now().minusSeconds(9_000);
        for (int i = 0; i < 37; i++) {
            ids.add(lrs.add(Written.viewed("7", LONG_AGO), then.plusSeconds(60L * (i / 4))));
        }
        feeds.readNow(TENANT);
        assertThat(known()).isEqualTo(ids);
        int asked = lrs.requests().size();
        readOn();
        assertThat(lrs.requests().size() - asked).as("no endless retry").isLessThan(4);
    }

    @Test
    void aSmallPageWithNothingBehindItIsTheEnd() {
        lrs.add(Written.viewed("7", LONG_AGO), Instant.now().minusSeconds(900));
        feeds.readNow(TENANT);
        assertThat(lrs.requests()).hasSize(1);
        assertThat(readings.of(TENANT, source).problem()).isEmpty();
    }

    private void readOn() {
        execute("UPDATE lrs_cursor SET retry_at = 0");
        feeds.readNow(TENANT);
    }

    private void execute(String sql) {
        transactions.executeWrite(status -> jdbc.prepareStatement(sql, update -> update.executeUpdate()));
    }

    private Set<String> known() {
        Set<String> ids = new HashSet<>();
        statements.ofAgents(TENANT, Set.of(KIM), 1000).forEach(raw -> ids.add(raw.id()));
        return ids;
    }
}
