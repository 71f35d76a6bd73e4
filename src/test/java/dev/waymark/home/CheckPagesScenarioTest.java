package dev.waymark.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.competency.Questions;
import dev.waymark.diagnosis.Sittings;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.OwnObservations;
import dev.waymark.evidence.OwnObservations.Own;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lti.Browser;
import dev.waymark.lti.Browser.Answer;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A learner rates themselves and answers a few questions, over HTTP, without scripts. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckPagesScenarioTest implements TestPropertyProvider {

    private static final TenantId TENANT = TenantId.FIRST;

    private final FakePlatform platform = FakePlatform.start();
    private final LaunchDriver driver = new LaunchDriver(platform);

    @Inject
    EmbeddedServer server;

    @Inject
    Learners learners;

    @Inject
    Ledger ledger;

    @Inject
    OwnObservations own;

    @Inject
    Questions questions;

    @Inject
    Sittings sittings;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-check-scenario");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString());
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void theEvidenceIsReadOnFromWhereThePageBeforeEnded() {
        Browser browser = launched("u-reads-on");
        Instant first = Instant.parse("2026-11-02T08:00:00Z");
        List<OwnObservations.Own> all = new ArrayList<>();
        for (int i = 0; i < EvidencePages.ROWS + 3; i++) {
            all.add(new OwnObservations.Own(
                    new Evidence(
                            new EvidenceId("reads-on-" + i),
                            first.plusSeconds(60L * i),
                            first.plusSeconds(60L * i),
                            new ActivityId("urn:waymark:question:reads-on-" + i),
                            new TreeSet<>(List.of(new CompetencyTier(new CompetencyId("C03"), Tier.LITERATE))),
                            1,
                            new Observation.Answer(true)),
                    "http://adlnet.gov/expapi/verbs/answered",
                    "Question number " + i + ".",
                    Optional.empty()));
        }
        own.enter(TENANT, learner("u-reads-on"), all);

        String newest = browser.get("/home/evidence").body();
        assertThat(newest).contains("Question number 52.", "Question number 3.").doesNotContain("Question number 2.");
        assertThat(newest).doesNotContain("Newest");
        String older = one(newest, "href=\"([^\"]*/home/evidence\\?show=all&amp;after=[^\"]+)\"");
        String last = browser.get(older.replace("&amp;", "&")).body();
        assertThat(last)
                .contains("Question number 2.", "Question number 0.", "Newest")
                .doesNotContain("Question number 3.", "Older");
        assertThat(browser.get("/home/evidence?after=nonsense").body()).contains("Question number 52.");
    }

    @Test
    void ratingsCountOnceHoweverOftenTheFormIsSentAndNotSureIsNone() {
        Browser browser = launched("u-rates");
        Answer grid = browser.get("/home/check/rate");
        assertThat(grid.status()).isEqualTo(200);
        assertThat(grid.body()).contains("AI foundations", "You can say what counts as AI", "Not sure");
        Map<String, String> form = new HashMap<>(Map.of(
                "csrf",
                csrf(grid),
                "moment",
                one(grid.body(), "name=\"moment\" value=\"([0-9]+)\""),
                "skill-C01",
                "3",
                "skill-C02",
                ""));
        String action = action(grid, "rate");
        Answer kept = browser.post(action, form);
        browser.post(action, form);

        assertThat(kept.status()).isEqualTo(303);
        assertThat(ledger.entriesOf(TENANT, learner("u-rates"))).hasSize(1);
        assertThat(browser.get(kept.location()).body())
                .contains("Kept. Your path takes your view into account.", "3 Practitioner", "Nothing yet");
        assertThat(browser.get("/home/evidence").body()).contains("Your own view of AI foundations", "waymark");

        form.remove("skill-C01");
        assertThat(browser.post(action, form).status()).isEqualTo(422);
    }

    @Test
    void aPlacementAsksAtMostEightQuestionsCountsEachAnswerOnceAndExplainsThemAfterwards() {
        Browser browser = launched("u-answers");
        Answer start = browser.get("/home/check");
        Answer page = browser.get(browser.post(action(start, "begin"), Map.of("csrf", csrf(start)))
                .location());
        Set<String> asked = new HashSet<>();
        int rounds = 0;
        while (page.status() == 200 && page.body().contains("name=\"question\"")) {
            String id = one(page.body(), "name=\"question\" value=\"([a-z0-9-]+)\"");
            assertThat(asked.add(id)).isTrue();
            // Nothing on the page says which option is right.
            Questions.Question question = questions.find(TENANT, id).orElseThrow();
            assertThat(page.body()).doesNotContain(question.why().getOrDefault("en", "?"));
            assertThat(page.body()).doesNotContain("data-right").doesNotContain("correct");
            if (rounds == 0) {
                // Left and opened again: the same question in the same order.
                assertThat(browser.get("/home/check/question").body().replaceAll("[?&;]s=[^\"&]*", ""))
                        .contains("value=\"" + id + "\"");
                assertThat(browser.get("/home/check").body()).contains("You have begun.", "Go on");
            }
            Map<String, String> answer = Map.of("csrf", csrf(page), "question", id, "option", "0");
            String action = action(page, "answer");
            Answer next = browser.post(action, answer);
            browser.post(action, answer);
            page = browser.get(next.location());
            if (page.status() == 303) {
                page = browser.get(page.location());
            }
            rounds++;
        }
        assertThat(rounds).isBetween(3, 8);
        LearnerId learner = learner("u-answers");
        assertThat(own.counted(TENANT, learner))
                .hasSize(rounds)
                .allMatch(each -> each.evidence().observation() instanceof Observation.Answer);
        assertThat(page.body()).contains("That is all for now.", "Your last questions, explained", "You chose:");
        assertThat(sittings.last(TENANT, learner).orElseThrow().ended()).isPresent();

        // Again at once: not yet, and nothing is begun.
        Answer again = browser.post(action(start, "begin"), Map.of("csrf", csrf(start)));
        assertThat(again.location()).contains("said=too-soon");
        assertThat(sittings.last(TENANT, learner).orElseThrow().ended()).isPresent();
    }

    @Test
    void anAnswerToAQuestionThatWasNotAskedChangesNothing() {
        Browser browser = launched("u-cheats");
        Answer start = browser.get("/home/check");
        Answer page = browser.get(browser.post(action(start, "begin"), Map.of("csrf", csrf(start)))
                .location());
        String waits = one(page.body(), "name=\"question\" value=\"([a-z0-9-]+)\"");
        String other = questions
                .find(TENANT, waits.equals("c01-2-a") ? "c01-2-b" : "c01-2-a")
                .orElseThrow()
                .id();
        browser.post(action(page, "answer"), Map.of("csrf", csrf(page), "question", other, "option", "0"));
        assertThat(browser.post(action(page, "answer"), Map.of("csrf", csrf(page), "question", waits, "option", "9"))
                        .location())
                .contains("nothing=1");
        assertThat(ledger.entriesOf(TENANT, learner("u-cheats"))).isEmpty();
    }

    @Test
    void whereAllIsDecidedNothingIsOfferedBegunOrPutOff() {
        Browser browser = launched("u-decided");
        Answer start = browser.get("/home/check");
        String begin = action(start, "begin");
        LearnerId learner = learner("u-decided");
        Instant now = Instant.now();
        List<Own> work = new ArrayList<>();
        List.of("C01", "C02", "C03", "C04", "C07", "C08").forEach(competency -> {
            for (int n = 0; n < 6; n++) {
                String id = UUID.randomUUID().toString();
                work.add(new Own(
                        new Evidence(
                                new EvidenceId(id),
                                now.minusSeconds(600L + n),
                                now,
                                new ActivityId("urn:test:" + id),
                                new TreeSet<>(Set.of(new CompetencyTier(new CompetencyId(competency), Tier.EXPERT))),
                                1,
                                new Observation.Answer(true)),
                        "http://adlnet.gov/expapi/verbs/answered",
                        "Quiz",
                        Optional.empty()));
            }
        });
        own.enter(TENANT, learner, work);

        Answer page = browser.get("/home/check");
        assertThat(page.body()).contains("There is nothing to ask now.").doesNotContain("/home/check/begin");

        // A page that was opened before: nothing is begun, so no pause of two weeks either.
        Answer sent = browser.post(begin, Map.of("csrf", csrf(start)));
        assertThat(browser.get(sent.location()).body()).contains("There is nothing to ask now.");
        assertThat(sittings.last(TENANT, learner)).isEmpty();
    }

    private LearnerId learner(String subject) {
        return learners.bySubject(TENANT, new RegistrationId(1), subject)
                .orElseThrow()
                .id();
    }

    private static String csrf(Answer page) {
        return one(page.body(), "name=\"csrf\" value=\"([^\"]+)\"");
    }

    private static String action(Answer page, String which) {
        return one(page.body(), "action=\"([^\"]*/home/check/" + which + "[^\"]*)\"")
                .replace("&amp;", "&");
    }

    private static String one(String body, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(body);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private Browser launched(String subject) {
        Browser browser = Browser.on(server.getURI());
        String payload = LaunchFixtures.one("valid", "student-normal")
                .payload()
                .replace("\"locale\": \"es\"", "\"locale\": \"en\"")
                .replace("u-4711", subject);
        Answer launch =
                driver.launch(browser, new LaunchFixtures.Case(subject, payload, Optional.empty(), Optional.empty()));
        assertThat(launch.status()).isEqualTo(303);
        browser.get(launch.location());
        return browser;
    }
}
