package dev.waymark.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.Identities;
import dev.waymark.learner.Identities.Declared;
import dev.waymark.learner.Identities.Field;
import dev.waymark.learner.Identities.Kind;
import dev.waymark.learner.Identities.Voucher;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.FakeLrs;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Feeds;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Content that names people in ways of its own, and a Canvas whose subject no content knows. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentitiesScenarioTest implements TestPropertyProvider {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final String CANVAS = "https://canvas.test";
    private static final String CONTENT = "https://content.test";
    private static final Instant NOW = Instant.parse("2026-03-05T10:00:00Z");

    private final FakeLrs lrs = new FakeLrs();

    @Inject
    DataSource tables;

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    Learners learners;

    @Inject
    Identities identities;

    @Inject
    Feeds feeds;

    @Inject
    Ledger ledger;

    @Inject
    Configurations configurations;

    @Inject
    Registrations registrations;

    private RegistrationId canvas = new RegistrationId(0);
    private RegistrationId other = new RegistrationId(0);

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
                "waymark.evidence.realign",
                "1h");
    }

    /** Registrations as a platform's file would make them. */
    @Singleton
    static class Registrations {
        private final JdbcOperations jdbc;

        Registrations(JdbcOperations jdbc) {
            this.jdbc = jdbc;
        }

        @Transactional
        public RegistrationId add(String issuer, String client) {
            jdbc.prepareStatement(
                    "INSERT IGNORE INTO lti_registration (tenant, issuer, client_id, name, authorization_endpoint,"
                            + " token_endpoint, jwks_uri, active, updated_at) VALUES (1, ?, ?, ?, 'https://x.test/a',"
                            + " 'https://x.test/t', 'https://x.test/k', 1, 0)",
                    insert -> {
                        insert.setString(1, issuer);
                        insert.setString(2, client);
                        insert.setString(3, client);
                        return insert.executeUpdate();
                    });
            return jdbc.prepareStatement(
                    "SELECT id FROM lti_registration WHERE tenant = 1 AND issuer = ? AND client_id = ?", select -> {
                        select.setString(1, issuer);
                        select.setString(2, client);
                        try (var rows = select.executeQuery()) {
                            rows.next();
                            return new RegistrationId(rows.getLong(1));
                        }
                    });
        }
    }

    @BeforeEach
    void begin() {
        lrs.reset();
        canvas = registrations.add(CANVAS, "identities");
        other = registrations.add("https://moodle2.test", "identities");
        identities.mappings(TENANT).forEach(each -> identities.withdraw(TENANT, each.id(), NOW));
        identities.mailVouched(TENANT).forEach(each -> identities.vouchMail(TENANT, each, false, "test", NOW));
        var quiz = new ActivityId("https://content.test/h5p/1");
        configurations.settle(
                TENANT,
                quiz,
                Optional.of(new Alignment(
                        quiz,
                        new TreeSet<>(List.of(new CompetencyTier(new CompetencyId("C02"), Tier.LITERATE))),
                        EvidenceKind.ASSESSMENT,
                        1,
                        false)),
                "test");
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
    void contentInACanvasCourseIsJoinedByTheUserIdThatCanvasGivesIt() {
        identities.declare(
                TENANT, new Declared(canvas, Kind.ACCOUNT, CONTENT + "/", Field.CANVAS_USER_ID), "test", NOW);
        lrs.add(passed("{\"account\":{\"homePage\":\"" + CONTENT + "\",\"name\":\"4711\"}}"));
        feeds.readNow(TENANT);
        LearnerId learner = launch("opaque-1", Map.of("canvas_user_id", "4711"), Optional.empty(), Optional.empty());
        assertThat(ledger.evidenceOf(TENANT, learner)).hasSize(1);
        assertThat(identities.agents(TENANT, learner))
                .extracting(Identities.LinkedAgent::vouchedBy)
                .containsExactlyInAnyOrder(Voucher.LAUNCH, Voucher.MAPPING);
    }

    @Test
    void aSourcedIdAndAUserNameJoinTooAndNothingElseDoes() {
        identities.declare(TENANT, new Declared(canvas, Kind.ACCOUNT, CONTENT + "/sis", Field.SOURCED_ID), "test", NOW);
        identities.declare(TENANT, new Declared(canvas, Kind.ACCOUNT, CONTENT + "/login", Field.USERNAME), "test", NOW);
        identities.declare(TENANT, new Declared(canvas, Kind.OPENID, CONTENT + "/id/", Field.SOURCED_ID), "test", NOW);
        LearnerId learner =
                launch("opaque-2", Map.of("username", "ada"), Optional.of("S-2"), Optional.of("ada@x.test"));
        assertThat(learners.agentsOf(TENANT, learner))
                .containsExactlyInAnyOrder(
                        AgentKey.account(CANVAS, "opaque-2").key(),
                        AgentKey.account(CONTENT + "/sis", "S-2").key(),
                        AgentKey.account(CONTENT + "/login", "ada").key(),
                        AgentKey.openid(CONTENT + "/id/S-2").key());
    }

    @Test
    void theUserNameThatMoodleTellsJoinsOnceItsHomePageIsDeclared() {
        lrs.add(passed("{\"account\":{\"homePage\":\"" + CONTENT + "/moodle\",\"name\":\"imke\"}}"));
        feeds.readNow(TENANT);
        LearnerId learner = launch("17", Map.of(), Optional.empty(), Optional.empty(), Optional.of("imke"));
        assertThat(ledger.entriesOf(TENANT, learner)).isEmpty();
        identities.declare(
                TENANT, new Declared(canvas, Kind.ACCOUNT, CONTENT + "/moodle", Field.USERNAME), "test", NOW);
        launch("17", Map.of(), Optional.empty(), Optional.empty(), Optional.of("imke"));
        assertThat(ledger.entriesOf(TENANT, learner)).hasSize(1);
    }

    @Test
    void anAddressJoinsOnlyWhereTheAdministratorVouchesForIt() {
        String email = "Bea@X.test";
        String sha1 = AgentKey.digestsOf(email).stream()
                .map(AgentKey::value)
                .sorted()
                .findFirst()
                .orElseThrow();
        lrs.add(passed("{\"mbox\":\"mailto:bea@x.test\"}"));
        lrs.add(passed("{\"mbox_sha1sum\":\"" + sha1 + "\"}"));
        feeds.readNow(TENANT);
        LearnerId learner = launch("opaque-3", Map.of(), Optional.empty(), Optional.of(email));
        assertThat(ledger.entriesOf(TENANT, learner)).isEmpty();
        identities.vouchMail(TENANT, canvas, true, "test", NOW);
        launch("opaque-3", Map.of(), Optional.empty(), Optional.of(email));
        assertThat(ledger.entriesOf(TENANT, learner)).hasSize(2);
        assertThat(learners.agentsOf(TENANT, learner)).containsAll(digests(email));
        identities.vouchMail(TENANT, canvas, false, "test", NOW);
        assertThat(ledger.entriesOf(TENANT, learner)).isEmpty();
        assertThat(learners.agentsOf(TENANT, learner)).hasSize(1);
    }

    @Test
    void whoIsUnlinkedByHandIsNotLinkedAgainByALaunchButByHand() {
        String agent = AgentKey.account(CONTENT, "42").key();
        lrs.add(passed("{\"account\":{\"homePage\":\"" + CONTENT + "\",\"name\":\"42\"},\"name\":\"Bea\"}"));
        feeds.readNow(TENANT);
        LearnerId learner = launch("opaque-4", Map.of("canvas_user_id", "42"), Optional.empty(), Optional.empty());
        assertThat(ledger.entriesOf(TENANT, learner)).isEmpty();
        assertThat(identities.link(TENANT, agent, learner, "admin", NOW)).isTrue();
        assertThat(ledger.evidenceOf(TENANT, learner)).hasSize(1);
        assertThat(identities.unlink(TENANT, agent, "admin", NOW)).isTrue();
        assertThat(ledger.evidenceOf(TENANT, learner)).isEmpty();
        assertThat(ledger.unlinked(TENANT, 1000))
                .anyMatch(each -> each.agentKey().equals(agent));
        identities.declare(TENANT, new Declared(canvas, Kind.ACCOUNT, CONTENT, Field.CANVAS_USER_ID), "test", NOW);
        launch("opaque-4", Map.of("canvas_user_id", "42"), Optional.empty(), Optional.empty());
        assertThat(ledger.evidenceOf(TENANT, learner)).isEmpty();
        assertThat(identities.link(TENANT, agent, learner, "admin", NOW)).isTrue();
        assertThat(ledger.evidenceOf(TENANT, learner)).hasSize(1);
        LearnerId second = launch("opaque-5", Map.of(), Optional.empty(), Optional.empty());
        assertThat(identities.link(TENANT, agent, second, "admin", NOW)).isFalse();
    }

    @Test
    void aMappingMustBeAnAddressOfThisPlatformsPeople() {
        assertThatThrownBy(() -> identities.declare(
                        TENANT,
                        new Declared(canvas, Kind.ACCOUNT, "https://moodle2.test/", Field.SUBJECT),
                        "test",
                        NOW))
                .hasMessageContaining("another platform");
        assertThatThrownBy(() -> identities.declare(
                        TENANT, new Declared(canvas, Kind.ACCOUNT, "content", Field.SUBJECT), "test", NOW))
                .hasMessageContaining("http or https");
        assertThatThrownBy(() -> identities.declare(
                        TENANT,
                        new Declared(new RegistrationId(987654), Kind.ACCOUNT, CONTENT, Field.SUBJECT),
                        "test",
                        NOW))
                .hasMessageContaining("987654");
        assertThat(identities.mappings(TENANT)).isEmpty();
        assertThat(other).isNotEqualTo(canvas);
    }

    @Test
    void aMappingThatIsDeclaredLaterJoinsWhoLaunchedBeforeAtOnce() {
        lrs.add(passed("{\"account\":{\"homePage\":\"" + CONTENT + "\",\"name\":\"88\"}}"));
        feeds.readNow(TENANT);
        LearnerId learner = launch("opaque-7", Map.of("canvas_user_id", "88"), Optional.empty(), Optional.empty());
        assertThat(ledger.evidenceOf(TENANT, learner)).isEmpty();
        identities.declare(TENANT, new Declared(canvas, Kind.ACCOUNT, CONTENT, Field.CANVAS_USER_ID), "test", NOW);
        assertThat(ledger.evidenceOf(TENANT, learner)).hasSize(1);
        assertThat(identities.byField(TENANT, canvas, Field.CANVAS_USER_ID, "88"))
                .hasValue(learner);
        assertThat(identities.byField(TENANT, other, Field.CANVAS_USER_ID, "88"))
                .isEmpty();
    }

    @Test
    void withdrawingAMappingTakesBackWhatItGave() {
        var mapping = identities.declare(
                TENANT, new Declared(canvas, Kind.ACCOUNT, CONTENT, Field.CANVAS_USER_ID), "test", NOW);
        lrs.add(passed("{\"account\":{\"homePage\":\"" + CONTENT + "\",\"name\":\"77\"}}"));
        feeds.readNow(TENANT);
        LearnerId learner = launch("opaque-6", Map.of("canvas_user_id", "77"), Optional.empty(), Optional.empty());
        assertThat(ledger.evidenceOf(TENANT, learner)).hasSize(1);
        identities.withdraw(TENANT, mapping.id(), NOW);
        assertThat(ledger.evidenceOf(TENANT, learner)).isEmpty();
    }

    @Test
    void theMembersOfAGroupAreTheLearnersAndNeverTheGroup() {
        lrs.add(passed("{\"objectType\":\"Group\",\"account\":{\"homePage\":\"" + CANVAS
                + "\",\"name\":\"opaque-7\"},\"member\":[{\"account\":{\"homePage\":\"" + CANVAS
                + "\",\"name\":\"opaque-8\"}}]}"));
        feeds.readNow(TENANT);
        LearnerId named = launch("opaque-7", Map.of(), Optional.empty(), Optional.empty());
        LearnerId member = launch("opaque-8", Map.of(), Optional.empty(), Optional.empty());
        assertThat(ledger.entriesOf(TENANT, named)).isEmpty();
        assertThat(ledger.evidenceOf(TENANT, member)).hasSize(1);
    }

    private static List<String> digests(String email) {
        return AgentKey.digestsOf(email).stream().map(AgentKey::key).toList();
    }

    private LearnerId launch(
            String subject, Map<String, String> custom, Optional<String> sourcedId, Optional<String> email) {
        return launch(subject, custom, sourcedId, email, Optional.empty());
    }

    private LearnerId launch(
            String subject,
            Map<String, String> custom,
            Optional<String> sourcedId,
            Optional<String> email,
            Optional<String> username) {
        ResourceLinkLaunch plain = Launches.launch(CANVAS, Optional.of(subject), Role.LEARNER);
        launches.publishEvent(new LaunchAccepted(
                TENANT,
                canvas,
                new ResourceLinkLaunch(
                        plain.issuer(),
                        plain.clientId(),
                        plain.deploymentId(),
                        plain.subject(),
                        Set.of(Role.LEARNER),
                        false,
                        plain.targetLinkUri(),
                        plain.resourceLink(),
                        plain.context(),
                        new ResourceLinkLaunch.PersonName(
                                Optional.of("Bea"), Optional.empty(), Optional.empty(), email),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        sourcedId,
                        Optional.of("canvas"),
                        custom,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        username),
                NOW));
        return learners.bySubject(TENANT, canvas, subject).orElseThrow().id();
    }

    private static String passed(String actor) {
        return """
                {"id":"%s","actor":%s,"verb":{"id":"http://adlnet.gov/expapi/verbs/passed"},
                "object":{"id":"https://content.test/h5p/1"},"result":{"score":{"scaled":0.8},"success":true},
                "timestamp":"2026-03-01T10:00:00Z"}""".formatted(Written.id(), actor);
    }
}
