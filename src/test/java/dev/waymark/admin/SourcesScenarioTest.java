package dev.waymark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lrs.FakeLrs;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Feeds;
import dev.waymark.lrs.feed.Readings;
import dev.waymark.lrs.outbox.StatementOutbox;
import dev.waymark.lti.Browser;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An administrator enters an LRS, is told what is wrong with it, mends it, and watches and steers its reading. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.lrs.poll", value = "1h")
@Property(name = "waymark.lrs.send", value = "300ms")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourcesScenarioTest {

    private static final String PASSWORD = "four words that nobody joins";
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final FakeLrs lrs = new FakeLrs();

    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    Feeds feeds;

    @Inject
    Readings readings;

    @Inject
    StatementOutbox outbox;

    private Browser browser;

    @BeforeAll
    void signIn() {
        accounts.keep(TenantId.FIRST, "sources", Passwords.hash(PASSWORD.toCharArray()));
        browser = Browser.on(server.getURI());
        String csrf = found(CSRF, browser.get("/admin/login").body());
        browser.post("/admin/login", Map.of("csrf", csrf, "login", "sources", "password", PASSWORD));
    }

    @AfterAll
    void stop() {
        lrs.close();
    }

    @Test
    void theWholeLifeOfASource() throws IOException {
        // Tried out before it is saved: each obstacle has a sentence of its own.
        assertThat(tested("http://no-such-host.invalid/xapi", FakeLrs.PASSWORD)).contains("cannot be found");
        assertThat(tested("http://127.0.0.1:1/xapi", FakeLrs.PASSWORD)).contains("refused the connection");
        assertThat(tested(lrs.url(), "wrong")).contains("are not accepted");
        assertThat(tested(lrs.origin() + "/elsewhere", FakeLrs.PASSWORD)).contains("no statement resource");
        assertThat(testedWhereNobodySpeaksTls()).contains("No secure connection");
        lrs.always(new FakeLrs.Fault(403, Map.of(), ""));
        assertThat(tested(lrs.url(), FakeLrs.PASSWORD)).contains("must not read statements");
        lrs.always(new FakeLrs.Fault(400, Map.of(), "X-Experience-API-Version is wrong"));
        assertThat(tested(lrs.url(), FakeLrs.PASSWORD)).contains("does not speak xAPI 1.0.3");
        lrs.always(new FakeLrs.Fault(200, Map.of(), "<html>welcome</html>"));
        assertThat(tested(lrs.url(), FakeLrs.PASSWORD)).contains("but not with statements");
        lrs.always(new FakeLrs.Fault(500, Map.of(), ""));
        assertThat(tested(lrs.url(), FakeLrs.PASSWORD)).contains("stumbles over a simple question");
        lrs.heal();
        String fine = tested(lrs.url(), FakeLrs.PASSWORD);
        assertThat(fine).contains("It works").doesNotContain(FakeLrs.PASSWORD);

        // Entered: complaints first, then saved.
        assertThat(save("", "ftp://x", FakeLrs.PASSWORD).status()).isEqualTo(400);
        assertThat(save("", "ftp://x", FakeLrs.PASSWORD).body()).contains("must be the http or https address");
        var saved = save("", lrs.url(), FakeLrs.PASSWORD);
        assertThat(saved.status()).isEqualTo(303);
        String page = browser.get(saved.location()).body();
        assertThat(page)
                .contains("The source was saved")
                .contains("Not read yet")
                .doesNotContain(FakeLrs.PASSWORD);
        assertThat(save("", lrs.url(), FakeLrs.PASSWORD).body()).contains("entered already");

        // Read, and watched.
        lrs.add(Written.viewed("7", "2026-01-01T10:00:00Z"));
        feeds.readNow(TenantId.FIRST);
        String source = lrs.url().replace("http://", "");
        assertThat(one(source)).contains("Works").contains("Statements read");
        assertThat(browser.get("/admin/sources").body()).contains("Test LRS");

        // Steered.
        assertThat(act("pause", source, Map.of()).status()).isEqualTo(303);
        assertThat(one(source)).contains("Paused");
        assertThat(readings.of(TenantId.FIRST, source).paused()).isTrue();
        act("resume", source, Map.of());
        assertThat(readings.of(TenantId.FIRST, source).paused()).isFalse();
        act("again", source, Map.of("since", "2026-01-01"));
        assertThat(readings.of(TenantId.FIRST, source).again()).isPresent();
        assertThat(one(source))
                .contains("Being read again", "Of it read so far", "Time left of it", "Too early to tell");
        assertThat(browser.get(act("again", source, Map.of("since", "yesterday"))
                                .location())
                        .body())
                .contains("The date was none");

        // What its scores mean.
        assertThat(one(source)).contains("value=\"AUTO\" selected");
        assertThat(browser.get(act("scaled", source, Map.of("scaled", "MINUS_ONE_TO_ONE"))
                                .location())
                        .body())
                .contains("What this source’s scores mean was kept", "value=\"MINUS_ONE_TO_ONE\" selected");
        assertThat(browser.get(act("scaled", source, Map.of("scaled", "SIDEWAYS"))
                                .location())
                        .body())
                .contains("no way to read a score", "value=\"MINUS_ONE_TO_ONE\" selected");

        // Who may push: a token is shown once.
        String made = act("token", source, Map.of()).body();
        String token = found(Pattern.compile("(wmp_[A-Za-z0-9_-]{43})"), made);
        assertThat(one(source)).doesNotContain(token).contains(token.substring(0, 10));
        String hash = found(Pattern.compile("name=\"token\" value=\"([0-9a-f]{64})\""), one(source));
        act("revoke", source, Map.of("token", hash));
        assertThat(one(source)).doesNotContain(token.substring(0, 10));
    }

    @Test
    void whatWasThereBeforeIsShownWithHowFarItHasComeUntilItIsThrough() {
        try (FakeLrs store = new FakeLrs()) {
            Instant start = Instant.now().minus(100, ChronoUnit.DAYS);
            for (int i = 0; i < 400; i++) {
                store.add(Written.viewed("7", "2026-01-01T10:00:00Z"), start.plus(6L * i, ChronoUnit.HOURS));
            }
            browser.post("/admin/sources/save", form("", store.url(), FakeLrs.PASSWORD));
            String source = store.url().replace("http://", "");
            store.failAfter(2, FakeLrs.Fault.retryAfter(503, "60"));
            feeds.readNow(TenantId.FIRST);
            assertThat(one(source)).contains("id=\"progress\"", "hx-trigger=\"every 2s\"", "200 statements so far");
            readings.resume(TenantId.FIRST, source, "test");
            feeds.readNow(TenantId.FIRST);
            assertThat(one(source)).doesNotContain("id=\"progress\"");
        }
    }

    @Test
    void whatAStoreRefusedOfOursIsShownWithItsReasonAndSentAgain() {
        try (FakeLrs store = new FakeLrs()) {
            Map<String, String> form = form("", store.url(), FakeLrs.PASSWORD);
            form.put("takesOurs", "on");
            browser.post("/admin/sources/save", form);
            String source = store.url().replace("http://", "");
            assertThat(one(source)).contains("Statements of ours on their way here");
            UUID id = UUID.randomUUID();
            outbox.add(TenantId.FIRST, id, Written.viewed("7", "2026-01-01T10:00:00Z"));
            store.always(new FakeLrs.Fault(400, Map.of(), "no such verb here"));
            until(() -> outbox.standing(TenantId.FIRST, source).undeliverable() == 1);
            assertThat(one(source)).contains("Refused for good", "no such verb here", id.toString());

            store.heal();
            var answer = act("send-again", source, Map.of("statement", id.toString()));
            assertThat(browser.get(answer.location()).body()).contains("is in the line again");
            until(() -> outbox.standing(TenantId.FIRST, source).sent() == 1);

            assertThat(one(source)).doesNotContain("Refused for good");
            assertThat(outbox.standing(TenantId.FIRST, source).undeliverable()).isZero();
            assertThat(store.statements()).hasSize(1);
            assertThat(browser.get(act("send-again", source, Map.of("statement", "x' OR 1=1"))
                                    .location())
                            .body())
                    .contains("Nothing was sent");
        }
    }

    @Test
    void nothingIsChangedByAFormThatIsNotOurs() {
        assertThat(browser.post("/admin/sources/save", Map.of("label", "Evil", "address", "https://evil.test/xapi"))
                        .status())
                .isEqualTo(403);
        assertThat(Browser.on(server.getURI()).get("/admin/sources").status()).isEqualTo(303);
    }

    /** The line is drained in the background. */
    private static void until(BooleanSupplier isSo) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for the line").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private String tested(String address, String password) {
        Map<String, String> form = form("", address, password);
        form.put("test", "1");
        return browser.post("/admin/sources/save", form).body();
    }

    /** A server that answers a greeting of TLS in plain text. */
    private String testedWhereNobodySpeaksTls() throws IOException {
        try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                try (var caller = plain.accept()) {
                    caller.getInputStream().read();
                    caller.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // The caller has gone, which is its answer.
                }
            });
            return tested("https://127.0.0.1:" + plain.getLocalPort() + "/xapi", "x");
        }
    }

    private Browser.Answer save(String source, String address, String password) {
        return browser.post("/admin/sources/save", form(source, address, password));
    }

    private Map<String, String> form(String source, String address, String password) {
        Map<String, String> form = new HashMap<>(Map.of(
                "csrf", csrf(),
                "label", "Test LRS",
                "address", address,
                "authorization", "BASIC",
                "user", FakeLrs.USER,
                "secret", password,
                "version", "1.0.3",
                "pageSize", "100",
                "settle", "15",
                "overlap", "120"));
        form.put("rescan", "72");
        form.put("perMinute", "6000");
        if (!source.isEmpty()) {
            form.put("source", source);
        }
        return form;
    }

    private Browser.Answer act(String what, String source, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("csrf", csrf());
        form.put("source", source);
        return browser.post("/admin/sources/" + what, form);
    }

    private String one(String source) {
        return browser.get("/admin/sources/one?source=" + URLEncoder.encode(source, StandardCharsets.UTF_8))
                .body();
    }

    private String csrf() {
        return found(CSRF, browser.get("/admin/sources/new").body());
    }

    private static String found(Pattern pattern, String in) {
        Matcher found = pattern.matcher(in);
        assertThat(found.find()).as(pattern + " in the page").isTrue();
        return found.group(1);
    }
}
