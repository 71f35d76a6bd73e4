package dev.waymark.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.waymark.sandbox.Ports;
import dev.waymark.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page that a learner and a teacher can click to, found by clicking: on a phone, a tablet and a desk, light and
 * dark, from left to right and from right to left. Axe finds nothing serious, nothing hangs over, there is one h1, and
 * the keyboard gets through. A new page is looked at as soon as something links to it.
 */
@Tag("browser")
class AccessibilityBrowserTest {

    private static final Set<String> SERIOUS = Set.of("serious", "critical");
    private static final int MOST_PAGES = 40;

    /** Pages of many things are alike: one of each is looked at. */
    private static final String AN_ID = "[0-9a-f]{8}-[0-9a-f-]{27}";

    private static final Pattern IS_FILE = Pattern.compile("\\.[a-z]{2,4}$|/file$|/out$");

    private static final String LINKS = "() => [...document.querySelectorAll('a[href]')]"
            + ".filter(a => a.origin === location.origin && !a.target && !a.hasAttribute('download') && !('file' in a.dataset))"
            + ".map(a => a.href.split('#')[0])";
    private static final String SMALL =
            "() => [...document.querySelectorAll('button, select, input, summary, nav a, .btn')]"
                    + ".filter(e => e.offsetParent && !e.closest('.vh') && e.type !== 'hidden')"
                    + ".map(e => [e, (e.closest('label') || e).getBoundingClientRect()])"
                    + ".filter(([e, r]) => r.width > 0 && (r.height < 18 || r.width < 18"
                    + " || ((r.height < 23.5 || r.width < 23.5) && !['checkbox', 'radio'].includes(e.type))))"
                    + ".map(([e, r]) => e.outerHTML.slice(0, 90) + ' ' + Math.round(r.width) + 'x' + Math.round(r.height))";
    /** A style of some page that happens to fit a drawing's part draws it wrong, and no other check would see it. */
    private static final String DRAWN_BEYOND = "() => [...document.querySelectorAll('svg.track rect')]"
            + ".filter(e => e.getBoundingClientRect().right > e.ownerSVGElement.getBoundingClientRect().right + 1)"
            + ".length";

    private static final String WHERE =
            "() => { const e = document.activeElement; if (!e || e === document.body) return '';"
                    + " const r = e.getBoundingClientRect(); const s = getComputedStyle(e);"
                    + " return [e.tagName, s.outlineStyle, [...document.querySelectorAll('*')].indexOf(e), r.width, e.type || '-'].join(' ') }";

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
    Stream<DynamicTest> isUsableByEverybody() {
        // A learner at work, one who has just come, and a teacher; the last two are alike in every language.
        return Stream.of("en", "ar")
                .flatMap(language -> Stream.of("5", "13", "3")
                        .filter(person -> language.equals("en") || !person.equals("13"))
                        .map(person -> DynamicTest.dynamicTest(
                                "what person " + person + " can reach, in " + language,
                                () -> everyPage(person, language))));
    }

    private static void everyPage(String person, String language) {
        List<String> complaints = new ArrayList<>();
        try (var window = chromium.window("reach-" + person + "-" + language)) {
            Page page = window.page();
            page.navigate(sandbox.lms() + "/mod/lti/view.php?id=16&as=" + person + "&locale=" + language);
            FrameLocator tool = page.frameLocator("iframe[name=tool]");
            assertThat(tool.locator("h1").first()).isVisible();
            // A window of its own opens by its link only: an address that was passed on opens nothing.
            Page own = page.waitForPopup(
                    () -> tool.locator("a[target=_blank]:visible").first().click());
            assertThat(own.locator("h1").first()).isVisible();

            Map<String, String> met = new LinkedHashMap<>();
            Deque<String> ahead = new ArrayDeque<>(List.of(own.url()));
            while (!ahead.isEmpty() && met.size() < MOST_PAGES) {
                String address = ahead.poll();
                String path = java.net.URI.create(address).getRawPath();
                if (IS_FILE.matcher(path).find() || met.putIfAbsent(path.replaceAll(AN_ID, "*"), address) != null) {
                    continue;
                }
                if (met.size() > 1) {
                    own.evaluate("to => { location.href = to }", address);
                    try {
                        own.waitForURL(url -> url.contains(path), new Page.WaitForURLOptions().setTimeout(10_000));
                    } catch (TimeoutError nowhere) {
                        // A redirect away, or a file that came as a download: a link to it should say so.
                        complaints.add(path + ": a link that leads to no such page, but stays at " + own.url());
                        continue;
                    }
                }
                look(own, path, language, complaints);
                for (Object link : (List<?>) own.evaluate(LINKS)) {
                    ahead.add(link.toString());
                }
            }
            assertThat(met).as("pages reached").hasSizeGreaterThan(3);
        }
        assertThat(complaints).isEmpty();
    }

