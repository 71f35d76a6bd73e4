package dev.waymark.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.Browser.Answer;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The secret that a platform's page keeps for a browser without cookies, and who may show it. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlatformStorageScenarioTest implements TestPropertyProvider {

    private static final String[] IN_A_FRAME = {"Sec-Fetch-Dest", "iframe", "Sec-Fetch-Site", "cross-site"};
    private static final String[] FROM_OUR_PAGE = {"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Dest", "iframe"};

    private final FakePlatform platform = FakePlatform.start();

    @Inject
    EmbeddedServer server;

    @Inject
    LaunchTrail trail;

    @Inject
    LaunchAudit audit;

    /** A login that was begun in a frame: what its page told the script. */
    private record Kept(String state, String nonce, String key, String secret, Answer page) {}

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-platform-storage");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString(), "waymark.test.room", "true");
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void letsInWhoseSecretThePlatformKept() {
        var browser = withoutCookies();
        var kept = keptIn(browser, "post_message_forwarding");
        Answer asking = browser.post("/lti/launch", launch(kept), straightFromThePlatform());
        assertThat(asking.status()).isEqualTo(200);
        assertThat(asking.body())
                .contains("data-frame=\"post_message_forwarding\"", "data-key=\"" + kept.key() + "\"")
                .contains("data-origin=\"" + platform.issuer() + "\"")
                .doesNotContain(kept.secret());
        assertThat(asking.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'", "frame-ancestors " + platform.issuer());

        Answer in = browser.post("/lti/launch", stored(kept, kept.secret()), FROM_OUR_PAGE);
        assertThat(in.status()).as(in.body()).isEqualTo(303);
        assertThat(trail.lastPath()).isEqualTo("platform_storage");
        assertThat(audit.newest(new dev.waymark.shared.TenantId(1), 1)).first().satisfies(row -> {
            assertThat(row.path()).contains(BrowserPath.PLATFORM_STORAGE);
            assertThat(row.accepted()).isTrue();
            assertThat(audit.of(new dev.waymark.shared.TenantId(1), row.code())).contains(row);
        });
    }

    @Test
    void refusesTheRightSecretFromAPageThatIsNotOurs() {
        var browser = withoutCookies();
        var ofTheAttacker = keptIn(browser, "_parent");
        for (String[] from : new String[][] {
            {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Origin", "https://evil.test"},
            {"Sec-Fetch-Site", "cross-site", "Origin", server.getURI().toString()},
            straightFromThePlatform(),
            {"Origin", "null"},
            {"Origin", "https://evil.test"},
            {}
        }) {
            assertThat(browser.post("/lti/launch", stored(ofTheAttacker, ofTheAttacker.secret()), from)
                            .status())
                    .as(String.join(" ", from))
                    .isEqualTo(401);
            assertThat(trail.lastReason()).isEqualTo("state_mismatch");
        }
    }

    @Test
    void anOldBrowserShowsByItsOriginThatThePageIsOurs() {
        var browser = withoutCookies();
        var kept = keptIn(browser, "_parent");
        assertThat(browser.post("/lti/launch", stored(kept, kept.secret()), "Origin", "http://localhost:8080")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void refusesAnotherSecretAndNone() {
        var browser = withoutCookies();
        var mine = keptIn(browser, "_parent");
        var others = keptIn(withoutCookies(), "_parent");
        for (String value : new String[] {"", others.secret(), mine.secret() + "x", mine.state()}) {
            Answer refused = browser.post("/lti/launch", stored(mine, value), FROM_OUR_PAGE);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.body()).contains("new window").doesNotContain(mine.secret());
            assertThat(trail.lastReason()).isEqualTo("state_mismatch");
        }
    }

    @Test
    void aSecretIsGoodForOneLaunch() {
        var browser = withoutCookies();
        var kept = keptIn(browser, "_parent");
        var form = stored(kept, kept.secret());
        assertThat(browser.post("/lti/launch", form, FROM_OUR_PAGE).status()).isEqualTo(303);
        assertThat(browser.post("/lti/launch", form, FROM_OUR_PAGE).status()).isEqualTo(401);
        assertThat(trail.lastReason()).isEqualTo("nonce_spent");
        assertThat(browser.post("/lti/launch", launch(kept), straightFromThePlatform())
                        .status())
                .isEqualTo(401);
        assertThat(trail.lastReason()).isEqualTo("nonce_spent");
    }

    @Test
    void onceStoredThePlatformsWordAloneIsNotEnough() {
        var browser = withoutCookies();
        var kept = keptIn(browser, "_parent");
        Answer asking = browser.post("/lti/launch", launch(kept), straightFromThePlatform());
        assertThat(asking.status()).isEqualTo(200);
        assertThat(browser.get("/test-room").status()).isEqualTo(401);
    }

    @Test
    void whereNothingWasStoredASecretIsNotBelieved() {
        var browser = withoutCookies();
        var begun = begin(browser, Map.of("lti_storage_target", "_parent"), IN_A_FRAME);
        assertThat(browser.post("/lti/launch", stored(begun, begun.secret()), FROM_OUR_PAGE)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void storageIsNotedOnceAndForALoginThatWaits() {
        var browser = withoutCookies();
        var begun = begin(browser, Map.of("lti_storage_target", "_parent"), IN_A_FRAME);
        assertThat(note(browser, begun.state(), "no frame's name")).isEqualTo(409);
        assertThat(note(browser, "1.made-up", "_parent")).isEqualTo(409);
        assertThat(note(browser, begun.state(), "_parent")).isEqualTo(204);
        assertThat(note(browser, begun.state(), "another")).isEqualTo(409);
    }

    @Test
    void aBrowserThatReturnsCookiesGoesStraightToThePlatform() {
        var browser = Browser.on(server.getURI());
        var driver = new LaunchDriver(platform);
        assertThat(driver.launch(browser, LaunchFixtures.one("valid", "student-normal"))
                        .status())
                .isEqualTo(303);
        assertThat(trail.lastPath()).isEqualTo("cookie");
        Answer next = browser.post("/lti/login", login(Map.of("lti_storage_target", "_parent")), IN_A_FRAME);
        assertThat(next.status()).isEqualTo(302);
    }

    @Test
    void onlyFramesAreAskedToKeepASecret() {
        var offered = login(Map.of("lti_storage_target", "_parent"));
        assertThat(withoutCookies()
                        .post("/lti/login", offered, "Sec-Fetch-Dest", "document")
                        .status())
                .isEqualTo(302);
        assertThat(withoutCookies().post("/lti/login", offered).status()).isEqualTo(302);
        assertThat(withoutCookies()
                        .post("/lti/login", offered, "User-Agent", "Mozilla/5.0 (iPad) Safari/604.1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aFrameWhosePlatformOffersNothingIsAskedWhatItCan() {
        Answer page = withoutCookies().post("/lti/login", login(Map.of()), IN_A_FRAME);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("data-frame=\"\"");
    }

    @Test
    void aTargetThatIsNoNameOfAFrameCountsAsNone() {
        for (String odd : new String[] {"a b", "\"><script>", "x".repeat(256), "../up"}) {
            Answer page = withoutCookies().post("/lti/login", login(Map.of("lti_storage_target", odd)), IN_A_FRAME);
            assertThat(page.body()).contains("data-frame=\"\"").doesNotContain("<script>");
        }
        assertThat(withoutCookies()
                        .post(
                                "/lti/login",
                                Browser.encoded(login(Map.of("lti_storage_target", "a"))) + "&lti_storage_target=b")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aWindowOfItsOwnIsSoNamed() {
        var browser = Browser.on(server.getURI());
        var form = new LaunchDriver(platform).answeredForm(browser, LaunchFixtures.one("valid", "student-normal"));
        assertThat(browser.post("/lti/launch", form, "Sec-Fetch-Dest", "document")
                        .status())
                .isEqualTo(303);
        assertThat(trail.lastPath()).isEqualTo("new_window");
    }

    private Kept keptIn(Browser browser, String frame) {
        var begun = begin(browser, Map.of("lti_storage_target", frame), IN_A_FRAME);
        assertThat(note(browser, begun.state(), frame)).isEqualTo(204);
        return begun;
    }

    private int note(Browser browser, String state, String frame) {
        return browser.post("/lti/login/kept", Map.of("state", state, "frame", frame), FROM_OUR_PAGE)
                .status();
    }

    private Kept begin(Browser browser, Map<String, String> more, String... headers) {
        Answer page = browser.post("/lti/login", login(more), headers);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        String onward = found(page, "href=\"(" + Pattern.quote(platform.issuer()) + "[^\"]+)\"")
                .replace("&amp;", "&");
        return new Kept(
                found(page, "data-state=\"([^\"]+)\""),
                onward.replaceAll(".*[?&]nonce=([^&]+).*", "$1"),
                found(page, "data-key=\"([^\"]+)\""),
                found(page, "data-value=\"([^\"]+)\""),
                page);
    }

    private static String found(Answer page, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(page.body());
        assertThat(matcher.find()).as(pattern + " in " + page.body()).isTrue();
        return matcher.group(1);
    }

    private Map<String, String> launch(Kept kept) {
        String payload =
                LaunchFixtures.one("valid", "student-normal").payload(platform.issuer(), kept.nonce(), Instant.now());
        return Map.of("state", kept.state(), "id_token", platform.key().token(payload));
    }

    private Map<String, String> stored(Kept kept, String value) {
        var form = new HashMap<>(launch(kept));
        form.put("stored", value);
        return form;
    }

    private Map<String, String> login(Map<String, String> more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "iss",
                platform.issuer(),
                "target_link_uri",
                LaunchDriver.TARGET,
                "login_hint",
                "5",
                "client_id",
                FakePlatform.CLIENT_ID));
        form.putAll(more);
        return form;
    }

    private String[] straightFromThePlatform() {
        return new String[] {"Origin", platform.issuer(), "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"};
    }

    private Browser withoutCookies() {
        return new Browser(server.getURI(), false, false);
    }
}
