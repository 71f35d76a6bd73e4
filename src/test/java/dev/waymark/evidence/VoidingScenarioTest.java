package dev.waymark.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.FakeLrs;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Feeds;
import dev.waymark.lrs.feed.Intake;
import dev.waymark.lrs.xapi.PageUnreadable;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may take a statement back. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VoidingScenarioTest implements TestPropertyProvider {

    private static final TenantId TENANT = TenantId.FIRST;

    private final FakeLrs lrs = new FakeLrs();

    @Inject
    DataSource tables;

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    Learners learners;

    @Inject
    Intake intake;

    @Inject
    Feeds feeds;

    @Inject
    Ledger ledger;

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
                "1h");
    }

    @AfterAll
    void stop() {
        lrs.close();
    }

    @AfterEach
    void whatCountsIsKeptAsInTheLedger() throws SQLException {
        Counted.agrees(tables);
    }

    @Test
    void aSenderTakesBackItsOwnAndNotWhatAnotherSent() throws PageUnreadable {
        LearnerId learner = somebody("voider-1");
        String id = Written.id();
        String statement = Written.quizAttempt(id, "voider-1", 5, 1, 7, "2026-03-01T10:00:00Z");
        push("sender-a", statement);
        assertThat(voided(learner, id)).isFalse();

        push("sender-b", statement);
        push("sender-b", Written.voids(id));
        assertThat(voided(learner, id)).as("another's copy, taken back").isFalse();

        push("sender-a", Written.voids(id));
        assertThat(voided(learner, id)).isTrue();
    }

    @Test
    void anLrsThatIsReadSpeaksForAllThatItCarries() throws PageUnreadable {
        LearnerId learner = somebody("voider-2");
        String id = Written.id();
        String statement = Written.quizAttempt(id, "voider-2", 6, 1, 7, "2026-03-01T10:00:00Z");
        push("sender-a", statement);
        lrs.add(statement);
        feeds.readNow(TENANT);
        assertThat(voided(learner, id)).isFalse();
        lrs.add(Written.voids(id));
        feeds.readNow(TENANT);
        assertThat(voided(learner, id)).isTrue();
    }

    /** The LRS no longer shows what it voided, so we never see its own copy; another forwarded it to us before, or does later. */
    @Test
    void anLrsThatIsReadTakesBackWhatItNeverShowedUs() throws PageUnreadable {
        LearnerId learner = somebody("voider-3");
        String before = Written.id();
        String after = Written.id();
        push("sender-a", Written.quizAttempt(before, "voider-3", 7, 1, 7, "2026-03-01T10:00:00Z"));
        lrs.add(Written.voids(before));
        lrs.add(Written.voids(after));
        feeds.readNow(TENANT);
        assertThat(voided(learner, before)).isTrue();

        push("sender-a", Written.quizAttempt(after, "voider-3", 8, 1, 7, "2026-03-01T11:00:00Z"));
        assertThat(voided(learner, after)).isTrue();

        String kept = Written.id();
        push("sender-b", Written.voids(kept));
        push("sender-a", Written.quizAttempt(kept, "voider-3", 9, 1, 7, "2026-03-01T12:00:00Z"));
        assertThat(voided(learner, kept))
                .as("by a sender that has no say over another's")
                .isFalse();
    }

    private boolean voided(LearnerId learner, String id) {
        return ledger.entry(TENANT, learner, new EvidenceId(id)).orElseThrow().outcome()
                        instanceof Mapped.Ignored ignored
                && ignored.why() == Mapped.Why.VOIDED;
    }

    private void push(String source, String statement) throws PageUnreadable {
        String stored = statement.strip().replaceFirst("\\{", "{\"stored\":\"2026-03-02T10:00:00Z\",");
        intake.take(
                TENANT,
                source,
                StatementPages.read(
                        ("{\"statements\":[" + stored + "],\"more\":\"\"}").getBytes(StandardCharsets.UTF_8)));
    }

    private LearnerId somebody(String subject) {
        launches.publishEvent(Launches.of(subject, Role.LEARNER));
        return learners.bySubject(TENANT, new RegistrationId(1), subject)
                .orElseThrow()
                .id();
    }
}
