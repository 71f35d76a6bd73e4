package dev.waymark.sandbox.lms;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.waymark.sandbox.lrs.SandboxLrs;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plays the tool against token, grade and membership services. */
class PlatformServicesTest {

    private static final String AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/";
    private static final String NRPS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
    private static final String ITEM = "/mod/lti/services.php/2/lineitems/6/lineitem";
    private static final String SCORE = "application/vnd.ims.lis.v1.score+json";

    private final ToolDouble tool = new ToolDouble();
    private final SandboxLrs lrs = SandboxLrs.start(0, Optional.empty());
    private final SandboxLms lms = SandboxLms.start(0, Optional.empty(), tool.url(), lrs.url(), Clock.systemUTC());
    private final Browser browser = new Browser(lms.url());

    @AfterEach
    void stop() {
        lms.close();
        lrs.close();
        tool.close();
    }

    @Test
    void grantsATokenAndCallsItsJsonHtml() {
        var answer = token(tool.assertion(), AGS + "score unknown-scope");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(ToolDouble.json(answer.body()))
                .containsEntry("token_type", "Bearer")
                .containsEntry("expires_in", 3600)
                .containsEntry("scope", AGS + "score")
                .hasEntrySatisfying(
                        "access_token", token -> assertThat(token.toString()).matches("[0-9a-f]{32}"));
    }

