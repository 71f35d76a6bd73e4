package dev.waymark.lrs.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lrs.FakeLrs;
import dev.waymark.lrs.FakeLrs.Fault;
import dev.waymark.lrs.Pace;
import dev.waymark.lrs.Source;
import dev.waymark.lrs.SourceBook;
import dev.waymark.lrs.SourceDraft;
import dev.waymark.lrs.feed.Feeds;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Our statements go to two record stores, and the trouble of one is none of the other's. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoRecordStoresTest implements TestPropertyProvider {

    private static final TenantId TENANT = TenantId.FIRST;

    private final FakeLrs first = new FakeLrs();
    private final FakeLrs second = new FakeLrs();

    @Inject
    SourceBook book;

    @Inject
    StatementOutbox outbox;

    @Inject
    OutboxSender sender;

    @Inject
    Feeds feeds;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Override
    public Map<String, String> getProperties() {
        return Map.of(
                "waymark.lrs.url",
                first.url(),
                "waymark.lrs.user",
                FakeLrs.USER,
                "waymark.lrs.password",
                FakeLrs.PASSWORD,
                "waymark.lrs.poll",
                "1h",
                "waymark.lrs.send",
                "1h");
    }

    @BeforeEach
    void startAfresh() {
        first.reset();
        second.reset();
        if (book.all(TENANT).size() < 2) {
            var draft = new SourceDraft(
                    "Second",
                    second.url(),
                    Source.Authorization.BASIC,
                    FakeLrs.USER,
                    FakeLrs.PASSWORD,
                    "1.0.3",
                    Pace.USUAL,
                    true);
            assertThat(book.add(TENANT, draft, "test")).isInstanceOf(SourceBook.Entered.Kept.class);
        }
        transactions.executeWrite(status -> jdbc.prepareStatement("DELETE FROM lrs_outgoing", d -> d.executeUpdate()));
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void oneThatIsDownHoldsNothingUpAtTheOtherAndMissesNothing() {
        first.fault(Fault.status(401));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(add("achieved").toString());
        }
        sender.send(TENANT);
        assertThat(first.statements()).isEmpty();
        assertThat(second.statements())
                .extracting(each -> each.get("id").asText())
                .as("in their order")
                .containsExactlyElementsOf(ids);
        assertThat(outbox.standing(TENANT)).isEqualTo(new StatementOutbox.Standing(7, 7, 0));
    }

    @Test
    void whatOneSetsAsideTheOtherTakes() {
        UUID id = UUID.randomUUID();
        second.refusesKnownIds();
        second.add(statement(id, "something-else"));
        outbox.add(TENANT, id, statement(id, "achieved"));
        UUID after = add("achieved");
        sender.send(TENANT);
        assertThat(first.statements())
                .extracting(each -> each.get("id").asText())
                .containsExactly(id.toString(), after.toString());
        assertThat(outbox.undeliverable(TENANT, second.url().replace("http://", ""), 5))
                .singleElement()
                .satisfies(dead -> assertThat(dead.reason()).contains("another statement under this id"));
        assertThat(second.statements())
                .extracting(each -> each.get("id").asText())
                .contains(after.toString());
        assertThat(outbox.standing(TENANT)).isEqualTo(new StatementOutbox.Standing(0, 3, 1));
    }

    @Test
    void oneThatHasItAlreadyCountsAsSent() {
        UUID id = add("achieved");
        second.refusesKnownIds();
        second.add(statement(id, "achieved"));
        sender.send(TENANT);
        assertThat(outbox.standing(TENANT)).isEqualTo(new StatementOutbox.Standing(0, 2, 0));
        assertThat(first.statements()).hasSize(1);
        assertThat(second.statements()).hasSize(1);
    }

    @Test
    void whatIsOursIsNotReadBackFromEither() {
        add("achieved");
        sender.send(TENANT);
        feeds.readNow(TENANT);
        feeds.readNow(TENANT);
        sender.send(TENANT);
        assertThat(first.statements()).hasSize(1);
        assertThat(second.statements()).hasSize(1);
        assertThat(outbox.standing(TENANT).waiting()).isZero();
    }

    private UUID add(String verb) {
        UUID id = UUID.randomUUID();
        outbox.add(TENANT, id, statement(id, verb));
        return id;
    }

    private static String statement(UUID id, String verb) {
        return """
                {"id":"%s","actor":{"account":{"homePage":"https://m.test","name":"7"}},
                "verb":{"id":"https://example.org/%s"},
                "object":{"objectType":"Activity","id":"https://example.org/c"},
                "timestamp":"2026-01-01T10:00:00Z"}""".formatted(id, verb);
    }
}
