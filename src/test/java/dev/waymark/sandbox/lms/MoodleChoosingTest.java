package dev.waymark.sandbox.lms;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.waymark.sandbox.lrs.SandboxLrs;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Deep linking, submission review and columns of the tool's own, as a Moodle has them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MoodleChoosingTest {

    private static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final String DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    private static final String AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/";
    private static final String ENDPOINT = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    private static final String ITEMS = "/mod/lti/services.php/2/lineitems?type_id=1";
    private static final String LINE_ITEM = "application/vnd.ims.lis.v2.lineitem+json";

    private final ToolDouble tool = new ToolDouble();
    private final SandboxLrs lrs = SandboxLrs.start(0, Optional.empty());
    private final SandboxLms lms = SandboxLms.start(0, Optional.empty(), tool.url(), lrs.url(), Clock.systemUTC());
    private final Browser browser = new Browser(lms.url());
    private final LaunchFixture launches = new LaunchFixture(browser, tool.url());

    @AfterAll
    void stop() {
        lms.close();
        lrs.close();
        tool.close();
    }

    @Test
    void aTeacherIsAskedWhatToAddAndALearnerIsNot() throws ParseException {
        var claims = launched("/mod/lti/contentitem.php?as=3");
        assertThat(claims.getStringClaim(CLAIM + "message_type")).isEqualTo("LtiDeepLinkingRequest");
        assertThat(claims.getClaims()).doesNotContainKey(CLAIM + "resource_link");
        assertThat(claims.getJSONObjectClaim(ENDPOINT)).containsKey("lineitems").doesNotContainKey("lineitem");
        assertThat(claims.getJSONObjectClaim(DL + "deep_linking_settings"))
                .containsEntry("accept_types", List.of("ltiResourceLink"))
                .doesNotContainKeys("data", "accept_lineitem");
        assertThat(authorized("/mod/lti/contentitem.php?as=5").statusCode()).isEqualTo(404);
    }

    @Test
    void whatWasChosenIsALinkWithAColumnOfItsOwn() throws ParseException {
        var page = answer(claims -> claims.claim(
                DL + "content_items",
                List.of(
                        Map.of(
                                "type",
                                "ltiResourceLink",
                                "title",
                                "Class heat map",
                                "url",
                                tool.url() + "/lti/launch?view=class",
                                "custom",
                                Map.of("view", "class"),
                                "lineItem",
                                Map.of("scoreMaximum", 40, "tag", "path", "resourceId", "r-1")),
                        Map.of("type", "ltiResourceLink", "title", "My path"))));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Added to the course", "Class heat map, My path");

        var claims = launched("/mod/lti/launch.php?id=101&as=5");
        assertThat(claims.getJSONObjectClaim(CLAIM + "resource_link")).containsEntry("id", "101");
        assertThat(claims.getStringClaim(CLAIM + "target_link_uri")).endsWith("/lti/launch?view=class");
        assertThat(claims.getJSONObjectClaim(CLAIM + "custom")).containsEntry("view", "class");
        String lineItem = String.valueOf(claims.getJSONObjectClaim(ENDPOINT).get("lineitem"));
        var column =
                browser.get(lineItem.substring(lms.url().toString().length()), "Authorization", bearer("lineitem"));
        assertThat(ToolDouble.json(column.body()))
                .containsEntry("scoreMaximum", 40.0)
                .containsEntry("tag", "path")
                .containsEntry("resourceLinkId", "101");
    }

    @Test
    void refusesAnAnswerInAPageOfItsOwn() {
        for (Consumer<JWTClaimsSet.Builder> wrong : List.<Consumer<JWTClaimsSet.Builder>>of(
                claims -> claims.issuer("another-client"),
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(1))),
                claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(5))))) {
            assertThat(answer(wrong).statusCode()).isEqualTo(404);
        }
        assertThat(browser.post("/mod/lti/contentitem_return.php", "JWT", "garbage")
                        .statusCode())
                .isEqualTo(404);
        assertThat(answer(claims -> {}).body()).contains("Nothing was added");
    }

    @Test
    void aLearnerMayAskForAnothersWorkAndTheToolHasToSayNo() throws ParseException {
        var claims = launched("/mod/lti/launch.php?id=16&action=gradeReport&user=6&as=5");
        assertThat(claims.getStringClaim(CLAIM + "message_type")).isEqualTo("LtiSubmissionReviewRequest");
        assertThat(claims.getJSONObjectClaim(CLAIM + "for_user")).containsEntry("user_id", "6");
        assertThat(claims.getSubject()).isEqualTo("5");
    }

    @Test
    void columnsAreMadeTwiceIfAskedTwiceAndGoOnce() {
        String bearer = bearer("lineitem");
        String body =
                "{\"label\":\"Extra\",\"scoreMaximum\":10,\"tag\":\"extra\",\"startDateTime\":\"2026-01-01T00:00:00Z\"}";
        var made = browser.postBody(ITEMS, body, LINE_ITEM, "Authorization", bearer);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).contains("startDateTime");
        browser.postBody(ITEMS, body, LINE_ITEM, "Authorization", bearer);
        String all = browser.get(ITEMS + "&tag=extra", "Authorization", bearer).body();
        assertThat(all.split("\"Extra\"", -1)).hasSize(3);
        assertThat(all).doesNotContain("startDateTime");
        assertThat(browser.postBody(ITEMS, "{\"label\":\"x\"}", LINE_ITEM, "Authorization", bearer)
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.postBody(
                                ITEMS,
                                "{\"label\":\"x\",\"scoreMaximum\":1,\"resourceLinkId\":\"77\"}",
                                LINE_ITEM,
                                "Authorization",
                                bearer)
                        .statusCode())
                .isEqualTo(403);
        String own = String.valueOf(ToolDouble.json(made.body()).get("id"))
                .substring(lms.url().toString().length());
        assertThat(browser.send("DELETE", own, "Authorization", bearer).statusCode())
                .isEqualTo(204);
        assertThat(browser.send("DELETE", own, "Authorization", bearer).statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> answer(Consumer<JWTClaimsSet.Builder> changed) {
        return browser.post(
                "/mod/lti/contentitem_return.php?course=2&id=1&sesskey=practice", "JWT", tool.assertion(changed));
    }

    private JWTClaimsSet launched(String begin) throws ParseException {
        return SignedJWT.parse(Browser.fields(authorized(begin)).getOrDefault("id_token", ""))
                .getJWTClaimsSet();
    }

    private HttpResponse<String> authorized(String begin) {
        return launches.authorize(launches.authorization(Browser.fields(browser.get(begin))));
    }

    private String bearer(String scope) {
        var answer = browser.post(
                "/mod/lti/token.php",
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                tool.assertion(),
                "scope",
                AGS + scope);
        return "Bearer " + ToolDouble.json(answer.body()).get("access_token");
    }
}
