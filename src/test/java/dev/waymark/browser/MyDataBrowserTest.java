package dev.waymark.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import dev.waymark.admin.AdminAtWork;
import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is kept of somebody, in a real browser: seen, taken along, and an erasure asked for by keyboard alone. */
@Tag("browser")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MyDataBrowserTest implements TestPropertyProvider {

    private final FakePlatform platform = FakePlatform.start();
    private Chromium chromium;

    @Inject
    EmbeddedServer server;

    @Inject
    AdminAtWork admin;

    @Override
    public Map<String, String> getProperties() {
        chromium = Chromium.startOrSkip();
        Path folder = Path.of("target/lti-config-my-data-browser");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of(
                "waymark.lti-config",
                folder.toString(),
                "waymark.erasure.work",
                "false",
                "waymark.erasure.backups",
                "35d");
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        platform.close();
    }

    @Test
    void isSeenTakenAlongAndAskedToBeErasedByKeyboard() throws Exception {
        for (int width : List.of(320, 1280)) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                String name = width + "-" + scheme.name().toLowerCase(Locale.ROOT);
                try (BrowserContext context = context(width, scheme)) {
                    Page page = open(context, name);
                    fits(page, width);
                    picture(page, "data-" + name);

                    var download = page.waitForDownload(
                            () -> page.locator("a[href*='export.json']").click());
                    assertThat(Files.readString(download.path())).contains("Imke Sander");

                    page.locator("#erase ~ form textarea").focus();
                    page.keyboard().type("I am leaving");
                    page.keyboard().press("Tab");
                    page.keyboard().press("Space");
                    page.keyboard().press("Tab");
                    page.keyboard().press("Enter");
                    assertThat(page.locator("#asked")).isVisible();
                    fits(page, width);
                    picture(page, "data-asked-" + name);
                }
                try (BrowserContext context = context(width, scheme)) {
                    Browser desk = admin.signedIn(server.getURI());
                    hand(context, desk);
                    Page page = context.newPage();
                    page.navigate(server.getURI().resolve("/admin/erasures").toString());
                    assertThat(page.locator("table")).containsText("I am leaving");
                    fits(page, width);
                    picture(page, "erasures-" + name);
                }
            }
        }
    }

    private static void fits(Page page, int width) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
        assertThat(new AxeBuilder(page)
                        .setLegacyMode(true).analyze().getViolations().stream()
                                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                                .map(rule -> rule.getId() + " " + rule.getHelp())
                                .toList())
                .isEmpty();
    }

    /** Launches as a platform's page would, then hands the cookies to Chromium. */
    private Page open(BrowserContext context, String subject) {
        Browser launching = Browser.on(server.getURI());
        String payload = LaunchFixtures.one("valid", "student-normal")
                .payload()
                .replace("u-4711", "u-" + subject)
                .replace("\"locale\": \"es\"", "\"locale\": \"en\"");
        var answer = new LaunchDriver(platform)
                .launch(launching, new LaunchFixtures.Case("learner", payload, Optional.empty(), Optional.empty()));
        launching.get(answer.location());
        hand(context, launching);
        Page page = context.newPage();
        page.navigate(server.getURI().resolve("/home/data").toString());
        assertThat(page.locator("h1")).isVisible();
        return page;
    }

    private void hand(BrowserContext context, Browser from) {
        from.cookies.forEach((name, value) -> context.addCookies(List.of(
                new Cookie(name, value).setUrl(server.getURI().toString()).setSecure(name.startsWith("__Host-")))));
    }

    private BrowserContext context(int width, ColorScheme scheme) {
        return chromium.browser()
                .newContext(new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 900));
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
    }
}
