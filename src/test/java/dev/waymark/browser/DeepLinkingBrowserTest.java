package dev.waymark.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.FakePlatform.Request;
import dev.waymark.lti.FakePlatform.Response;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Adding to a course in a real browser: by keyboard, with and without scripts, on a phone and on a desk. */
@Tag("browser")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeepLinkingBrowserTest implements TestPropertyProvider {

    private final FakePlatform platform = FakePlatform.start();
    private final List<Request> returned = new CopyOnWriteArrayList<>();
    private Chromium chromium;

    @Inject
    EmbeddedServer server;

    @Override
    public Map<String, String> getProperties() {
        chromium = Chromium.startOrSkip();
        Path folder = Path.of("target/lti-config-deep-linking-browser");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString());
    }

    @BeforeEach
    void aCourseThatTakesLinks() {
        returned.clear();
        platform.onService(request -> {
            returned.add(request);
            return new Response(200, "text/html", "<title>Course</title><h1 id=back>Back in the course</h1>", Map.of());
        });
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        platform.close();
    }

    @Test
    void isAccessibleNarrowAndWide() {
        for (int width : List.of(320, 1280)) {
            try (BrowserContext context = context(true, width)) {
                Page page = open(context);
                picture(page, "links-" + width);
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(width);
                assertThat(serious(page)).isEmpty();
                page.locator("button[value=add]").click();
                assertThat(page.locator("#mistake")).isVisible();
                assertThat(serious(page)).isEmpty();
            }
        }
    }

    @Test
    void goesBackByItselfWhereScriptsRun() {
        try (BrowserContext context = context(true, 1280)) {
            Page page = open(context);
            page.locator("input[name=link][value=path]").focus();
            page.keyboard().press("Space");
            page.locator("input[name=column][value=path]").focus();
            page.keyboard().press("Space");
            page.locator("button[value=add]").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#back")).isVisible();
            sentOnce();
        }
    }

    @Test
    void goesBackByItsButtonWhereNoScriptRuns() {
        try (BrowserContext context = context(false, 1280)) {
            Page page = open(context);
            page.locator("input[name=link][value=class]").check();
            page.locator("button[value=add]").click();
            assertThat(returned).isEmpty();
            picture(page, "linked-without-scripts");
            page.locator("form[data-send] button").click();
            assertThat(page.locator("#back")).isVisible();
            sentOnce();
        }
    }

    private void sentOnce() {
        assertThat(returned.stream().filter(request -> request.path().contains("contentitem_return")))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.method()).isEqualTo("POST");
                    assertThat(request.query()).isEqualTo("course=2&id=1&sesskey=abc");
                    assertThat(request.body()).startsWith("JWT=eyJ").doesNotContain("&");
                });
    }

    /** Launches as a platform's page would, then hands the cookies to Chromium. */
    private Page open(BrowserContext context) {
        Browser launching = Browser.on(server.getURI());
        String address = new LaunchDriver(platform)
                .launch(launching, LaunchFixtures.one("valid", "deep-linking-of-moodle"))
                .location();
        launching.cookies.forEach((name, value) -> context.addCookies(List.of(
                new Cookie(name, value).setUrl(server.getURI().toString()).setSecure(name.startsWith("__Host-")))));
        Page page = context.newPage();
        page.navigate(
                server.getURI().resolve(address.replaceAll("&s=[^&]*", "")).toString());
        assertThat(page.locator("h1")).isVisible();
        assertThat(page.locator("input[name=link]").first()).isVisible();
        return page;
    }

    private BrowserContext context(boolean scripts, int width) {
        return chromium.browser()
                .newContext(
                        new NewContextOptions().setJavaScriptEnabled(scripts).setViewportSize(width, 900));
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
