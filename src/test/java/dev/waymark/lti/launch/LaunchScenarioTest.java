package dev.waymark.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.Browser.Answer;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.PlatformKey;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaunchScenarioTest implements TestPropertyProvider {

    private final FakePlatform platform = FakePlatform.start();
    private final LaunchDriver driver = new LaunchDriver(platform);

    @Inject
    EmbeddedServer server;

    @Inject
    LaunchTrail trail;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-launch-scenario");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1", "d-2");
        return Map.of(
                "waymark.lti-config",
                folder.toString(),
                "waymark.test.room",
                "true",
                "micronaut.server.cors.localhost-pass-through",
                "true",
                "waymark.platform-http.key-interval",
                "1ms"); // keys rotate there and back within this test
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    static List<LaunchFixtures.Case> valid() {
        return LaunchFixtures.all("valid");
    }

    static List<LaunchFixtures.Case> invalid() {
        return LaunchFixtures.all("invalid");
    }

    @Test
    void sendsTheBrowserToThePlatformWithEveryParameterItNeeds() {
        Answer login = driver.login(browser(), "POST", Map.of());
        assertThat(login.status()).isEqualTo(302);
        assertThat(login.location()).startsWith(platform.issuer() + "/auth.php?x=1&");
        assertThat(login.locationQuery())
                .containsEntry("scope", "openid")
                .containsEntry("response_type", "id_token")
                .containsEntry("response_mode", "form_post")
                .containsEntry("prompt", "none")
                .containsEntry("client_id", FakePlatform.CLIENT_ID)
                .containsEntry("redirect_uri", LaunchDriver.TARGET)
                .containsEntry("login_hint", "user 5&6")
                .containsEntry("lti_message_hint", "{\"cmid\":3,\"launchid\":\"l_1\"}");
        assertThat(login.locationQuery().get("state")).matches("[A-Za-z0-9._-]{22,}");
        assertThat(login.locationQuery().get("nonce")).matches("[A-Za-z0-9_-]{22,}");
        assertThat(login.setCookies())
                .hasSize(2)
                .anyMatch(cookie -> cookie.contains("; Secure; HttpOnly; SameSite=None; Partitioned"))
                .anyMatch(cookie -> cookie.contains("-plain=") && !cookie.contains("Secure"));
    }

    @Test
    void acceptsALoginByAddress() {
        assertThat(driver.login(browser(), "GET", Map.of()).status()).isEqualTo(302);
    }

    @Test
    void answersOtherMethodsWith405() {
        assertThat(browser().method("PUT", "/lti/login").status()).isEqualTo(405);
        assertThat(browser().get("/lti/launch").status()).isEqualTo(405);
    }

    @Test
    void refusesALoginThatLacksWhatItMustHave() {
        assertThat(browser().get("/lti/login").status()).isEqualTo(400);
        assertThat(browser().get("/lti/login?iss=x").status()).isEqualTo(400);
        assertThat(driver.login(browser(), "GET", Map.of("target_link_uri", "https://evil.test/"))
                        .status())
                .isEqualTo(400);
        assertThat(browser().get("/lti/login?iss=a&iss=b&login_hint=1").status())
                .isEqualTo(400);
        assertThat(trail.lastReason()).isEqualTo("login_incomplete");
    }

    @Test
    void doesNotRedirectForAPlatformItDoesNotKnow() {
        Answer unknown = driver.login(browser(), "POST", Map.of("iss", "https://evil.test"));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.location()).isEmpty();
        assertThat(unknown.body()).contains("not registered here").matches("(?s).*WM-[2-9A-Z]{4}.*");
        assertThat(driver.login(browser(), "POST", Map.of("client_id", "somebody-else"))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void letsInWhoMustBeLetIn(LaunchFixtures.Case each) {
        var browser = browser();
        Answer launch = driver.launch(browser, each);
        assertThat(launch.status()).as(launch.body()).isEqualTo(303);
        String page = each.name().startsWith("deep-linking")
                ? "/course/links?"
                : each.name().equals("submission-review-by-a-teacher") ? "/course/person?user=u-5&" : "/home?";
        assertThat(launch.location()).startsWith(page);
        assertThat(browser.get("/test-room").status()).isEqualTo(200);
        assertThat(trail.lastOutcome()).isEqualTo("accepted");
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesWithAPageACodeAndARow(LaunchFixtures.Case each) {
        var browser = browser();
        Answer launch = driver.launch(browser, each);
        assertThat(launch.status()).isIn(400, 401, 403);
        assertThat(launch.body()).matches("(?s).*WM-[2-9A-Z]{4}.*").doesNotContain("Imke", "Exception", "eyJ");
        assertThat(launch.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors " + platform.issuer());
        assertThat(trail.lastReason()).isEqualToIgnoringCase(each.reason().orElseThrow());
        assertThat(trail.lastDetail()).doesNotContain("Imke", "u-4711", "eyJ");
        assertThat(browser.get("/test-room").status()).isEqualTo(401);
    }

    @Test
    void offersTheWayBackOfASignedTokenOnly() {
        String back = platform.issuer() + "/course/2";
        assertThat(driver.launch(browser(), LaunchFixtures.one("invalid", "expired-200-seconds-ago"))
                        .body())
                .contains(back);
        assertThat(driver.launch(browser(), LaunchFixtures.one("invalid", "cert-02-incorrect-kid"))
                        .body())
                .doesNotContain(back);
    }

    @Test
    void refusesTheSecondArrivalOfAToken() {
        var browser = browser();
        var form = driver.answeredForm(browser, normal());
        var kept = Map.copyOf(browser.cookies);
        assertThat(browser.post("/lti/launch", form).status()).isEqualTo(303);
        browser.cookies.putAll(kept);
        Answer again = browser.post("/lti/launch", form);
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.body()).contains("used already");
        assertThat(trail.lastReason()).isEqualTo("nonce_spent");
    }

    @Test
    void ofTwoLaunchesAtOnceOneWins() throws Exception {
        var browser = browser();
        var form = driver.answeredForm(browser, normal());
        var kept = Map.copyOf(browser.cookies);
        var together = new CyclicBarrier(8);
        Callable<Integer> arrival = () -> {
            var tab = browser();
            tab.cookies.putAll(kept);
            together.await();
            return tab.post("/lti/launch", form).status();
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(java.util.Collections.nCopies(8, arrival));
            List<Integer> statuses =
                    answers.stream().map(java.util.concurrent.Future::resultNow).toList();
            assertThat(statuses).containsOnlyOnce(303);
            assertThat(statuses).filteredOn(status -> status != 303).hasSize(7).containsOnly(401);
        }
    }

    @Test
    void twoTabsMayFinishInAnyOrder() {
        var browser = browser();
        var first = driver.answeredForm(browser, normal());
        var second = driver.answeredForm(browser, normal());
        assertThat(browser.post("/lti/launch", second).status()).isEqualTo(303);
        assertThat(browser.post("/lti/launch", first).status()).isEqualTo(303);
    }

    @Test
    void refusesAnotherBrowserThanTheOneThatBegan() {
        var form = driver.answeredForm(browser(), normal());
        Answer other = browser().post("/lti/launch", form);
        assertThat(other.status()).isEqualTo(401);
        assertThat(trail.lastReason()).isEqualTo("state_mismatch");
        assertThat(other.body()).contains("/lti/login?iss=");
    }

    @Test
    void eitherCookieOfPlainHttpProves() {
        for (var browser :
                List.of(new Browser(server.getURI(), true, false), new Browser(server.getURI(), false, true))) {
            assertThat(driver.launch(browser, normal()).status()).isEqualTo(303);
            assertThat(browser.get("/test-room").body()).contains("carried=false");
        }
    }

    @Test
    void refusesAWrongCookieWhateverElseIsRight() {
        var browser = browser();
        var form = driver.answeredForm(browser, normal());
        browser.cookies.replaceAll((name, value) -> name.endsWith("-plain") ? "forged" : value);
        Answer launch = browser.post("/lti/launch", form, fromThePlatform());
        assertThat(launch.status()).isEqualTo(401);
        assertThat(trail.lastReason()).isEqualTo("state_mismatch");
    }

    @Test
    void withoutAnyCookieABrowserStraightFromThePlatformIsBelieved() {
        var browser = new Browser(server.getURI(), false, false);
        var form = driver.answeredForm(browser, normal());
        Answer launch = browser.post("/lti/launch", form, fromThePlatform());
        assertThat(launch.status()).isEqualTo(303);
        assertThat(browser.get("/test-room").status()).isEqualTo(401);
        String token = launch.location().substring(launch.location().indexOf("s="));
        assertThat(browser.get("/test-room?" + token).body()).contains("u-4711", "carried=true");
    }

    @Test
    void aBrowserThatKeepsCookiesOfOursMustHaveThatOfTheLogin() {
        for (var keeper : List.of(browser(), new Browser(server.getURI(), true, false))) {
            driver.launch(keeper, normal());
            var ofSomebodyElse = driver.answeredForm(browser(), normal());
            assertThat(keeper.post("/lti/launch", ofSomebodyElse, fromThePlatform())
                            .status())
                    .isEqualTo(401);
            assertThat(trail.lastReason()).isEqualTo("state_mismatch");
        }
        var waiting = browser();
        driver.answeredForm(waiting, normal());
        assertThat(waiting.post("/lti/launch", driver.answeredForm(browser(), normal()), fromThePlatform())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void withoutAnyCookieNobodyElseIsBelieved() {
        var browser = new Browser(server.getURI(), false, false);
        List<String[]> others = List.of(
                new String[] {"Origin", platform.issuer()},
                new String[] {
                    "Origin", "https://evil.test", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"
                },
                new String[] {"Origin", "null", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"},
                new String[] {"Origin", platform.issuer(), "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "cors"},
                new String[] {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"});
        for (String[] headers : others) {
            Answer launch = browser.post("/lti/launch", driver.answeredForm(browser, normal()), headers);
            assertThat(launch.status()).as(String.join(" ", headers)).isEqualTo(401);
            assertThat(trail.lastReason()).isEqualTo("state_mismatch");
        }
    }

    @Test
    void refusesAStateThatNobodyKnowsOrThatIsTooOld() {
        var browser = browser();
        var form = driver.answeredForm(browser, normal());
        assertThat(browser.post("/lti/launch", Map.of("id_token", "a.b.c", "state", "made-up"))
                        .status())
                .isEqualTo(401);
        assertThat(trail.lastReason()).isEqualTo("state_unknown");
        trail.everyLoginIsOver();
        assertThat(browser.post("/lti/launch", form).status()).isEqualTo(401);
        assertThat(trail.lastReason()).isEqualTo("state_expired");
    }

    @Test
    void refusesATokenInAnAddress() {
        var browser = browser();
        var form = driver.answeredForm(browser, normal());
        String query = Browser.encoded(form);
        assertThat(browser.get("/lti/launch?" + query).status()).isEqualTo(405);
        assertThat(browser.post("/lti/launch?" + query, Map.of()).status()).isEqualTo(400);
        assertThat(trail.lastReason()).isEqualTo("token_in_address");
        assertThat(browser.post("/lti/launch", form).status()).isEqualTo(303);
    }

    @Test
    void refusesAFormThatSaysAThingTwiceOrNotAtAll() {
        var browser = browser();
        var form = driver.answeredForm(browser, normal());
        String twice = Browser.encoded(form) + "&state=" + form.get("state");
        assertThat(browser.post("/lti/launch", twice).status()).isEqualTo(400);
        assertThat(browser.post("/lti/launch", Map.of("state", form.get("state")))
                        .status())
                .isEqualTo(400);
        assertThat(browser.post("/lti/launch", Map.of("id_token", "a.b.c")).status())
                .isEqualTo(400);
        assertThat(trail.lastReason()).isEqualTo("response_incomplete");
    }

    @Test
    void passesOnWhatThePlatformSaysInsteadOfAToken() {
        var browser = browser();
        String state = driver.login(browser, "POST", Map.of()).locationQuery().get("state");
        Answer refused = browser.post(
                "/lti/launch",
                Map.of("error", "login_required", "error_description", "Call <b>0900</b>", "state", state));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("login_required").doesNotContain("0900");
        assertThat(trail.lastReason()).isEqualTo("platform_error");
        Answer odd = browser.post("/lti/launch", Map.of("error", "<script>", "state", state));
        assertThat(odd.body()).doesNotContain("<script>");
    }

    @Test
    void whoIsSentBackWithAnErrorIsNotToldThatTheyUseTheWrongMethod() {
        Answer byAddress = browser().get("/lti/launch?lti_errormsg=Ana+Lopez&lti_errorlog=Consumer+key+is+incorrect");
        assertThat(byAddress.status()).isEqualTo(400);
        assertThat(byAddress.body()).contains("an unknown client id").doesNotContain("Lopez");
        assertThat(trail.lastReason()).isEqualTo("platform_error");
        Answer byForm = browser().post("/lti/launch", Map.of("errormsg", "Something of Ana Lopez"));
        assertThat(byForm.status()).isEqualTo(400);
        assertThat(byForm.body()).contains("an error that it alone knows").doesNotContain("Lopez");
        assertThat(trail.lastReason()).isEqualTo("platform_error");
        assertThat(browser().get("/lti/launch?errormsg=").status()).isEqualTo(405);
    }

    @Test
    void refusesATokenTooLargeToRead() {
        var browser = browser();
        String state = driver.login(browser, "POST", Map.of()).locationQuery().get("state");
        assertThat(browser.post("/lti/launch", Map.of("state", state, "id_token", "x".repeat(100_000)))
                        .status())
                .isEqualTo(401);
        assertThat(trail.lastReason()).isEqualTo("token_too_large");
    }

    @Test
    void aListenerThatFailsDoesNotKeepThePersonOut() {
        var room = server.getApplicationContext().getBean(dev.waymark.lti.TestRoom.class);
        room.failing(true);
        try {
            assertThat(driver.launch(browser(), normal()).status()).isEqualTo(303);
        } finally {
            room.failing(false);
        }
        assertThat(room.heard()).last().satisfies(launch -> {
            assertThat(launch.launch().issuer()).isEqualTo(platform.issuer());
            assertThat(launch.registration().value()).isPositive();
        });
    }

    @Test
    void findsTheNewKeyOfAPlatformThatRotatedIt() {
        var old = platform.key();
        driver.launch(browser(), normal());
        platform.rotateTo(PlatformKey.named("k-2"));
        try {
            assertThat(driver.launch(browser(), normal()).status()).isEqualTo(303);
        } finally {
            platform.rotateTo(old);
        }
    }

    @Test
    void outlivesAnOutageOfThePlatformsKeys() {
        driver.launch(browser(), normal());
        platform.onKeys(request -> FakePlatform.Response.json(503, ""));
        try {
            assertThat(driver.launch(browser(), normal()).status()).isEqualTo(303);
        } finally {
            platform.onKeys(request -> FakePlatform.Response.json(200, platform.keySet()));
        }
    }

    @Test
    void refusesWhatAnybodyButThePlatformSigned() {
        var browser = browser();
        for (var forge : List.<java.util.function.UnaryOperator<String>>of(
                payload -> platform.key().unsigned(payload),
                payload -> platform.key().hmacWithPublicKey(payload),
                payload -> PlatformKey.named(platform.key().kid()).token(payload))) {
            Map<String, String> asked = driver.login(browser, "POST", Map.of()).locationQuery();
            String payload = normal().payload(platform.issuer(), asked.getOrDefault("nonce", ""), Instant.now());
            String state = asked.getOrDefault("state", "");
            Answer launch = browser.post("/lti/launch", Map.of("state", state, "id_token", forge.apply(payload)));
            assertThat(launch.status()).isEqualTo(401);
            assertThat(trail.lastReason()).isIn("algorithm_not_allowed", "signature_invalid");
        }
    }

    @Test
    void answersInTheReadersLanguage() {
        Answer refused = browser().get("/lti/login", "Accept-Language", "es-MX,es;q=0.9");
        assertThat(refused.body()).contains("Abre Waymark desde tu curso");
    }

    private static LaunchFixtures.Case normal() {
        return LaunchFixtures.one("valid", "student-normal");
    }

    private String[] fromThePlatform() {
        return new String[] {"Origin", platform.issuer(), "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"};
    }

    private Browser browser() {
        return Browser.on(server.getURI());
    }
}
