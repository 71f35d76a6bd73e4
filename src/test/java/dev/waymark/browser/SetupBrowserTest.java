package dev.waymark.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.waymark.sandbox.Ports;
import dev.waymark.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a course that nobody has set up to a learner who sees their path: by keyboard, and against the clock. */
class SetupBrowserTest {

    private static final Logger LOG = LoggerFactory.getLogger(SetupBrowserTest.class);
    private static final String LEARNER = "5";
    private static final String TEACHER = "3";
    private static final int LINK = 16;

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

    private int keys;
    private static Duration looking = Duration.ZERO;

    @Test
    void aTeacherSetsUpACourseByKeyboardAndALearnerSeesAPath() {
        Instant begun = Instant.now();
        try (var window = chromium.window("setup")) {
            Page page = window.page();
            page.setViewportSize(1280, 900);
            page.navigate(sandbox.lms() + "/mod/lti/view.php?id=" + LINK + "&as=" + LEARNER);
            assertThat(page.frameLocator("iframe[name=tool]").locator("h1").first())
                    .isVisible();
            Page own = ownWindow(page, TEACHER);
            press(own.locator("a.btn.main[href*='/course/setup']"));
            assertThat(own.locator("h1")).hasText("What is there to learn?");
            look(own, "setup-framework");
            press(own.getByText("Use this framework"));

            assertThat(own.locator("h1")).hasText("Who learns here, and how far?");
            look(own, "setup-roles");
            press(own.locator("a[href*='role=product-manager']"));
            look(own, "setup-targets");
            press(own.getByText("Save these targets"));
            press(own.getByText("Offer these roles"));

            assertThat(own.locator("h1")).hasText("What does each activity show?");
            look(own, "setup-activities");
            Locator sure = own.locator("button[value=sure]");
            press(sure.count() > 0 ? sure : own.locator("button[value=all]"));
            assertThat(own.locator(".tag.good").first()).isVisible();
            press(own.locator("button[value=rest]"));
            press(own.locator(".actions a.btn.main"));

            assertThat(own.locator("h1")).hasText("What would somebody see?");
            press(own.getByText("Show the path"));
            assertThat(own.locator(".side ol li").first()).isVisible();
            look(own, "setup-preview");
            press(own.locator(".actions a.btn.main"));

            assertThat(own.locator("h1")).hasText("Who is affected, and how?");
            look(own, "setup-publish");
            press(own.getByText("Publish for this course"));
            assertThat(own.locator("main")).containsText("Version 1 of this set-up holds");
            press(own.locator("a[href*='/course/coverage']"));
            assertThat(own.locator("h1")).hasText("What the content covers");
            look(own, "coverage");
            press(own.locator(".crumb a"));
            own.locator("a[href*='/course/criteria']").first().click();
            assertThat(own.locator("h1")).hasText("What tiers ask for besides the estimate");
            own.locator("#criteria")
                    .fill("C04@3\n  all\n    score 75% https://lms.test/a1 Assignment 1\n    any\n"
                            + "      badge https://lms.test/b1 Prompt badge\n      rated 60%");
            press(own.getByText("Keep in the draft"));
            assertThat(own.locator(".tree li")).hasCount(5);
            look(own, "criteria");

            page.navigate(sandbox.lms() + "/mod/lti/view.php?id=" + LINK + "&as=" + LEARNER);
            FrameLocator tool = page.frameLocator("iframe[name=tool]");
            assertThat(tool.getByText("Your next step").first()).isVisible();
            assertThat(tool.locator(".path > li, .path li").first()).isVisible();
        }
        Duration took = Duration.between(begun, Instant.now()).minus(looking);
        LOG.info(
                "A course was set up from nothing with {} key presses on controls, in {} s of machine time",
                keys,
                took.toSeconds());
        org.assertj.core.api.Assertions.assertThat(keys).isLessThanOrEqualTo(16);
    }

    /** As a person without a mouse: the control has the focus, and Enter does it. */
    private void press(Locator control) {
        control.first().focus();
        control.first().press("Enter");
        keys++;
    }

    private static Page ownWindow(Page page, String person) {
        page.navigate(sandbox.lms() + "/mod/lti/view.php?id=" + LINK + "&as=" + person);
        FrameLocator tool = page.frameLocator("iframe[name=tool]");
        assertThat(tool.locator("h1").first()).isVisible();
        return page.waitForPopup(
                () -> tool.locator("a[target=_blank]:visible").first().click());
    }

    /** axe, nothing that hangs over, and a picture, on a desk and on a phone. */
    private static void look(Page page, String name) {
        Instant begun = Instant.now();
        for (int width : List.of(1280, 320)) {
            page.setViewportSize(width, 900);
            page.locator("details").all().forEach(each -> each.evaluate("e => e.open = " + (width == 320)));
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "screenshots", name + "-" + width + ".png"))
                    .setFullPage(true));
            page.locator("details").all().forEach(each -> each.evaluate("e => e.open = true"));
            int over = (Integer) page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
            org.assertj.core.api.Assertions.assertThat(over)
                    .as("pixels that hang over of %s at %d", name, width)
                    .isLessThanOrEqualTo(0);
            var serious = new AxeBuilder(page)
                    .setLegacyMode(true).analyze().getViolations().stream()
                            .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                            .map(rule -> rule.getId() + " "
                                    + rule.getNodes().stream()
                                            .limit(3)
                                            .map(node -> node.getHtml())
                                            .toList())
                            .toList();
            org.assertj.core.api.Assertions.assertThat(serious)
                    .as(name + " at " + width)
                    .isEmpty();
        }
        page.setViewportSize(1280, 900);
        looking = looking.plus(Duration.between(begun, Instant.now()));
    }
}
