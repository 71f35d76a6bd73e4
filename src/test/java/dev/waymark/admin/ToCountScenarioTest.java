package dev.waymark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.evidence.Launches;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.LedgerSearch.Found;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Intake;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.lti.Browser;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import dev.waymark.web.Messages;
import dev.waymark.web.Words;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever asks why a statement does not count reads what would make it count, and does it where that can be done. */
@Tag("storage")
@MicronautTest(transactional = false)
class ToCountScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final String ID = "11111111-2222-4333-8444-555555555555";
    private static final String OTHER = "11111111-2222-4333-8444-666666666666";

    /** Of these nothing is anybody's to do, and the sentence says why. */
    private static final Set<Why> NOTHING_TO_DO =
            EnumSet.of(Why.NOT_ABOUT_LEARNING, Why.OBJECT_NOT_AN_ACTIVITY, Why.OUR_OWN, Why.OPINION, Why.VERB_UNKNOWN);

    @Inject
    EmbeddedServer server;

    @Inject
    AdminAtWork admins;

    @Inject
    Messages messages;

    @Inject
    Intake intake;

    @Inject
    Ledger ledger;

    @Inject
    Learners learners;

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Test
    void everyReasonHasAnAnswerInEveryLanguageAndAWayWhereThereIsOne() {
        for (String language : List.of("en", "es", "de", "ar")) {
            Words words = new Words(messages, language, ZoneOffset.UTC);
            Set<String> sentences = new HashSet<>();
            for (Why why : Why.values()) {
                LedgerPage.Answer answer = new ToCount(words, found(why, Optional.of(LearnerId.of(ID))), List.of(OTHER))
                        .answer()
                        .orElseThrow();
                assertThat(answer.sentences()).as(why + " in " + language).hasSize(1);
                assertThat(answer.sentences().getFirst())
                        .as(why + " in " + language)
                        .isNotBlank()
                        .doesNotContain("to-count");
                assertThat(sentences.add(answer.sentences().getFirst()))
                        .as("%s in %s has a sentence of its own", why, language)
                        .isTrue();
                assertThat(answer.ways().isEmpty() && !answer.mark())
                        .as("nothing to do about %s", why)
                        .isEqualTo(NOTHING_TO_DO.contains(why));
                assertThat(answer.link()).isEmpty();

                LedgerPage.Answer unlinked = new ToCount(words, found(why, Optional.empty()), List.of())
                        .answer()
                        .orElseThrow();
                assertThat(unlinked.sentences()).as(why + " of nobody").hasSize(2);
                assertThat(unlinked.link()).as(why + " of nobody").isPresent();
            }
        }
    }

    @Test
    void aVoidedStatementLeadsToTheOneThatTookItBack() throws Exception {
        Browser browser = admins.signedIn(server.getURI());
        somebody("to-count-1");
        String id = Written.id();
        push(Written.quizAttempt(id, "to-count-1", 201, 1, 7, "2026-03-01T10:00:00Z"));
        String voiding = Written.voids(id);
        String voidingId = voiding.substring(voiding.indexOf("\"id\":\"") + 6, voiding.indexOf("\"id\":\"") + 42);
        push(voiding);

        String page = browser.get("/admin/ledger/" + id).body();
        assertThat(page).contains("What would make it count", "/admin/ledger/" + voidingId);
        assertThat(browser.get("/admin/ledger/" + voidingId).body()).contains("What would make it count", id);
    }

    @Test
    void aStatementOfNobodyIsLinkedFromItsPage() throws Exception {
        Browser browser = admins.signedIn(server.getURI());
        LearnerId learner = somebody("to-count-2");
        String id = Written.id();
        push(Written.quizAttempt(id, "to-count-stranger", 202, 1, 7, "2026-03-01T10:00:00Z"));

        assertThat(browser.get("/admin/ledger/" + id).body())
                .contains("Nobody is known to be this account yet", "/admin/accounts/link");
        AdminAtWork.send(
                browser,
                "/admin/ledger/" + id,
                "/admin/accounts/link",
                Map.of("agent", "ACCOUNT " + Written.SITE + " to-count-stranger", "learner", learner.toString()));
        assertThat(ledger.entry(TENANT, learner, new EvidenceId(id))).isPresent();
        assertThat(browser.get("/admin/ledger/" + id).body()).doesNotContain("/admin/accounts/link");
    }

    @Test
    void aPassMarkIsSaidOnThePage() throws Exception {
        Browser browser = admins.signedIn(server.getURI());
        LearnerId learner = somebody("to-count-3");
        String id = Written.id();
        push(Written.quizAttempt(id, "to-count-3", 203, 1, 7, "2026-03-01T10:00:00Z")
                .replace(",\"score\":{\"raw\":7.0,\"min\":0,\"max\":10,\"scaled\":0.0}", ""));
        assertThat(reason(learner, id)).isEqualTo(Why.SUCCESS_WITHOUT_MARK);

        Browser.Answer done =
                AdminAtWork.send(browser, "/admin/ledger/" + id, "/admin/ledger/" + id + "/mark", Map.of());

        assertThat(done.location()).endsWith("said=mark");
        assertThat(ledger.entry(TENANT, learner, new EvidenceId(id))
                        .orElseThrow()
                        .outcome())
                .isInstanceOf(Mapped.Counted.class);
        assertThat(browser.get("/admin/ledger/" + id).body()).doesNotContain("What would make it count");
    }

    @Test
    void aStatementIsReadAgainAsThisVersionReadsIt() throws Exception {
        Browser browser = admins.signedIn(server.getURI());
        LearnerId learner = somebody("to-count-4");
        String id = Written.id();
        push(Written.viewed("to-count-4", "2026-03-01T10:00:00Z")
                .replaceFirst("\"id\":\"[^\"]+\"", "\"id\":\"" + id + "\""));
        Why right = reason(learner, id);
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "UPDATE evidence_entry SET facts = REPLACE(facts, 'verb/viewed', 'verb/of-an-older-version'), outcome ="
                        + " 'VERB_UNKNOWN', mapped = REPLACE(mapped, ?, 'VERB_UNKNOWN') WHERE statement_id = ?",
                update -> {
                    update.setString(1, right.name());
                    update.setString(2, id);
                    return update.executeUpdate();
                }));
        assertThat(reason(learner, id)).isEqualTo(Why.VERB_UNKNOWN);

        String again = "/admin/ledger/" + id + "/again";
        assertThat(AdminAtWork.send(browser, "/admin/ledger/" + id, again, Map.of())
                        .location())
                .endsWith("said=changed");
        assertThat(reason(learner, id)).isEqualTo(right);
        assertThat(AdminAtWork.send(browser, "/admin/ledger/" + id, again, Map.of())
                        .location())
                .endsWith("said=again");
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "INSERT IGNORE INTO shared_tenant (id, name, created_at) VALUES (2, 'Other', 0)",
                insert -> insert.executeUpdate()));
        Browser elsewhere = admins.signedIn(server.getURI(), new TenantId(2));
        assertThat(elsewhere.post(again, Map.of("csrf", admins.csrf(elsewhere))).location())
                .isEqualTo("/admin/ledger");
    }

    private Why reason(LearnerId learner, String id) {
        return ((Mapped.Ignored) ledger.entry(TENANT, learner, new EvidenceId(id))
                        .orElseThrow()
                        .outcome())
                .why();
    }

    private static Found found(Why why, Optional<LearnerId> learner) {
        return new Found(
                learner,
                "ACCOUNT https://x.test somebody",
                Optional.empty(),
                Optional.of(
                        new Ledger.SeenActivities("https://x.test/activity", Optional.empty(), Optional.empty(), 0)),
                "h5p",
                Optional.empty(),
                new Ledger.Entry(
                        new EvidenceId(ID),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "https://x.test/verb",
                        Optional.empty(),
                        Optional.empty(),
                        "lrs",
                        new Mapped.Ignored(new EvidenceId(ID), why, Optional.empty())));
    }

    private void push(String statement) throws Exception {
        String stored = statement.strip().replaceFirst("\\{", "{\"stored\":\"2026-03-05T10:00:00Z\",");
        intake.take(
                TENANT,
                "to-count",
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
