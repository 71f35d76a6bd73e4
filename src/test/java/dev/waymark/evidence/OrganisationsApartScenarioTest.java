package dev.waymark.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.learner.Identities;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Intake;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.lrs.xapi.PageUnreadable;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same account, the same statement and the same name of a source, in two organisations: nothing goes from one to the other. */
@Tag("storage")
@MicronautTest(transactional = false)
class OrganisationsApartScenarioTest {

    private static final TenantId OURS = TenantId.FIRST;
    private static final TenantId THEIRS = new TenantId(2);
    private static final String USER = "apart-1";
    private static final AgentKey ACCOUNT = AgentKey.account(Written.SITE, USER);

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    Learners learners;

    @Inject
    Identities identities;

    @Inject
    Intake intake;

    @Inject
    Ledger ledger;

    @Test
    void aLaunchALinkAndAVoidHoldForOneOrganisation() throws PageUnreadable {
        String id = Written.id();
        String statement = Written.quizAttempt(id, USER, 5, 1, 7, "2026-03-01T10:00:00Z");
        push(OURS, statement);
        push(THEIRS, statement);

        LearnerId here = launched(OURS);
        assertThat(ledger.entry(OURS, here, new EvidenceId(id))).isPresent();
        assertThat(learners.byAgents(THEIRS, List.of(ACCOUNT.key()))).isEmpty();
        assertThat(waiting(THEIRS)).isTrue();
        assertThat(ledger.entriesOf(THEIRS, here)).isEmpty();
        assertThat(identities.link(THEIRS, ACCOUNT.key(), here, "administrator 1", Instant.now()))
                .as("by hand, to a person of another organisation")
                .isFalse();
        assertThat(waiting(THEIRS)).isTrue();

        LearnerId there = launched(THEIRS);
        assertThat(there).isNotEqualTo(here);
        assertThat(waiting(THEIRS)).isFalse();
        push(OURS, Written.voids(id));
        assertThat(voided(OURS, here, id)).isTrue();
        assertThat(voided(THEIRS, there, id)).isFalse();
    }

    private boolean waiting(TenantId tenant) {
        return ledger.unlinked(tenant, 1000).stream()
                .anyMatch(each -> each.agentKey().equals(ACCOUNT.key()));
    }

    private boolean voided(TenantId tenant, LearnerId learner, String id) {
        return ledger.entry(tenant, learner, new EvidenceId(id)).orElseThrow().outcome()
                        instanceof Mapped.Ignored ignored
                && ignored.why() == Mapped.Why.VOIDED;
    }

    private LearnerId launched(TenantId tenant) {
        launches.publishEvent(new LaunchAccepted(
                tenant,
                Launches.MOODLE,
                Launches.launch(Written.SITE, Optional.of(USER), Role.LEARNER),
                Instant.now()));
        return learners.bySubject(tenant, Launches.MOODLE, USER).orElseThrow().id();
    }

    private void push(TenantId tenant, String statement) throws PageUnreadable {
        String stored = statement.strip().replaceFirst("\\{", "{\"stored\":\"2026-03-02T10:00:00Z\",");
        intake.take(
                tenant,
                "sender",
                StatementPages.read(
                        ("{\"statements\":[" + stored + "],\"more\":\"\"}").getBytes(StandardCharsets.UTF_8)));
    }
}
