package dev.waymark.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import dev.waymark.sandbox.Ports;
import dev.waymark.sandbox.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser that keeps cookies from frames, or keeps none at all, still shows the path and takes a form. */
class BlockedCookiesBrowserTest {

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
    void worksWhereThirdPartyCookiesAreBlocked() {
        try (var browser = Chromium.startOrSkip();
                var window = browser.windowWithPreferences(
                        "third-party-cookies-blocked", folder.resolve("third-party"), """
                        {"profile": {"cookie_controls_mode": 1, "block_third_party_cookies": true}}""")) {
            openAndUse(window.page(), "6");
        }
    }

    @Test
    void worksWhereAllCookiesAreBlocked() {
        try (var browser = Chromium.startOrSkip();
                var window = browser.windowWithPreferences("all-cookies-blocked", folder.resolve("all"), """
                        {"profile": {"default_content_setting_values": {"cookies": 2}}}""")) {
            openAndUse(window.page(), "7");
            assertThat(window.page().context().cookies())
                    .as("cookies that the browser kept")
                    .isEmpty();
        }
    }

    private static void openAndUse(Page page, String learner) {
        page.navigate(sandbox.lms() + "/mod/lti/view.php?id=16&as=" + learner);
        FrameLocator tool = page.frameLocator("iframe[name=tool]");
        assertThat(tool.getByText("Your next step").first()).isVisible();

        tool.locator("select[name=role]").first().selectOption("data-analyst");
        tool.getByText("Use this role").click();
        assertThat(tool.locator("main")).containsText("Data analyst");

        tool.getByText("Evidence", new FrameLocator.GetByTextOptions().setExact(true))
                .first()
                .click();
        assertThat(tool.locator("h1")).containsText("Your evidence");
        tool.getByText("Choices", new FrameLocator.GetByTextOptions().setExact(true))
                .first()
                .click();
        assertThat(tool.locator("h1")).containsText("Your choices");
    }
}
