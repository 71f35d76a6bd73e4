package dev.waymark.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Launches;
import dev.waymark.evidence.LedgerSearch;
import dev.waymark.lrs.FakeLrs;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Feeds;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A teacher asks why something does not count, and does something about it. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerScenarioPagesTest implements TestPropertyProvider {

    private static final TenantId TENANT = TenantId.FIRST;

    private final FakeLrs lrs = new FakeLrs();

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> tables;

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    Feeds feeds;

    @Inject
    Configurations configurations;

    @Inject
    LedgerController controller;

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

    @AfterAll
    void stop() {
        lrs.close();
    }

    @Test
    void whyAResultDoesNotCountAndWhatToDoAboutIt() {
        launches.publishEvent(Launches.of("ledger-1", Role.LEARNER));
        var unit = new ActivityId("https://content.test/ledger-unit");
        configurations.settle(
                TENANT,
                unit,
                Optional.of(new Alignment(
                        unit,
                        new TreeSet<>(List.of(new CompetencyTier(new CompetencyId("C03"), Tier.LITERATE))),
                        EvidenceKind.ASSESSMENT,
                        0.5,
                        false)),
                "test");
        String id = lrs.add("""
                {"id":"%s","actor":%s,"verb":{"id":"http://adlnet.gov/expapi/verbs/scored"},
                "object":{"id":"%s","definition":{"name":{"en":"<b>Unit</b>"}}},"result":{"success":true},
                "timestamp":"2026-03-01T10:00:00Z"}""".formatted(Written.id(), Written.actor("ledger-1"), unit.iri()));
        String viewed = lrs.add(Written.viewed("ledger-1", "2026-03-02T10:00:00Z"));
        feeds.readNow(TENANT);
        LtiSession teacher = session("2", Role.INSTRUCTOR);

        String all = list(teacher, "all");
        assertThat(all)
                .contains("It says passed, but nobody has said that there is a pass mark behind it.")
                .contains("&lt;b>Unit&lt;/b>".replace(">", "&gt;"))
                .contains("/course/ledger/" + id);
        assertThat(list(teacher, "counted")).contains("Nothing fits");
        assertThat(list(teacher, "success-without-mark"))
                .contains("/course/ledger/" + id, "value=\"success-without-mark\" selected")
                .doesNotContain(viewed);
        // Each choice of the form asks for what it says.
        var options = Pattern.compile("<option value=\"([^\"]+)\"")
                .matcher(all.substring(all.indexOf("<select id=\"became\""), all.indexOf("<select id=\"source\"")));
        List<String> choices = options.results().map(found -> found.group(1)).toList();
        assertThat(choices).containsAll(LedgerSearch.Outcome.reasons()).contains("others", "all");
        assertThat(list(teacher, "our-own")).doesNotContain(id);
        assertThat(list(teacher, "others")).contains("/course/ledger/" + id, "value=\"others\" selected");
        tables.executeWrite(status -> jdbc.prepareStatement(
                "UPDATE evidence_entry SET outcome = 'OUR_OWN' WHERE statement_id = ?", update -> {
                    update.setString(1, viewed);
                    return update.executeUpdate();
                }));
        assertThat(list(teacher, "others")).contains(id).doesNotContain(viewed);
        assertThat(list(teacher, "all")).contains(id, viewed);
        String brought = feeds.sources(TENANT).get(0).source();
        assertThat(list(teacher, "all", brought, "scored"))
                .contains("/course/ledger/" + id, "value=\"scored\" selected")
                .doesNotContain(viewed);
        assertThat(list(teacher, "all", brought, "http://id.tincanapi.com/verb/viewed"))
                .contains("/course/ledger/" + viewed)
                .doesNotContain(id);
        assertThat(list(teacher, "all", "elsewhere", "")).contains("Nothing fits");

        String one = one(teacher, id).body();
        assertThat(one).contains("There is a pass mark").contains("<dd>got a score</dd>");
        assertThat(withoutAddresses(one)).doesNotContain("http://adlnet.gov/expapi/verbs/scored");
        assertThat(one).contains("http://adlnet.gov/expapi/verbs/scored");
        assertThat(one).contains("Change how it is read", "/course/activities");
        assertThat(controller
                        .reading(teacher, Map.of("statement", id, "scaled", "AUTO", "success", "yes"))
                        .code())
                .isEqualTo(303);
        assertThat(one(teacher, id).body())
                .contains("Counts for")
                .contains("0.5")
                .contains("checked");
        assertThat(list(teacher, "counted")).contains("/course/ledger/" + id);
        assertThat(controller
                        .reading(teacher, Map.of("statement", id, "scaled", "SOMETHING"))
                        .header("Location"))
                .contains("said=unusable");
    }

    @Test
    void nobodySeesTheStatementsOfAnotherCoursesPeople() {
        launches.publishEvent(Launches.of("ledger-2", Role.LEARNER));
        String id = lrs.add(Written.viewed("ledger-2", "2026-03-02T10:00:00Z"));
        feeds.readNow(TENANT);
        LtiSession elsewhere = session("another", Role.INSTRUCTOR);
        assertThat(list(elsewhere, "all")).contains("Nothing fits").doesNotContain(id);
        assertThat(one(elsewhere, id).code()).isEqualTo(404);
        assertThat(controller
                        .reading(elsewhere, Map.of("statement", id, "scaled", "AUTO"))
                        .code())
                .isEqualTo(404);
        LtiSession learner = session("2", Role.LEARNER);
        assertThat(one(learner, id).code()).isEqualTo(403);
        assertThat(controller.reading(learner, Map.of("statement", id)).code()).isEqualTo(403);
        assertThat(one(session("2", Role.INSTRUCTOR), id).code()).isEqualTo(200);
    }

    @Test
    void ourOwnStatementsAreToldInWordsAndTheirAddressesStandApart() {
        launches.publishEvent(Launches.of("ledger-ours", Role.LEARNER));
        String id = lrs.add("""
                {"id":"%s","actor":%s,"verb":{"id":"https://w3id.org/xapi/tla/verbs/assessed"},
                "object":{"id":"https://w3id.org/waymark/frameworks/ai-upskilling/competencies/C03"},
                "context":{"contextActivities":{"category":[{"id":"https://w3id.org/waymark/profile/v0.2"}]}},
                "timestamp":"2026-03-03T10:00:00Z"}""".formatted(Written.id(), Written.actor("ledger-ours")));
        feeds.readNow(TENANT);
        LtiSession teacher = session("2", Role.INSTRUCTOR);
        String name = configurations
                .of(TENANT, teacher.course())
                .words()
                .competency(new CompetencyId("C03"), java.util.Locale.ENGLISH);

        assertThat(list(teacher, "our-own"))
                .contains("/course/ledger/" + id, name, "estimate written")
                .doesNotContain("w3id.org", "ACCOUNT ");
        String one = one(teacher, id).body();
        assertThat(withoutAddresses(one)).contains(name, "estimate written").doesNotContain("w3id.org", "ACCOUNT ");
        assertThat(one)
                .contains("<details><summary>Addresses</summary>", "competencies/C03")
                .as("no other reading could make it count")
                .doesNotContain("Change how it is read", "Say what this activity is for");
    }

    private static String withoutAddresses(String page) {
        return page.replaceAll("(?s)<details><summary>Addresses.*?</details>", "");
    }

    private String list(LtiSession session, String became) {
        return list(session, became, "", "");
    }

    private String list(LtiSession session, String became, String source, String verb) {
        return Optional.ofNullable(controller
                        .ledger(
                                HttpRequest.GET("/course/ledger"),
                                session,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(became),
                                Optional.of(source),
                                Optional.of(verb),
                                Optional.of("2026-01-01"),
                                Optional.empty(),
                                Optional.empty())
                        .body())
                .orElseThrow();
    }

    private HttpResponse<String> one(LtiSession session, String id) {
        return controller.one(HttpRequest.GET("/course/ledger/" + id), session, id, Optional.empty());
    }

    private static LtiSession session(String course, Role role) {
        return new LtiSession(
                "session",
                TENANT,
                new RegistrationId(1),
                Written.SITE,
                "1",
                Optional.of("teacher"),
                Optional.of("Teacher"),
                Set.of(role),
                false,
                new CourseId(1, course),
                Optional.of("AI at Work"),
                "16",
                "en-GB",
                Optional.empty(),
                Written.SITE,
                Optional.of("moodle"),
                Instant.parse("2026-03-05T10:00:00Z"),
                true);
    }
}
