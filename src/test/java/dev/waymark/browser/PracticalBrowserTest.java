package dev.waymark.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Practical work in a real browser: handed in and rated. */
@Tag("browser")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticalBrowserTest implements TestPropertyProvider {

    private final FakePlatform platform = FakePlatform.start();
    private Chromium chromium;

    @Inject
    EmbeddedServer server;

    @Override
    public Map<String, String> getProperties() {
        chromium = Chromium.startOrSkip();
        Path folder = Path.of("target/lti-config-practical-browser");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString());
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        platform.close();
    }

    @Test
    void isHandedInAndRated() {
        for (int width : List.of(320, 1280)) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                String name = width + "-" + scheme.name().toLowerCase(Locale.ROOT);
                try (BrowserContext context = context(width, scheme)) {
                    Page page = open(context, name, "Learner", "/home/practical");
                    fits(page, width);
                    page.locator("#title").fill("Review of a generated report " + name);
                    page.locator("#kind").selectOption("TEXT");
                    page.locator("#text").fill("I checked each figure against its source and mended two.");
                    page.locator("#hand ~ form button").focus();
                    page.keyboard().press("Enter");
                    assertThat(page.locator("ul.list")).containsText("Waits for a rating");
                    fits(page, width);
                    picture(page, "practical-" + name);
                }
                try (BrowserContext context = context(width, scheme)) {
                    Page page = open(context, "staff-" + name, "Instructor", "/course/ratings");
                    fits(page, width);
                    picture(page, "ratings-" + name);
                    page.locator("input[name=tier][value='3']").first().check();
                    page.locator("section form button").first().click();
                    assertThat(page.locator(".note[role=status]").first()).isVisible();
                    fits(page, width);
                    picture(page, "ratings-done-" + name);
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
    private Page open(BrowserContext context, String subject, String role, String path) {
        Browser launching = Browser.on(server.getURI());
        String payload = LaunchFixtures.one("valid", "student-normal")
                .payload()
                .replace("membership#Learner", "membership#" + role)
                .replace("u-4711", "u-" + subject)
                .replace("\"locale\": \"es\"", "\"locale\": \"en\"");
        var answer = new LaunchDriver(platform)
                .launch(launching, new LaunchFixtures.Case("learner", payload, Optional.empty(), Optional.empty()));
        launching.get(answer.location());
        hand(context, launching);
        Page page = context.newPage();
        page.navigate(server.getURI().resolve(path).toString());
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
