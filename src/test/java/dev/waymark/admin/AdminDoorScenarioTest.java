package dev.waymark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.SettableClock;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.test.clock", value = "true")
class AdminDoorScenarioTest {

    private static final String PASSWORD = "four words that nobody joins";
    private static final String HASH = Passwords.hash(PASSWORD.toCharArray()); // slow on purpose: once
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    @Inject
    EmbeddedServer server;

    @Inject
    Invitations invitations;

    @Inject
    Accounts accounts;

    @Inject
    SettableClock clock;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.on(server.getURI());
        clock.advance(Duration.ofMinutes(2)); // the tries of the test before are over
    }

    @Test
    void nobodyComesInWithoutSigningIn() {
        assertThat(browser.get("/admin").location()).isEqualTo("/admin/login");
        var answer = browser.get("/admin/administrators?said=x");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/admin/login?next=%2Fadmin%2Fadministrators%3Fsaid%3Dx");
        assertThat(browser.post("/admin/administrators/link", Map.of("login", "eve"))
                        .location())
                .isEqualTo("/admin/login");
        assertThat(accounts.find("eve")).isEmpty();
    }

    @Test
    void aOneTimeLinkMakesAnAdministratorAndThenIsDead() {
        String link = path(invitations.link(TenantId.FIRST, Optional.of("ana")));
        var in = enter(browser, link, "", PASSWORD, PASSWORD);
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.setCookies())
                .anyMatch(cookie -> cookie.startsWith("wm-admin=")
                        && cookie.contains("HttpOnly")
                        && cookie.contains("SameSite=Strict"));
        assertThat(browser.get(in.location()).status()).isEqualTo(200);

        var stranger = Browser.on(server.getURI());
        assertThat(stranger.get(link).status()).isEqualTo(410);
        assertThat(enter(stranger, link, "", "another password of theirs", "another password of theirs")
                        .status())
                .isEqualTo(410);
        assertThat(signIn(stranger, "ana", "another password of theirs").status())
                .isEqualTo(401);
        assertThat(signIn(stranger, "ANA ", PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void aLinkIsDeadAfterADay() {
        String link = path(invitations.link(TenantId.FIRST, Optional.of("late")));
        assertThat(browser.get(link).status()).isEqualTo(200);
        clock.advance(Invitations.LIFE.plusSeconds(1));
        assertThat(browser.get(link).status()).isEqualTo(410);
    }

    @Test
    void ofManyWhoUseALinkAtOnceOneComesIn() throws Exception {
        URI link = invitations.link(TenantId.FIRST, Optional.of("race"));
        String token = link.getQuery().substring("token=".length());
        var invitation = invitations.find(token).orElseThrow();
        try (var people = Executors.newFixedThreadPool(4)) {
            var won = people.invokeAll(IntStream.range(0, 4)
                    .<Callable<Boolean>>mapToObj(n -> () -> invitations.spend(invitation, token))
                    .toList());
            assertThat(won.stream().filter(each -> each.resultNow()).count()).isEqualTo(1);
        }
    }

    @Test
    void anOpenLinkLeadsToNobodyElsesAccount() {
        make("owner");
        String open = path(invitations.link(TenantId.FIRST, Optional.empty()));
        assertThat(enter(browser, open, "owner", "stolen stolen stolen", "stolen stolen stolen")
                        .status())
                .isEqualTo(400);
        assertThat(signIn(browser, "owner", "stolen stolen stolen").status()).isEqualTo(401);
    }

    @Test
    void saysWhatIsWrongWithAPasswordAndKeepsTheLink() {
        String link = path(invitations.link(TenantId.FIRST, Optional.of("picky")));
        assertThat(enter(browser, link, "", "short", "short").body()).contains("12 to 200");
        assertThat(enter(browser, link, "", PASSWORD, PASSWORD + "x").body()).contains("not the same");
        assertThat(enter(browser, link, "", PASSWORD, PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void fiveWrongGuessesAreFreeAndThenEvenTheRightOneWaits() {
        make("guessed");
        for (int i = 0; i < Accounts.FREE_GUESSES; i++) {
            assertThat(signIn(browser, "guessed", "wrong wrong wrong " + i).status())
                    .isEqualTo(401);
        }
        assertThat(signIn(browser, "guessed", PASSWORD).status()).isEqualTo(429);
        clock.advance(Accounts.WAIT.plusSeconds(1));
        assertThat(signIn(browser, "guessed", PASSWORD).status()).isEqualTo(303);
        assertThat(signIn(Browser.on(server.getURI()), "guessed", "wrong wrong wrong")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void oneAddressHasSoManyTriesInAMinute() {
        for (int i = 0; i < GuessRate.MOST; i++) {
            enter(browser, "/admin/enter?token=1.none", "x", PASSWORD, PASSWORD);
        }
        assertThat(signIn(browser, "nobody", PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void aFormWithoutItsSecretChangesNothing() {
        make("formal");
        assertThat(signIn(browser, "formal", PASSWORD).status()).isEqualTo(303);
        assertThat(browser.post("/admin/administrators/link", Map.of("login", "eve2"))
                        .status())
                .isEqualTo(403);
        String csrf = csrf(browser.get("/admin/administrators").body());
        Map<String, String> form = Map.of("csrf", csrf, "login", "guest");
        assertThat(browser.post("/admin/administrators/link", form, "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(browser.post("/admin/administrators/link", form, "Origin", "https://evil.test")
                        .status())
                .isEqualTo(403);
        var made = browser.post("/admin/administrators/link", form);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.body()).contains("/admin/enter?token=1.");
        // The secret of another session is not good here, and the door's own form is bound to its browser.
        var other = Browser.on(server.getURI());
        assertThat(signIn(other, "formal", PASSWORD).status()).isEqualTo(303);
        assertThat(other.post("/admin/administrators/link", form).status()).isEqualTo(403);
        var third = Browser.on(server.getURI());
        String foreign = csrf(browser.get("/admin/login").body());
        third.get("/admin/login");
        assertThat(third.post("/admin/login", Map.of("csrf", foreign, "login", "formal", "password", PASSWORD))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void signingOutEndsTheSessionOnTheServerToo() {
        make("leaver");
        signIn(browser, "leaver", PASSWORD);
        String cookie = browser.cookies.get("wm-admin");
        String csrf = csrf(browser.get("/admin/administrators").body());
        assertThat(browser.post("/admin/logout", Map.of("csrf", csrf)).location())
                .isEqualTo("/admin/login");
        browser.cookies.put("wm-admin", cookie);
        assertThat(browser.get("/admin/administrators").status()).isEqualTo(303);
    }

    @Test
    void aSessionEndsAfterAnHourWithoutARequestAndAfterEightInAnyCase() {
        make("idle");
        signIn(browser, "idle", PASSWORD);
        for (int i = 0; i < 8; i++) {
            clock.advance(Duration.ofMinutes(58));
            assertThat(browser.get("/admin/administrators").status()).isEqualTo(200);
        }
        clock.advance(Duration.ofMinutes(30));
        assertThat(browser.get("/admin/administrators").status()).isEqualTo(303);
        signIn(browser, "idle", PASSWORD);
        clock.advance(AdminSessions.IDLE.plusSeconds(1));
        assertThat(browser.get("/admin/administrators").status()).isEqualTo(303);
    }

    @Test
    void aNewPasswordSignsEverybodyOut() {
        make("renewed");
        signIn(browser, "renewed", PASSWORD);
        var other = Browser.on(server.getURI());
        enter(
                other,
                path(invitations.link(TenantId.FIRST, Optional.of("renewed"))),
                "",
                "quite another password",
                "quite another password");
        assertThat(browser.get("/admin/administrators").status()).isEqualTo(303);
        assertThat(other.get("/admin/administrators").status()).isEqualTo(200);
    }

    @Test
    void theLastAdministratorAndOneselfCannotBeRemoved() {
        long id = make("first-of-two");
        long second = make("second-of-two");
        signIn(browser, "first-of-two", PASSWORD);
        String csrf = csrf(browser.get("/admin/administrators").body());
        assertThat(browser.post("/admin/administrators/remove", Map.of("csrf", csrf, "id", Long.toString(id)))
                        .status())
                .isEqualTo(400);
        assertThat(browser.post("/admin/administrators/remove", Map.of("csrf", csrf, "id", Long.toString(second)))
                        .status())
                .isEqualTo(303);
        assertThat(accounts.find("second-of-two")).isEmpty();
        var tenant = new TenantId(77);
        accounts.keep(tenant, "lonely", "x");
        assertThat(accounts.remove(tenant, id)).isFalse();
    }

    @Test
    void leadsNowhereElseAfterSigningIn() {
        make("nexter");
        for (String next : new String[] {"https://evil.test/", "//evil.test", "/admin//evil.test", "/home"}) {
            String csrf = csrf(browser.get("/admin/login").body());
            var in = browser.post(
                    "/admin/login", Map.of("csrf", csrf, "login", "nexter", "password", PASSWORD, "next", next));
            assertThat(in.location()).startsWith("/admin/").doesNotContain("evil");
        }
        String csrf = csrf(browser.get("/admin/login").body());
        assertThat(browser.post(
                                "/admin/login",
                                Map.of(
                                        "csrf",
                                        csrf,
                                        "login",
                                        "nexter",
                                        "password",
                                        PASSWORD,
                                        "next",
                                        "/admin/administrators?x=1"))
                        .location())
                .isEqualTo("/admin/administrators?x=1");
    }

    @Test
    void isNeverFramedAndNeverKept() {
        var page = browser.get("/admin/login");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'")
                .contains("script-src 'self'");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).isEqualTo("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy").orElse("")).isEqualTo("no-referrer");
    }

    private long make(String login) {
        return accounts.keep(TenantId.FIRST, login, HASH).orElseThrow().id();
    }

    private static String path(URI link) {
        return link.getRawPath() + "?" + link.getRawQuery();
    }

    private static Browser.Answer enter(Browser browser, String link, String login, String password, String again) {
        String csrf = csrf(browser.get(link).body(), browser);
        String token = link.substring(link.indexOf('=') + 1);
        return browser.post(
                "/admin/enter",
                Map.of("csrf", csrf, "token", token, "login", login, "password", password, "again", again));
    }

    private static Browser.Answer signIn(Browser browser, String login, String password) {
        String csrf = csrf(browser.get("/admin/login").body());
        return browser.post("/admin/login", Map.of("csrf", csrf, "login", login, "password", password));
    }

    private static String csrf(String body) {
        var found = CSRF.matcher(body);
        assertThat(found.find()).as("a form").isTrue();
        return found.group(1);
    }

    /** The page of a dead link has no form; whoever posts all the same takes the secret from the login. */
    private static String csrf(String body, Browser browser) {
        return body.contains("name=\"csrf\"")
                ? csrf(body)
                : csrf(browser.get("/admin/login").body());
    }
}
