package dev.waymark.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import dev.waymark.sandbox.Ports;
import dev.waymark.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What staff meet only after they or somebody else did something: a list that is being read, a path that was tried,
 * a tier that was set, columns that can be renamed, a course without a connection. On a phone, a tablet and a desk, light
 * and dark, and from right to left: axe finds nothing serious, and nothing hangs over. Set {@code waymark.shots} to a
 * folder to keep pictures.
 */
@Tag("browser")
class StaffPanelsBrowserTest {

    private static final Set<String> SERIOUS = Set.of("serious", "critical");
    private static final String TEACHER = "3";
    private static final int LINK = 16;

    /** Milliseconds: a list is not asked for twice within a minute. */
    private static final double LONGER_THAN_A_MINUTE = 90_000;

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static Sandbox sandbox;

    private final List<String> complaints = new ArrayList<>();
    private String language = "en";

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

    @Test
    void everyPanelOfStaffIsUsableByEverybody() {
        try (var window = chromium.window("staff-panels")) {
            Page page = window.page();
            aClassThatHasBegun(page);
            Page own = ownWindow(page, TEACHER);
            theClass(own);
            oneLearner(own);
            theHeatMap(own);
            theGrades(own);
            theStatements(own);
            withoutAConnection(own);
        }
        try (var window = chromium.window("staff-panels-ar")) {
            language = "ar";
            Page own = ownWindow(window.page(), TEACHER);
            theClass(own);
            oneLearner(own);
            theHeatMap(own);
        }
        assertThat(complaints).isEmpty();
    }

    private static void aClassThatHasBegun(Page page) {
        List<String> roles = List.of("product-manager", "sales", "data-analyst", "");
        for (int person = 5; person <= 15; person++) {
            Page each = page.context().newPage();
            each.navigate(sandbox.lms() + "/mod/lti/view.php?id=" + LINK + "&as=" + person);
            FrameLocator tool = each.frameLocator("iframe[name=tool]");
            assertThat(tool.locator("h1").first()).isVisible();
            String role = roles.get(person % roles.size());
            if (!role.isEmpty() && tool.locator("#role").count() > 0) {
                tool.locator("#role").selectOption(role);
                tool.locator("form:has(#role) button").click();
                assertThat(tool.locator("#main > .note[role=status]")).isVisible();
            }
            each.close();
        }
    }

    private void theClass(Page own) {
        look(own, "class");
        own.locator("#skill").selectOption("C04");
        own.locator("form[role=search] button").click();
        assertThat(own.locator(".roster td .tier").first()).isVisible();
        assertThat(own.locator(".roster a[href*='sort=tier']")).hasCount(1);
        look(own, "class-skill");
        go(own, own.locator(".bar nav a").first());

        own.locator("form[action*='/course/list/read'] button").click();
        assertThat(own.locator("#progress, [data-after]").first()).isVisible();
        look(own, "list-reading");
        // Nobody presses anything: the page says by itself that the list has been read.
        assertThat(own.locator("[data-after]"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONGER_THAN_A_MINUTE));
        assertThat(own.locator("#progress")).hasCount(0);
        assertThat(own.locator("#listed li").first()).isVisible();
        look(own, "list");
        go(own, own.locator(".bar nav a").first());
    }

    private void oneLearner(Page own) {
        go(own, own.locator(".roster tbody th a").first());
        assertThat(own.locator(".path li.now")).hasCount(1);
        assertThat(own.locator(".bar nav a[aria-current]")).hasCount(1);
        if (language.equals("en")) {
            own.locator("#or").fill("Seen at work, twice.");
            own.locator("section[aria-labelledby=ov] button").click();
            assertThat(own.locator("section[aria-labelledby=holds]")).isVisible();
        }
        look(own, "person");
        own.locator("section[aria-labelledby=next] a[href*='/course/learner']").click();
        assertThat(own.locator("button.main")).hasAttribute("value", "look");
        own.locator("#hours").fill("0.5");
        own.locator("#role").selectOption("sales");
        own.locator("button[value=look]").click();
        assertThat(own.locator("button.main")).hasAttribute("value", "keep");
        look(own, "what-if");
    }

