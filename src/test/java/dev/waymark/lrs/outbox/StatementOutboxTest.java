package dev.waymark.lrs.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lrs.FakeLrs;
import dev.waymark.lrs.FakeLrs.Fault;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.xapi.SameStatement;
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
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementOutboxTest implements TestPropertyProvider {

    private static final TenantId TENANT = TenantId.FIRST;

    private final FakeLrs lrs = new FakeLrs();

    @Inject
    StatementOutbox outbox;

    @Inject
    OutboxSender sender;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Override
    public Map<String, String> getProperties() {
        return Map.of(
                "waymark.lrs.url",
                lrs.url(),
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
        lrs.reset();
        transactions.executeWrite(status -> jdbc.prepareStatement("DELETE FROM lrs_outgoing", d -> d.executeUpdate()));
    }

    @AfterAll
    void stop() {
        lrs.close();
    }

    @Test
    void sendsInOrderAndInBatches() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            ids.add(add("achieved").toString());
        }
        sender.send(TENANT);
        assertThat(lrs.statements()).extracting(each -> each.get("id").asText()).containsExactlyElementsOf(ids);
        assertThat(lrs.requests()).hasSize(3);
        assertThat(outbox.standing(TENANT)).isEqualTo(new StatementOutbox.Standing(0, 120, 0));
    }

    @Test
    void takesTheSameIdOnce() {
        UUID id = UUID.randomUUID();
        assertThat(outbox.add(TENANT, id, statement(id, "achieved"))).isTrue();
        assertThat(outbox.add(TENANT, id, statement(id, "achieved"))).isFalse();
        sender.send(TENANT);
        sender.send(TENANT);
        assertThat(lrs.statements()).hasSize(1);
    }

    @Test
    void aStatementThatTheLrsHasAlreadyIsSent() {
        UUID id = add("achieved");
        lrs.refusesKnownIds();
        lrs.add(statement(id, "achieved"));
        sender.send(TENANT);
        assertThat(outbox.standing(TENANT)).isEqualTo(new StatementOutbox.Standing(0, 1, 0));
    }

    @Test
    void anotherStatementUnderOurIdIsSetAsideWithTheReason() {
        lrs.refusesKnownIds();
        UUID id = add("achieved");
        lrs.add(statement(id, "something-else"));
        sender.send(TENANT);
        assertThat(outbox.undeliverable(TENANT, lrs.url().replace("http://", ""), 5))
                .singleElement()
                .satisfies(dead -> assertThat(dead.reason()).contains("another statement under this id"));
    }

    @Test
    void aRefusedStatementDoesNotHoldUpTheOthers() {
        add("achieved");
        UUID bad = add("refuse-me");
        add("achieved");
        sender.send(TENANT);
        assertThat(outbox.standing(TENANT)).isEqualTo(new StatementOutbox.Standing(0, 2, 1));
        assertThat(outbox.undeliverable(TENANT, lrs.url().replace("http://", ""), 5))
                .singleElement()
                .satisfies(dead -> {
                    assertThat(dead.statementId()).isEqualTo(bad);
                    assertThat(dead.reason()).contains("400").contains("the verb is refused");
                });
    }

    @Test
    void whatWasSetAsideGoesOutAgainBeforeWhatWasSaidLater() {
        String source = lrs.url().replace("http://", "");
        UUID first = add("achieved");
        UUID second = add("progressed");
        lrs.fault(Fault.status(400));
        lrs.fault(Fault.status(400));
        lrs.fault(Fault.status(400));
        sender.send(TENANT);
        assertThat(outbox.standing(TENANT, source)).isEqualTo(new StatementOutbox.Standing(0, 0, 2));
        UUID later = add("achieved");

        assertThat(outbox.sendAgain(TENANT, "elsewhere.test/xapi", Optional.empty()))
                .isZero();
        assertThat(outbox.sendAgain(TENANT, source, Optional.of(second))).isEqualTo(1);
        assertThat(outbox.sendAgain(TENANT, source, Optional.empty())).isEqualTo(1);
        assertThat(outbox.sendAgain(TENANT, source, Optional.empty())).isZero();
        sender.send(TENANT);

        assertThat(lrs.statements())
                .extracting(each -> each.get("id").asText())
                .containsExactly(first.toString(), second.toString(), later.toString());
        assertThat(outbox.standing(TENANT)).isEqualTo(new StatementOutbox.Standing(0, 3, 0));
    }

    @Test
    void saysWhatHoldsTheLineUp() {
        String source = lrs.url().replace("http://", "");
        assertThat(outbox.heldUp(TENANT, source)).isEmpty();
        add("achieved");
        assertThat(outbox.heldUp(TENANT, source)).isEmpty();
        lrs.fault(Fault.status(401));
        sender.send(TENANT);
        assertThat(outbox.heldUp(TENANT, source))
                .hasValueSatisfying(why -> assertThat(why).contains("401"));
    }

    /** An LRS answers 409 to what it has and was voided there, and does not show it under its id. */
    @Test
    void whatTheLrsHasAndWasVoidedIsSent() {
        UUID id = add("achieved");
        lrs.refusesKnownIds();
        lrs.add(statement(id, "achieved"));
        lrs.add(Written.voids(id.toString()));
        sender.send(TENANT);
        assertThat(outbox.standing(TENANT)).isEqualTo(new StatementOutbox.Standing(0, 1, 0));
    }

    @Test
    void anIdThatIsRefusedAndNotShownIsLookedForAgainBeforeItIsSetAside() {
        UUID id = add("achieved");
        for (int i = 0; i < 4; i++) {
            lrs.fault(Fault.status(409));
            sender.send(TENANT);
            assertThat(outbox.standing(TENANT).waiting()).isEqualTo(1);
            now();
        }
        lrs.fault(Fault.status(409));
        sender.send(TENANT);
        assertThat(outbox.undeliverable(TENANT, lrs.url().replace("http://", ""), 5))
                .singleElement()
                .satisfies(dead -> {
                    assertThat(dead.statementId()).isEqualTo(id);
                    assertThat(dead.reason()).contains("shows no statement under it");
                });
    }

    @Test
    void aStatementThatTheLrsStumblesOverEachTimeDoesNotHoldUpTheOthersForEver() {
        UUID bad = add("stumble");
        add("achieved");
        add("achieved");
        for (int i = 0; i < 4; i++) {
            sender.send(TENANT);
            assertThat(outbox.standing(TENANT)).isEqualTo(new StatementOutbox.Standing(3, 0, 0));
            now();
        }
        sender.send(TENANT);
        assertThat(outbox.standing(TENANT)).isEqualTo(new StatementOutbox.Standing(0, 2, 1));
        assertThat(outbox.undeliverable(TENANT, lrs.url().replace("http://", ""), 5))
                .singleElement()
                .satisfies(dead -> {
                    assertThat(dead.statementId()).isEqualTo(bad);
                    assertThat(dead.reason()).contains("500").contains("took others");
                });
    }

    @Test
    void anLrsThatStumblesOverAllLosesNothing() {
        add("achieved");
        add("achieved");
        lrs.always(Fault.status(500));
        for (int i = 0; i < 7; i++) {
            sender.send(TENANT);
            now();
        }
        assertThat(outbox.standing(TENANT)).isEqualTo(new StatementOutbox.Standing(2, 0, 0));
        lrs.heal();
        sender.send(TENANT);
        assertThat(outbox.standing(TENANT)).isEqualTo(new StatementOutbox.Standing(0, 2, 0));
    }

    /** The time to try again has come. */
    private void now() {
        transactions.executeWrite(
                status -> jdbc.prepareStatement("UPDATE lrs_outgoing SET retry_at = 0", d -> d.executeUpdate()));
    }

    @Test
    void aBusyLrsIsLeftAloneAndNothingIsLost() {
        add("achieved");
        lrs.fault(Fault.retryAfter(503, "600"));
        sender.send(TENANT);
        sender.send(TENANT);
        assertThat(lrs.requests()).hasSize(1);
        assertThat(outbox.standing(TENANT).waiting()).isEqualTo(1);
    }

    @Test
    void aWrongPasswordSetsNothingAside() {
        add("achieved");
        lrs.fault(Fault.status(401));
        sender.send(TENANT);
        assertThat(outbox.standing(TENANT)).isEqualTo(new StatementOutbox.Standing(1, 0, 0));
    }

    @Test
    void isTheSameWhateverTheLrsAddedOrWroteInItsOwnWay() {
        String ours = "{\"id\":\"x\",\"actor\":{\"mbox\":\"mailto:a@b.test\"},\"result\":{\"score\":{\"raw\":1}},"
                + "\"timestamp\":\"2026-01-01T10:00:00Z\"}";
        String theirs = "{\"id\":\"x\",\"actor\":{\"objectType\":\"Agent\",\"mbox\":\"mailto:a@b.test\"},"
                + "\"result\":{\"score\":{\"raw\":1.0}},\"stored\":\"now\",\"timestamp\":\"2026-01-01T11:00:00+01:00\"}";
        assertThat(SameStatement.is(ours, theirs.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(SameStatement.is(
                        ours, theirs.replace("1.0", "0.9").getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isFalse();
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
