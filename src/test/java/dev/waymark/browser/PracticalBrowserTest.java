package dev.waymark.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.OwnObservations;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionAtWork;
import dev.waymark.practical.PracticalWork;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Practical work in a real browser: handed in, rated, and certified. */
@Tag("browser")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticalBrowserTest implements TestPropertyProvider {

    private final FakePlatform platform = FakePlatform.start();
    private Chromium chromium;

    @Inject
    EmbeddedServer server;

    @Inject
    SessionAtWork sessions;

    @Inject
    Learners learners;

    @Inject
    OwnObservations observations;

    @Inject
    PracticalWork work;

    @Override
    public Map<String, String> getProperties() {
        chromium = Chromium.startOrSkip();
        Path folder = Path.of("target/lti-config-practical-browser");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString(), "waymark.certificates.name", "Nordhavn University");
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        platform.close();
    }

    @Test
    void isHandedInAndRated() {
        for (int width : List.of(320, 1280)) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                String name = width + "-" + scheme.name().toLowerCase(Locale.ROOT);
                try (BrowserContext context = context(width, scheme)) {
                    Page page = open(context, name, "Learner", "/home/practical");
                    fits(page, width);
                    page.locator("#title").fill("Review of a generated report " + name);
                    page.locator("#kind").selectOption("TEXT");
                    page.locator("#text").fill("I checked each figure against its source and mended two.");
                    page.locator("#hand ~ form button").focus();
                    page.keyboard().press("Enter");
                    assertThat(page.locator("ul.list")).containsText("Waits for a rating");
                    fits(page, width);
                    picture(page, "practical-" + name);
                }
                try (BrowserContext context = context(width, scheme)) {
                    Page page = open(context, "staff-" + name, "Instructor", "/course/ratings");
                    fits(page, width);
                    picture(page, "ratings-" + name);
                    page.locator("input[name=tier][value='3']").first().check();
                    page.locator("section form button").first().click();
                    assertThat(page.locator(".note[role=status]").first()).isVisible();
                    fits(page, width);
                    picture(page, "ratings-done-" + name);
                }
            }
        }
    }

    @Test
    void theWaysOfStaffAreOneLineOnANarrowScreenAndAllReachedByKeyboard() {
        for (String language : List.of("en", "de", "ar")) {
            try (BrowserContext context = context(320, ColorScheme.LIGHT)) {
                Page page = open(context, launch("narrow-" + language, "Instructor", language), "/course/ratings");
                fits(page, 320);
                assertThat(page.locator(".bar nav").boundingBox().height).isLessThan(64);
                seen(page, ".bar nav [aria-current]");
                picture(page, "ways-320-" + language);
                int ways = page.locator(".bar nav a").count();
                assertThat(ways).isGreaterThan(6);
                page.locator(".bar nav a").first().focus();
                for (int i = 1; i < ways; i++) {
                    page.keyboard().press("Tab");
                }
                assertThat(page.locator(".bar nav a").last()).isFocused();
                seen(page, ".bar nav li:last-child a");
                page.keyboard().press("Enter");
                assertThat(page.locator("h1")).isVisible();
                seen(page, ".bar nav [aria-current]");
            }
        }
    }

    /** Waits until it lies within the line, which shows a part of itself. */
    private static void seen(Page page, String which) {
        page.waitForFunction(
                "which => { const at = document.querySelector(which).getBoundingClientRect();"
                        + " const line = document.querySelector('.bar nav').getBoundingClientRect();"
                        + " return at.left >= line.left - 2 && at.right <= line.right + 2; }",
                which);
    }

    @Test
    void bringsACertificateThatIsAskedForByKeyboardAndCheckedByAnybody() {
        for (int width : List.of(320, 1280)) {
            ColorScheme scheme = width == 320 ? ColorScheme.DARK : ColorScheme.LIGHT;
            Browser learner = launch("certified-" + width, "Learner");
            reachTierThree(learner);
            String address;
            try (BrowserContext context = context(width, scheme)) {
                Page page = open(context, learner, "/home/certificates");
                fits(page, width);
                page.locator("form.ready input[value=shown]").focus();
                page.keyboard().press("Space");
                page.keyboard().press("Tab");
                assertThat(page.locator("form.ready button")).isFocused();
                page.keyboard().press("Enter");
                assertThat(page.locator("#done")).isVisible();
                fits(page, width);
                address = page.locator("a.btn.main").getAttribute("href");
            }
            try (BrowserContext context = context(width, scheme)) {
                Page page = context.newPage();
                page.navigate(
                        server.getURI().resolve(URI.create(address).getPath()).toString());
                assertThat(page.locator("#state")).containsText("This certificate is valid");
                assertThat(page.locator(".certificate")).containsText("Imke Sander");
                assertThat(page.locator("[data-print] button")).isVisible();
                fits(page, width);
                picture(page, "certificate-" + width);
                assertThat(context.cookies()).as("nobody is remembered").isEmpty();
                page.locator("a[href='/credential/check']").click();
                page.locator("#text").fill("eyJhbGciOiJSUzI1NiJ9.e30.AAAA");
                page.keyboard().press("Tab");
                page.keyboard().press("Tab");
                page.keyboard().press("Enter");
                assertThat(page.locator("#state")).isVisible();
                fits(page, width);
            }
        }
    }

    /** Quizzes and two rated pieces of practical work, all for tier 3. */
    private void reachTierThree(Browser browser) {
        LtiSession session = sessions.of(browser);
        LearnerId learner = learners.bySubject(
                        session.tenant(),
                        session.registration(),
                        session.subject().orElseThrow())
                .orElseThrow()
                .id();
        var competency = new CompetencyId("C03");
        Instant now = Instant.now();
        for (int i = 0; i < 6; i++) {
            observations.enter(
                    session.tenant(),
                    learner,
                    List.of(new OwnObservations.Own(
                            new Evidence(
                                    new EvidenceId(UUID.randomUUID().toString()),
                                    now.minusSeconds(60L * i),
                                    now.minusSeconds(60L * i),
                                    new ActivityId("https://lms.test/quiz/" + i),
                                    new TreeSet<>(List.of(new CompetencyTier(competency, Tier.PRACTITIONER))),
                                    1,
                                    new Observation.Score(.95, OptionalInt.of(15))),
                            "http://adlnet.gov/expapi/verbs/scored",
                            "Quiz " + i,
                            Optional.empty())));
        }
        for (int i = 0; i < 2; i++) {
            var handed = (PracticalWork.Handed.In) work.handIn(
                    session.tenant(),
                    learner,
                    session.course(),
                    new PracticalWork.Draft(
                            competency, Tier.PRACTITIONER, "Work", PracticalWork.Kind.TEXT, "done", "", new byte[0]),
                    now);
            work.rate(
                    session.tenant(),
                    session.course(),
                    handed.piece(),
                    LearnerId.of("00000000-0000-4000-8000-00000000abcd"),
                    Optional.of(Tier.PRACTITIONER),
                    "",
                    false,
                    now);
        }
    }

    private static void fits(Page page, int width) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
        assertThat(new AxeBuilder(page)
                        .setLegacyMode(true).analyze().getViolations().stream()
                                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                                .map(rule -> rule.getId() + " " + rule.getHelp())
                                .toList())
                .isEmpty();
    }

    /** Launches as a platform's page would, then hands the cookies to Chromium. */
    private Page open(BrowserContext context, String subject, String role, String path) {
        return open(context, launch(subject, role), path);
    }

    private Browser launch(String subject, String role) {
        return launch(subject, role, "en");
    }

    private Browser launch(String subject, String role, String language) {
        Browser launching = Browser.on(server.getURI());
        String payload = LaunchFixtures.one("valid", "student-normal")
                .payload()
                .replace("membership#Learner", "membership#" + role)
                .replace("u-4711", "u-" + subject)
                .replace("\"locale\": \"es\"", "\"locale\": \"" + language + "\"");
        var answer = new LaunchDriver(platform)
                .launch(launching, new LaunchFixtures.Case("learner", payload, Optional.empty(), Optional.empty()));
        launching.get(answer.location());
        return launching;
    }

    private Page open(BrowserContext context, Browser launching, String path) {
        hand(context, launching);
        Page page = context.newPage();
        page.navigate(server.getURI().resolve(path).toString());
        assertThat(page.locator("h1")).isVisible();
        return page;
    }

    private void hand(BrowserContext context, Browser from) {
        from.cookies.forEach((name, value) -> context.addCookies(List.of(
                new Cookie(name, value).setUrl(server.getURI().toString()).setSecure(name.startsWith("__Host-")))));
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
}
