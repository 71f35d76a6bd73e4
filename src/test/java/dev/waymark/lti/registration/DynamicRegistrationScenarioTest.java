package dev.waymark.lti.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A platform's administrator registers us; ours confirms. The answers are shaped as Moodle 4.5 gives them. */
@Tag("storage")
@MicronautTest(transactional = false)
class DynamicRegistrationScenarioTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CLAIM = Pattern.compile("WR(-[0-9A-Z]{4}){3}");
    private static final String SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";

    @Inject
    EmbeddedServer server;

    @Inject
    Invites invites;

    @Inject
    Registrations registrations;

    @Inject
    Platforms platforms;

    private final FakePlatform lms = FakePlatform.start();
    private final List<FakePlatform.Request> sent = new CopyOnWriteArrayList<>();
    private Browser browser;
    private String clientId = "client-" + System.nanoTime();

    @BeforeEach
    void open() {
        browser = Browser.on(server.getURI());
        lms.onService(request -> {
            sent.add(request);
            return switch (request.path()) {
                case "/openid" -> FakePlatform.Response.json(200, configuration(lms.issuer(), lms.issuer()));
                case "/register" -> FakePlatform.Response.json(200, """
                            {"client_id": "%s", "scope": "%s openid",
                             "https://purl.imsglobal.org/spec/lti-tool-configuration":
                               {"deployment_id": "2", "claims": ["sub", "name", "email"]}}""".formatted(clientId, SCORE));
                default -> FakePlatform.Response.json(404, "{}");
            };
        });
    }

    @AfterEach
    void close() {
        lms.close();
    }

    @Test
    void anInvitedPlatformIsRegisteredAndWaitsForConfirmation() throws Exception {
        String invite = invites.make(TenantId.FIRST, "ana", 7).getRawQuery();
        var page = browser.get("/lti/register?" + invite + "&" + begun("/openid"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("has to confirm it", "data-close-registration=\"now\"", "/assets/register.js")
                .contains("See who takes part in the course.");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors " + lms.issuer());

        var post = sent.stream()
                .filter(each -> each.path().equals("/register"))
                .findFirst()
                .orElseThrow();
        assertThat(post.headers())
                .containsEntry("authorization", "Bearer tok.en-1")
                .containsEntry("content-type", "application/json");
        fitsMoodle(JSON.readTree(post.body()));

        var kept = waiting();
        assertThat(kept.state()).isEqualTo(KeptRegistration.State.WAITING);
        assertThat(kept.platform().registration().deploymentIds()).containsExactly("2");
        assertThat(kept.scopesTold()).containsExactly(SCORE);
        assertThat(kept.productFamily()).isEqualTo("moodle");

        assertThat(login().body()).contains("not switched on here yet");
        assertThat(login().status()).isEqualTo(403);
        assertThat(registrations.switchTo(TenantId.FIRST, kept.platform().id(), true))
                .isTrue();
        assertThat(login().status()).isEqualTo(302);
    }

    @Test
    void anInviteServesOneRegistration() {
        String invite = invites.make(TenantId.FIRST, "ana", 7).getRawQuery();
        assertThat(browser.get("/lti/register?" + invite + "&" + begun("/openid"))
                        .status())
                .isEqualTo(200);
        clientId = clientId + "-second";
        var second = browser.get("/lti/register?" + invite + "&" + begun("/openid"));
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.body()).contains("not good any more");
        assertThat(platforms.switchedOff(lms.issuer(), java.util.Optional.of(clientId)))
                .isFalse();
    }

    @Test
    void withoutAnInviteItIsNobodysUntilItsCodeIsEntered() {
        var page = browser.get("/lti/register?" + begun("/openid"));
        var code = CLAIM.matcher(page.body());
        assertThat(code.find()).isTrue();
        assertThat(page.body()).contains("data-close-registration=\"asked\"");
        assertThat(registrations.of(TenantId.FIRST)).noneMatch(this::isOurs);
        assertThat(login().status()).isEqualTo(404);

        assertThat(invites.claim(TenantId.FIRST, "WR-AAAA-AAAA-AAAA")).isEqualTo(Invites.Claim.UNKNOWN);
        assertThat(invites.claim(TenantId.FIRST, " " + code.group().toLowerCase() + " "))
                .isEqualTo(Invites.Claim.CLAIMED);
        assertThat(waiting().state()).isEqualTo(KeptRegistration.State.WAITING);
        assertThat(invites.claim(TenantId.FIRST, code.group())).isEqualTo(Invites.Claim.UNKNOWN);
    }

    @Test
    void anUpdateKeepsTheRegistrationAsItIs() {
        browser.get("/lti/register?" + invites.make(TenantId.FIRST, "ana", 7).getRawQuery() + "&" + begun("/openid"));
        var first = waiting();
        registrations.switchTo(TenantId.FIRST, first.platform().id(), true);
        var page = browser.get("/lti/register?" + begun("/openid"));
        assertThat(page.body()).contains("renewed its registration", "data-close-registration=\"now\"");
        assertThat(waiting().platform().id()).isEqualTo(first.platform().id());
        assertThat(waiting().state()).isEqualTo(KeptRegistration.State.ON);
    }

    @Test
    void believesAPlatformOnlyAboutItself() {
        lms.onService(request -> FakePlatform.Response.json(
                200,
                switch (request.path()) {
                    case "/other-issuer" -> configuration("https://bank.test", lms.issuer());
                    case "/other-token" -> configuration(lms.issuer(), "https://bank.test");
                    case "/canvas" -> configuration("https://canvas.instructure.com", lms.issuer());
                    case "/list" -> "[1]";
                    default -> "<html>not JSON";
                }));
        for (String path : List.of("/other-issuer", "/other-token", "/canvas")) {
            var page = browser.get("/lti/register?" + begun(path));
            assertThat(page.status()).as(path).isEqualTo(400);
            assertThat(page.body()).as(path).contains("does not fit its address");
        }
        for (String path : List.of("/list", "/html")) {
            assertThat(browser.get("/lti/register?" + begun(path)).body()).contains("did not answer");
        }
        assertThat(browser.get("/lti/register?openid_configuration=ftp://x").body())
                .contains("Begin this in");
        assertThat(browser.get("/lti/register").status()).isEqualTo(400);
        assertThat(registrations.of(TenantId.FIRST)).noneMatch(this::isOurs);
    }

    @Test
    void saysPlainlyWhatThePlatformSaid() {
        answer(401, "token_already_used");
        var used = browser.get("/lti/register?" + begun("/openid"));
        assertThat(used.body()).contains("works once and for an hour", "401: token_already_used");
        answer(400, "missing required attribute jwks_uri");
        assertThat(browser.get("/lti/register?" + begun("/openid")).body())
                .contains("declined the registration", "400: missing required attribute jwks_uri");
        answer(200, "{\"scope\": \"x\"}");
        assertThat(browser.get("/lti/register?" + begun("/openid")).status()).isEqualTo(400);
        answer(200, "{\"client_id\": \"" + "x".repeat(300) + "\"}");
        assertThat(browser.get("/lti/register?" + begun("/openid")).status()).isEqualTo(400);
    }

    private void answer(int status, String body) {
        lms.onService(request -> request.path().equals("/openid")
                ? FakePlatform.Response.json(200, configuration(lms.issuer(), lms.issuer()))
                : new FakePlatform.Response(status, "text/html", body, Map.of()));
    }

    /** What Moodle requires (captures 04 and 05). */
    private static void fitsMoodle(JsonNode body) {
        assertThat(body.path("response_types").get(0).asText()).isEqualTo("id_token");
        assertThat(body.path("redirect_uris").get(0).asText()).isEqualTo("http://localhost:8080/lti/launch");
        assertThat(body.path("initiate_login_uri").asText()).isEqualTo("http://localhost:8080/lti/login");
        assertThat(body.path("jwks_uri").asText()).isEqualTo("http://localhost:8080/lti/jwks");
        assertThat(body.path("token_endpoint_auth_method").asText()).isEqualTo("private_key_jwt");
        assertThat(body.path("application_type").asText()).isEqualTo("web");
        assertThat(body.path("client_name").asText()).isEqualTo("Waymark");
        assertThat(body.path("scope").asText()).contains(SCORE).doesNotContain("noticehandlers");
        var tool = body.path("https://purl.imsglobal.org/spec/lti-tool-configuration");
        assertThat(tool.path("domain").asText()).isEqualTo("localhost:8080");
        assertThat(tool.path("target_link_uri").asText()).startsWith("http://localhost:8080/");
        assertThat(tool.path("custom_parameters").path("context_id_history").asText())
                .isEqualTo("$Context.id.history");
        assertThat(tool.path("claims").toString()).contains("given_name").doesNotContain("email");
        assertThat(tool.path("messages").findValuesAsText("type"))
                .containsExactly("LtiResourceLinkRequest", "LtiDeepLinkingRequest");
        assertThat(tool.path("messages").get(1).path("placements").get(0).asText())
                .isEqualTo("ContentArea");
    }

    private Browser.Answer login() {
        return browser.get("/lti/login?"
                + Browser.encoded(Map.of(
                        "iss",
                        lms.issuer(),
                        "client_id",
                        clientId,
                        "login_hint",
                        "5",
                        "target_link_uri",
                        "http://localhost:8080/lti/launch")));
    }

    private boolean isOurs(KeptRegistration kept) {
        return kept.platform().registration().issuer().equals(lms.issuer());
    }

    private KeptRegistration waiting() {
        return registrations.of(TenantId.FIRST).stream()
                .filter(this::isOurs)
                .findFirst()
                .orElseThrow();
    }

    private String begun(String path) {
        return Browser.encoded(Map.of(
                "openid_configuration",
                URI.create(lms.issuer()).resolve(path).toString(),
                "registration_token",
                "tok.en-1"));
    }

    private static String configuration(String issuer, String services) {
        return """
                {"issuer": "%1$s", "authorization_endpoint": "%2$s/auth", "token_endpoint": "%2$s/token",
                 "jwks_uri": "%2$s/keys", "registration_endpoint": "%2$s/register",
                 "scopes_supported": ["%3$s", "openid",
                   "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"],
                 "https://purl.imsglobal.org/spec/lti-platform-configuration": {"product_family_code": "moodle",
                   "messages_supported": [{"type": "LtiResourceLinkRequest"},
                     {"type": "LtiDeepLinkingRequest", "placements": ["ContentArea"]}]}}""".formatted(issuer, services, SCORE);
    }
}
