package dev.waymark.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.waymark.sandbox.Ports;
import dev.waymark.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole story in a real browser: a learner opens Waymark in a frame of another site, chooses a role, sees tiers and a
 * path, answers a quiz in the course, sees that it counted and that the path moved, and the grade and our statements
 * arrive where they belong.
 */
class LearnerJourneyBrowserTest {

    private static final String LEARNER = "5";
    private static final String NEWCOMER = "17";
    private static final int QUIZ = 13;
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

    @Test
    void aLearnerGoesFromTheCourseToTheNextStepAndTheGradeArrives() throws Exception {
        try (var pages = chromium.window("learner-journey")) {
            journey(pages.page());
        }
    }

    @Test
    void aStepOfTheCourseIsStartedFromThePathAndOpensInTheCourse() {
        try (var pages = chromium.window("step-start")) {
            Page page = pages.page();
            page.navigate(sandbox.lms() + "/mod/lti/view.php?id=" + LINK + "&as=" + NEWCOMER);
            FrameLocator tool = page.frameLocator("iframe[name=tool]");
            Locator start = tool.locator("a.btn.main");
            assertThat(start).isVisible();
            assertThat(start.getAttribute("href")).startsWith(sandbox.lms() + "/mod/");
            start.click();

            assertThat(page).hasURL(Pattern.compile(".*/mod/(page|quiz|scorm|assign)/view\\.php\\?id=\\d+"));
            assertThat(page.locator("nav[aria-label=Course] a[aria-current=page]"))
                    .hasCount(1);
        }
    }

    private static void journey(Page page) throws Exception {
        page.navigate(sandbox.lms().toString());
        page.getByLabel("Open as").selectOption(LEARNER);
        page.getByText("Open the course").click();
        page.getByText("My path", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();

        FrameLocator tool = page.frameLocator("iframe[name=tool]");
        assertThat(tool.getByText("Your next step").first()).isVisible();
        assertThat(tool.getByText("Where you stand").first()).isVisible();

        tool.locator("select[name=role]").first().selectOption("product-manager");
        tool.getByText("Use this role").click();
        assertThat(tool.locator("main")).containsText("Product manager");
        Locator prompting = tool.locator(".comps > li")
                .filter(new Locator.FilterOptions()
                        .setHas(tool.getByText(
                                "Prompting and directing AI", new FrameLocator.GetByTextOptions().setExact(true))));
        assertThat(prompting.locator(".tier").first()).not().containsText("Literate");
        String wordsBefore = prompting.innerText();
        String pathBefore = tool.locator(".path").first().innerText();

        takeQuizWithoutAMistake(page);

        page.navigate(sandbox.lms() + "/mod/lti/view.php?id=" + LINK + "&as=" + LEARNER);
        assertThat(tool.getByText("Your next step").first()).isVisible();
        assertThat(prompting.locator(".tier").first()).containsText("Literate");
        assertThat(prompting.innerText()).isNotEqualTo(wordsBefore);
        assertThat(tool.locator(".path").first().innerText()).isNotEqualTo(pathBefore);

        tool.getByText("Evidence", new FrameLocator.GetByTextOptions().setExact(true))
                .first()
                .click();
        assertThat(tool.locator("main")).containsText("Counted");
        assertThat(tool.locator("main")).containsText("Asking well");

        gradeOf(page, LEARNER).waitFor();
        assertThat(Double.parseDouble(gradeOf(page, LEARNER).innerText())).isGreaterThan(0);
        assertThat(verbsOfOurs()).contains("recommended", "achieved", "scored");
    }

    private static void takeQuizWithoutAMistake(Page page) throws IOException {
        page.navigate(sandbox.lms() + "/mod/quiz/view.php?id=" + QUIZ + "&as=" + LEARNER);
        page.getByText("Attempt the quiz").click();
        for (JsonNode question : quiz().get("questions")) {
            String name = "q" + question.get("id").asText();
            String right = question.get("right").asText();
            if (page.locator("input[type=radio][name=" + name + "]").count() > 0) {
                page.locator("input[type=radio][name=" + name + "]").all().stream()
                        .filter(choice -> choice.getAttribute("value").equals(right))
                        .findFirst()
                        .orElseThrow()
                        .check();
            } else {
                page.locator("input[name=" + name + "]").fill(right);
            }
        }
        page.getByText("Submit all and finish").click();
        assertThat(page.locator("main")).containsText("10");
    }

    private static JsonNode quiz() throws IOException {
        try (var course = LearnerJourneyBrowserTest.class.getResourceAsStream("/sandbox/course.json")) {
            for (JsonNode section : new ObjectMapper().readTree(course).get("sections")) {
                for (JsonNode activity : section.get("activities")) {
                    if (activity.get("cmid").asInt() == QUIZ) {
                        return activity;
                    }
                }
            }
        }
        throw new AssertionError("the practice course has no quiz " + QUIZ);
    }

    /** The grade in the practice gradebook, waited for: it is sent after the page was shown. */
    private static Locator gradeOf(Page page, String person) throws InterruptedException {
        Instant patience = Instant.now().plus(Duration.ofSeconds(30));
        Locator cell = page.locator("tr[data-person='" + person + "'] td[data-activity='" + LINK + "'] b");
        do {
            page.navigate(sandbox.lms() + "/grade/report.php?as=" + person);
            if (cell.count() > 0 && !cell.innerText().equals("0")) {
                break;
            }
            Thread.sleep(250);
        } while (Instant.now().isBefore(patience));
        return cell;
    }

    private static java.util.Set<String> verbsOfOurs() throws InterruptedException {
        Instant patience = Instant.now().plus(Duration.ofSeconds(30));
        var verbs = new java.util.TreeSet<String>();
        while (verbs.size() < 3 && Instant.now().isBefore(patience)) {
            verbs.clear();
            for (JsonNode statement : sandbox.lrs().statements()) {
                if (statement.toString().contains("https://w3id.org/waymark/profile/")) {
                    verbs.add(statement.at("/verb/id").asText().replaceAll(".*/", ""));
                }
            }
            Thread.sleep(250);
        }
        return verbs;
    }
}