    @Test
    void allowsNoLeewayForAClockThatIsFast() {
        String early = tool.assertion(
                claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(5))));
        assertThat(token(early, AGS + "score").body()).contains("Cannot handle token with iat prior to");
        String late = tool.assertion(
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(1))));
        assertThat(token(late, AGS + "score").body()).contains("Expired token");
    }

    @Test
    void refusesForeignKeysAndMissingOnesEachInMoodlesWords() {
        RSAKey foreign = ToolDouble.newKey("first");
        assertThat(token(tool.assertion(foreign, claims -> {}), AGS + "score").body())
                .contains("Signature verification failed");
        assertThat(token(tool.assertion(ToolDouble.newKey("third"), claims -> {}), AGS + "score")
                        .body())
                .contains("\"\"kid\" invalid, unable to lookup correct key\"");
        RSAKey nameless = new RSAKey.Builder(tool.key()).keyID(null).build();
        assertThat(token(tool.assertion(nameless, claims -> {}), AGS + "score").body())
                .contains("kid must be provided");
        String unsigned = new PlainJWT(
                        new JWTClaimsSet.Builder().subject("waymark-practice").build())
                .serialize();
        assertThat(token(unsigned, AGS + "score").body()).contains("kid must be provided");
    }

    @Test
    void fetchesTheToolsKeysAgainWhenTheyWereRotated() {
        assertThat(token(tool.assertion(), AGS + "score").statusCode()).isEqualTo(200);
        tool.rotateKey();
        assertThat(token(tool.assertion(), AGS + "score").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type,password,unsupported_grant_type",
        "client_assertion_type,jwt,unsupported_grant_type",
        "client_assertion,garbage,invalid_request",
        "scope,unknown,invalid_scope"
    })
    void refusesTokenRequestsInMoodlesWords(String field, String value, String error) {
        Map<String, String> form = form(tool.assertion(), AGS + "score");
        form.put(field, value);
        var answer = browser.post("/mod/lti/token.php", form);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(error);
    }

    @Test
    void knowsTheToolByItsSubject() {
        assertThat(token(tool.assertion(claims -> claims.subject("another")), AGS + "score")
                        .body())
                .contains("invalid_client");
        assertThat(token(tool.assertion(claims -> claims.subject(null)), AGS + "score")
                        .body())
                .contains("invalid_request");
    }

    @Test
    void listsTheLineItemForTheExactMediaTypeOnly() {
        String bearer = bearer(AGS + "lineitem.readonly");
        String list = "/mod/lti/services.php/2/lineitems?type_id=1";
        var answer = browser.get(
                list, "Authorization", bearer, "Accept", "application/vnd.ims.lis.v2.lineitemcontainer+json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"label\":\"My path\"").contains(lms.url() + ITEM + "?type_id=1");
        assertThat(browser.get(list, "Authorization", bearer, "Accept", "*/*").statusCode())
                .isEqualTo(400);
        assertThat(browser.get(list, "Authorization", bearer, "Accept", "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.get(ITEM + "?type_id=1", "Authorization", bearer, "Accept", "*/*")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aColumnIsReplacedByPutForTheExactMediaTypeAndTheRightAlone() {
        String type = "application/vnd.ims.lis.v2.lineitem+json";
        String bearer = bearer(AGS + "lineitem");
        String item = ITEM + "?type_id=1";
        String before = browser.get(item, "Authorization", bearer).body();
        String renamed = before.replace("\"label\":\"My path\"", "\"label\":\"Where you stand\"");
        assertThat(renamed).isNotEqualTo(before);
        var answer = browser.putBody(item, renamed, type, "Authorization", bearer);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).as("an echo").isEqualTo(renamed);
        assertThat(browser.get(item, "Authorization", bearer).body()).isEqualTo(renamed);
        assertThat(browser.putBody(item, renamed, "application/json", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.putBody(item, "{\"scoreMaximum\":1}", type, "Authorization", bearer)
                        .body())
                .contains("No label or Score Maximum");
        assertThat(browser.putBody(item, renamed, type, "Authorization", bearer(AGS + "lineitem.readonly"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(browser.putBody(item.replace("/6/", "/99/"), renamed, type, "Authorization", bearer)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aScoreAppearsInGradebookAndResults() {
        String bearer = bearer(AGS + "score " + AGS + "result.readonly");
        var answer = score(
                bearer,
                body(
                        "5",
                        "2026-03-01T12:00:00Z",
                        "FullyGraded",
                        "\"scoreGiven\":5,\"scoreMaximum\":10,\"comment\":\"Half way\""));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(results(bearer))
                .contains("\"resultScore\":50.0")
                .contains("Half way")
                .contains("\"timestamp\":\"2026-03-01T12:00:00+00:00\"");
        assertThat(browser.get("/grade/report.php?as=5").body())
                .contains("<b>50</b>")
                .contains("Half way");
    }

    @Test
    void aSecondThatIsNotLaterIsAConflictAndChangesNothing() {
        String bearer = bearer(AGS + "score " + AGS + "result.readonly");
        score(bearer, body("5", "2026-03-01T12:00:00.100Z", "FullyGraded", "\"scoreGiven\":70,\"scoreMaximum\":100"));
        assertThat(score(
                                bearer,
                                body(
                                        "5",
                                        "2026-03-01T12:00:00.900Z",
                                        "FullyGraded",
                                        "\"scoreGiven\":80,\"scoreMaximum\":100"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(results(bearer)).contains("\"resultScore\":70.0");
        assertThat(score(
                                bearer,
                                body(
                                        "5",
                                        "2026-03-01T13:00:01+01:00",
                                        "FullyGraded",
                                        "\"scoreGiven\":90,\"scoreMaximum\":100"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(results(bearer)).contains("\"resultScore\":90.0");
    }

    @Test
    void aScoreThatIsNotFinalWipesTheMarkItsCommentAndItsTime() {
        String bearer = bearer(AGS + "score " + AGS + "result.readonly");
        score(
                bearer,
                body(
                        "5",
                        "2026-03-01T12:00:00Z",
                        "FullyGraded",
                        "\"scoreGiven\":70,\"scoreMaximum\":100,\"comment\":\"x\""));
        score(bearer, body("5", "2026-03-01T12:00:05Z", "Pending", ""));
        assertThat(results(bearer)).isEqualTo("[]");
        assertThat(score(
                                bearer,
                                body(
                                        "5",
                                        "2026-03-01T11:00:00Z",
                                        "FullyGraded",
                                        "\"scoreGiven\":60,\"scoreMaximum\":100"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aLaterScoreWithoutACommentErasesTheComment() {
        String bearer = bearer(AGS + "score " + AGS + "result.readonly");
        score(
                bearer,
                body(
                        "5",
                        "2026-03-01T12:00:00Z",
                        "FullyGraded",
                        "\"scoreGiven\":70,\"scoreMaximum\":100,\"comment\":\"first words\""));
        score(bearer, body("5", "2026-03-01T12:00:01Z", "FullyGraded", "\"scoreGiven\":70,\"scoreMaximum\":100"));
        assertThat(results(bearer)).doesNotContain("first words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "2", "99"})
    void onlyLearnersOfTheCourseGetAGrade(String person) {
        var answer = score(
                bearer(AGS + "score"),
                body(person, "2026-03-01T12:00:00Z", "FullyGraded", "\"scoreGiven\":1,\"scoreMaximum\":1"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("[]");
    }

    @Test
    void aBadScoreWithALineBreakLooksLikeASuccess() {
        String bearer = bearer(AGS + "score");
        var answer = score(bearer, "{\"userId\":\"3\",\n\"timestamp\":\"2026-03-01T12:00:00Z\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[]");
    }

    @Test
    void scoresNeedTheirOwnMediaTypeThePathBeforeTheQueryAndTheScope() {
        String bearer = bearer(AGS + "score");
        String body = body("5", "2026-03-01T12:00:00Z", "FullyGraded", "\"scoreGiven\":1,\"scoreMaximum\":1");
        assertThat(browser.postBody(ITEM + "/scores?type_id=1", body, "application/json", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.postBody(ITEM + "?type_id=1/scores", body, SCORE, "Authorization", bearer)
                        .statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(browser.postBody(ITEM + "/scores?type_id=7", body, SCORE, "Authorization", bearer)
                        .statusCode())
                .isEqualTo(401);
        assertThat(score(bearer.replace("Bearer", "bearer"), body).statusCode()).isEqualTo(401);
        assertThat(score(bearer(AGS + "result.readonly"), body).statusCode()).isEqualTo(401);
        assertThat(score("Bearer 0123", body).body()).contains("Unauthorized");
    }

    @Test
    void membersComeWithShortRolesAndPagesOnlyWhenAskedFor() {
        String bearer = bearer(NRPS);
        String url = "/mod/lti/services.php/CourseSection/2/bindings/1/memberships";
        var all = browser.get(url, "Authorization", bearer);
        assertThat(all.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/vnd.ims.lti-nrps.v2.membershipcontainer+json");
        assertThat(all.headers().firstValue("Link")).isEmpty();
        assertThat(all.body())
                .contains("\"roles\":[\"Learner\"]")
                .contains("\"roles\":[\"Instructor\"]")
                .doesNotContain("\"user_id\":\"2\"");
        var page = browser.get(url + "?limit=4&role=Learner", "Authorization", bearer);
        assertThat(page.headers().firstValue("Link"))
                .contains("<" + lms.url() + url + "?limit=4&from=4>; rel=\"next\"");
        assertThat(browser.get(url, "Authorization", bearer, "Accept", "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.get(url, "Authorization", bearer(AGS + "score")).statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> token(String assertion, String scope) {
        return browser.post("/mod/lti/token.php", form(assertion, scope));
    }

    private static Map<String, String> form(String assertion, String scope) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        form.put("scope", scope);
        return form;
    }

    private String bearer(String scope) {
        return "Bearer "
                + ToolDouble.json(token(tool.assertion(), scope).body()).get("access_token");
    }

    private HttpResponse<String> score(String bearer, String body) {
        return browser.postBody(ITEM + "/scores?type_id=1", body, SCORE, "Authorization", bearer);
    }

    private String results(String bearer) {
        return browser.get(ITEM + "/results?type_id=1", "Authorization", bearer).body();
    }

    private static String body(String user, String timestamp, String grading, String more) {
        return "{\"userId\":\"%s\",\"timestamp\":\"%s\",\"activityProgress\":\"Completed\",\"gradingProgress\":\"%s\"%s}"
                .formatted(user, timestamp, grading, more.isEmpty() ? "" : "," + more);
    }
}
