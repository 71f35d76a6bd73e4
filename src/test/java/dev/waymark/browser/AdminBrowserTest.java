package dev.waymark.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.waymark.admin.AdminAtWork;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.registration.Draft;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.registration.Registrations;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The administrator's pages in a real browser, narrow and wide, in both languages: axe finds nothing serious, nothing
 * hangs over, and the policy is kept. The pictures of the docs are made here: {@code -Dwaymark.shots=docs/images}.
 */
@Tag("browser")
@MicronautTest(transactional = false)
@Property(name = "waymark.time-zone", value = "UTC")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminBrowserTest {

    private static final Pattern CODE = Pattern.compile("WM-[0-9A-Z]{4}");

    @Inject
    EmbeddedServer server;

    @Inject
    AdminAtWork adminAtWork;

    @Inject
    Registrations registrations;

    private final FakePlatform lms = FakePlatform.start();
    private Chromium chromium;
    private String platform = "";
    private String code = "";

    @BeforeAll
    void prepare() {
        chromium = Chromium.startOrSkip();
        var saved = (Registrations.Saving.Saved) registrations.add(
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
        RegistrationId id = saved.id();
        platform = "/admin/registrations/" + id.value();
        var driver = new LaunchDriver(lms);
        var browser = dev.waymark.lti.Browser.on(server.getURI());
        driver.launch(browser, LaunchFixtures.one("valid", "student-normal"));
        driver.launch(browser, LaunchFixtures.one("invalid", "deployment-of-another-tenant"));
        var found = CODE.matcher(driver.launch(
                        dev.waymark.lti.Browser.on(server.getURI()),
                        LaunchFixtures.one("invalid", "cert-02-incorrect-kid"))
                .body());
        code = found.find() ? found.group() : "none";
    }

    @AfterAll
    void close() {
        lms.close();
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void everyPageIsAccessibleAndFitsNarrowAndWide() {
        everyPage("en", 1280);
        everyPage("es", 320);
    }

    private void everyPage(String language, int width) {
        try (BrowserContext context = context(language, width, true)) {
            look(context, "/admin/registrations", "admin-platforms", language, width);
            look(context, "/admin/registrations/new", "admin-write-down", language, width);
            look(context, platform, "admin-platform", language, width);
            look(context, "/admin/launches", "admin-launches", language, width);
            look(context, "/admin/launches?code=" + code, "admin-doctor", language, width);
            look(context, "/admin/administrators", "admin-administrators", language, width);
        }
        try (BrowserContext context = context(language, width, false)) {
            look(context, "/admin/login", "admin-login", language, width);
            look(context, "/admin/enter?token=1.none", "admin-enter-dead", language, width);
        }
    }

    @Test
    void anAdministratorChecksAPlatformAndApprovesADeploymentByKeyboardAndMouse() {
        lms.onToken(request -> FakePlatform.Response.json(
                200, "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
        try (BrowserContext context = context("en", 1280, true)) {
            Page page = context.newPage();
            page.navigate(server.getURI() + "/admin/registrations");
            page.locator("main a", new Page.LocatorOptions().setHasText("Northbank Moodle"))
                    .click();
            page.locator("button", new Page.LocatorOptions().setHasText("Approve"))
                    .first()
                    .click();
            assertThat(page.locator(".note[role=status]").innerText()).contains("The deployment is approved");
            page.locator("button", new Page.LocatorOptions().setHasText("Check keys"))
                    .press("Enter");
            page.waitForURL(address -> address.endsWith("/check"));
            assertThat(page.locator("#health ~ .note").innerText()).contains("its token endpoint knows us");
            shot(page, "admin-platform");
        }
    }

    @Test
    void aFindingIsCopiedAsOneMessageAndWhereThatIsForbiddenItIsSelected() {
        try (BrowserContext context = context("en", 1280, true)) {
            context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
            Page page = context.newPage();
            page.navigate(server.getURI() + "/admin/launches?code=" + code);
            page.locator("details summary").last().press("Enter");
            var button = page.locator("[data-copy] button");
            button.press("Enter");
            page.waitForCondition(
                    () -> page.locator("[data-outcome]").innerText().equals("Copied."));
            assertThat((String) page.evaluate("navigator.clipboard.readText()"))
                    .contains(
                            page.locator("h1").innerText(),
                            page.locator("main .answer").innerText());

            page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
            button.press("Enter");
            assertThat(page.locator("[data-outcome]").innerText()).contains("It is selected");
            assertThat((String) page.evaluate("document.activeElement.tagName")).isEqualTo("TEXTAREA");
            assertThat((Boolean) page.evaluate("document.activeElement.selectionStart === 0"
                            + " && document.activeElement.selectionEnd === document.activeElement.value.length"))
                    .isTrue();
        }
    }

    @Test
    void whereTheBrowserRefusesTheClipboardTheTextIsThereSelected() {
        try (BrowserContext context = context("de", 1280, true)) {
            Page page = context.newPage();
            page.navigate(server.getURI() + "/admin/launches?code=" + code);
            denyClipboard(context, page);
            page.locator("details summary").last().press("Enter");
            assertThat(page.evaluate("navigator.clipboard.writeText('x').then(() => 'taken', e => e.name)"))
                    .as("there is a clipboard, and it rejects")
                    .isEqualTo("NotAllowedError");
            assertThat(page.locator("[data-copy] textarea").isVisible()).isFalse();

            page.locator("[data-copy] button").press("Enter");
            page.waitForCondition(
                    () -> page.locator("[data-outcome]").innerText().contains("markiert"));
            assertThat(page.locator("[data-copy] textarea").isVisible()).isTrue();
            assertThat(page.locator("[data-copy] textarea").inputValue())
                    .contains(
                            page.locator("h1").innerText(),
                            page.locator("main .answer").innerText());
            assertThat((String) page.evaluate("document.activeElement.tagName")).isEqualTo("TEXTAREA");
            assertThat((Boolean) page.evaluate("document.activeElement.selectionStart === 0"
                            + " && document.activeElement.selectionEnd === document.activeElement.value.length"))
                    .isTrue();
            assertThat(page.locator("[data-copy]").innerText()).doesNotContain("Kopiert");
        }
    }

    /** As a person does in the browser's settings; other contexts keep theirs. */
    private void denyClipboard(BrowserContext context, Page page) {
        CDPSession browser = context.newCDPSession(page);
        JsonObject permission = new JsonObject();
        permission.addProperty("name", "clipboard-write");
        JsonObject denied = new JsonObject();
        denied.add("permission", permission);
        denied.addProperty("setting", "denied");
        denied.addProperty("origin", server.getURI().toString());
        denied.add(
                "browserContextId",
                browser.send("Target.getTargetInfo")
                        .getAsJsonObject("targetInfo")
                        .get("browserContextId"));
        browser.send("Browser.setPermission", denied);
    }

    private void look(BrowserContext context, String path, String name, String language, int width) {
        Page page = context.newPage();
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("410")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(server.getURI() + path);
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");
        String where = "%s at %d in %s".formatted(name, width, language);
        assertThat(complaints).as(where).isEmpty();
        assertThat(page.locator("h1").count()).as(where).isEqualTo(1);
        assertThat(page.locator("html").getAttribute("lang")).as(where).isEqualTo(language);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("width of " + where)
                .isLessThanOrEqualTo(width);
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                                .map(rule -> rule.getId() + " "
                                        + rule.getNodes().getFirst().getHtml()))
                .as(where)
                .isEmpty();
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + "-" + width + "-" + language + ".png")));
        // The platform is shown in the documents after its check, which another test makes.
        if (language.equals("en")
                && width == 1280
                && Set.of("admin-platforms", "admin-doctor").contains(name)) {
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = false)");
            shot(page, name);
        }
        page.close();
    }

    private static void shot(Page page, String name) {
        String folder = System.getProperty("waymark.shots");
        if (folder != null) {
            try {
                DocumentPictures.keep(
                        Path.of(folder), name, page.screenshot(new Page.ScreenshotOptions().setFullPage(true)));
            } catch (IOException e) {
                throw new UncheckedIOException("could not keep the picture " + name, e);
            }
        }
    }

    private BrowserContext context(String language, int width, boolean signedIn) {
        BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setLocale(language));
        if (signedIn) {
            context.addCookies(List.of(new Cookie("wm-admin", adminAtWork.session(TenantId.FIRST))
                    .setUrl(server.getURI().toString())
                    .setHttpOnly(true)));
        }
        return context;
    }
}
