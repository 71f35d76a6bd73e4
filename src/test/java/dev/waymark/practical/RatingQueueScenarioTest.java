package dev.waymark.practical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionAtWork;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two thousand pieces of a course: looked through, narrowed, paged to the end, and taken along. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RatingQueueScenarioTest implements TestPropertyProvider {

    private static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
    private static final int PIECES = 2_000;
    private static final int PEOPLE = 4;
    private static final Pattern TITLE = Pattern.compile("<h2 id=\"h[^\"]+\">([^<]+)</h2>");
    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]*after=[^\"]*)\"");

    private final FakePlatform platform = FakePlatform.start();
    private final LaunchDriver driver = new LaunchDriver(platform);
    private final List<Browser> learning = new ArrayList<>();
    private Browser tess;
    private Browser theo;

    @Inject
    EmbeddedServer server;

    @Inject
    SessionAtWork sessions;

    @Inject
    Learners learners;

    @Inject
    PieceRows rows;

    @Inject
    PracticalWork work;

    @Inject
    TransactionOperations<Connection> transactions;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-rating-queue");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString(), "waymark.rosters.read", "false");
    }

    /** The n-th was handed in n minutes after the first, forty days ago; pieces 0 to 499 are of the first learner. */
    @BeforeAll
    void handIn() {
        for (String name : List.of("Änne Ahrens", "Bo Birk", "Cy Cole", "=Dot Dee")) {
            learning.add(launch("q-" + learning.size(), name, "Learner"));
        }
        tess = launch("q-tess", "Tess Teacher", "Instructor");
        theo = launch("q-theo", "Theo Teacher", "Instructor");
        LtiSession session = sessions.of(tess);
        Instant first = Instant.now().minus(Duration.ofDays(40));
        transactions.executeWrite(status -> {
            for (int n = 0; n < PIECES; n++) {
                rows.insert(
                        session.tenant(),
                        id(n),
                        learner(learning.get(n * PEOPLE / PIECES)),
                        session.course(),
                        new PracticalWork.Draft(
                                new CompetencyId(n % 2 == 0 ? "C03" : "C04"),
                                Tier.PRACTITIONER,
                                title(n),
                                PracticalWork.Kind.TEXT,
                                "Text " + n,
                                "",
                                new byte[0]),
                        "",
                        "",
                        n < 1_990
                                ? first.plus(Duration.ofMinutes(n))
                                : Instant.now().minusSeconds(3_600 - n));
            }
            return null;
        });
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void everyPieceIsOnOnePageOnceAndTheOldestThatWaitComeFirst() {
        rate(tess, 7, false);
        Set<String> seen = new HashSet<>();
        List<String> inOrder = new ArrayList<>();
        String path = "/course/ratings";
        int pages = 0;
        while (!path.isEmpty()) {
            String body = tess.get(path).body();
            List<String> titles = titles(body);
            assertThat(titles).hasSizeLessThanOrEqualTo(25);
            inOrder.addAll(titles);
            seen.addAll(titles);
            path = next(body);
            pages++;
        }
        assertThat(pages).isEqualTo(80);
        assertThat(inOrder).hasSize(PIECES);
        assertThat(seen).as("nothing twice").hasSize(PIECES);
        assertThat(inOrder.getFirst()).isEqualTo(title(0));
        assertThat(inOrder.indexOf(title(6)) + 1)
                .as("what was rated no longer waits between its neighbours")
                .isEqualTo(inOrder.indexOf(title(8)));
        assertThat(inOrder.getLast()).as("and comes last").isIn(title(7), title(9), title(11), title(13));
    }

    @Test
    void isFoundByPersonWithoutAccentsByTitleAndBySkill() {
        assertThat(range("?q=anne")).isEqualTo("25 of 500");
        assertThat(titles(tess.get("/course/ratings?q=" + encoded(title(1234))).body()))
                .containsExactly(title(1234));
        assertThat(range("?skill=C04")).isEqualTo("25 of 1000");
        assertThat(range("?skill=C04&q=anne&days=30")).isEqualTo("25 of 250");
        assertThat(tess.get("/course/ratings?q=nobody-has-this-name").body())
                .contains("Nothing fits.")
                .doesNotContain("Nobody has handed anything in");
    }

    @Test
    void isNarrowedByAge() {
        assertThat(range("?days=3")).isEqualTo("25 of 1990");
        assertThat(range("?days=5")).as("an age that is not offered is none").isEqualTo(range(""));
    }

    @Test
    void tellsWhatWaitsForASecondRaterAndForWhom() {
        rate(tess, 9, true);
        assertThat(titles(tess.get("/course/ratings?show=first").body())).contains(title(9));
        assertThat(titles(tess.get("/course/ratings?show=second").body()))
                .as("she has rated it")
                .doesNotContain(title(9));
        assertThat(titles(theo.get("/course/ratings?show=second").body())).contains(title(9));
        assertThat(titles(theo.get("/course/ratings?show=waiting").body())).doesNotContain(title(9));
        assertThat(csv(theo, "?show=second"))
                .as("the second rates blind, also with the file")
                .anyMatch(line -> line.contains(title(9)) && line.endsWith(",1,2,"));
        rate(theo, 9, false);
        assertThat(titles(tess.get("/course/ratings?show=rated").body())).contains(title(9));
        assertThat(csv(theo, "?show=rated")).anyMatch(line -> line.contains(title(9)) && line.endsWith(",Rated,2,2,3"));
    }

    @Test
    void whoHasRatedComesBackToTheSameStretch() {
        String body = tess.get("/course/ratings?q=anne&skill=C04").body();
        String next = next(body);
        assertThat(tess.get(next).body())
                .contains("name=\"q\" value=\"anne\"", "name=\"skill\" value=\"C04\"", "name=\"after\" value=\"w");
        var answer = rate(tess, 11, false, Map.of("q", "anne", "skill", "C04", "days", "3"));
        assertThat(answer).contains("q=anne", "skill=C04", "days=3", "said=counts");
    }

    @Test
    void theFileHasEveryPieceThatWasLookedForAndIsNoFormula() {
        assertThat(csv(tess, "")).hasSize(PIECES + 1);
        assertThat(csv(tess, "?q=dot")).hasSize(501).allMatch(line -> !line.startsWith("="));
        assertThat(csv(tess, "?q=dot").get(1)).startsWith("'=Dot Dee,");
        assertThat(learning.getFirst().get("/course/ratings/work.csv").status()).isEqualTo(403);
    }

    @Test
    void whatNobodyUnderstandsInAnAddressIsLeftOut() {
        var answer = tess.get("/course/ratings?after=w9999999999999999999_x&show=everything&days=-1&skill=");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(titles(answer.body())).hasSize(25);
    }

    private String range(String query) {
        Matcher found = Pattern.compile("<span class=\"soft\">([^<]* of [^<]*)</span>")
                .matcher(tess.get("/course/ratings" + query).body());
        assertThat(found.find()).as(query).isTrue();
        return found.group(1).replaceAll("[^0-9of ]", "");
    }

    private List<String> csv(Browser browser, String query) {
        return browser.get("/course/ratings/work.csv" + query).body().lines().toList();
    }

    private static List<String> titles(String body) {
        return TITLE.matcher(body).results().map(each -> each.group(1)).toList();
    }

    private static String next(String body) {
        Matcher found = NEXT.matcher(body);
        return found.find() ? found.group(1).replace("&amp;", "&") : "";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String title(int n) {
        return "Piece no %04d".formatted(n);
    }

    private static String id(int n) {
        return "00000000-0000-4000-9000-%012d".formatted(n);
    }

    private void rate(Browser browser, int n, boolean second) {
        assertThat(rate(browser, n, second, Map.of())).contains(second ? "said=waits-for-another" : "said=counts");
    }

    private String rate(Browser browser, int n, boolean second, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("csrf", sessions.csrf(browser));
        form.put("piece", id(n));
        form.put("tier", "3");
        if (second) {
            form.put("second", "yes");
        }
        return browser.post("/course/ratings", form).location();
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
