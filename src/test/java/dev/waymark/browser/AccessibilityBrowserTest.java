package dev.waymark.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import dev.waymark.sandbox.Ports;
import dev.waymark.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every page, on a phone and on a desk, in both languages: axe finds nothing serious and nothing hangs over. */
class AccessibilityBrowserTest {

    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static Sandbox sandbox;

    @BeforeAll
    static void open() {
        chromium = Chromium.startOrSkip();
        sandbox = Sandbox.start(Ports.free(), folder);
    }

    @AfterAll
    static void close() {
        if (sandbox != null) {
            sandbox.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> nothingSeriousOn() {
        return Stream.of("en", "es")
                .flatMap(language -> Stream.of(
                                new Sight("5", "", "home"),
                                new Sight("5", "/home/why", "why"),
                                new Sight("5", "/home/evidence", "evidence"),
                                new Sight("5", "/home/choices", "choices"),
                                new Sight("5", "/home/check", "check"),
                                new Sight("13", "", "home-new"),
                                new Sight("3", "", "course"),
                                new Sight("3", "/course/frameworks", "frameworks"))
                        .flatMap(sight -> Stream.of(320, 1280)
                                .map(width -> DynamicTest.dynamicTest(
                                        sight.name + " at " + width + " in " + language,
                                        () -> look(sight, width, language)))));
    }

    private record Sight(String person, String path, String name) {}

    private static void look(Sight sight, int width, String language) {
        try (var window = chromium.window(sight.name + "-" + width + "-" + language)) {
            Page page = window.page();
            page.setViewportSize(width, 800);
            page.navigate(sandbox.lms() + "/mod/lti/view.php?id=16&as=" + sight.person + "&locale=" + language);
            FrameLocator tool = page.frameLocator("iframe[name=tool]");
            assertThat(tool.locator("h1").first()).isVisible();
            // A window of its own opens by its link only: an address that was passed on opens nothing.
            Page own = page.waitForPopup(
                    () -> tool.locator("a[target=_blank]:visible").first().click());
            own.setViewportSize(width, 800);
            assertThat(own.locator("h1").first()).isVisible();
            if (!sight.path.isEmpty()) {
                own.locator("a[href*='" + sight.path + "']:visible").first().click();
                own.waitForURL(address -> address.contains(sight.path));
            }
            check(own, width, language);
            own.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "screenshots", sight.name + "-" + width + "-" + language + "-own.png"))
                    .setFullPage(true));
        }
    }

    private static void check(Page page, int width, String language) {
        assertThat(page.locator(".lone")).hasCount(0);
        assertThat(page.locator("h1").first()).isVisible();
        org.assertj.core.api.Assertions.assertThat(page.locator("html").getAttribute("lang"))
                .isEqualTo(language);
        page.locator("details").all().forEach(each -> each.evaluate("e => e.open = true"));

        int over = (Integer) page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        assertThat(over).as("pixels that hang over at %d", width).isLessThanOrEqualTo(0);
        List<Rule> found = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
        List<String> serious = found.stream()
                .filter(rule -> SERIOUS.contains(rule.getImpact()))
                .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                        + rule.getNodes().stream()
                                .limit(3)
                                .map(node -> node.getHtml())
                                .toList())
                .toList();
        assertThat(serious).isEmpty();
    }

    @Test
    void axeWouldFindAPlantedFault() {
        try (var window = chromium.window("planted-fault")) {
            window.page().setContent("<html lang=en><title>t</title><main><h1>h</h1><img src='x.png'><input></main>");
            assertThat(new AxeBuilder(window.page())
                            .setLegacyMode(true)
                            .analyze()
                            .getViolations())
                    .extracting(Rule::getId)
                    .contains("image-alt", "label");
        }
    }
}
