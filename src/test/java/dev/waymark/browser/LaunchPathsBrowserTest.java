package dev.waymark.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import dev.waymark.lti.launch.BrowserPath;
import dev.waymark.lti.launch.LaunchAudit;
import dev.waymark.lti.launch.LaunchRecord;
import dev.waymark.sandbox.Ports;
import dev.waymark.sandbox.Sandbox;
import dev.waymark.shared.TenantId;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How a launch finds its browser again, in a frame of another site: with third-party cookies on and off, with none at all,
 * with storage beside the frame and around it, and against pages that answer in the platform's stead.
 */
class LaunchPathsBrowserTest {

    private static final String WITHOUT_THIRD_PARTY =
            "{\"profile\": {\"cookie_controls_mode\": 1, \"block_third_party_cookies\": true}}";
    private static final String WITHOUT_ANY = "{\"profile\": {\"default_content_setting_values\": {\"cookies\": 2}}}";

    /** Cookies at the top of a window, and inside pages of the LMS none whatever, partitioned or not. */
    private static final String WITHOUT_IN_FRAMES = """
            {"profile": {"content_settings": {"exceptions": {"cookies":
              {"http://localhost:*,http://127.0.0.1:*": {"setting": 2}}}}}}""";

    @TempDir
    static Path folder;

    private static Sandbox sandbox;

    @BeforeAll
    static void open() {
        Chromium.startOrSkip().close();
        sandbox = Sandbox.start(Ports.free(), folder.resolve("sandbox"));
    }

    @AfterAll
    static void close() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    void aCookieIsEnoughWhereTheBrowserKeepsIt() {
        try (var browser = Chromium.startOrSkip();
                var window = browser.window("launch-by-cookie")) {
            canvas(window.page(), "5", "FORWARDED");
            assertPathShown(window.page());
            assertThat(last().path()).contains(BrowserPath.COOKIE);
        }
    }

    @Test
    void aPartitionedCookieIsEnoughWhereThirdPartyCookiesAreBlocked() {
        try (var browser = Chromium.startOrSkip();
                var window = browser.windowWithPreferences(
                        "launch-by-partitioned-cookie", folder.resolve("third-party"), WITHOUT_THIRD_PARTY)) {
            canvas(window.page(), "6", "FORWARDED");
            assertPathShown(window.page());
            assertThat(last().path()).contains(BrowserPath.COOKIE);
        }
    }

    @Test
    void whereNoCookiesAreKeptThePlatformsFrameKeepsTheSecret() {
        try (var browser = Chromium.startOrSkip();
                var window = browser.windowWithPreferences("launch-by-storage", folder.resolve("none"), WITHOUT_ANY)) {
            Page page = window.page();
            canvas(page, "7", "FORWARDED");
            assertPathShown(page);
            assertThat(last().path()).contains(BrowserPath.PLATFORM_STORAGE);

            page.navigate(sandbox.lms() + "/mod/lti/view.php?id=16&storage=parent&as=8");
            assertPathShown(page);
            assertThat(last().path()).contains(BrowserPath.PLATFORM_STORAGE);

            page.navigate(sandbox.lms() + "/mod/lti/view.php?id=16&as=8");
            assertPathShown(page);
            assertThat(last().path()).contains(BrowserPath.STRAIGHT_FROM_PLATFORM);

            canvas(page, "9", "FOREIGN_FIRST");
            assertPathShown(page);
            assertThat(last().path()).contains(BrowserPath.PLATFORM_STORAGE);

            for (String bad : new String[] {"WRONG_VALUE", "SILENT", "NONE"}) {
                canvas(page, "10", bad);
                assertThat(tool(page).locator("h1")).hasText("We could not tell that this is you");
                assertThat(last().accepted()).as(bad).isFalse();
                assertThat(last().reason()).isEqualTo("state_mismatch");
            }
            assertThat(page.context().cookies()).isEmpty();
        }
    }

    @Test
    void aWindowOfItsOwnIsTheLastWay() {
        try (var browser = Chromium.startOrSkip();
                var window = browser.windowWithPreferences(
                        "launch-in-a-window", folder.resolve("window"), WITHOUT_IN_FRAMES)) {
            Page page = window.page();
            canvas(page, "11", "NONE");
            assertThat(tool(page).locator("h1")).hasText("We could not tell that this is you");
            assertThat(tool(page).getByText("Open it in place of this page")).isVisible();
            assertThat(tool(page).locator("main").boundingBox().width)
                    .as("width of the page in the frame")
                    .isGreaterThan(500);
            Page own = page.waitForPopup(
                    () -> tool(page).getByText("Open in a new window").first().click());
            assertThat(own.locator("h1").first()).isVisible();
            assertThat(own.getByText("Back to your course site")).isVisible();
            assertThat(last().path()).contains(BrowserPath.NEW_WINDOW);
            assertThat(last().accepted()).isTrue();
        }
    }

    private static void canvas(Page page, String learner, String storage) {
        page.navigate(sandbox.lms() + "/courses/2/external_tools/1?storage=" + storage + "&as=" + learner);
    }

    private static FrameLocator tool(Page page) {
        return page.frameLocator("iframe[name=tool]");
    }

    private static void assertPathShown(Page page) {
        assertThat(tool(page).locator("nav[aria-label=Waymark]")).isVisible();
    }

    private static LaunchRecord last() {
        return sandbox.tool()
                .getBean(LaunchAudit.class)
                .newest(TenantId.FIRST, 1)
                .getFirst();
    }
}