    private void theHeatMap(Page own) {
        go(own, own.locator(".bar nav a[href*='/course/heatmap']"));
        look(own, "heat");
        own.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        picture(own, "heat-print", 1440);
        own.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        go(own, own.locator(".head a.btn").first());
        look(own, "heat-learners");
    }

    private void theGrades(Page own) {
        go(own, own.locator(".bar nav a[href*='/course/grades']"));
        own.locator("input[name=measure]").first().check();
        own.locator("input[name=measure]").nth(2).check();
        own.locator("form[action*='/grades/columns'] button").click();
        assertThat(own.locator("#names")).isVisible();
        look(own, "grades-names");
    }

    private void theStatements(Page own) {
        go(own, own.locator(".bar nav a[href*='/course/ledger']"));
        own.locator("#became").selectOption("no-result-yet");
        own.locator("form.card button[type=submit]").click();
        own.waitForURL("**became=no-result-yet**");
        Locator why = own.locator("td a[href*='/course/ledger/']").first();
        assertThat(why).isVisible();
        look(own, "statements");
        go(own, why);
        look(own, "statement");
    }

    private void withoutAConnection(Page own) {
        go(own, own.locator(".bar nav a").first());
        own.context().setOffline(true);
        own.locator("form[role=search] button").click();
        assertThat(own.locator("#trouble [data-when=offline]").first()).isVisible();
        for (int width : new int[] {320, 1440}) {
            own.setViewportSize(width, 900);
            picture(own, "class-offline", width);
        }
        own.context().setOffline(false);
    }

    private static void go(Page own, Locator link) {
        own.setViewportSize(1440, 900);
        own.evaluate("() => { window.__left = true }");
        link.click();
        own.waitForFunction("() => !window.__left && document.readyState === 'complete'");
    }

    private Page ownWindow(Page page, String person) {
        page.navigate(sandbox.lms() + "/mod/lti/view.php?id=" + LINK + "&as=" + person + "&locale=" + language);
        FrameLocator tool = page.frameLocator("iframe[name=tool]");
        assertThat(tool.locator("h1").first()).isVisible();
        Page own = page.waitForPopup(
                () -> tool.locator("a[target=_blank]:visible").first().click());
        own.setViewportSize(1440, 900);
        return own;
    }

    private void look(Page page, String name) {
        assertThat(page.locator("html")).hasAttribute("dir", language.equals("ar") ? "rtl" : "ltr");
        for (int width : new int[] {320, 768, 1440}) {
            page.setViewportSize(width, 900);
            int over = (Integer) page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
            if (over > 0) {
                complaints.add("%s at %d in %s: %d pixels hang over".formatted(name, width, language, over));
            }
            picture(page, name, width);
            if (width == 320) {
                axe(page, name + " at 320");
            }
        }
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK).setReducedMotion(ReducedMotion.REDUCE));
        picture(page, name + "-dark", 1440);
        axe(page, name + " in the dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private void axe(Page page, String where) {
        for (Rule rule : new AxeBuilder(page).setLegacyMode(true).analyze().getViolations()) {
            if (SERIOUS.contains(rule.getImpact())) {
                complaints.add("%s, %s: %s %s"
                        .formatted(
                                where,
                                language,
                                rule.getId(),
                                rule.getNodes().stream()
                                        .limit(2)
                                        .map(node -> node.getHtml())
                                        .toList()));
            }
        }
    }

    private void picture(Page page, String name, int width) {
        String kept = System.getProperty("waymark.shots", System.getenv("WAYMARK_SHOTS"));
        if (kept != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(kept, "%s-%s-%d.png".formatted(name, language, width)))
                    .setFullPage(true));
        }
    }
}
