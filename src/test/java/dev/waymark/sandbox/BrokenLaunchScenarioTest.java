package dev.waymark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.Browser.Answer;
import dev.waymark.lti.launch.LaunchAudit;
import dev.waymark.lti.launch.LaunchRecord;
import dev.waymark.sandbox.platform.BrokenLaunch;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every button that breaks a launch, pressed on both practice platforms: the real tool refuses, clearly, with a row. */
class BrokenLaunchScenarioTest {

    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
    private static final Pattern ACTION = Pattern.compile("<form action=\"([^\"]+)\"");

    @TempDir
    static Path folder;

    private static Sandbox sandbox;
    private static URI tool;

    @BeforeAll
    static void start() {
        Ports ports = Ports.free();
        sandbox = Sandbox.start(ports, folder);
        tool = ports.toolUrl();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource(BrokenLaunch.class)
    void aMoodleThatSendsItIsRefused(BrokenLaunch broken) {
        refused("/mod/lti/launch.php?id=16&as=5&break=" + broken.name(), broken);
    }

    @ParameterizedTest
    @EnumSource(BrokenLaunch.class)
    void aCanvasThatSendsItIsRefused(BrokenLaunch broken) {
        refused("/courses/2/external_tools/1/launch?as=5&break=" + broken.name(), broken);
    }

    @Test
    void bothLetPeopleInWhenNothingIsBroken() {
        for (String begin : new String[] {
            "/mod/lti/launch.php?id=16&as=6", "/courses/2/external_tools/1/launch?as=6",
            "/mod/lti/contentitem.php?as=3", "/mod/lti/launch.php?id=16&action=gradeReport&user=6&as=6"
        }) {
            var browser = Browser.on(tool);
            Answer launch = browser.post("/lti/launch", fromPlatform(browser, begin));
            assertThat(launch.status()).as(begin + " " + launch.body()).isEqualTo(303);
        }
    }

    @Test
    void aLearnerWhoForgesAReviewOfAnothersWorkIsRefused() {
        var browser = Browser.on(tool);
        Answer launch = browser.post(
                "/lti/launch", fromPlatform(browser, "/mod/lti/launch.php?id=16&action=gradeReport&user=6&as=5"));
        assertThat(launch.status()).isIn(401, 403);
        assertThat(last().accepted()).isFalse();
    }

    @Test
    void aKeyThatWasChangedIsFoundAtTheNextLaunch() {
        var lms = Browser.on(sandbox.lms());
        lms.post("/sandbox/trouble", Map.of("what", "ROTATE_KEYS", "back", "/sandbox.css"));
        var browser = Browser.on(tool);
        Answer launch = browser.post("/lti/launch", fromPlatform(browser, "/courses/2/external_tools/1/launch?as=7"));
        assertThat(launch.status()).as(launch.body()).isEqualTo(303);
    }

    private static void refused(String begin, BrokenLaunch broken) {
        var browser = Browser.on(tool);
        var form = fromPlatform(browser, begin);
        var kept = Map.copyOf(browser.cookies);
        Answer answer = browser.post("/lti/launch", form);
        if (broken == BrokenLaunch.SENT_TWICE) {
            assertThat(answer.status()).isEqualTo(303);
            browser.cookies.putAll(kept);
            answer = browser.post("/lti/launch", form);
        }
        assertThat(answer.status()).as(broken.label()).isIn(400, 401);
        assertThat(answer.body()).contains("Waymark could not open").matches("(?s).*WM-[2-9A-Z]{4}.*");
        assertThat(last().accepted()).isFalse();
        assertThat(answer.body()).contains(last().code(), last().reason());
        if (broken == BrokenLaunch.CLOCK_NINETY_SECONDS) {
            assertThat(last().reason()).isEqualTo("issued_at_implausible");
            assertThat(last().clockSkew().orElseThrow().toSeconds()).isBetween(60L, 95L);
        }
    }

    /** What the platform posts in the end, with the browser's way there. */
    private static Map<String, String> fromPlatform(Browser browser, String begin) {
        var lms = Browser.on(sandbox.lms());
        Answer page = lms.get(begin);
        var action = ACTION.matcher(page.body());
        assertThat(action.find()).as(page.body()).isTrue();
        Answer login = browser.post(URI.create(action.group(1)).getPath(), fields(page));
        assertThat(login.status()).as(login.body()).isEqualTo(302);
        Answer next = get(URI.create(login.location()));
        if (next.status() == 302) {
            next = get(URI.create(next.location()));
        }
        return fields(next);
    }

    private static Answer get(URI address) {
        return Browser.on(address).get(address.getRawPath() + "?" + address.getRawQuery());
    }

    private static Map<String, String> fields(Answer page) {
        Map<String, String> fields = new LinkedHashMap<>();
        var found = FIELD.matcher(page.body());
        while (found.find()) {
            fields.put(
                    found.group(1),
                    found.group(2)
                            .replace("&#34;", "\"")
                            .replace("&#39;", "'")
                            .replace("&lt;", "<")
                            .replace("&amp;", "&"));
        }
        return fields;
    }

    private static LaunchRecord last() {
        return sandbox.tool()
                .getBean(LaunchAudit.class)
                .newest(TenantId.FIRST, 1)
                .getFirst();
    }
}
