package dev.waymark.objection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.FakeLrs;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Feeds;
import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.session.SessionAtWork;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A learner says that something is not right, and staff answer by doing something about it. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectionScenarioTest implements TestPropertyProvider {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
    private static final ActivityId QUIZ = new ActivityId("https://content.test/objected-quiz");
    private static final CompetencyId SKILL = new CompetencyId("C03");

    private final FakePlatform platform = FakePlatform.start();
    private final FakeLrs lrs = new FakeLrs();
    private final LaunchDriver driver = new LaunchDriver(platform);

    @Inject
    EmbeddedServer server;

    @Inject
    SessionAtWork sessions;

    @Inject
    Learners learners;

    @Inject
    Ledger ledger;

    @Inject
    Feeds feeds;

    @Inject
    Configurations configurations;

    @Inject
    Objections objections;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-objection-scenario");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of(
                "waymark.lti-config",
                folder.toString(),
                "waymark.rosters.read",
                "false",
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
        platform.close();
        lrs.close();
    }

    @Test
    void aStatementThatIsLeftOutCountsNoMoreTheEarlierOneCountsAgainAndItMayComeBack() {
        Browser ada = launch("o-ada", "Ada Learner", "Learner");
        Browser tess = launch("o-tess", "Tess Teacher", "Instructor");
        aligned();
        String mine = scored("o-ada", 0.9, "2026-03-01T10:00:00Z");
        String notMine = scored("o-ada", 0.1, "2026-03-02T10:00:00Z");
        feeds.readNow(TENANT);
        assertThat(counting(ada)).as("the later result").containsExactly(notMine);
        assertThat(ada.get("/home/evidence").body()).contains("/home/objections?statement=" + notMine);
        assertThat(ada.get("/home/objections?statement=" + notMine).body())
                .contains("That was not me.", "It counts, and should not.")
                .doesNotContain("It does not count, and should.", "I am further than that.");

        assertThat(raise(ada, Map.of("statement", notMine, "claim", "NOT_MINE", "words", "My <b>colleague</b> did")))
                .contains("said=raised");
        assertThat(post(ada, "/home/objections", Map.of("statement", notMine, "claim", "NOT_MINE"))
                        .body())
                .as("one at a time")
                .contains("you have objected to this already");
        assertThat(ada.get("/course/objections").status()).isEqualTo(403);
        String queue = tess.get("/course/objections").body();
        assertThat(queue)
                .contains("Ada Learner", "That was not me.", "My &lt;b>colleague&lt;/b> did".replace(">", "&gt;"))
                .contains("It counts for", "One objection waits for an answer.")
                .doesNotContain("Agree: set the tier until a day");
        String id = objections
                .of(TENANT, learner(ada), sessions.of(ada).course())
                .getFirst()
                .id();
        assertThat(answer(tess, Map.of("objection", id, "act", "LEFT_OUT"))).contains("said=words");
        assertThat(answer(tess, Map.of("objection", id, "act", "TIER_SET", "words", "?", "tier", "2")))
                .contains("said=unfit");
        assertThat(answer(tess, Map.of("objection", id, "act", "LEFT_OUT", "words", "Two people, one account")))
                .contains("said=yes");
        assertThat(answer(tess, Map.of("objection", id, "act", "DECLINED", "words", "No")))
                .contains("said=gone");

        assertThat(counting(ada)).containsExactly(mine);
        assertThat(ada.get("/home").body())
                .contains(
                        "Answer to your objection", "the statement does not count any more", "Two people, one account")
                .doesNotContain("Tess");
        assertThat(ada.get("/home/evidence?show=ignored").body())
                .contains("You objected to it, and staff of your course left it out.");

        // Read anew, by a change of what the activity counts for, it stays out.
        configurations.settle(TENANT, QUIZ, Optional.of(alignment(Tier.PRACTITIONER)), "test");
        assertThat(counting(ada)).containsExactly(mine);
        // Nor does the same statement, sent once more.
        feeds.readNow(TENANT);
        assertThat(counting(ada)).containsExactly(mine);

        assertThat(post(tess, "/course/objections/again", Map.of("objection", id))
                        .location())
                .contains("said=again");
        assertThat(counting(ada)).containsExactly(notMine);
        assertThat(post(tess, "/course/objections/again", Map.of("objection", id))
                        .location())
                .contains("said=not-again");
    }

    @Test
    void aTierThatStaffAgreeToHoldsUntilItsDay() {
        Browser ben = launch("o-ben", "Ben Learner", "Learner");
        Browser tess = launch("o-tess-2", "Tess Teacher", "Instructor");
        // Of a skill of which nothing is known home asks to say it; the objection is open all the same.
        assertThat(ben.get("/home").body()).contains("Say where you see yourself");
        assertThat(ben.get("/home/objections?skill=" + SKILL.value()).body())
                .contains("I am further than that.", "I am not as far as that yet.")
                .doesNotContain("That was not me.");
        assertThat(raise(ben, Map.of("skill", SKILL.value(), "claim", "HIGHER", "words", "Ten years at work")))
                .contains("said=raised");
        String id = open(ben);
        String until = LocalDate.now(java.time.ZoneOffset.UTC).plusDays(60).toString();
        assertThat(answer(
                        tess,
                        Map.of(
                                "objection",
                                id,
                                "act",
                                "TIER_SET",
                                "words",
                                "I saw it",
                                "tier",
                                "3",
                                "until",
                                "2020-01-01")))
                .contains("said=unfit");
        assertThat(answer(
                        tess,
                        Map.of("objection", id, "act", "TIER_SET", "words", "I saw it", "tier", "3", "until", until)))
                .contains("said=yes");
        assertThat(ben.get("/home").body()).contains("I saw it", "Set by your instructor until");
        assertThat(tess.get("/course/person?learner=" + learner(ben)).body()).contains("I saw it");
    }

    @Test
    void onlyStaffWhoMayDecideAnswerAndOnlyOtherPeoplesInTheirOwnCourse() {
        Browser cleo = launch("o-cleo", "Cleo Learner", "Learner");
        raise(cleo, Map.of("skill", SKILL.value(), "claim", "LOWER"));
        String id = open(cleo);
        Browser assistant = launch("o-assist", "Andy Assistant", "TeachingAssistant");
        assertThat(assistant.get("/course/objections").body())
                .contains("Cleo Learner")
                .doesNotContain("name=\"act\"");
        assertThat(post(assistant, "/course/objections", Map.of("objection", id, "act", "DECLINED", "words", "No"))
                        .status())
                .isEqualTo(403);
        Browser elsewhere = launch("o-else", "Else Where", "Instructor", "course-other");
        assertThat(elsewhere.get("/course/objections").body()).doesNotContain("Cleo");
        assertThat(answer(elsewhere, Map.of("objection", id, "act", "DECLINED", "words", "No")))
                .contains("said=gone");
        assertThat(objections.answer(
                        TENANT,
                        sessions.of(cleo).course(),
                        id,
                        Objections.Act.DECLINED,
                        "No",
                        Optional.empty(),
                        learner(cleo),
                        java.time.Instant.now()))
                .isEqualTo(Objections.Answered.OWN);

        assertThat(post(assistant, "/home/objections/withdraw", Map.of("objection", id))
                        .location())
                .as("not theirs")
                .doesNotContain("said=withdrawn");
        assertThat(post(cleo, "/home/objections/withdraw", Map.of("objection", id))
                        .location())
                .contains("said=withdrawn");
        Browser tess = launch("o-tess-3", "Tess Teacher", "Instructor");
        assertThat(tess.get("/course/objections").body()).doesNotContain("Cleo Learner");
        assertThat(answer(tess, Map.of("objection", id, "act", "DECLINED", "words", "No")))
                .contains("said=gone");
    }

    @Test
    void nobodyObjectsToWhatIsNotTheirs() {
        Browser dora = launch("o-dora", "Dora Learner", "Learner");
        launch("o-emil", "Emil Learner", "Learner");
        aligned();
        String emils = scored("o-emil", 0.9, "2026-03-01T10:00:00Z");
        feeds.readNow(TENANT);
        assertThat(dora.get("/home/objections?statement=" + emils).body()).doesNotContain("name=\"claim\"");
        assertThat(post(dora, "/home/objections", Map.of("statement", emils, "claim", "NOT_MINE"))
                        .status())
                .isEqualTo(422);
        assertThat(post(dora, "/home/objections", Map.of("skill", SKILL.value(), "claim", "NOT_MINE"))
                        .body())
                .contains("choose what you say");
        assertThat(post(
                                dora,
                                "/home/objections",
                                Map.of("skill", SKILL.value(), "claim", "LOWER", "words", "x".repeat(2001)))
                        .body())
                .contains("more than 2,000 characters");
        assertThat(objections.of(TENANT, learner(dora), sessions.of(dora).course()))
                .isEmpty();
    }

    private void aligned() {
        configurations.settle(TENANT, QUIZ, Optional.of(alignment(Tier.LITERATE)), "test");
    }

    private static Alignment alignment(Tier tier) {
        return new Alignment(
                QUIZ, new TreeSet<>(List.of(new CompetencyTier(SKILL, tier))), EvidenceKind.ASSESSMENT, 0.5, false);
    }

    private String scored(String who, double share, String timestamp) {
        return lrs.add("""
                {"id":"%s","actor":%s,"verb":{"id":"http://adlnet.gov/expapi/verbs/scored"},"object":{"id":"%s",\
                "definition":{"name":{"en":"A quiz"}}},"result":{"score":{"scaled":%s,"raw":%s,"min":0,"max":1}},\
                "context":{"registration":"%s"},"timestamp":"%s"}""".formatted(
                        Written.id(),
                        Written.actor(who).replace(Written.SITE, platform.issuer()),
                        QUIZ.iri(),
                        share,
                        share,
                        Written.id(),
                        timestamp));
    }

    /** Ids of what counts. */
    private List<String> counting(Browser browser) {
        return ledger.evidenceOf(TENANT, learner(browser)).stream()
                .map(each -> each.id().value())
                .toList();
    }

    private String open(Browser browser) {
        return objections.of(TENANT, learner(browser), sessions.of(browser).course()).stream()
                .filter(each -> each.state() == Objections.State.OPEN)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private LearnerId learner(Browser browser) {
        var session = sessions.of(browser);
        return learners.bySubject(
                        TENANT, session.registration(), session.subject().orElseThrow())
                .orElseThrow()
                .id();
    }

    private String raise(Browser browser, Map<String, String> fields) {
        return post(browser, "/home/objections", fields).location();
    }

    private String answer(Browser browser, Map<String, String> fields) {
        return post(browser, "/course/objections", fields).location();
    }

    private Browser.Answer post(Browser browser, String path, Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.put("csrf", sessions.csrf(browser));
        return browser.post(path, form);
    }

    private Browser launch(String who, String called, String role) {
        return launch(who, called, role, "course-2");
    }

    private Browser launch(String who, String called, String role, String course) {
        Browser browser = Browser.on(server.getURI());
        String payload = LaunchFixtures.one("valid", "student-normal")
                .payload()
                .replace(MEMBERSHIP + "Learner", MEMBERSHIP + role)
                .replace("\"locale\": \"es\"", "\"locale\": \"en\"")
                .replace("u-4711", who)
                .replace("course-2", course)
                .replace("Imke Sander", called);
        var answer = driver.launch(browser, new LaunchFixtures.Case(who, payload, Optional.empty(), Optional.empty()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return browser;
    }
}
