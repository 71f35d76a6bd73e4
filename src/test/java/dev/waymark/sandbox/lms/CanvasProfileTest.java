package dev.waymark.sandbox.lms;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.waymark.sandbox.lrs.SandboxLrs;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Plays the tool against the practice LMS as a Canvas: one issuer for many, hosts apart, services by its rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanvasProfileTest {

    private static final String OURS = "10000000000001";
    private static final String AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/";
    private static final String NRPS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
    private static final String ITEMS = "/api/lti/courses/2/line_items";
    private static final String LINE_ITEM = "application/vnd.ims.lis.v2.lineitem+json";
    private static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";

    private static final String DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";

    private String deployment = "";
    private final ToolDouble tool = new ToolDouble();
    private final SandboxLrs lrs = SandboxLrs.start(0, Optional.empty());
    private final SandboxLms lms = SandboxLms.start(0, Optional.empty(), tool.url(), lrs.url(), Clock.systemUTC());
    private final Browser browser = new Browser(lms.url());

    @AfterAll
    void stop() {
        lms.close();
        lrs.close();
        tool.close();
    }

    @Test
    void theLoginSaysWhereDataMayBeKept() {
        assertThat(login())
                .containsEntry("iss", "http://localhost:" + lms.url().getPort())
                .containsEntry("client_id", OURS)
                .containsEntry("lti_storage_target", "post_message_forwarding")
                .containsKeys("canvas_region", "canvas_environment")
                .hasEntrySatisfying("lti_deployment_id", id -> assertThat(id).matches("1:[0-9a-f]{32}"))
                .hasEntrySatisfying("deployment_id", id -> assertThat(id).matches("1:[0-9a-f]{32}"));
    }

    @Test
    void aLaunchLivesAnHourAndNamesTheAuthorizedParty() throws Exception {
        Map<String, String> posted = launch(login());
        assertThat(posted).containsKeys("id_token", "state", "lti_storage_target");
        var claims = SignedJWT.parse(posted.get("id_token")).getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly(OURS);
        assertThat(claims.getStringClaim("azp")).isEqualTo(OURS);
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:" + lms.url().getPort());
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofHours(1));
        assertThat(claims.getStringListClaim(CLAIM + "roles"))
                .anyMatch(role -> role.contains("/institution/person#Student"))
                .anyMatch(role -> role.contains("/membership#Learner"))
                .anyMatch(role -> role.contains("/system/person#User"));
        assertThat(claims.getJSONObjectClaim(CLAIM + "tool_platform")).containsEntry("product_family_code", "canvas");
        assertThat(claims.getStringClaim("https://www.instructure.com/placement"))
                .isEqualTo("course_navigation");
    }

    @Test
    void aHintIsGoodMoreThanOnceButNotForSomebodyElse() {
        var login = login();
        assertThat(launch(login)).containsKey("id_token");
        assertThat(launch(login)).containsKey("id_token");
        login.put("login_hint", "somebody-else");
        assertThat(launch(login)).containsEntry("error", "login_required").doesNotContainKey("id_token");
        login.put("lti_message_hint", "gone");
        assertThat(launch(login)).containsEntry("error", "launch_no_longer_valid");
    }

    @Test
    void anotherKeyOfTheSameIssuerHasItsOwnDeployment() throws Exception {
        var login = login();
        login.put("client_id", "10000000000002");
        var claims = SignedJWT.parse(launch(login).get("id_token")).getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly("10000000000002");
        assertThat(claims.getStringClaim(CLAIM + "deployment_id")).startsWith("2:");
    }

    @Test
    void aTokenIsForTheRightAudienceAndAskedForOnce() {
        String assertion = assertion(lms.url() + "/login/oauth2/token");
        assertThat(token(assertion, AGS + "score unknown").body())
                .contains("access_token")
                .doesNotContain("unknown");
        assertThat(token(assertion, AGS + "score").body()).contains("'jti' is invalid");
        assertThat(token(assertion("https://elsewhere.example"), AGS + "score").body())
                .contains("'aud' is invalid");
        assertThat(token(assertion(lms.url().toString()), "nothing").body()).contains("invalid_scope");
    }

    @Test
    void lineItemsAreTheToolsOwnUnlessTheyAreALinks() {
        String bearer = bearer(AGS + "lineitem");
        var made = browser.postBody(
                ITEMS,
                "{\"label\":\"Path\",\"scoreMaximum\":100,\"tag\":\"path\"}",
                LINE_ITEM,
                "Authorization",
                bearer);
        assertThat(made.statusCode()).isEqualTo(201);
        String id = String.valueOf(ToolDouble.json(made.body()).get("id"));
        assertThat(browser.get(ITEMS + "?tag=path", "Authorization", bearer).body())
                .contains(id);
        assertThat(browser.get(ITEMS + "?tag=other", "Authorization", bearer).body())
                .isEqualTo("[]");
        assertThat(created(bearer, "navigation")).isEqualTo(412);
        assertThat(created(bearer, "foreign")).isEqualTo(404);
        assertThat(browser.send("DELETE", ITEMS + "/1", "Authorization", bearer).statusCode())
                .isEqualTo(401);
        assertThat(browser.send("DELETE", id.substring(lms.url().toString().length()), "Authorization", bearer)
                        .statusCode())
                .isEqualTo(204);
        assertThat(browser.get(ITEMS, "Authorization", bearer(AGS + "score")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aLineItemGetsAnotherNameByPutButNoOtherLink() {
        String bearer = bearer(AGS + "lineitem");
        String item = ITEMS + "/1";
        String before = browser.get(item, "Authorization", bearer).body();
        String renamed = before.replace("An assignment with Waymark", "Where you stand");
        assertThat(renamed).isNotEqualTo(before);
        assertThat(browser.putBody(item, renamed, LINE_ITEM, "Authorization", bearer)
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.get(item, "Authorization", bearer).body()).isEqualTo(renamed);
        String moved = "{\"label\":\"x\",\"scoreMaximum\":1,\"resourceLinkId\":\"another\"}";
        assertThat(browser.putBody(item, moved, LINE_ITEM, "Authorization", bearer)
                        .statusCode())
                .isEqualTo(412);
        assertThat(browser.get(item, "Authorization", bearer).body()).isEqualTo(renamed);
    }

    @Test
    void membersComeInPagesAndByTheirRoleInTheCourse() {
        String bearer = bearer(NRPS);
        var first = browser.get("/api/lti/courses/2/names_and_roles?limit=5", "Authorization", bearer);
        assertThat((List<?>) ToolDouble.json(first.body()).get("members")).hasSize(5);
        assertThat(first.headers().firstValue("Link").orElse("")).contains("page=2", "rel=\"next\"");
        var all = browser.get("/api/lti/courses/2/names_and_roles?limit=500", "Authorization", bearer);
        assertThat(all.headers().firstValue("Link")).isEmpty();
        assertThat(all.body()).contains("membership#Learner", "membership#Instructor");
        assertThat(browser.get("/api/lti/courses/2/names_and_roles?role=Nobody", "Authorization", bearer)
                        .body())
                .contains("\"members\":[]");
    }

    @Test
    void troublesAreSwitchedOnAndOff() {
        String bearer = bearer(AGS + "lineitem");
        for (var trouble : Map.of("SERVICES_FAIL", 500, "SERVICES_BUSY", 429, "SERVICES_THROTTLE", 403)
                .entrySet()) {
            browser.post("/sandbox/trouble", "what", trouble.getKey(), "back", "/sandbox.css");
            var answer = browser.get(ITEMS, "Authorization", bearer);
            assertThat(answer.statusCode()).isEqualTo(trouble.getValue());
            browser.post("/sandbox/trouble", "what", trouble.getKey(), "back", "/sandbox.css");
        }
        browser.post("/sandbox/trouble", "what", "TOKENS_FAIL", "back", "/sandbox.css");
        assertThat(token(assertion(lms.url().toString()), AGS + "score").statusCode())
                .isEqualTo(500);
        browser.post("/sandbox/trouble", "what", "TOKENS_FAIL", "back", "/sandbox.css");
        String before = browser.get("/api/lti/security/jwks").body();
        browser.post("/sandbox/trouble", "what", "ROTATE_KEYS", "back", "/sandbox.css");
        assertThat(browser.get("/api/lti/security/jwks").body()).isNotEqualTo(before);
        assertThat(browser.get(ITEMS, "Authorization", bearer).statusCode()).isEqualTo(200);
    }

    private int created(String bearer, String link) {
        String id = link.equals("navigation") ? linkOfNavigation() : link;
        return browser.postBody(
                        ITEMS,
                        "{\"label\":\"x\",\"scoreMaximum\":1,\"resourceLinkId\":\"" + id + "\"}",
                        LINE_ITEM,
                        "Authorization",
                        bearer)
                .statusCode();
    }

    @Test
    void whatAnInstructorChoosesBecomesALinkAndAnAssignment() throws Exception {
        Map<String, Object> settings = settings();
        assertThat(settings)
                .containsEntry("accept_multiple", true)
                .containsEntry("accept_lineitem", true)
                .containsKeys("data", "deep_link_return_url");
        var added = choose(
                settings,
                claims -> claims.claim(
                        DL + "content_items",
                        List.of(Map.of(
                                "type",
                                "ltiResourceLink",
                                "title",
                                "My path",
                                "url",
                                tool.url() + "/lti/launch",
                                "custom",
                                Map.of("view", "path"),
                                "lineItem",
                                Map.of("scoreMaximum", 40, "tag", "path")))));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        assertThat(added.body()).contains("Added to the course", "My path");

        var login =
                new LinkedHashMap<>(Browser.fields(browser.get("/courses/2/external_tools/1/launch?as=5&link=101")));
        var claims = SignedJWT.parse(launch(login).get("id_token")).getJWTClaimsSet();
        assertThat(claims.getJSONObjectClaim(CLAIM + "resource_link")).containsEntry("title", "My path");
        assertThat(claims.getJSONObjectClaim(CLAIM + "custom")).containsEntry("view", "path");
        String column =
                String.valueOf(claims.getJSONObjectClaim("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint")
                        .get("lineitem"));
        var item = browser.get(
                column.substring(lms.url().toString().length()),
                "Authorization",
                bearer(AGS + "lineitem"),
                "User-Agent",
                "t");
        assertThat(ToolDouble.json(item.body()))
                .containsEntry("scoreMaximum", 40.0)
                .containsEntry("tag", "path");
    }

    @Test
    void aChoiceThatIsNotOursOrComesTwiceAddsNothing() throws Exception {
        Map<String, Object> settings = settings();
        assertThat(choose(settings, claims -> claims.audience("https://elsewhere.example"))
                        .body())
                .contains("the 'aud' is invalid");
        assertThat(choose(settings, claims -> claims.claim(DL + "data", "guessed"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(choose(settings, claims -> claims.issuer("nobody")).statusCode())
                .isEqualTo(400);
        assertThat(choose(settings, claims -> {}).body()).contains("Nothing was added");
        assertThat(choose(settings, claims -> {}).statusCode())
                .as("the same choice once more")
                .isEqualTo(400);
    }

    private Map<String, Object> settings() throws java.text.ParseException {
        var login = new LinkedHashMap<>(Browser.fields(browser.get("/courses/2/external_tools/1/choose?as=3")));
        var claims = SignedJWT.parse(launch(login).get("id_token")).getJWTClaimsSet();
        assertThat(claims.getStringClaim(CLAIM + "message_type")).isEqualTo("LtiDeepLinkingRequest");
        assertThat(claims.getClaims()).doesNotContainKey(CLAIM + "resource_link");
        deployment = claims.getStringClaim(CLAIM + "deployment_id");
        return claims.getJSONObjectClaim(DL + "deep_linking_settings");
    }

    private HttpResponse<String> choose(
            Map<String, Object> settings, java.util.function.Consumer<com.nimbusds.jwt.JWTClaimsSet.Builder> changed) {
        return browser.post("/courses/2/deep_linking_response", "JWT", tool.assertion(claims -> {
            claims.issuer(OURS)
                    .audience("http://localhost:" + lms.url().getPort())
                    .claim("nonce", java.util.UUID.randomUUID().toString())
                    .claim(CLAIM + "deployment_id", deployment)
                    .claim(CLAIM + "message_type", "LtiDeepLinkingResponse")
                    .claim(DL + "data", settings.get("data"));
            changed.accept(claims);
        }));
    }

    private String linkOfNavigation() {
        try {
            return String.valueOf(SignedJWT.parse(launch(login()).get("id_token"))
                    .getJWTClaimsSet()
                    .getJSONObjectClaim(CLAIM + "resource_link")
                    .get("id"));
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> login() {
        return new LinkedHashMap<>(Browser.fields(browser.get("/courses/2/external_tools/1/launch?as=5")));
    }

    private Map<String, String> launch(Map<String, String> login) {
        Map<String, String> request = new LinkedHashMap<>(Map.of(
                "scope", "openid",
                "response_type", "id_token",
                "response_mode", "form_post",
                "prompt", "none",
                "redirect_uri", tool.url() + "/lti/launch",
                "state", "state-1",
                "nonce", "nonce-1"));
        for (String name : List.of("client_id", "login_hint", "lti_message_hint")) {
            request.put(name, login.getOrDefault(name, ""));
        }
        return Browser.fields(browser.get("/api/lti/authorize_redirect?" + Browser.encoded(request)));
    }

    private String bearer(String scope) {
        return "Bearer "
                + ToolDouble.json(token(assertion(lms.url() + "/login/oauth2/token"), scope)
                                .body())
                        .get("access_token");
    }

    private String assertion(String audience) {
        return tool.assertion(claims -> claims.issuer(OURS).subject(OURS).audience(audience));
    }

    private HttpResponse<String> token(String assertion, String scope) {
        return browser.post(
                "/login/oauth2/token",
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion,
                "scope",
                scope);
    }
}
