package dev.waymark.practical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.diagnose.RaterAgreement;
import dev.waymark.engine.diagnose.RaterAgreement.Pair;
import dev.waymark.engine.model.Observation;
import dev.waymark.evidence.Ledger;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionAtWork;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A learner hands work in; people of the course rate it; it becomes evidence. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticalWorkScenarioTest implements TestPropertyProvider {

    private static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
    private static final String BOUNDARY = "----waymarkpractical";

    private final FakePlatform platform = FakePlatform.start();
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
    PracticalWork work;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-practical-scenario");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString(), "waymark.rosters.read", "false");
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void oneRatingCountsAtOnceAndTheLearnerReadsItWithoutAName() {
        Browser ada = launch("p-ada", "Ada Learner", "Learner");
        Browser tess = launch("p-tess", "Tess Teacher", "Instructor");
        hand(ada, "A review", "LINK", "https://work.test/review", "", "");
        String piece = piece(ada, "A review");
        assertThat(tess.get("/course/ratings").body()).contains("A review", "Ada Learner", "https://work.test/review");
        assertThat(ada.get("/course/ratings").status()).isEqualTo(403);

        assertThat(rate(tess, piece, "3", "Well argued", false)).contains("said=counts");
        assertThat(ada.get("/home/practical").body())
                .contains("it shows 3", "Well argued")
                .doesNotContain("Tess");
        assertThat(ledger.evidenceOf(TenantId.FIRST, learner(ada)))
                .singleElement()
                .satisfies(evidence -> {
                    assertThat(evidence.observation()).isEqualTo(new Observation.PracticalRating(1));
                    assertThat(evidence.competencies().first().tier().level()).isEqualTo(3);
                });
        assertThat(rate(tess, piece, "1", "", false)).contains("said=gone");
        assertThat(post(ada, "/home/practical/withdraw", Map.of("piece", piece)).location())
                .as("what is rated stays")
                .contains("said=rated");
    }

    @Test
    void theSecondRatesBlindAndTwoTiersApartAskForAThird() {
        Browser ben = launch("p-ben", "Ben Learner", "Learner");
        Browser one = launch("p-one", "Olga One", "Instructor");
        Browser two = launch("p-two", "Theo Two", "TeachingAssistant");
        Browser three = launch("p-three", "Thea Three", "Instructor");
        hand(ben, "A report", "TEXT", "", "What I found", "");
        String piece = piece(ben, "A report");

        assertThat(rate(one, piece, "4", "Remark of one", true)).contains("said=waits-for-another");
        assertThat(two.get("/course/ratings").body()).doesNotContain("Remark of one");
        assertThat(one.get("/course/ratings").body()).contains("Remark of one");
        assertThat(rate(one, piece, "4", "", false)).as("once each").contains("said=rated-already");
        assertThat(ledger.evidenceOf(TenantId.FIRST, learner(ben))).isEmpty();

        assertThat(rate(two, piece, "1", "Remark of two", false)).contains("said=waits-for-another");
        assertThat(rate(three, piece, "2", "", false)).contains("said=counts");
        assertThat(ledger.evidenceOf(TenantId.FIRST, learner(ben)))
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.observation())
                        .as("the middle of 4, 1 and 2, of the 3 it was for")
                        .isEqualTo(new Observation.PracticalRating(2.0 / 3)));
        assertThat(one.get("/course/ratings").body()).contains("How far raters agree is shown once");
    }

    @Test
    void nobodyRatesTheirOwnWorkAndOtherCoursesDoNotSeeIt() {
        Browser both = launch("p-both", "Bo Both", "Learner");
        hand(both, "Own work", "TEXT", "", "mine", "");
        String piece = piece(both, "Own work");
        LtiSession session = sessions.of(both);
        assertThat(work.rate(
                        session.tenant(),
                        session.course(),
                        piece,
                        learner(both),
                        Optional.empty(),
                        "",
                        false,
                        java.time.Instant.now()))
                .isEqualTo(PracticalWork.Rated.OWN_WORK);
        var elsewhere = new dev.waymark.shared.CourseId(session.course().registration(), "another");
        assertThat(work.piece(session.tenant(), elsewhere, piece)).isEmpty();
        assertThat(post(both, "/home/practical/withdraw", Map.of("piece", piece))
                        .location())
                .contains("said=back");
        assertThat(work.piece(session.tenant(), session.course(), piece)).isEmpty();
    }

    @Test
    void whatNobodyHasRatedCanBeReplacedAndRatersSeeTheNewest() {
        Browser gus = launch("p-gus", "Gus Learner", "Learner");
        Browser tess = launch("p-tess-3", "Tess Teacher", "Instructor");
        hand(gus, "First words", "TEXT", "", "Words of the first", "");
        String first = piece(gus, "First words");
        assertThat(gus.get("/home/practical?replace=" + first).body())
                .contains("Replace First words", "Words of the first</textarea>", "value=\"" + first + "\"");
        assertThat(replace(gus, first, "Second words", "report.pdf\n%PDF-1.7 second")
                        .location())
                .contains("said=replaced");
        String second = piece(gus, "Second words");
        assertThat(replace(gus, second, "Third words", "report.pdf\n%PDF-1.7 third")
                        .location())
                .contains("said=replaced");
        String third = piece(gus, "Third words");

        assertThat(gus.get("/home/practical").body())
                .contains("Earlier versions: 2", "Second words", "Words of the first");
        assertThat(gus.get("/home/practical/file?piece=" + second).body()).startsWith("%PDF-1.7 second");
        assertThat(tess.get("/course/ratings").body())
                .contains("Third words")
                .doesNotContain("Second words", "Words of the first");
        assertThat(rate(tess, second, "3", "", false))
                .as("an old page of a rater")
                .contains("said=gone");
        assertThat(replace(gus, second, "Fork", "report.pdf\n%PDF-1.7 x").status())
                .as("only the newest is replaced")
                .isEqualTo(422);

        assertThat(rate(tess, third, "3", "", false)).contains("said=counts");
        assertThat(ledger.evidenceOf(TenantId.FIRST, learner(gus))).hasSize(1);
        var late = replace(gus, third, "Too late", "report.pdf\n%PDF-1.7 late");
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body()).contains("Nothing was replaced", "Too late").doesNotContain("name=\"replaces\"");
        assertThat(gus.get("/home/practical").body()).doesNotContain("replace=" + third);
    }

    @Test
    void nobodyReplacesAnothersPieceAndTakingBackTakesEveryVersion() {
        Browser hal = launch("p-hal", "Hal Learner", "Learner");
        Browser ida = launch("p-ida", "Ida Learner", "Learner");
        LtiSession session = sessions.of(hal);
        hand(hal, "Hers not", "FILE", "", "", "report.pdf\n%PDF-1.7 one");
        String first = piece(hal, "Hers not");
        assertThat(replace(ida, first, "Stolen", "report.pdf\n%PDF-1.7 x").status())
                .isEqualTo(422);
        assertThat(replace(hal, first, "", "report.pdf\n%PDF-1.7 x").status())
                .as("no title")
                .isEqualTo(422);
        assertThat(piece(hal, "Hers not"))
                .as("what could not be replaced stays")
                .isEqualTo(first);

        String newest = first;
        for (int i = 2; i <= PracticalWork.MOST_VERSIONS; i++) {
            assertThat(replace(hal, newest, "Version " + i, "report.pdf\n%PDF-1.7 " + i)
                            .status())
                    .isEqualTo(303);
            newest = piece(hal, "Version " + i);
        }
        assertThat(replace(hal, newest, "One more", "report.pdf\n%PDF-1.7 x").body())
                .contains("so many versions");
        assertThat(work.replaced(session.tenant(), learner(hal), session.course()))
                .hasSize(PracticalWork.MOST_VERSIONS - 1);

        assertThat(post(hal, "/home/practical/withdraw", Map.of("piece", newest))
                        .location())
                .contains("said=back");
        assertThat(work.of(session.tenant(), learner(hal), session.course())).isEmpty();
        assertThat(work.replaced(session.tenant(), learner(hal), session.course()))
                .isEmpty();
        assertThat(work.file(session.tenant(), session.course(), first)).isEmpty();
    }

    @Test
    void aFileIsToldByItsContentAndNeverShownInsideAPage() {
        Browser cleo = launch("p-cleo", "Cleo Learner", "Learner");
        Browser tess = launch("p-tess-2", "Tess Teacher", "Instructor");
        assertThat(hand(cleo, "Bad", "FILE", "", "", "page.pdf\n<script>alert(1)</script>")
                        .status())
                .isEqualTo(422);
        assertThat(hand(cleo, "Bad", "FILE", "", "", "page.html\n%PDF-1.7 x").status())
                .isEqualTo(422);
        assertThat(hand(cleo, "Bad", "LINK", "javascript:alert(1)", "", "").status())
                .isEqualTo(422);
        assertThat(hand(cleo, "Good", "FILE", "", "", "report.pdf\n%PDF-1.7 x").status())
                .isEqualTo(303);
        var file = tess.get("/course/ratings/file?piece=" + piece(cleo, "Good"));
        assertThat(file.body()).startsWith("%PDF-1.7");
        assertThat(file.headers().firstValue("content-disposition").orElse("")).startsWith("attachment");
        assertThat(file.headers().firstValue("x-content-type-options").orElse(""))
                .isEqualTo("nosniff");
        assertThat(file.headers().firstValue("content-type").orElse("")).startsWith("application/octet-stream");
    }

    @Test
    void whoHandedAFileInGetsItBackAndNobodyElseDoes() {
        Browser dora = launch("p-dora", "Dora Learner", "Learner");
        Browser emil = launch("p-emil", "Emil Learner", "Learner");
        hand(dora, "Mine", "FILE", "", "", "report.pdf\n%PDF-1.7 of Dora");
        String piece = piece(dora, "Mine");
        assertThat(dora.get("/home/practical").body()).contains("/home/practical/file?piece=" + piece, "report.pdf");
        var own = dora.get("/home/practical/file?piece=" + piece);
        assertThat(own.body()).startsWith("%PDF-1.7 of Dora");
        assertThat(own.headers().firstValue("content-disposition").orElse("")).startsWith("attachment");
        assertThat(own.headers().firstValue("x-content-type-options").orElse(""))
                .isEqualTo("nosniff");
        assertThat(emil.get("/home/practical/file?piece=" + piece).location()).contains("said=gone");
    }

    @Test
    void whatWasTypedIsStillThereAfterARefusal() {
        Browser finn = launch("p-finn", "Finn Learner", "Learner");
        var refused = hand(finn, "A \"quoted\" title", "LINK", "javascript:alert(1)", "Some <b>text</b>", "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("value=\"A &#34;quoted&#34; title\"", "Some &lt;b&gt;text&lt;/b&gt;</textarea>");
    }

    @Test
    void agreementIsWhatThePaperSaysItIs() {
        assertThat(RaterAgreement.quadraticKappa(List.of(new Pair(1, 1), new Pair(2, 2), new Pair(3, 3)), 5))
                .hasValue(1);
        assertThat(RaterAgreement.quadraticKappa(List.of(new Pair(1, 3), new Pair(3, 1)), 5))
                .hasValue(-1);
        assertThat(RaterAgreement.quadraticKappa(List.of(new Pair(2, 2), new Pair(2, 2)), 5))
                .isEmpty();
    }

    private String rate(Browser browser, String piece, String tier, String remark, boolean second) {
        Map<String, String> form = new HashMap<>(Map.of("piece", piece, "tier", tier, "remark", remark));
        if (second) {
            form.put("second", "yes");
        }
        return post(browser, "/course/ratings", form).location();
    }

    private String piece(Browser browser, String title) {
        LtiSession session = sessions.of(browser);
        return work.of(session.tenant(), learner(browser), session.course()).stream()
                .filter(each -> each.title().equals(title))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private LearnerId learner(Browser browser) {
        LtiSession session = sessions.of(browser);
        return learners.bySubject(
                        session.tenant(),
                        session.registration(),
                        session.subject().orElseThrow())
                .orElseThrow()
                .id();
    }

    private Browser.Answer hand(Browser browser, String title, String kind, String link, String text, String file) {
        return send(browser, "", title, kind, link, text, file);
    }

    private Browser.Answer replace(Browser browser, String piece, String title, String file) {
        return send(browser, piece, title, "FILE", "", "", file);
    }

    /** @param file its name and after a line break its content; empty for none */
    private Browser.Answer send(
            Browser browser, String replaces, String title, String kind, String link, String text, String file) {
        String body = part("csrf", sessions.csrf(browser))
                + part("title", title)
                + part("competency", "C03")
                + part("tier", "3")
                + part("kind", kind)
                + part("link", link)
                + part("text", text)
                + (replaces.isEmpty() ? "" : part("replaces", replaces));
        int cut = file.indexOf('\n');
        if (cut > 0) {
            body += "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                    + file.substring(0, cut) + "\"\r\nContent-Type: application/pdf\r\n\r\n" + file.substring(cut + 1)
                    + "\r\n";
        }
        return browser.postAs(
                "multipart/form-data; boundary=" + BOUNDARY, "/home/practical", body + "--" + BOUNDARY + "--\r\n");
    }

    private static String part(String name, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private Browser.Answer post(Browser browser, String path, Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.put("csrf", sessions.csrf(browser));
        return browser.post(path, form);
    }

    private Browser launch(String who, String called, String role) {
        Browser browser = Browser.on(server.getURI());
        String payload = LaunchFixtures.one("valid", "student-normal")
                .payload()
                .replace(MEMBERSHIP + "Learner", MEMBERSHIP + role)
                .replace("\"locale\": \"es\"", "\"locale\": \"en\"")
                .replace("u-4711", who)
                .replace("Imke Sander", called);
        var answer = driver.launch(browser, new LaunchFixtures.Case(who, payload, Optional.empty(), Optional.empty()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return browser;
    }
}
