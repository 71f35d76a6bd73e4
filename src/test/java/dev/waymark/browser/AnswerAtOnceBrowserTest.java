package dev.waymark.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import dev.waymark.home.PretendPages;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A form that answers at once, in the shell of a real page and under the policy that the tool sends. */
@Tag("browser")
class AnswerAtOnceBrowserTest {

    private static final String SITE = "https://pages.example";
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

    private static Chromium chromium;
    private static String shell;

    private final List<String> complaints = new ArrayList<>();
    private final AtomicInteger whole = new AtomicInteger();
    private Answer answer = new Answer(200, "");
    private BrowserContext context;
    private Page page;

    private final AtomicReference<String> sent = new AtomicReference<>("");

    private record Answer(int status, String body) {}

    @BeforeAll
    static void start() {
        chromium = Chromium.startOrSkip();
        shell = Optional.ofNullable(PretendPages.all().get("home")).orElseThrow();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        context = chromium.browser().newContext();
        serve(context);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !message.text().contains("the server responded")
                    && !message.text().startsWith("Response Status Error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void swapsTheAnswerKeepsTheFocusAndSaysIt() {
        page.navigate(SITE + "/form");
        answer = new Answer(200, page("<section id='answer'><h2>Path</h2><p class='answer'>Seven steps</p></section>"));
        page.locator("#hours").fill("4");
        page.locator("#hours").dispatchEvent("change");

        assertThat(page.locator("#answer .answer")).hasText("Seven steps");
        assertThat(page.locator("#said")).hasText("Seven steps");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("hours");
        assertThat(page.locator("h1")).hasCount(1);
        assertThat(whole.get()).as("pages loaded whole").isEqualTo(1);
    }

    @Test
    void movesTheFocusToTheNewHeadingWhereItsControlIsGone() {
        page.navigate(SITE + "/form");
        answer = new Answer(200, page("<section id='answer'><h2 id='new'>Kept</h2></section>"));
        page.locator("#answer button").click();

        assertThat(page.locator("#new")).isFocused();
    }

    @Test
    void showsAFormThatWasRefusedWithItsMistakes() {
        page.navigate(SITE + "/form");
        answer = new Answer(400, page("<section id='answer'><p class='answer'>Choose fewer hours</p></section>"));
        page.locator("#hours").dispatchEvent("change");

        assertThat(page.locator("#answer .answer")).hasText("Choose fewer hours");
        assertThat(page.locator("#trouble")).isHidden();
    }

    @Test
    void saysWhatTheServerSaidWhereAnAnswerFails() {
        page.navigate(SITE + "/form");
        answer = new Answer(500, page("<h1>That is our fault</h1><p class='answer mono'>WM-7PXD</p>"));
        page.locator("#hours").dispatchEvent("change");

        assertThat(page.locator("#trouble")).containsText("That is our fault · WM-7PXD");
        assertThat(page.locator("#trouble [data-when=offline]").first()).isHidden();
        assertThat(page.locator("#answer")).hasText("Show");
    }

    @Test
    void whatDidNotGetThroughIsTriedAgainWithWhatStandsInTheFields() {
        page.navigate(SITE + "/form");
        page.locator("#hours").fill("4");
        answer = new Answer(503, page("<h1>That is our fault</h1>"));
        page.locator("#hours").dispatchEvent("change");
        assertThat(page.locator("#trouble [data-again]")).isVisible();
        picture("trouble-fault");

        answer = new Answer(200, page("<section id='answer'><h2>Path</h2><p class='answer'>Seven steps</p></section>"));
        page.locator("#trouble [data-again]").click();
        assertThat(page.locator("#answer .answer")).hasText("Seven steps");
        assertThat(page.locator("#trouble")).isHidden();
        assertThat(page.locator("#hours")).hasValue("4");
        assertThat(sent.get()).as("the answer's form").contains("hours=4");
        assertThat(whole.get()).as("pages loaded whole").isEqualTo(1);
    }

    @Test
    void whatWasDoneWithoutAConnectionIsSentWhenItIsBack() {
        page.navigate(SITE + "/form");
        page.locator("#hours").evaluate("field => field.value = '4'");
        context.setOffline(true);
        page.locator("#go").click();
        assertThat(page.locator("#trouble [data-when=offline]").first()).isVisible();
        picture("trouble-offline");
        context.setOffline(false);
        assertThat(page.locator("#trouble [data-when=back]").first()).isVisible();

        answer = new Answer(200, page("<p class='answer'>Whole page</p>"));
        page.locator("#trouble [data-again]").click();
        assertThat(page.locator("#main .answer")).hasText("Whole page");
        assertThat(sent.get()).contains("hours=4");
    }

    @Test
    void withoutAConnectionALinkLeadsNowhereAndThePageStays() {
        page.navigate(SITE + "/form");
        context.setOffline(true);
        page.locator(".bar nav a").nth(1).click();

        assertThat(page.locator("#trouble [data-when=offline]").first()).isVisible();
        assertThat(page).hasURL(SITE + "/form");
        context.setOffline(false);
    }

    @Test
    void aFileThatWouldBeRefusedIsNamedBeforeAnythingIsSent() {
        page.navigate(SITE + "/form");
        page.locator("#file").setInputFiles(new FilePayload("work.exe", "application/x-msdownload", new byte[10]));
        assertThat(page.locator("[data-misfit=kind]")).isVisible();
        page.locator("#file").setInputFiles(new FilePayload("work.pdf", "application/pdf", new byte[200]));
        assertThat(page.locator("[data-misfit=large]")).isVisible();
        assertThat(page.locator("[data-misfit=kind]")).isHidden();
        page.locator("#hand").click();
        assertThat(page.locator("#file")).isFocused();
        assertThat(page).hasURL(SITE + "/form");

        page.locator("#file").setInputFiles(new FilePayload("work.pdf", "application/pdf", new byte[20]));
        assertThat(page.locator("[data-misfit=large]")).isHidden();
        answer = new Answer(200, page("<p class='answer'>Handed in</p>"));
        page.locator("#hand").click();
        assertThat(page.locator("#main .answer")).hasText("Handed in");
    }

    /** Set {@code waymark.shots} to a folder to keep pictures. */
    private void picture(String name) {
        String kept = System.getProperty("waymark.shots", System.getenv("WAYMARK_SHOTS"));
        if (kept == null) {
            return;
        }
        for (int width : new int[] {320, 1440}) {
            page.setViewportSize(width, 700);
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(kept, name + "-" + width + ".png")));
        }
    }

    @Test
    void saysThatThereIsNoConnectionAndWhenItIsBack() {
        page.navigate(SITE + "/form");
        context.setOffline(true);
        assertThat(page.locator("#trouble [data-when=offline]").first()).isVisible();

        context.setOffline(false);
        assertThat(page.locator("#trouble")).isHidden();
    }

    @Test
    void withoutAConnectionAFormStaysWithWhatWasTyped() {
        page.navigate(SITE + "/form");
        page.locator("#hours").evaluate("field => field.value = '4'");
        context.setOffline(true);
        page.locator("#go").click();

        assertThat(page.locator("#trouble [data-when=offline]").first()).isVisible();
        assertThat(page).hasURL(SITE + "/form");
        assertThat(page.locator("#hours")).hasValue("4");
        context.setOffline(false);
    }

    @Test
    void aFormThatIsOnItsWayIsNotSentTwiceAndSaysSo() {
        page.navigate(SITE + "/form");
        assertThat(page.locator("#said")).hasAttribute("data-working", java.util.regex.Pattern.compile(".+"));
        answer = new Answer(200, page("<p class='answer'>Whole page</p>"));

        assertThat(page.evaluate("() => { const form = document.querySelector('form'); const prevented = [];"
                        + " window.addEventListener('submit', event => prevented.push(event.defaultPrevented));"
                        + " form.requestSubmit(); form.requestSubmit();"
                        + " return prevented.concat(form.getAttribute('aria-busy')).join(' '); }"))
                .isEqualTo("false true true");
        assertThat(page.locator("#main .answer")).hasText("Whole page");
    }

    @Test
    void neverEvaluatesTextAsAProgram() {
        page.navigate(SITE + "/form");

        assertThat(page.evaluate("htmx.config.allowEval")).isEqualTo(false);
        assertThat(page.evaluate("htmx.config.includeIndicatorStyles")).isEqualTo(false);
        assertThat(page.evaluate("document.querySelectorAll('style').length")).isEqualTo(0);
    }

    @Test
    void worksWithoutScript() {
        try (BrowserContext plain =
                chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            serve(plain);
            Page bare = plain.newPage();
            bare.navigate(SITE + "/form");
            answer = new Answer(200, page("<section id='answer'><p class='answer'>Whole page</p></section>"));
            bare.locator("#go").click();
            assertThat(bare.locator("#answer .answer")).hasText("Whole page");
        }
    }

    private static String page(String content) {
        return shell.replaceFirst("(?s)<main.*</main>", "<main id='main'>" + content + "</main>");
    }

    private static String form() {
        String content =
                "<form method='post' action='/answer' hx-post='/answer' hx-target='#answer' hx-select='#answer'"
                        + " hx-swap='outerHTML' hx-trigger='change delay:50ms'><label>Hours <input id='hours' name='hours'></label>"
                        + "<button id='go'>Look</button></form>"
                        + "<form method='post' action='/answer' enctype='multipart/form-data'><div class='field'>"
                        + "<label for='file'>File</label><input id='file' type='file' name='file' accept='.pdf' data-most='100'>"
                        + "<p data-misfit='large' hidden>Too large</p><p data-misfit='kind' hidden>Of another kind</p></div>"
                        + "<button id='hand'>Hand in</button></form>"
                        + "<section id='answer'><form hx-post='/answer' hx-target='#answer' hx-select='#answer'"
                        + " hx-swap='outerHTML'><button>Show</button></form></section>";
        return shell.replaceFirst("<footer", java.util.regex.Matcher.quoteReplacement(content + "<footer"));
    }

    private void serve(BrowserContext to) {
        to.route(SITE + "/**", route -> {
            String path = URI.create(route.request().url()).getPath();
            if (path.startsWith("/assets/")) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType(path.endsWith(".css") ? "text/css" : "text/javascript")
                        .setBody(asset(path)));
                return;
            }
            boolean first = path.equals("/form");
            Optional.ofNullable(route.request().postData()).ifPresent(sent::set);
            if (first) {
                whole.incrementAndGet();
            }
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(first ? 200 : answer.status)
                    .setContentType("text/html;charset=utf-8")
                    .setHeaders(Map.of("Content-Security-Policy", POLICY))
                    .setBody(first ? form() : answer.body));
        });
    }

    private static String asset(String path) {
        try (var stream = AnswerAtOnceBrowserTest.class.getResourceAsStream(path)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
