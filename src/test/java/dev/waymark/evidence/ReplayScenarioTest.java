package dev.waymark.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.engine.model.Evidence;
import dev.waymark.evidence.Replays.Replay;
import dev.waymark.evidence.Replays.State;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Intake;
import dev.waymark.lrs.feed.Statements;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.SettingRefused;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The ledger is made anew from the statements that are kept, and is then what it would be if all had just come. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayScenarioTest implements TestPropertyProvider {

    private static final TenantId TENANT = TenantId.FIRST;

    @Inject
    DataSource tables;

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    Learners learners;

    @Inject
    Intake intake;

    @Inject
    Ledger ledger;

    @Inject
    Replays replays;

    @Inject
    ReplayWork work;

    @Inject
    ReplayRows rows;

    @Inject
    KeptAgain again;

    @Inject
    Tenants tenants;

    @Inject
    Statements statements;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    /** Nothing happens but what a test does. */
    @Override
    public Map<String, String> getProperties() {
        return Map.of("waymark.evidence.replay", "1h", "waymark.evidence.realign", "1h");
    }

    @AfterEach
    void whatCountsIsKeptAsInTheLedger() throws SQLException {
        Counted.agrees(tables);
    }

    @Test
    void whatWasReadOtherwiseOrIsMissingComesRight() throws Exception {
        LearnerId learner = somebody("replay-1");
        String first = Written.id();
        String second = Written.id();
        String voided = Written.id();
        push("replay-a", Written.quizAttempt(first, "replay-1", 101, 1, 7, "2026-03-01T10:00:00Z"));
        push("replay-a", Written.quizAttempt(second, "replay-1", 102, 2, 4, "2026-03-02T10:00:00Z"));
        push("replay-a", Written.quizAttempt(voided, "replay-1", 103, 3, 9, "2026-03-03T10:00:00Z"));
        push("replay-a", Written.voids(voided));
        List<Ledger.Entry> right = ledger.entriesOf(TENANT, learner);
        List<Evidence> counted = ledger.evidenceOf(TENANT, learner);
        assertThat(counted).hasSize(2);

        // As if an older version had read a score otherwise, and rows had been lost.
        put(
                "UPDATE evidence_entry SET facts = REPLACE(facts, '\"raw\":7.0', '\"raw\":1.0') WHERE statement_id = ?",
                first);
        put("DELETE FROM evidence_entry WHERE statement_id IN (?, ?)", second, voided);
        put("DELETE FROM evidence_counted WHERE statement_id IN (?, ?)", first, second);
        put("INSERT INTO evidence_stale (tenant, owner) VALUES (1, ?)", learner.toString());
        assertThat(ledger.evidenceOf(TENANT, learner)).isNotEqualTo(counted);

        Replay done = toTheEnd(begun(Optional.empty()));

        assertThat(ledger.entriesOf(TENANT, learner)).isEqualTo(right);
        assertThat(ledger.evidenceOf(TENANT, learner)).isEqualTo(counted);
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.changed()).isEqualTo(3);
        assertThat(done.read()).isEqualTo(done.statements()).isPositive();
        assertThat(done.settled()).isEqualTo(done.people()).isPositive();
        assertThat(toTheEnd(begun(Optional.empty())).changed())
                .as("a second time nothing is to be changed")
                .isZero();
    }

    @Test
    void whatWasSetAsideIsTriedAgain() throws Exception {
        LearnerId learner = somebody("replay-2");
        String id = Written.id();
        String raw = Written.quizAttempt(id, "replay-2", 104, 1, 6, "2026-03-01T10:00:00Z");
        put(
                "INSERT INTO lrs_unusable (tenant, source, raw_hash, statement_id, reason, received, raw, stretch_from,"
                        + " stretch_to) VALUES (1, 'replay-b', 'digest-of-it', ?, 'an older version could not read it', 1, ?,"
                        + " 0, 0)",
                id,
                raw);

        Replay done = toTheEnd(begun(Optional.of("replay-b")));

        assertThat(done.used()).isEqualTo(1);
        assertThat(ledger.evidenceOf(TENANT, learner)).hasSize(1);
        assertThat(statements.unusable(TENANT, 100)).noneMatch(kept -> kept.id().equals(id));
    }

    @Test
    void anotherStatementOfTheSameIdStaysSetAside() throws Exception {
        LearnerId learner = somebody("replay-3");
        String id = Written.id();
        push("replay-c", Written.quizAttempt(id, "replay-3", 105, 1, 8, "2026-03-01T10:00:00Z"));
        List<Evidence> counted = ledger.evidenceOf(TENANT, learner);
        push("replay-c", Written.quizAttempt(id, "replay-3", 105, 1, 2, "2026-03-01T10:00:00Z"));

        Replay done = toTheEnd(begun(Optional.of("replay-c")));

        assertThat(done.setAside()).isEqualTo(1);
        assertThat(statements.unusable(TENANT, 100)).anyMatch(kept -> kept.id().equals(id));
        assertThat(ledger.evidenceOf(TENANT, learner)).isEqualTo(counted).hasSize(1);
    }

    @Test
    void oneSourceLeavesTheOthersAlone() throws Exception {
        LearnerId learner = somebody("replay-4");
        String ours = Written.id();
        String others = Written.id();
        push("replay-d", Written.quizAttempt(ours, "replay-4", 106, 1, 7, "2026-03-01T10:00:00Z"));
        push("replay-e", Written.quizAttempt(others, "replay-4", 107, 2, 7, "2026-03-02T10:00:00Z"));
        put("DELETE FROM evidence_entry WHERE statement_id IN (?, ?)", ours, others);
        put("DELETE FROM evidence_counted WHERE statement_id IN (?, ?)", ours, others);

        Replay done = toTheEnd(begun(Optional.of("replay-d")));

        assertThat(done.statements()).isEqualTo(1);
        assertThat(ledger.entriesOf(TENANT, learner)).hasSize(1);
        assertThat(toTheEnd(begun(Optional.empty())).changed()).isEqualTo(1);
        assertThat(ledger.entriesOf(TENANT, learner)).hasSize(2);
        assertThat(replays.ask(TENANT, Optional.of("nobody-of-that-name"), "test"))
                .isEqualTo(new Replays.Asked.NoSource("nobody-of-that-name"));
    }

    @Test
    void anEntryOfSomebodyWhomTheStatementIsNotAboutGoes() throws Exception {
        LearnerId right = somebody("replay-5");
        LearnerId wrong = somebody("replay-6");
        String id = Written.id();
        push("replay-f", Written.quizAttempt(id, "replay-5", 108, 1, 7, "2026-03-01T10:00:00Z"));
        put(
                "UPDATE evidence_entry SET owner = ?, agent_hash = 'read-otherwise-before' WHERE statement_id = ?",
                wrong.toString(),
                id);
        put(
                "UPDATE evidence_counted SET owner = ?, agent = 'read-otherwise-b' WHERE statement_id = ?",
                wrong.toString(),
                id);
        assertThat(ledger.evidenceOf(TENANT, wrong)).hasSize(1);

        toTheEnd(begun(Optional.of("replay-f")));

        assertThat(ledger.evidenceOf(TENANT, wrong)).isEmpty();
        assertThat(ledger.evidenceOf(TENANT, right)).hasSize(1);
    }

    @Test
    void anotherIsNotBegunWhileOneRunsAndAnOvertakenNodeChangesNothing() throws Exception {
        somebody("replay-7");
        push("replay-g", Written.quizAttempt("replay-7", 109, 1, 7, "2026-03-01T10:00:00Z"));
        push("replay-g", Written.quizAttempt("replay-7", 110, 2, 7, "2026-03-01T10:00:00Z"));
        Replay replay = begun(Optional.of("replay-g"));
        assertThat(replays.ask(TENANT, Optional.empty(), "test"))
                .isInstanceOfSatisfying(
                        Replays.Asked.Runs.class,
                        runs -> assertThat(runs.replay().id()).isEqualTo(replay.id()));
        transactions.executeWrite(
                status -> rows.tried(TENANT, replay.id(), 0, 0, 0, 2, Long.MAX_VALUE, replay.begun()));
        ReplayRows.Kept slow = running();

        assertThat(again.page(TENANT, slow, 1)).isTrue();
        assertThatThrownBy(() -> again.page(TENANT, slow, 1)).isInstanceOf(KeptAgain.Overtaken.class);

        // The node died after its first page; whoever goes on reads the rest and nothing twice.
        Replay done = toTheEnd(replay);
        assertThat(done.read()).isEqualTo(2);
        assertThat(done.changed()).isZero();
    }

    @Test
    void aStartThatAsksForItBeginsOne() throws Exception {
        somebody("replay-8");
        push("replay-h", Written.quizAttempt("replay-8", 111, 1, 7, "2026-03-01T10:00:00Z"));
        new ReplayAtStart(replays, tenants, "1/replay-h").begin();
        ReplayRows.Kept kept = running();
        assertThat(kept.replay().by()).isEqualTo("WAYMARK_REPLAY_AT_START");
        assertThat(kept.replay().source()).contains("replay-h");
        assertThat(toTheEnd(kept.replay()).statements()).isEqualTo(1);

        new ReplayAtStart(replays, tenants, "false").begin();
        new ReplayAtStart(replays, tenants, "99").begin();
        assertThat(transactions.<Optional<ReplayRows.Kept>>executeRead(status -> rows.running(TENANT)))
                .isEmpty();
        new ReplayAtStart(replays, tenants, "all").begin();
        assertThat(toTheEnd(running().replay()).source()).isEmpty();
        assertThatThrownBy(() -> new ReplayAtStart(replays, tenants, "yes"))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("found \"yes\"");
    }

    private Replay begun(Optional<String> source) {
        return ((Replays.Asked.Begun) replays.ask(TENANT, source, "test")).replay();
    }

    private ReplayRows.Kept running() {
        return transactions
                .<Optional<ReplayRows.Kept>>executeRead(status -> rows.running(TENANT))
                .orElseThrow();
    }

    private Replay toTheEnd(Replay replay) {
        for (int i = 0; i < 20; i++) {
            work.workOff();
            Replay now = replays.find(TENANT, replay.id()).orElseThrow();
            if (now.state().isOver()) {
                return now;
            }
        }
        throw new AssertionError("expected an end, found " + replays.find(TENANT, replay.id()));
    }

    private void push(String source, String statement) throws Exception {
        String stored = statement.strip().replaceFirst("\\{", "{\"stored\":\"2026-03-05T10:00:00Z\",");
        intake.take(
                TENANT,
                source,
                StatementPages.read(
                        ("{\"statements\":[" + stored + "],\"more\":\"\"}").getBytes(StandardCharsets.UTF_8)));
    }

    private void put(String sql, String... values) {
        transactions.executeWrite(status -> jdbc.prepareStatement(sql, statement -> {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }));
    }

    private LearnerId somebody(String subject) {
        launches.publishEvent(Launches.of(subject, Role.LEARNER));
        return learners.bySubject(TENANT, new RegistrationId(1), subject)
                .orElseThrow()
                .id();
    }
}
