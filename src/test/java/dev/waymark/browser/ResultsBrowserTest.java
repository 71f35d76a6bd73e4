package dev.waymark.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Files of grades in a real browser: by keyboard, narrow and wide, light and dark. */
@Tag("browser")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResultsBrowserTest implements TestPropertyProvider {

    private final FakePlatform platform = FakePlatform.start();
    private static final String FILE = """
            Student,ID,SIS User ID,SIS Login ID,Section,Case study with a rather long name that has to wrap (355),Prompting (356),Assignments Final Score
                Points Possible,,,,,10.00,0.00,(read only)
            "Byron, Ada",48,S-48,ada@x.test,Group A,8.50,3,85.00
            "Babbage, Charles",49,S-49,charles@x.test,Group A,EX,eighteen,92.50
            "Student, Test",50,,3f2504e0,Group A,9,9,90.00
            """;
    private Chromium chromium;

    @Inject
    EmbeddedServer server;

    @Override
    public Map<String, String> getProperties() {
        chromium = Chromium.startOrSkip();
        Path folder = Path.of("target/lti-config-results-browser");
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
    void isAccessibleNarrowAndWideEmptyAndWithAFileThatHasEverything() {
        for (int width : List.of(320, 1280)) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (BrowserContext context = context(width, scheme)) {
                    Page page = open(context);
                    String name = width + "-" + scheme.name().toLowerCase(Locale.ROOT);
                    fits(page, width);
                    picture(page, "results-empty-" + name);
                    page.locator("input[type=file]")
                            .setInputFiles(new FilePayload(
                                    "gradebook.csv", "text/csv", FILE.getBytes(StandardCharsets.UTF_8)));
                    page.locator("section[aria-labelledby=read] button").click();
                    assertThat(page.locator("#draft")).isVisible();
                    page.locator("summary").first().focus();
                    page.keyboard().press("Enter");
                    fits(page, width);
                    picture(page, "results-draft-" + name);
                    page.locator("button[value=apply]").focus();
                    page.keyboard().press("Enter");
                    assertThat(page.locator(".note.good")).isVisible();
                    fits(page, width);
                    picture(page, "results-done-" + name);
                    page.locator("input[type=file]")
                            .setInputFiles(
                                    new FilePayload("no.csv", "text/csv", "a,b".getBytes(StandardCharsets.UTF_8)));
                    page.locator("section[aria-labelledby=read] button").click();
                    assertThat(page.locator(".note.bad[role=alert]")).isVisible();
                    fits(page, width);
                }
            }
        }
    }

    private static void fits(Page page, int width) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
        assertThat(serious(page)).isEmpty();
    }

    /** Launches as a platform's page would, then hands the cookies to Chromium. */
    private Page open(BrowserContext context) {
        Browser launching = Browser.on(server.getURI());
        String payload = LaunchFixtures.one("valid", "student-normal")
                .payload()
                .replaceAll(
                        "\"http://purl.imsglobal.org/vocab/lis/v2/membership#Learner\"",
                        "\"http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor\"")
                .replace("\"locale\": \"es\"", "\"locale\": \"en\"");
        new LaunchDriver(platform)
                .launch(launching, new LaunchFixtures.Case("staff", payload, Optional.empty(), Optional.empty()));
        launching.cookies.forEach((name, value) -> context.addCookies(List.of(
                new Cookie(name, value).setUrl(server.getURI().toString()).setSecure(name.startsWith("__Host-")))));
        Page page = context.newPage();
        page.navigate(server.getURI().resolve("/course/results").toString());
        assertThat(page.locator("h1")).isVisible();
        return page;
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

    private static List<String> serious(Page page) {
        return new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(rule -> rule.getId() + " " + rule.getHelp())
                        .toList();
    }
}
