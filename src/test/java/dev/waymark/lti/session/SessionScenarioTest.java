package dev.waymark.lti.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.Browser.Answer;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.SettableClock;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionScenarioTest implements TestPropertyProvider {

    private final FakePlatform platform = FakePlatform.start();
    private final LaunchDriver driver = new LaunchDriver(platform);

    @Inject
    EmbeddedServer server;

    @Inject
    SettableClock clock;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Inject
    DatabaseSessions sessions;

    @Inject
    SealedSessionLinks links;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-session-scenario");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of(
                "waymark.lti-config", folder.toString(),
                "waymark.test.room", "true",
                "waymark.test.clock", "true",
                "micronaut.server.cors.localhost-pass-through", "true");
    }

    @AfterEach
    void now() {
        clock.ahead(Duration.ZERO);
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void knowsWhoIsLookingByTheCookie() {
        Answer page = launched(keepsCookies()).get("/test-room");
        assertThat(page.body().lines()).startsWith("u-4711", "course-2", "es", "carried=false");
        assertThat(page.body().lines().toList().get(4)).matches("/test-room\\?x=1&v=[A-Za-z0-9_-]{12}#here");
    }

    @Test
    void carriesTheSessionInLinksWhereCookiesAreBlocked() {
        var browser = keepsNothing();
        String token = tokenOf(launch(browser));
        List<String> page = browser.get("/test-room?" + token).body().lines().toList();
        assertThat(page).contains("u-4711", "carried=true");
        String link = page.get(4);
        assertThat(link).matches("/test-room\\?x=1&v=[A-Za-z0-9_-]{12}&s=.+#here");
        assertThat(browser.get(link.replace("#here", "")).body()).startsWith("u-4711");
        assertThat(page.get(6)).matches("http://localhost:8080/test-room\\?v=[A-Za-z0-9_-]{12}&s=.+");
    }

    @Test
    void twoCoursesInTwoTabsKeepTheirOwnSession() {
        var browser = keepsCookies();
        String first = linkOf(browser.get(inRoom(launch(browser))));
        Answer other = driver.launch(browser, LaunchFixtures.one("valid", "student-email-without-context"));
        String second = linkOf(browser.get(inRoom(other)));
        assertThat(browser.get(first).body()).contains("course-2", "carried=false");
        assertThat(browser.get(second).body()).contains("link:link-9", "carried=false");
        String csrf = browser.get(first).body().lines().toList().get(5);
        assertThat(browser.post(first, Map.of("choice", "b", "csrf", csrf)).body())
                .isEqualTo("saved b");
        assertThat(browser.post(second, Map.of("choice", "b", "csrf", csrf)).status())
                .isEqualTo(403);
    }

    @Test
    void ofTwoCoursesNoneIsGuessed() {
        var browser = launched(keepsCookies());
        driver.launch(browser, LaunchFixtures.one("valid", "student-email-without-context"));
        assertThat(browser.get("/test-room").status()).isEqualTo(401);
    }

    @Test
    void aSelectorOpensNoCookieOfAnotherName() {
        var browser = launched(keepsCookies());
        String selector = selectorOf(browser);
        String id = browser.cookies.getOrDefault("waymark-" + selector, "");
        browser.cookies.clear();
        browser.cookies.put("waymark-AAAAAAAAAAAA", id);
        assertThat(browser.get("/test-room?v=AAAAAAAAAAAA").status()).isEqualTo(401);
        assertThat(browser.get("/test-room?v=" + selector).status()).isEqualTo(401);
    }

    @Test
    void theSameCourseOpenedAgainTakesThePlaceOfItsCookie() {
        var browser = launched(keepsCookies());
        Map<String, String> before = Map.copyOf(browser.cookies);
        launched(browser);
        assertThat(browser.cookies).containsOnlyKeys(before.keySet()).isNotEqualTo(before);
        browser.cookies.putAll(
                Map.of("waymark-" + selectorOf(browser), before.getOrDefault("waymark-" + selectorOf(browser), "")));
        assertThat(browser.get("/test-room").body())
                .as("an older one beside it")
                .contains("course-2");
    }

    @Test
    void theTokenOfAPageWinsOverACookie() {
        var browser = launched(keepsCookies());
        String first = tokenOf(driver.launch(
                new Browser(server.getURI(), true, false),
                LaunchFixtures.one("valid", "student-email-without-context")));
        assertThat(browser.get("/test-room?" + first).body()).contains("link:link-9", "carried=true");
    }

    @Test
    void aWindowOfItsOwnMayKeepTheCookieThatTheFrameDidNot() {
        String token = tokenOf(launch(keepsNothing()));
        var window = keepsCookies();
        Answer opened =
                window.get("/test-room?" + token, "Sec-Fetch-Site", "same-origin", "Sec-Fetch-Dest", "document");
        assertThat(opened.body()).contains("carried=true");
        assertThat(window.get(linkOf(opened).replaceAll("&s=[^#]*", "")).body()).contains("course-2", "carried=false");
    }

    @Test
    void aLinkFromElsewherePlantsNoCookie() {
        String token = tokenOf(launch(keepsNothing()));
        for (String site : List.of("cross-site", "same-site", "none")) {
            var victim = keepsCookies();
            victim.get("/test-room?" + token, "Sec-Fetch-Site", site, "Sec-Fetch-Dest", "document");
            assertThat(victim.cookies).as(site).isEmpty();
        }
    }

    @Test
    void anAddressThatWasPassedOnIsNobody() {
        String token = tokenOf(launch(keepsNothing()));
        Answer pasted =
                keepsCookies().get("/test-room?" + token, "Sec-Fetch-Site", "none", "Sec-Fetch-Dest", "document");
        assertThat(pasted.status()).isEqualTo(401);
    }

    @Test
    void aSessionEndsWithItsDeployment() {
        var browser = launched(keepsCookies());
        assertThat(browser.get("/test-room").status()).isEqualTo(200);
        deployment("d-1", "d-gone");
        try {
            assertThat(browser.get("/test-room").status()).isEqualTo(401);
        } finally {
            deployment("d-gone", "d-1");
        }
    }

    @Test
    void aSessionEndsWithItsRegistration() {
        var browser = launched(keepsCookies());
        change("UPDATE lti_registration SET active = 0 WHERE tenant = 1");
        try {
            assertThat(browser.get("/test-room").status()).isEqualTo(401);
        } finally {
            change("UPDATE lti_registration SET active = 1 WHERE tenant = 1");
        }
        assertThat(browser.get("/test-room").status()).isEqualTo(200);
    }

    @Test
    void aCarriedTokenEndsAfterHalfAnHourAndEveryPageRenewsIt() {
        var browser = keepsNothing();
        String token = tokenOf(launch(browser));
        clock.ahead(Duration.ofMinutes(25));
        String renewed =
                browser.get("/test-room?" + token).body().lines().toList().get(4);
        clock.ahead(Duration.ofMinutes(50));
        assertThat(browser.get("/test-room?" + token).status()).isEqualTo(401);
        assertThat(browser.get(renewed.replace("#here", "")).status()).isEqualTo(200);
    }

    @Test
    void aSessionEndsAfterEightHours() {
        var browser = launched(keepsCookies());
        clock.ahead(Duration.ofHours(7));
        assertThat(browser.get("/test-room").status()).isEqualTo(200);
        clock.ahead(Duration.ofHours(8).plusMinutes(1));
        Answer late = browser.get("/test-room");
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.body()).contains("open Waymark from your course again");
    }

    @Test
    void askingWithoutASessionIsAnswered401InTheFrameOfThePlatform() {
        Answer nobody = keepsCookies().get("/test-room");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(policy(nobody)).contains("frame-ancestors " + platform.issuer());
    }

    @Test
    void aMadeUpCookieOrTokenIsNobody() {
        var browser = keepsCookies();
        browser.cookies.put("waymark-AAAAAAAAAAAA", "1." + "A".repeat(43));
        assertThat(browser.get("/test-room").status()).isEqualTo(401);
        browser.cookies.put("waymark-AAAAAAAAAAAA", "1' OR '1'='1");
        assertThat(browser.get("/test-room").status()).isEqualTo(401);
        assertThat(browser.get("/test-room?s=AAAA").status()).isEqualTo(401);
    }

    @Test
    void aTokenChangedByOneCharacterIsNobody() {
        String token = tokenOf(launch(keepsNothing()));
        char last = token.charAt(token.length() - 3);
        String changed = token.substring(0, token.length() - 3)
                + (last == 'A' ? 'B' : 'A')
                + token.substring(token.length() - 2);
        assertThat(keepsNothing().get("/test-room?" + changed).status()).isEqualTo(401);
    }

    @Test
    void savesAFormOfOurs() {
        var browser = launched(keepsCookies());
        Answer saved = browser.post("/test-room", Map.of("choice", "b", "csrf", csrf(browser)), "Origin", "null");
        assertThat(saved.body()).isEqualTo("saved b");
        Answer sameOrigin = browser.post(
                "/test-room", Map.of("choice", "c", "csrf", csrf(browser)), "Origin", "http://localhost:8080");
        assertThat(sameOrigin.body()).isEqualTo("saved c");
    }

    @Test
    void refusesAFormThatIsNotOurs() {
        var browser = launched(keepsCookies());
        String other = csrf(launched(keepsCookies()));
        assertThat(browser.post("/test-room", Map.of("choice", "b")).status()).isEqualTo(403);
        assertThat(browser.post("/test-room", Map.of("choice", "b", "csrf", other))
                        .status())
                .isEqualTo(403);
        assertThat(browser.post("/test-room", "choice=b&csrf=" + csrf(browser) + "&csrf=x")
                        .status())
                .isEqualTo(403);
        assertThat(browser.post("/test-room", "").status()).isEqualTo(403);
    }

    @Test
    void refusesAFormFromAnotherSiteWithWhateverItKnows() {
        var browser = launched(keepsCookies());
        Map<String, String> form = Map.of("choice", "b", "csrf", csrf(browser));
        assertThat(browser.post("/test-room", form, "Origin", "https://evil.test")
                        .status())
                .isEqualTo(403);
        assertThat(browser.post("/test-room", form, "Origin", platform.issuer()).status())
                .isEqualTo(403);
        assertThat(browser.post("/test-room", form, "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void protectsEveryPage() {
        Answer page = launched(keepsCookies()).get("/test-room");
        assertThat(policy(page))
                .isEqualTo("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                        + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors " + platform.issuer());
        assertThat(page.headers().map())
                .containsEntry("referrer-policy", List.of("no-referrer"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("cache-control", List.of("no-store"))
                .doesNotContainKey("strict-transport-security");
        assertThat(policy(keepsCookies().get("/nowhere"))).contains("default-src 'none'");
    }

    @Test
    void publishesOurKeysForPlatformsToKeep() {
        Answer keys = keepsCookies().get("/lti/jwks");
        assertThat(keys.body())
                .contains("\"kid\"", "\"alg\":\"RS256\"", "\"use\":\"sig\"")
                .doesNotContain("\"d\"");
        assertThat(keys.headers().firstValue("Cache-Control")).contains("public, max-age=300");
    }

    @Test
    void keepsNoIdThatCouldBeUsed() {
        var browser = launched(keepsCookies());
        String id = browser.cookies.getOrDefault("waymark-" + selectorOf(browser), "");
        String secret = id.substring(id.indexOf('.') + 1);
        assertThat(secret).hasSize(43);
        String column = transactions.executeRead(status ->
                jdbc.prepareStatement("SELECT id_hash FROM lti_session WHERE tenant = 1", select -> {
                    var all = new StringBuilder();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            all.append(rows.getString(1)).append('\n');
                        }
                    }
                    return all.toString();
                }));
        assertThat(column).isNotBlank().doesNotContain(secret);
    }

    @Test
    void forgetsSessionsThatEnded() {
        launched(keepsCookies());
        clock.ahead(Duration.ofHours(9));
        int forgotten = sessions.forgetEndedBefore(new dev.waymark.shared.TenantId(1), clock.instant());
        assertThat(forgotten).isPositive();
    }

    private Answer launch(Browser browser) {
        var form = driver.answeredForm(browser, LaunchFixtures.one("valid", "student-normal"));
        return browser.post(
                "/lti/launch",
                form,
                "Origin",
                platform.issuer(),
                "Sec-Fetch-Site",
                "cross-site",
                "Sec-Fetch-Mode",
                "navigate");
    }

    private Browser launched(Browser browser) {
        assertThat(launch(browser).status()).isEqualTo(303);
        return browser;
    }

    /** The same address as the one after the launch, on the page of this test. */
    private static String inRoom(Answer launch) {
        return launch.location().replace("/home?", "/test-room?");
    }

    private static String linkOf(Answer page) {
        return page.body().lines().toList().get(4).replace("#here", "");
    }

    private static String selectorOf(Browser browser) {
        String link = linkOf(browser.get("/test-room"));
        return link.substring(link.indexOf("v=") + 2);
    }

    private void deployment(String from, String to) {
        change("UPDATE lti_deployment SET deployment_id = '" + to + "' WHERE deployment_id = '" + from + "'");
    }

    private void change(String sql) {
        int changed =
                transactions.executeWrite(status -> jdbc.prepareStatement(sql, statement -> statement.executeUpdate()));
        assertThat(changed).isPositive();
    }

    private static String tokenOf(Answer launch) {
        return launch.location().substring(launch.location().indexOf("s="));
    }

    private static String csrf(Browser browser) {
        return browser.get("/test-room").body().lines().toList().get(5);
    }

    private static String policy(Answer answer) {
        return answer.headers().firstValue("Content-Security-Policy").orElse("");
    }

    private Browser keepsCookies() {
        return Browser.on(server.getURI());
    }

    private Browser keepsNothing() {
        return new Browser(server.getURI(), false, false);
    }

    @Test
    void speaksTheLanguageThatThePersonChoseFromEveryOpeningOn() {
        Browser browser = keepsCookies();
        launched(browser).get("/test-room");
        choose(browser, "en", "dark", "/test-room");

        assertThat(browser.get("/test-room").body().lines()).contains("en");
        assertThat(launched(keepsCookies()).get("/test-room").body().lines()).contains("en");

        choose(browser, "", "", "/test-room");
        assertThat(launched(keepsCookies()).get("/test-room").body().lines()).contains("es");
    }

    @Test
    void comesBackToNoOtherSite() {
        Browser browser = keepsCookies();
        launched(browser).get("/test-room");

        assertThat(choose(browser, "es", "", "//evil.example/x").location()).startsWith("/home");
        choose(browser, "", "", "/test-room");
    }

    private Answer choose(Browser browser, String language, String theme, String page) {
        var atWork = new SessionAtWork(sessions, links);
        return browser.post(
                "/preferences",
                Map.of("csrf", atWork.csrf(browser), "language", language, "theme", theme, "page", page));
    }
}
