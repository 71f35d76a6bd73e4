package dev.waymark.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.Browser.Answer;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What no platform sends. It must end in a refusal that says nothing of our insides and that nobody else may frame. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsScenarioTest implements TestPropertyProvider {

    private final FakePlatform platform = FakePlatform.start();
    private final LaunchDriver driver = new LaunchDriver(platform);

    @Inject
    EmbeddedServer server;

    @Inject
    LaunchTrail trail;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-hostile-scenario");
        platform.register(folder, "one.json", FakePlatform.CLIENT_ID, "d-1");
        platform.register(folder, "two.json", "another-client", "d-1");
        return Map.of("waymark.lti-config", folder.toString(), "waymark.test.room", "true");
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void aLoginWithoutClientIdIsRefusedWhereTwoClientsHaveOneIssuer() {
        Answer ambiguous = driver.login(browser(), "POST", Map.of("client_id", ""));
        assertThat(ambiguous.status()).isEqualTo(404);
        assertThat(ambiguous.location()).isEmpty();
        assertThat(trail.lastReason()).isEqualTo("registration_ambiguous");
        assertThat(driver.login(browser(), "POST", Map.of()).status()).isEqualTo(302);
    }

    @Test
    void aTokenForTheOtherClientOfTheSameIssuerIsRefused() {
        var browser = browser();
        String state = driver.login(browser, "POST", Map.of("client_id", "another-client"))
                .locationQuery()
                .get("state");
        var form = driver.answeredForm(browser(), LaunchFixtures.one("valid", "student-normal"));
        assertThat(browser.post("/lti/launch", Map.of("state", state, "id_token", form.get("id_token")))
                        .status())
                .isEqualTo(401);
        assertThat(trail.lastReason()).isEqualTo("audience_mismatch");
    }

    @Test
    void aFormOfTwoMegabytesIsNotRead() {
        refused(browser().post("/lti/launch", "id_token=" + "x".repeat(2_000_000)));
    }

    @Test
    void tenThousandFieldsAreNotUsed() {
        String many = IntStream.range(0, 10_000).mapToObj(i -> "f" + i + "=1").collect(Collectors.joining("&"));
        refused(browser().post("/lti/launch", many));
        refused(browser().post("/lti/login", many));
        refused(browser().get("/lti/login?" + many.substring(0, 3500)));
        refused(launched().post("/test-room", many));
    }

    /** Networks cut a form where they like; the check of forms must not wait for what nobody will send. */
    @Test
    void aFormThatArrivesInPiecesIsReadWhole() throws Exception {
        var browser = launched();
        String csrf = browser.get("/test-room").body().lines().toList().get(5);
        String body = "choice=b&filler=" + "x".repeat(120_000) + "&csrf=" + csrf;
        var cookies = browser.cookies.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("; "));
        String head = "POST /test-room HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: " + cookies
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                + "\r\n\r\n";
        try (var socket = new Socket("127.0.0.1", server.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            for (String piece : body.split("(?<=\\G.{10000})")) {
                out.write(piece.getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(100);
            }
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200").contains("saved b");
        }
    }

    @Test
    void otherBodiesThanFormsAreRefused() {
        refused(browser().post("/lti/launch?x=%00", "%%%=%%%&=&&state=%ff%fe"));
        refused(browser().method("POST", "/lti/launch"));
        refused(browser().method("POST", "/lti/login"));
    }

    @Test
    void noMethodGoesAroundTheCheckOfForms() {
        var browser = launched();
        for (String method : List.of("PUT", "PATCH", "DELETE", "OPTIONS", "POST")) {
            refused(browser.method(method, "/test-room"));
        }
        Answer head = browser.method("HEAD", "/test-room");
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(browser().method("HEAD", "/lti/launch").status()).isEqualTo(405);
        assertThat(browser().method("OPTIONS", "/lti/launch").status()).isEqualTo(405);
    }

    @Test
    void noOtherSiteMayReadAnAnswer() {
        Answer page = launched().get("/test-room", "Origin", "https://evil.test");
        assertThat(page.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
    }

    @Test
    void aPathThatOnlyLooksLikeOneWithoutSessionHasNone() {
        for (String path : List.of("/lti/../test-room", "/lti/%2e%2e/test-room", "/lti/login/../../test-room")) {
            assertThat(browser().get(path).body()).as(path).doesNotContain("u-4711");
        }
    }

    private void refused(Answer answer) {
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("Exception", "dev.waymark", "io.micronaut");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    private Browser launched() {
        var browser = browser();
        assertThat(driver.launch(browser, LaunchFixtures.one("valid", "student-normal"))
                        .status())
                .isEqualTo(303);
        return browser;
    }

    private Browser browser() {
        return Browser.on(server.getURI());
    }
}
