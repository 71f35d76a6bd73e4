package dev.waymark.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.waymark.admin.AdminAtWork;
import dev.waymark.lti.Browser;
import dev.waymark.lti.Browser.Answer;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.registration.ToolKeys;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An instructor chooses what to put into a course, from the platform's request to what its page gets back. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeepLinkingScenarioTest implements TestPropertyProvider {

    private static final String DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("(WS-[A-Z0-9]{7})");
    private static final Pattern JWT = Pattern.compile("name=\"JWT\" value=\"([^\"]+)\"");

    private final FakePlatform platform = FakePlatform.start();
    private final LaunchDriver driver = new LaunchDriver(platform);

    @Inject
    EmbeddedServer server;

    @Inject
    ToolKeys keys;

    @Inject
    AdminAtWork adminAtWork;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-deep-linking-scenario");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString());
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void offersWhatIsBuiltWithAColumnWhereThereIsSomethingToGrade() {
        String page = open("deep-linking-of-moodle").page.body();
        assertThat(page)
                .contains("type=\"checkbox\" name=\"link\" value=\"path\"")
                .contains("name=\"link\" value=\"class\"")
                .contains("name=\"link\" value=\"self-assessment\"")
                .doesNotContain("name=\"column\" value=\"self-assessment\"")
                .contains("name=\"link\" value=\"competency:C03\"")
                .contains("name=\"column\" value=\"path\"")
                .contains("name=\"column\" value=\"competency:C03\"")
                .doesNotContain("name=\"column\" value=\"class\"")
                .contains("name=\"link\" value=\"heat-map\"")
                .doesNotContain("name=\"column\" value=\"heat-map\"");
    }

    @Test
    void answersWithSeveralLinksAsThePlatformAskedForThem() throws Exception {
        Opened opened = open("deep-linking-of-moodle");
        Answer answer = opened.post(
                "act=add&link=path&column=path&link=competency%3AC03&column=competency%3AC03&link=class&column=class");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(match(ACTION, answer.body()))
                .as("verbatim, query and all")
                .isEqualTo(platform.issuer() + "/mod/lti/contentitem_return.php?course=2&amp;id=1&amp;sesskey=abc");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("form-action 'self' " + platform.issuer() + ";");
        assertThat(answer.body()).contains("/assets/send.js").contains("type=\"submit\"");
        JsonNode claims = claims(answer);
        assertThat(claims.has(DL + "data")).isFalse();
        JsonNode items = claims.path(DL + "content_items");
        assertThat(items).hasSize(3);
        assertThat(items.path(0).path("custom").path("waymark_page").asText()).isEqualTo("path");
        assertThat(items.path(0).path("lineItem").path("resourceId").asText()).isEqualTo("waymark/path");
        assertThat(items.path(1).path("custom").path("waymark_part").asText()).isEqualTo("C03");
        assertThat(items.path(1).path("lineItem").path("resourceId").asText()).isEqualTo("waymark/competency/C03");
        assertThat(items.path(1).path("lineItem").path("scoreMaximum").asInt()).isEqualTo(100);
        assertThat(items.path(2).has("lineItem"))
                .as("there is nothing to grade")
                .isFalse();
        for (JsonNode item : items) {
            assertThat(item.path("type").asText()).isEqualTo("ltiResourceLink");
            assertThat(item.path("url").asText()).isEqualTo(LaunchDriver.TARGET);
            item.path("custom").forEach(value -> assertThat(value.isTextual()).isTrue());
        }
    }

    @Test
    void sendsDataBackAndTakesNoMoreThanOneWhereOneIsAsked() throws Exception {
        Opened opened = open("deep-linking-with-data");
        assertThat(opened.page.body()).contains("type=\"radio\" name=\"link\"");
        Answer two = opened.post("act=add&link=path&link=class");
        assertThat(two.status()).isEqualTo(422);
        assertThat(two.body()).contains("role=\"alert\"").doesNotContain("name=\"JWT\"");
        JsonNode claims = claims(opened.post("act=add&link=path"));
        assertThat(claims.path(DL + "data").asText()).isEqualTo("opaque \"data\" & more");
        assertThat(claims.path(DL + "content_items")).hasSize(1);
        assertThat(claims.path(DL + "content_items").path(0).has("lineItem"))
                .as("nobody asked for a column")
                .isFalse();
    }

    @Test
    void cancelBringsThePersonBackWithNothing() throws Exception {
        Answer answer = open("deep-linking-of-moodle").post("act=cancel&link=path");
        assertThat(claims(answer).path(DL + "content_items")).isEmpty();
        assertThat(answer.body()).contains("No se añade nada");
    }

    @Test
    void refusesWhatIsNotOfferedAndNothing() {
        Opened opened = open("deep-linking-of-moodle");
        assertThat(opened.post("act=add").status()).isEqualTo(422);
        assertThat(opened.post("act=add&link=competency%3AC99").status()).isEqualTo(422);
        assertThat(opened.post("act=add&link=path").status())
                .as("it was not spent")
                .isEqualTo(200);
    }

    @Test
    void answersOnceHoweverOftenItIsAsked() throws Exception {
        Opened opened = open("deep-linking-of-moodle");
        List<Callable<Integer>> tries = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tries.add(() -> opened.post("act=add&link=path").status());
        }
        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var each : threads.invokeAll(tries)) {
                statuses.add(each.get());
            }
        }
        assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 409);
        assertThat(opened.browser.get(opened.launch.location()).status()).isEqualTo(409);
    }

    @Test
    void whoComesBackAfterTheAnswerLeavesACodeForTheLaunchDoctor() {
        Opened opened = open("deep-linking-of-moodle");
        assertThat(opened.post("act=add&link=path").status()).isEqualTo(200);
        Answer second = opened.post("act=add&link=path");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body()).as("a second click is no sign").contains("WM-LINKS");

        minutesPass();
        Answer back = opened.browser.get(opened.launch.location());
        assertThat(back.status()).isEqualTo(409);
        assertThat(back.body()).contains("WS-").doesNotContain("WM-LINKS");
        Browser admin = adminAtWork.signedIn(server.getURI());
        assertThat(admin.get("/admin/launches?code=" + match(CODE, back.body())).body())
                .contains("may not have taken it", "leaves no trace here", "the platform told nothing")
                .contains(platform.issuer().replaceAll("https?://|:[0-9]+$", ""));
    }

    @Test
    void whatThePlatformTellsOfItsRefusalIsKeptByItsKindAndNotByItsWords() {
        Opened opened = open("deep-linking-of-moodle");
        assertThat(opened.post("act=add&link=path").status()).isEqualTo(200);
        Answer back = opened.browser.get(
                opened.launch.location() + "&errormsg=Sorry+Ana+Lopez&errorlog=Exception+-+Expired+token");
        assertThat(back.status()).isEqualTo(409);
        Browser admin = adminAtWork.signedIn(server.getURI());
        assertThat(admin.get("/admin/launches?code=" + match(CODE, back.body())).body())
                .contains("the platform spoke of an expired answer")
                .doesNotContain("Lopez");
    }

    private void minutesPass() {
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "UPDATE lti_deep_linking SET answered_at = answered_at - 120000000 WHERE answered_at IS NOT NULL",
                update -> update.executeUpdate()));
    }

    @Test
    void aFormThatIsNotOursAnswersNothing() {
        Opened opened = open("deep-linking-of-moodle");
        Answer answer = opened.browser.post(opened.action, "act=add&link=path&csrf=forged");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("name=\"JWT\"");
    }

    @Test
    void aSessionWithoutARequestHasNothingToAnswer() {
        Browser browser = Browser.on(server.getURI());
        driver.launch(browser, LaunchFixtures.one("valid", "teacher-normal"));
        assertThat(browser.get("/course/links").status()).isEqualTo(409);
        Browser learner = Browser.on(server.getURI());
        driver.launch(learner, LaunchFixtures.one("valid", "student-normal"));
        assertThat(learner.get("/course/links").status()).isEqualTo(403);
    }

    @Test
    void aLinkLeadsToItsPageAndALearnerIsSentAwayFromTheStaffs() {
        assertThat(landing("student-normal", "path", Optional.empty())).startsWith("/home?");
        assertThat(landing("student-normal", "competency", Optional.of("C03"))).startsWith("/home/competency?id=C03&");
        assertThat(landing("student-normal", "of-another-version", Optional.empty()))
                .startsWith("/home?");
        assertThat(landing("student-normal", "competency", Optional.of("\"><script>")))
                .startsWith("/home?");
        Browser learner = Browser.on(server.getURI());
        Answer launch = driver.launch(learner, withPage("student-normal", "class", Optional.empty()));
        assertThat(launch.location()).startsWith("/course?");
        Answer page = learner.get(launch.location());
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("WM-STAFF");
    }

    @Test
    void showsThePathTowardsOneCompetency() {
        Browser learner = Browser.on(server.getURI());
        Answer launch = driver.launch(learner, withPage("student-normal", "competency", Optional.of("C03")));
        Answer page = learner.get(launch.location());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("id=\"path\"");
    }

    private String landing(String name, String page, Optional<String> part) {
        return driver.launch(Browser.on(server.getURI()), withPage(name, page, part))
                .location();
    }

    /** As the platform launches a link that was made here: its custom parameters come back, signed. */
    private static LaunchFixtures.Case withPage(String name, String page, Optional<String> part) {
        var each = LaunchFixtures.one("valid", name);
        String custom = "\"waymark_page\": \"" + page + "\", "
                + part.map(text -> "\"waymark_part\": \"" + text.replace("\"", "\\\"") + "\", ")
                        .orElse("");
        return new LaunchFixtures.Case(
                name,
                each.payload().replace("\"unit\": \"2\"", custom + "\"unit\": \"2\""),
                each.header(),
                each.reason());
    }

    private Opened open(String name) {
        Browser browser = Browser.on(server.getURI());
        Answer launch = driver.launch(browser, LaunchFixtures.one("valid", name));
        assertThat(launch.location()).startsWith("/course/links");
        Answer page = browser.get(launch.location());
        assertThat(page.status()).isEqualTo(200);
        return new Opened(
                browser, launch, page, match(ACTION, page.body()).replace("&amp;", "&"), match(CSRF, page.body()));
    }

    private record Opened(Browser browser, Answer launch, Answer page, String action, String csrf) {
        Answer post(String fields) {
            return browser.post(action, fields + "&csrf=" + csrf);
        }
    }

    private JsonNode claims(Answer answer) throws Exception {
        var jwt = SignedJWT.parse(match(JWT, answer.body()));
        var published =
                JWKSet.parse(keys.publicKeySet()).getKeyByKeyId(jwt.getHeader().getKeyID());
        assertThat(jwt.verify(new RSASSAVerifier(published.toRSAKey()))).isTrue();
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(platform.issuer());
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo(FakePlatform.CLIENT_ID);
        return new ObjectMapper().readTree(jwt.getPayload().toString());
    }

    private static String match(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return found.group(1);
    }
}