    private static void look(Page page, String path, String language, List<String> complaints) {
        assertThat(page.locator("h1").first()).isVisible();
        if (page.locator(".lone").count() > 0) {
            complaints.add(path + ": a refusal");
            return;
        }
        if (page.locator("h1").count() != 1) {
            complaints.add(path + ": " + page.locator("h1").count() + " h1");
        }
        if (!language.equals(page.locator("html").getAttribute("lang"))
                || !(language.equals("ar") ? "rtl" : "ltr")
                        .equals(page.locator("html").getAttribute("dir"))) {
            complaints.add(path + ": not in " + language);
        }
        page.evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)");
        // 320 pixels are also what a window of 1280 shows at 400 % (WCAG 2.2, 1.4.10).
        int[] widths = language.equals("en") ? new int[] {320, 768, 1440} : new int[] {320, 1440};
        for (int width : widths) {
            page.setViewportSize(width, 800);
            int over = (Integer) page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
            if (over > 0) {
                complaints.add("%s at %d in %s: %d pixels hang over".formatted(path, width, language, over));
            }
            if (!Integer.valueOf(0).equals(page.evaluate(DRAWN_BEYOND))) {
                complaints.add("%s at %d in %s: a track is drawn beyond its end".formatted(path, width, language));
            }
            picture(page, path, width, language);
        }
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(ColorScheme.DARK));
        axe(page, path + " at 1440, dark, " + language, complaints);
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(ColorScheme.LIGHT));
        if (language.equals("en")) {
            page.setViewportSize(320, 800);
            axe(page, path + " at 320, light", complaints);
            for (Object small : (List<?>) page.evaluate(SMALL)) {
                complaints.add(path + ": too small to hit: " + small);
            }
            keyboard(page, path, complaints);
        }
    }

    private static void axe(Page page, String where, List<String> complaints) {
        for (Rule rule : new AxeBuilder(page).setLegacyMode(true).analyze().getViolations()) {
            if (SERIOUS.contains(rule.getImpact())) {
                complaints.add(where + ": " + rule.getId() + " "
                        + rule.getNodes().stream()
                                .limit(2)
                                .map(node -> node.getHtml())
                                .toList());
            }
        }
    }

    /** Forty times Tab: always onward in reading order, always seen, never caught. */
    private static void keyboard(Page page, String path, List<String> complaints) {
        page.evaluate("() => { document.activeElement.blur(); window.getSelection().removeAllRanges() }");
        String before = "";
        int place = -1;
        for (int i = 0; i < 40; i++) {
            page.keyboard().press("Tab");
            String now = (String) page.evaluate(WHERE);
            if (now.isEmpty()) {
                return;
            }
            String[] told = now.split(" ");
            int next = Integer.parseInt(told[2]);
            if (next < place) {
                return; // round again
            }
            // A date field has several places of its own.
            if (now.equals(before) && !told[4].equals("date")) {
                complaints.add(path + ": the keyboard is caught at " + now);
                return;
            }
            if (told[1].equals("none")) {
                complaints.add(path + ": focus is not seen at " + now);
                return;
            }
            place = next;
            before = now;
        }
    }

    /** Set {@code waymark.shots} to a folder to keep a picture of each page. */
    private static void picture(Page page, String path, int width, String language) {
        String kept = System.getProperty("waymark.shots", System.getenv("WAYMARK_SHOTS"));
        if (kept != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(kept, path.replace('/', '_') + "-" + width + "-" + language + ".png"))
                    .setFullPage(true));
        }
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

    @Test
    void findsWhatIsTooSmallToHit() {
        try (var window = chromium.window("planted-small")) {
            window.page().setContent("<button style='width:12px;height:12px;padding:0;border:0'></button>");
            assertThat((List<?>) window.page().evaluate(SMALL)).hasSize(1);
        }
    }
}
