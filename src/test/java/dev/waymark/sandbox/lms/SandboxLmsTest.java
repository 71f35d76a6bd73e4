package dev.waymark.sandbox.lms;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.waymark.sandbox.lrs.SandboxLrs;
import dev.waymark.sandbox.platform.BrokenLaunch;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Plays the tool against the practice LMS: launches, good and broken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxLmsTest {

    private static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";

    private final ToolDouble tool = new ToolDouble();
    private final SandboxLrs lrs = SandboxLrs.start(0, Optional.empty());
    private final SandboxLms lms = SandboxLms.start(0, Optional.empty(), tool.url(), lrs.url(), Clock.systemUTC());
    private final Browser browser = new Browser(lms.url());
    private final LaunchFixture launches = new LaunchFixture(browser, tool.url());
    private JWKSet keys = new JWKSet();

    @BeforeAll
    void readKeys() throws Exception {
        keys = JWKSet.parse(browser.get("/mod/lti/certs.php").body());
    }

    @AfterAll
    void stop() {
        lms.close();
        lrs.close();
        tool.close();
    }

    @Test
    void theLoginInitiationCarriesMoodlesSixFieldsAndNoMore() {
        Map<String, String> login = launches.login("5", "");
        assertThat(login)
                .containsOnlyKeys(
                        "iss", "target_link_uri", "login_hint", "lti_message_hint", "client_id", "lti_deployment_id")
                .containsEntry("iss", lms.url().toString())
                .containsEntry("login_hint", "5")
                .containsEntry("client_id", "waymark-practice")
                .containsEntry("lti_deployment_id", "1");
        assertThat(ToolDouble.json(login.getOrDefault("lti_message_hint", "")))
                .containsEntry("cmid", 16)
                .containsKey("launchid");
    }

    @Test
    void aLaunchEndsInASignedTokenForThePersonWhoWasChosen() throws Exception {
        Map<String, String> posted = launches.launch("5", "&locale=es");
        assertThat(posted).containsOnlyKeys("id_token", "state").containsEntry("state", "state-1");
        SignedJWT token = SignedJWT.parse(posted.get("id_token"));
        assertThat(token.verify(new RSASSAVerifier(
                        (RSAKey) keys.getKeyByKeyId(token.getHeader().getKeyID()))))
                .isTrue();
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(lms.url().toString());
        assertThat(claims.getSubject()).isEqualTo("5");
        assertThat(claims.getAudience()).containsExactly("waymark-practice");
        assertThat(claims.getStringClaim("nonce")).isEqualTo("nonce-1");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofSeconds(60));
        assertThat(claims.getJSONObjectClaim(CLAIM + "launch_presentation")).containsEntry("locale", "es");
        assertThat(claims.getJSONObjectClaim(CLAIM + "context"))
                .containsEntry("id", "2")
                .containsEntry("type", List.of("CourseSection"));
        assertThat(claims.getStringClaim("name")).isEqualTo("Sofia Marín");
        assertThat(claims.getJSONObjectClaim("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint")
                        .get("lineitem"))
                .isEqualTo(lms.url() + "/mod/lti/services.php/2/lineitems/6/lineitem?type_id=1");
    }

    @ParameterizedTest
    @CsvSource({
        "5,membership#Learner",
        "3,membership#Instructor",
        "2,system/person#Administrator",
        "17,membership#Learner"
    })
    void eachPersonComesWithTheirRole(String person, String role) throws Exception {
        var claims =
                SignedJWT.parse(launches.launch(person, "").get("id_token")).getJWTClaimsSet();
        assertThat(claims.getStringListClaim(CLAIM + "roles"))
                .anySatisfy(each -> assertThat(each).endsWith(role));
    }

    @Test
    void namesStayInTheLmsIfTheyAreNotSharedOrNotKnown() throws Exception {
        for (Map<String, String> posted : List.of(launches.launch("5", "&names=off"), launches.launch("17", ""))) {
            var claims = SignedJWT.parse(posted.get("id_token")).getJWTClaimsSet();
            assertThat(claims.getClaims()).doesNotContainKeys("name", "given_name", "family_name", "email");
            assertThat(claims.getJSONObjectClaim(CLAIM + "ext")).doesNotContainKey("user_username");
        }
    }

    @Test
    void theSameAuthorizationRequestIsAnsweredOnce() {
        Map<String, String> request = launches.authorization(launches.login("5", ""));
        assertThat(launches.authorize(request).statusCode()).isEqualTo(200);
        assertThat(launches.authorize(request).statusCode()).isEqualTo(404);
    }

    @Test
    void twoLaunchesBegunTogetherMayEndInEitherOrder() {
        Map<String, String> first = launches.authorization(launches.login("5", ""));
        Map<String, String> second = launches.authorization(launches.login("6", ""));
        assertThat(launches.authorize(second).statusCode()).isEqualTo(200);
        assertThat(launches.authorize(first).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri,http://localhost:1/lti/launch?quiz=42",
        "nonce,''",
        "scope,openid profile",
        "response_type,code",
        "lti_message_hint,'{\"cmid\":16,\"launchid\":\"made-up\"}'",
        "lti_message_hint,nonsense"
    })
    void someWrongRequestsNeverReachTheTool(String parameter, String value) {
        Map<String, String> request = launches.authorization(launches.login("5", ""));
        request.put(parameter, value);
        var answer = launches.authorize(request);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Invalid request").doesNotContain("id_token");
    }

    @ParameterizedTest
    @CsvSource({
        "client_id,another,unauthorized_client",
        "login_hint,6,access_denied",
        "response_mode,query,invalid_request",
        "prompt,login,invalid_request"
    })
    void otherWrongRequestsAreToldToTheToolWithoutAToken(String parameter, String value, String error) {
        Map<String, String> request = launches.authorization(launches.login("5", ""));
        request.put(parameter, value);
        assertThat(Browser.fields(launches.authorize(request)))
                .containsEntry("error", error)
                .containsEntry("state", "state-1")
                .doesNotContainKey("id_token");
    }

    @Test
    void theAuthorizationRequestMayComeByPostAndTagsAreStrippedFromState() {
        Map<String, String> request = launches.authorization(launches.login("5", ""));
        request.put("state", "a\"b<c>&d");
        assertThat(Browser.fields(browser.post("/mod/lti/auth.php", request))).containsEntry("state", "a\"b&d");
    }

    @ParameterizedTest
    @EnumSource(BrokenLaunch.class)
    void everyBrokenLaunchWouldBeRefusedByAStrictTool(BrokenLaunch broken) {
        Map<String, String> request = launches.authorization(launches.login("5", "&break=" + broken));
        var page = launches.authorize(request);
        Optional<String> refusal =
                StrictTool.refusal(Browser.fields(page), keys, lms.url().toString());
        if (broken == BrokenLaunch.SENT_TWICE) {
            assertThat(refusal).isEmpty();
            assertThat(page.body()).contains("name=\"first\"");
        } else {
            assertThat(refusal).as(broken.label()).isPresent();
        }
    }

    @Test
    void anUnbrokenLaunchIsNotRefusedByAStrictTool() {
        assertThat(StrictTool.refusal(launches.launch("5", ""), keys, lms.url().toString()))
                .isEmpty();
    }

    @Test
    void everyPageSaysThatItIsASandbox() {
        for (String path : List.of(
                "/course/view.php?id=2",
                "/mod/page/view.php?id=11",
                "/mod/quiz/view.php?id=12",
                "/mod/assign/view.php?id=14",
                "/mod/scorm/view.php?id=15",
                "/mod/scorm/player.php?id=15&slide=5",
                "/mod/lti/view.php?id=16",
                "/grade/report.php")) {
            var page = browser.get(path + (path.contains("?") ? "&" : "?") + "as=5");
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).as(path).contains("This is a sandbox").contains("Sofia Marín");
        }
        assertThat(browser.get("/mod/quiz/view.php?id=12").body())
                .contains("Who are you?")
                .contains("This is a sandbox");
    }

    @Test
    void aBareLinkToAnActivityOpensForWhoeverWasSeenLastInThisBrowser() {
        String cookie = browser.get("/mod/lti/view.php?id=16&as=5")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst(";.*", "");

        for (String path : List.of(
                "/mod/page/view.php?id=11",
                "/mod/quiz/view.php?id=12",
                "/mod/quiz/view.php?id=13",
                "/mod/assign/view.php?id=14",
                "/mod/scorm/view.php?id=15")) {
            var page = browser.get(path, "Cookie", cookie);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).as(path).contains("Sofia Marín").doesNotContain("Who are you?");
        }
    }

    @Test
    void theFrameOffersEveryWayToBreakALaunch() {
        String page = browser.get("/mod/lti/view.php?id=16&as=5&frame=small&locale=de")
                .body();
        assertThat(page).contains("<iframe").contains("class=\"small\"").contains("locale=de");
        for (BrokenLaunch broken : BrokenLaunch.values()) {
            assertThat(page).contains("value=\"" + broken.name() + "\"").contains(broken.label());
        }
    }

    @Test
    void choosingSomebodyLeadsBackWithinTheSiteOnly() {
        assertThat(browser.post("/login/index.php", "as", "6", "to", "/mod/page/view.php?id=11")
                        .uri()
                        .toString())
                .isEqualTo(lms.url() + "/mod/page/view.php?id=11&as=6");
        assertThat(browser.post("/login/index.php", "as", "6", "to", "//elsewhere.test/")
                        .uri()
                        .toString())
                .isEqualTo(lms.url() + "/course/view.php?id=2&as=6");
    }

    @Test
    void statementsOfAQuizReachTheLrsAndTheMarkTheGradebook() {
        var attempt = browser.post("/mod/quiz/startattempt.php", "as", "17", "cmid", "12");
        Map<String, String> form = Browser.fields(attempt);
        form.put("q1", "From what usually follows text like this");
        form.put("q2", "false");
        form.put("q3", "Adding up last month's invoices without a calculator");
        var review = browser.post("/mod/quiz/processattempt.php", form);
        assertThat(review.body()).contains("3.33 of 10 points").contains("It drafts, you decide.");
        assertThat(browser.get("/grade/report.php?as=3").body()).contains("3.33");
        var told = lrs.statements().stream()
                .filter(each -> each.at("/actor/account/name").asText().equals("17"))
                .map(each -> each.at("/verb/id").asText().replaceAll(".*/", "") + " "
                        + each.at("/object/id").asText().replaceAll(".*/", ""))
                .toList();
        String number = form.getOrDefault("attempt", "");
        assertThat(told)
                .containsSubsequence(
                        "start attempt.php?attempt=%s&cmid=12".formatted(number),
                        "completed view.php?id=12",
                        "completed attempt.php?attempt=%s&cmid=12".formatted(number),
                        "answered question.php?cmid=12&id=1",
                        "answered question.php?cmid=12&id=6",
                        "receive review.php?attempt=" + number);
    }

    @Test
    void nobodySeesAnAttemptOfSomebodyElse() {
        Map<String, String> form = Browser.fields(browser.post("/mod/quiz/startattempt.php", "as", "16", "cmid", "13"));
        form.put("as", "15");
        assertThat(browser.post("/mod/quiz/processattempt.php", form).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theInstructorRatesWhatALearnerHandedIn() {
        browser.post("/mod/assign/submit.php", "as", "10", "id", "14", "text", "Three prompts.");
        assertThat(browser.post("/mod/assign/grade.php", "as", "10", "id", "14", "learner", "10", "points", "90")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.post("/mod/assign/grade.php", "as", "3", "id", "14", "learner", "10", "points", "101")
                        .statusCode())
                .isEqualTo(400);
        var page = browser.post(
                "/mod/assign/grade.php", "as", "3", "id", "14", "learner", "10", "points", "75", "comment", "Good");
        assertThat(page.body()).contains("75 of 100 points");
        var rated = lrs.statements().stream()
                .filter(each -> each.at("/verb/id").asText().equals("https://w3id.org/xapi/tla/verbs/scored"))
                .findFirst()
                .orElseThrow();
        assertThat(rated.at("/actor/account/name").asText()).isEqualTo("10");
        assertThat(rated.at("/context/instructor/account/name").asText()).isEqualTo("3");
        assertThat(rated.at("/result/score/scaled").asDouble()).isEqualTo(0.5);
        assertThat(rated.at("/object/id").asText()).isEqualTo(lms.url() + "/mod/assign/view.php?id=14#submission");
    }

    @Test
    void thePackageReportsItsScoreAlone() {
        browser.get("/mod/scorm/player.php?id=15&slide=1&as=9");
        var page = browser.post(
                "/mod/scorm/player.php?id=15", "as", "9", "q13", "Look for the study itself", "q15", "false");
        assertThat(page.body()).contains("40 of 100 points");
        var scored = lrs.statements().stream()
                .filter(each -> each.at("/object/id").asText().endsWith("id=15#sco") && each.has("result"))
                .findFirst()
                .orElseThrow();
        assertThat(scored.at("/result/score/raw").asDouble()).isEqualTo(40);
        assertThat(scored.at("/result").size()).isEqualTo(1);
    }
}
