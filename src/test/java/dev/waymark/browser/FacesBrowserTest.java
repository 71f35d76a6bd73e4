package dev.waymark.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.waymark.home.PretendPages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every page of both faces in a real browser, narrow and wide, light and dark, under the policy that the tool sends.
 * Set {@code waymark.shots} to a folder to keep a picture of each.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FacesBrowserTest {

    private static final String SITE = FacesSite.ADDRESS;
    private final FacesSite site = new FacesSite();
    private final Map<String, String> pages = site.pages();
    private Chromium chromium;

    @BeforeAll
    void start() {
        chromium = Chromium.startOrSkip();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void isAccessibleAndFitsNarrowAndWideLightAndDark() {
        assertThat(pages.keySet()).containsAll(PretendPages.names());
        everyPage(320, "light");
        everyPage(1280, "dark");
    }

    private void everyPage(int width, String theme) {
        try (BrowserContext context = context(width)) {
            for (String name : pages.keySet()) {
                look(context, name, theme, width);
            }
        }
    }

    private void look(BrowserContext context, String name, String theme, int width) {
        Page page = context.newPage();
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(SITE + "/" + name);
        page.evaluate(
                "theme => { document.documentElement.dataset.theme = theme;"
                        + " document.querySelectorAll('details').forEach(each => each.open = true) }",
                theme);
        String where = "%s at %d, %s".formatted(name, width, theme);
        picture(page, name, width, theme);

        assertThat(complaints).as(where).isEmpty();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("width of %s", where)
                .isLessThanOrEqualTo(width);
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                                .map(FacesBrowserTest::tell))
                .as(where)
                .isEmpty();
        page.close();
    }

    @Test
    void tellsThePlatformItsHeightAndNobodyElse() {
        try (BrowserContext context = context(1280)) {
            Page platform = context.newPage();
            platform.route(
                    "https://learn.example/**",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html")
                            .setBody(
                                    "<script>heard = []; addEventListener('message', event => heard.push(event.data))</script>"
                                            + "<iframe src='" + SITE + "/home' width='700'></iframe>")));
            platform.navigate("https://learn.example/course");

            platform.waitForFunction("heard.some(data => data.subject === 'lti.frameResize' && data.height > 500)");
            platform.waitForFunction("heard.some(data => typeof data === 'string'"
                    + " && JSON.parse(data).subject === 'lti.frameResize')");

            Page stranger = context.newPage();
            stranger.route(
                    "https://stranger.example/**",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html")
                            .setBody(
                                    "<script>heard = []; addEventListener('message', event => heard.push(event.data))</script>"
                                            + "<iframe src='" + SITE + "/home' width='700'></iframe>")));
            stranger.navigate("https://stranger.example/");
            stranger.waitForTimeout(600);
            assertThat((Integer) stranger.evaluate("heard.length")).isZero();
        }
    }

    @Test
    void theNextStepCanBeBegunInTheSmallestFrameWithoutScrolling() {
        try (BrowserContext context = context(320)) {
            Page page = context.newPage();
            page.setViewportSize(320, 400);
            page.navigate(SITE + "/first");
            // The line of a practice installation is on no page that learners get.
            page.evaluate("document.querySelector('.page > .tag').remove()");

            var start = page.locator(".next .main").first().boundingBox();

            assertThat(start.y + start.height).isLessThanOrEqualTo(400);
        }
    }

    @Test
    void staysReadableInThePlatformsColourLightAndDark() {
        for (String colour : List.of("e13a32", "008ee2")) {
            pages.put(
                    "branded-" + colour,
                    pages.get("home")
                            .replaceFirst(
                                    "<script src",
                                    "<link rel=\"stylesheet\" href=\"/brand/" + colour + ".css\"><script src"));
            try (BrowserContext narrow = context(320);
                    BrowserContext wide = context(1440)) {
                Page plain = wide.newPage();
                plain.navigate(SITE + "/home");
                Page branded = wide.newPage();
                branded.navigate(SITE + "/branded-" + colour);
                assertThat(branded.locator(".btn.main").first().evaluate("e => getComputedStyle(e).backgroundColor"))
                        .isNotEqualTo(plain.locator(".btn.main")
                                .first()
                                .evaluate("e => getComputedStyle(e).backgroundColor"));
                for (String theme : List.of("light", "dark")) {
                    look(narrow, "branded-" + colour, theme, 320);
                    look(wide, "branded-" + colour, theme, 1440);
                }
            }
        }
    }

    @Test
    void keepsTheChosenTheme() {
        try (BrowserContext context = context(1280)) {
            Page page = context.newPage();
            page.navigate(SITE + "/home");
            assertThat(page.evaluate("document.documentElement.dataset.theme")).isEqualTo("light");

            page.locator("[data-offer-theme] button").click();
            page.navigate(SITE + "/evidence");

            assertThat(page.evaluate("document.documentElement.dataset.theme")).isEqualTo("dark");
        }
    }

    @Test
    void showsEverythingWithoutScripts() {
        try (BrowserContext context =
                chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            site.serveIn(context);
            Page page = context.newPage();
            page.navigate(SITE + "/home");

            assertThat(page.locator("h1").innerText()).isEqualTo("Try it on your own backlog");
            assertThat(page.locator("[data-offer-theme] button").isVisible()).isFalse();
            page.locator("summary").first().click();
            assertThat(page.locator("button", new Page.LocatorOptions().setHasText("I have done it"))
                            .isVisible())
                    .isTrue();
        }
    }

    private BrowserContext context(int width) {
        BrowserContext context =
                chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(width, 900));
        site.serveIn(context);
        return context;
    }

    private static String tell(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().limit(3).map(node -> node.getHtml()).toList();
    }

    private static void picture(Page page, String name, int width, String theme) {
        String folder = System.getProperty("waymark.shots");
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(Path.of(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of(folder, "%s-%d-%s.png".formatted(name, width, theme))));
    }
}
