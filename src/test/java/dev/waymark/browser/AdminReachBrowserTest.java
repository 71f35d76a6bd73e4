package dev.waymark.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import dev.waymark.admin.AdminAtWork;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Intake;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.registration.Draft;
import dev.waymark.lti.registration.Registrations;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every page of the administrator, found by clicking, in light and in dark: axe finds nothing serious, and at 320 pixels
 * nothing hangs over. A page that the permissions name and that no link leads to fails the test.
 */
@Tag("browser")
@MicronautTest(transactional = false)
@Property(name = "waymark.lrs.poll", value = "1h")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminReachBrowserTest {

    private static final Set<String> SERIOUS = Set.of("serious", "critical");
    private static final int NARROW = 320;

    /** A page of one thing is like that of another: one of each is looked at. */
    private static final Pattern ID = Pattern.compile("/([0-9]+|[0-9a-f]{8}-[0-9a-f-]{27})(?=/|$)");

    private static final Pattern NAMED = Pattern.compile("^\\| `GET (/admin/[^`]+)` \\|", Pattern.MULTILINE);

    private static final String LINKS = "() => [...document.querySelectorAll('a[href]')]"
            + ".filter(a => a.origin === location.origin && a.pathname.startsWith('/admin') && !('file' in a.dataset))"
            + ".map(a => a.href.split('#')[0])";

    @Inject
    EmbeddedServer server;

    @Inject
    AdminAtWork adminAtWork;

    @Inject
    Registrations registrations;

    @Inject
    Intake intake;

    private final FakePlatform lms = FakePlatform.start();
    private Chromium chromium;

    @BeforeAll
    void prepare() throws Exception {
        chromium = Chromium.startOrSkip();
        registrations.add(
                TenantId.FIRST,
                new Draft(
                        "Northbank Moodle",
                        lms.issuer(),
                        FakePlatform.CLIENT_ID,
                        lms.issuer() + "/mod/lti/auth.php",
                        lms.issuer() + "/token",
                        lms.issuer() + "/keys",
                        List.of("d-1"),
                        "moodle",
                        ""));
        var driver = new LaunchDriver(lms);
        driver.launch(
                dev.waymark.lti.Browser.on(server.getURI()),
                LaunchFixtures.one("invalid", "deployment-of-another-tenant"));
        driver.launch(
                dev.waymark.lti.Browser.on(server.getURI()), LaunchFixtures.one("invalid", "cert-02-incorrect-kid"));
        String statement = Written.quizAttempt(Written.id(), "nobody-yet", 77, 1, 7, "2026-03-01T10:00:00Z")
                .strip()
                .replaceFirst("\\{", "{\"stored\":\"2026-03-02T10:00:00Z\",");
        intake.take(
                TenantId.FIRST,
                "pushed",
                StatementPages.read(
                        ("{\"statements\":[" + statement + "],\"more\":\"\"}").getBytes(StandardCharsets.UTF_8)));
        var admin = adminAtWork.signedIn(server.getURI());
        assertThat(AdminAtWork.send(
                                admin,
                                "/admin/sources/new",
                                "/admin/sources/save",
                                Map.of(
                                        "label",
                                        "Campus record store",
                                        "address",
                                        "http://127.0.0.1:1/a-long/path-of-the-record-store-of-the-campus/xapi",
                                        "authorization",
                                        "NONE",
                                        "version",
                                        "1.0.3",
                                        "pageSize",
                                        "100",
                                        "settle",
                                        "15",
                                        "overlap",
                                        "120",
                                        "rescan",
                                        "72",
                                        "perMinute",
                                        "6000"))
                        .status())
                .isEqualTo(303);
    }

    @AfterAll
    void close() {
        lms.close();
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void everyPageIsUsableInLightAndDarkAndNarrow() throws IOException {
        List<String> complaints = new ArrayList<>();
        Map<String, String> met = new LinkedHashMap<>();
        try (BrowserContext context = context(true)) {
            Page page = context.newPage();
            Deque<String> ahead = new ArrayDeque<>(List.of(server.getURI() + "/admin/registrations"));
            while (!ahead.isEmpty()) {
                String address = ahead.poll();
                String path = shape(address);
                if (met.putIfAbsent(path, address) != null) {
                    continue;
                }
                page.navigate(address);
                if (!shape(page.url()).equals(path) && !path.equals("/admin")) {
                    complaints.add(path + ": leads to " + page.url());
                    continue;
                }
                look(page, path, complaints);
                for (Object link : (List<?>) page.evaluate(LINKS)) {
                    ahead.add(link.toString());
                }
            }
        }
        try (BrowserContext context = context(false)) {
            Page page = context.newPage();
            for (String path : List.of("/admin/login", "/admin/enter?token=1.none")) {
                page.navigate(server.getURI() + path);
                look(page, path, complaints);
            }
        }
        assertThat(complaints).isEmpty();
        assertThat(met.keySet()).as("pages that a click leads to").containsAll(named());
    }

    /** The pages that an account of an administrator may open, as the permissions name them. */
    private static List<String> named() throws IOException {
        List<String> named = NAMED.matcher(Files.readString(Path.of("docs/permissions.md")))
                .results()
                .map(each -> each.group(1))
                .filter(path -> !path.equals("/admin/login") && !path.equals("/admin/enter"))
                .distinct()
                .toList();
        assertThat(named).hasSizeGreaterThan(12);
        return named;
    }

    private static String shape(String address) {
        return ID.matcher(URI.create(address).getRawPath()).replaceAll("/{id}");
    }

    private static void look(Page page, String path, List<String> complaints) {
        page.evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)");
        if (page.locator("h1").count() != 1) {
            complaints.add(path + ": " + page.locator("h1").count() + " h1");
        }
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
            for (int width : new int[] {NARROW, 1280}) {
                page.setViewportSize(width, 800);
                String where = "%s at %d, %s".formatted(path, width, scheme);
                int over = (Integer) page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
                if (over > 0) {
                    complaints.add("%s: %d pixels hang over".formatted(where, over));
                }
                for (Rule rule :
                        new AxeBuilder(page).setLegacyMode(true).analyze().getViolations()) {
                    if (SERIOUS.contains(rule.getImpact())) {
                        complaints.add(where + ": " + rule.getId() + " "
                                + rule.getNodes().getFirst().getHtml());
                    }
                }
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(
                                "target",
                                "screenshots",
                                "reach%s-%d-%s.png".formatted(path.replaceAll("[^a-z]+", "-"), width, scheme))));
            }
        }
    }

    private BrowserContext context(boolean signedIn) {
        BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions().setLocale("en").setViewportSize(1280, 800));
        if (signedIn) {
            context.addCookies(List.of(new Cookie("wm-admin", adminAtWork.session(TenantId.FIRST))
                    .setUrl(server.getURI().toString())
                    .setHttpOnly(true)));
        }
        return context;
    }
}
