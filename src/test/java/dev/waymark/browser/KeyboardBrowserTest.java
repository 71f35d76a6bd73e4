package dev.waymark.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.waymark.sandbox.Ports;
import dev.waymark.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every task of a learner and of staff, by keyboard alone, in a frame of another site whose cookies the browser blocks.
 * After each, the tool is opened anew and shows what was kept. The tasks build on each other, as they do in a course.
 */
@Tag("browser")
class KeyboardBrowserTest {

    private static String learner = "5";
    private static final String LEAVER = "9";
    private static final String TEACHER = "3";
    private static final Pattern COUNT = Pattern.compile("[1-9]");

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static Sandbox sandbox;
    private static Chromium.Window window;
    private static Page page;
    private static Keyboard keys;

    @BeforeAll
    static void open() {
        chromium = Chromium.startOrSkip();
        sandbox = Sandbox.start(Ports.free(), folder.resolve("sandbox"));
        window = chromium.windowWithPreferences("keyboard", folder.resolve("profile"), """
                {"profile": {"cookie_controls_mode": 1, "block_third_party_cookies": true}}""");
        page = window.page();
        page.setViewportSize(1440, 900);
        page.setDefaultTimeout(30_000);
        keys = new Keyboard(page);
    }

    @AfterAll
    static void close() {
        if (window != null) {
            window.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyTaskIsDoneByKeyboardAlone() {
        return Stream.of(
                        learnersTasks(1440, "5"),
                        staffsTasks(1280, KeyboardBrowserTest::setUp),
                        learnersTasks(320, "6"),
                        staffsTasks(320, KeyboardBrowserTest::person),
                        learnersTasks(768, "7"))
                .flatMap(each -> each);
    }

    /** All that a learner does, in a window of this width. Each width has a learner who has not done any of it. */
    private static Stream<DynamicTest> learnersTasks(int width, String person) {
        return Stream.concat(
                Stream.of(DynamicTest.dynamicTest("a learner in a window of " + width, () -> {
                    learner = person;
                    page.setViewportSize(width, 900);
                })),
                Stream.of(
                        task("come in, pass through and leave", KeyboardBrowserTest::passThrough),
                        task("choose a role", KeyboardBrowserTest::chooseRole),
                        task("change choices", KeyboardBrowserTest::changeChoices),
                        task("set a step aside, and bring it back", KeyboardBrowserTest::setAside),
                        task("say how well one knows each skill", KeyboardBrowserTest::rateOneself),
                        task("answer the questions", KeyboardBrowserTest::answerQuestions),
                        task("contest a statement", KeyboardBrowserTest::contest),
                        task("hand in practical work", KeyboardBrowserTest::handIn),
                        task("take one's data along", KeyboardBrowserTest::export),
                        task("ask for erasure", KeyboardBrowserTest::askForErasure)));
    }

    private static Stream<DynamicTest> staffsTasks(int width, Executable first) {
        return Stream.of(
                DynamicTest.dynamicTest("staff in a window of " + width, () -> page.setViewportSize(width, 900)),
                task("begin: align activities and publish, or look at somebody", first),
                task("set a tier, pin, waive and note", KeyboardBrowserTest::guide),
                task("rate practical work", KeyboardBrowserTest::rate),
                task("answer what a learner contests", KeyboardBrowserTest::answerObjection),
                task("read the heat map", KeyboardBrowserTest::readHeatMap),
                task("choose the columns of grades and name one", KeyboardBrowserTest::grades));
    }

    private static DynamicTest task(String name, Executable steps) {
        return DynamicTest.dynamicTest(name, () -> {
            try {
                steps.execute();
            } catch (Throwable trouble) {
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(Path.of(
                                "target",
                                "screenshots",
                                "keyboard-" + learner + "-" + name.replaceAll("\\W+", "-") + ".png")));
                throw trouble;
            }
        });
    }

    private static void passThrough() {
        open(learner);
        keys.fromTheTop().in();
        assertThat(keys.out("Tab")).as("stops in the tool").isGreaterThan(8);
        keys.backTo(".foot a, .foot summary");
        assertThat(keys.out("Shift+Tab")).as("stops in the tool, backwards").isGreaterThan(8);
    }

    private static void chooseRole() {
        open(learner);
        keys.to("#role");
        page.keyboard().type("Data an");
        keys.to("#role ~ button, .fields button").follow("Enter");
        open(learner);
        assertThat(words()).contains("Data analyst");
        assertThat(keys.tool().locator("form #role")).hasCount(0);
    }

    private static void changeChoices() {
        open(learner);
        tab("/home/choices");
        // The path answers at once, beside the form, and takes the focus away from nobody.
        String before = keys.tool().locator("#answer").innerText();
        keys.to("#hours").write("3.5").to("input[name=short]").press("Space");
        assertThat(keys.tool().locator("#answer")).not().hasText(before);
        assertThat(keys.tool().locator("input[name=short]")).isFocused();
        keys.tool()
                .waitForFunction("() => document.getElementById('said').textContent"
                        + " === document.querySelector('#answer .answer').textContent");
        keys.to("input[name=method]");
        keys.to("button[value=look]").follow("Enter");
        assertThat(keys.tool().locator("#answer h2")).isFocused();
        keys.to("button[value=keep]").follow("Enter");
        open(learner);
        tab("/home/choices");
        assertThat(keys.tool().locator("#hours")).hasValue("3.5");
        assertThat(keys.tool().locator("input[name=short]")).isChecked();
        keys.to("input[name=short]").press("Space").to("button[value=keep]").follow("Enter");
    }

    private static void setAside() {
        open(learner);
        String first = keys.tool().locator("h1").innerText();
        keys.to(".next .actions a[href*='/home/why']").follow("Enter");
        keys.to("#because").press("ArrowDown");
        keys.send("#because ~ button, form:has(#because) button");
        open(learner);
        assertThat(keys.tool().locator("h1")).not().hasText(first);
        tab("/home/choices");
        Locator aside = keys.tool().locator("section[aria-labelledby=waived] li");
        assertThat(aside).containsText(first);
        keys.send("section[aria-labelledby=waived] button");
        tab("/home/choices");
        assertThat(aside).hasCount(0);
    }

    private static void rateOneself() {
        open(learner);
        tab("/home/check");
        keys.to("section[aria-labelledby=own] a").follow("Enter");
        int skills = keys.tool().locator("fieldset").count();
        for (int i = 0; i < skills; i++) {
            keys.to("fieldset:nth-of-type(" + (i + 1) + ") input").press("ArrowDown");
        }
        keys.send("form.flow button.main");
        open(learner);
        tab("/home/check");
        assertThat(keys.tool().locator("td[data-l='Your own view'] .tier").first())
                .isVisible();
    }

    private static void answerQuestions() {
        open(learner);
        tab("/home/check");
        keys.to("section[aria-labelledby=questions] button").follow("Enter");
        assertThat(keys.tool().locator("input[name=option], h1").first()).isVisible();
        if (words().contains("That is all for now")) {
            return; // What they said of themselves decided every target: there is nothing to ask.
        }
        int asked = 0;
        while (keys.tool().locator("input[name=option]").count() > 0 && asked < 40) {
            keys.to("input[name=option]").press("Space", "ArrowDown");
            assertThat(keys.tool().locator("input[name=option]:checked")).hasCount(1);
            keys.to("form.flow button.main").follow("Enter");
            asked++;
        }
        assertThat(asked).as("questions answered").isPositive();
        open(learner);
        tab("/home/check");
        assertThat(keys.tool().locator("section[aria-labelledby=review] li")).hasCount(asked);
    }

    private static void contest() {
        open(learner);
        tab("/home/evidence");
        keys.to("td a[href*='/home/objection']").follow("Enter");
        keys.to("input[name=claim]").press("Space").to("#words").write("Somebody else sat at my desk.");
        keys.send("form.flow button");
        open(learner);
        tab("/home/evidence");
        keys.to("p > a[href*='/home/objection']").follow("Enter");
        assertThat(keys.tool().locator("blockquote")).containsText("Somebody else sat at my desk.");
    }

    private static void handIn() {
        open(learner);
        tab("/home/practical");
        keys.to("#title").write("Three prompts for a weekly report").to("#kind").press("ArrowDown");
        assertThat(keys.tool().locator("#kind")).hasValue("TEXT");
        keys.to("#text").write("I wrote three prompts and compared what came back.");
        keys.send("form[enctype] button");
        open(learner);
        tab("/home/practical");
        assertThat(keys.tool().locator("ul.list")).containsText("Three prompts for a weekly report");
    }

    private static void export() throws Exception {
        open(learner);
        tab("/home/data");
        keys.to("a[href*='export.json']");
        Download file = page.waitForDownload(() -> page.keyboard().press("Enter"));
        assertThat(Files.readString(file.path())).contains("Three prompts for a weekly report");
    }

    private static void askForErasure() {
        open(LEAVER);
        tab("/home/data");
        keys.to("#reason").write("I am leaving").to("input[name=sure]").press("Space");
        keys.send("section[aria-labelledby=erase] form button");
        open(LEAVER);
        tab("/home/data");
        assertThat(keys.tool().locator("#asked")).isVisible();
        keys.send("section[aria-labelledby=asked] button");
        assertThat(keys.tool().locator("#asked")).hasCount(0);
    }

    private static void setUp() {
        open(TEACHER);
        keys.to("a.btn.main[href*='/course/setup']").follow("Enter");
        keys.to("input[name=version]").to("form.flow button.main").follow("Enter");
        assertThat(keys.tool().locator("h1")).hasText("Who learns here, and how far?");
        keys.to("input[name=role]").to("form.flow button.main").follow("Enter");
        assertThat(keys.tool().locator("h1")).hasText("What does each activity show?");

        keys.to(".align > li:first-child summary").press("Enter");
        keys.to("#c0-1")
                .press("ArrowDown")
                .to("#t0-1")
                .press("ArrowDown")
                .to("#m0")
                .write("25");
        keys.to(".align > li:first-child button[value=mend]").follow("Enter");
        assertThat(keys.tool().locator(".align .tag.good")).hasCount(1);
        keys.to("button[value=all]").follow("Enter");
        keys.to("button[value=rest]").follow("Enter");
        assertThat(keys.tool().locator("button[value=rest]")).hasCount(0);
        keys.to(".actions a.btn.main").follow("Enter");

        assertThat(keys.tool().locator("h1")).hasText("What would somebody see?");
        keys.to("#role").press("ArrowDown").to("#hours").write("2");
        keys.to("form.flow button.main").follow("Enter");
        assertThat(keys.tool().locator(".side ol li").first()).isVisible();
        assertThat(keys.tool().locator("#then")).isFocused();
        keys.to(".actions a.btn.main").follow("Enter");

        assertThat(keys.tool().locator("h1")).hasText("Who is affected, and how?");
        keys.to("form.actions button.main").follow("Enter");
        open(TEACHER);
        tab("/course/setup");
        assertThat(words()).contains("Version 1");
    }

    private static void guide() {
        person();
        keys.to("#os").to("#ot").press("ArrowDown", "ArrowDown").to("#or").write("Seen at work, twice.");
        keys.send("section[aria-labelledby=ov] button");
        for (String act : new String[] {"pin", "waive"}) {
            keys.to("section[aria-labelledby=next] summary").press("Enter");
            keys.to("#step").press(act.equals("waive") ? "ArrowDown" : "Home");
            keys.to("#sr").write("Agreed by word of mouth: " + act);
            keys.send("button[value=" + act + "]");
        }
        keys.to("#nt").write("Asked for a talk next week.");
        keys.send("button[value=add]");

        person();
        assertThat(keys.tool().locator("section[aria-labelledby=holds]")).isVisible();
        assertThat(keys.tool().locator("section[aria-labelledby=log]"))
                .containsText(Pattern.compile("mouth: waive[\\s\\S]*mouth: pin[\\s\\S]*Seen at work, twice"));
        assertThat(keys.tool().locator("section[aria-labelledby=notes]")).containsText("Asked for a talk next week.");
    }

    private static void person() {
        open(TEACHER);
        keys.to("#q").write("Sofia").to(".filters button").follow("Enter");
        keys.to(".roster tbody th a").follow("Enter");
        assertThat(keys.tool().locator("h1")).hasText("Sofia Marín");
    }

    private static void rate() {
        open(TEACHER);
        tab("/course/ratings");
        keys.to("input[name=tier]")
                .press("Space", "ArrowDown", "ArrowDown")
                .to("section form textarea")
                .write("Clear and checked.");
        keys.send("section form button");
        open(learner);
        tab("/home/practical");
        assertThat(keys.tool().locator("ul.list")).containsText("Clear and checked.");
    }

    private static void answerObjection() {
        open(TEACHER);
        tab("/course/objections");
        keys.to("input[name=act]").press("Space").to("section form textarea").write("You are right, and thank you.");
        keys.send("section form button");
        open(learner);
        tab("/home/evidence");
        keys.to("p > a[href*='/home/objection']").follow("Enter");
        assertThat(words()).contains("You are right, and thank you.");
    }

    private static void readHeatMap() {
        open(TEACHER);
        tab("/course/heatmap");
        assertThat(keys.tool().locator("table.heat td a").first()).containsText(COUNT);
        keys.to("table.heat td a").backTo(".head a[href*='by=learner']").follow("Enter");
        keys.to(".scroll").press("ArrowRight", "ArrowRight", "ArrowRight");
        // Where the map is wider than its frame it is scrolled; a narrow one has two columns.
        keys.tool().waitForFunction("() => innerWidth < 700 || document.querySelector('.scroll').scrollLeft > 0");
        keys.to("table.heat thead a").follow("Enter");
        assertThat(keys.tool().locator(".roster td .tier").first()).isVisible();
    }

    private static void grades() {
        open(TEACHER);
        tab("/course/grades");
        keys.to("input[type=checkbox][name=measure]:not(:checked)").press("Space");
        String measure = (String) keys.tool().evaluate("() => document.activeElement.value");
        keys.send("section[aria-labelledby=cols] button");
        open(TEACHER);
        tab("/course/grades");
        assertThat(keys.tool().locator("input[value='" + measure + "']").first())
                .isChecked();
        String column = "label.pick:has(input[value='" + measure + "'])";
        for (int i = 0; i < 40 && !keys.tool().innerText(column).contains("in the gradebook"); i++) {
            page.waitForTimeout(500);
            open(TEACHER);
            tab("/course/grades");
        }
        assertThat(keys.tool().locator(column)).containsText("in the gradebook");
        String form = "li form:has(input[value='" + measure + "']) ";
        keys.to(form + "input[name=name]").write("Data " + measure).send(form + "button");
        assertThat(keys.tool().locator("#main > .note.good")).containsText("The column has its new name");
        assertThat(keys.tool().locator(form + "input[name=name]")).hasValue("Data " + measure);
    }

    private static void open(String person) {
        page.navigate(sandbox.lms() + "/mod/lti/view.php?id=16&as=" + person);
        assertThat(page.frameLocator("iframe[name=tool]").locator("h1").first()).isVisible();
        keys.tool().waitForFunction("() => document.readyState === 'complete'");
        keys.atTheFrame();
    }

    private static void tab(String path) {
        keys.to(".bar nav a[href*='" + path + "']").follow("Enter");
        assertThat(keys.tool().locator(".bar nav a[aria-current]"))
                .hasAttribute("href", Pattern.compile(".*" + path + ".*"));
    }

    private static String words() {
        return keys.tool().locator("main").innerText();
    }
}
