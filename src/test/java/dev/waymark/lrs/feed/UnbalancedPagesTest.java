package dev.waymark.lrs.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lrs.FakeLrs;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A body that is no JSON, for one statement's sake: what is sound is read all the same. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.lrs.poll", value = "1h")
@Property(name = "waymark.lrs.send", value = "1h")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnbalancedPagesTest {

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

    /** Whatever a body loses or has too much of: what is sound is read, what is not is kept as it came and tried again. */
    @Test
    void oneStatementWithBracesThatDoNotMatchCostsNoOther() {
        List<UnaryOperator<String>> broken = List.of(
                text -> text.substring(0, text.length() - 1),
                text -> text + "}",
                text -> text + "]",
                text -> text + "]}",
                text -> text.replaceFirst("\\{", "[{"),
                text -> text.substring(0, text.length() / 2),
                text -> text.replaceFirst("\"verb\"", "\"verb"));
        for (UnaryOperator<String> each : broken) {
            startAfresh();
            Instant then = Instant.now().minusSeconds(3_600);
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 23; i++) {
                // Three of them share the instant of the broken one.
                ids.add(lrs.add(Written.viewed("7", LONG_AGO), then.plusSeconds(i / 3 * 60L)));
            }
            lrs.tells(ids.get(10), each);
            String shown = each.apply("{…\"verb\":{}}");
            feeds.readNow(TENANT);
            Set<String> whole = new HashSet<>(ids);
            whole.remove(ids.get(10));
            assertThat(known()).as(shown).isEqualTo(whole);
            assertThat(readings.unusable(TENANT, source)).as(shown).isEqualTo(1);
            assertThat(statements.unusable(TENANT, 10))
                    .as(shown)
                    .singleElement()
                    .satisfies(kept -> {
                        assertThat(kept.reason()).contains("stored between", "the body is");
                        assertThat(kept.raw()).contains(ids.get(10));
                    });
            assertThat(readings.of(TENANT, source).problem()).as(shown).isEmpty();
            int asked = lrs.requests().size();
            feeds.readNow(TENANT);
            assertThat(lrs.requests().size() - asked)
                    .as("no endless retry: " + shown)
                    .isLessThan(10);

            lrs.heal();
            assertThat(readings.tryAgain(TENANT, source, ADMIN).asked())
                    .as(shown)
                    .isEqualTo(1);
            feeds.readNow(TENANT);
            assertThat(known()).as(shown).containsAll(ids);
            assertThat(readings.unusable(TENANT, source)).as(shown).isZero();
        }
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
