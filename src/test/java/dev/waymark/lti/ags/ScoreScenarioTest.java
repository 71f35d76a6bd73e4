package dev.waymark.lti.ags;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.FakePlatform.Request;
import dev.waymark.lti.FakePlatform.Response;
import dev.waymark.lti.ags.Scores.Answer;
import dev.waymark.lti.ags.Scores.Score;
import dev.waymark.lti.ags.Scores.Why;
import dev.waymark.lti.core.ScoreMessage;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.registration.ServiceTrouble;
import dev.waymark.lti.registration.ToolKeys;
import dev.waymark.lti.session.Form;
import dev.waymark.shared.TenantId;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScoreScenarioTest implements TestPropertyProvider {

    private static final Instant WHEN = Instant.parse("2026-11-23T10:00:00Z");
    private static final Score SCORE = new Score("5", 62.5, 100, Optional.of("Two lines\nof \"text\""), WHEN);
    private static final AtomicInteger DEPLOYMENTS = new AtomicInteger();

    private final FakePlatform platform = FakePlatform.start();
    private final List<Request> tokenRequests = new CopyOnWriteArrayList<>();
    private final List<Request> posts = new CopyOnWriteArrayList<>();

    /** Tokens are kept for each deployment: a test that wants none in memory has a deployment of its own. */
    private String deployment = "";

    @Inject
    Scores scores;

    @Inject
    ServiceTrouble troubles;

    @Inject
    Platforms platforms;

    @Inject
    ToolKeys keys;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-score-scenario");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString());
    }

    @BeforeEach
    void aPlatformThatIsWell() {
        deployment = "d-" + DEPLOYMENTS.incrementAndGet();
        tokenRequests.clear();
        posts.clear();
        grantsTokens("https://purl.imsglobal.org/spec/lti-ags/scope/score");
        answers(Response.json(200, ""));
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void postsOneLineOfJsonBeforeTheQueryWithTheOneContentType() {
        assertThat(post()).isEqualTo(new Answer.Accepted());
        assertThat(posts).singleElement().satisfies(post -> {
            assertThat(post.method()).isEqualTo("POST");
            assertThat(post.path()).isEqualTo("/2/lineitems/7/lineitem/scores");
            assertThat(post.query()).isEqualTo("type_id=1");
            assertThat(post.headers())
                    .containsEntry("content-type", "application/vnd.ims.lis.v1.score+json")
                    .containsEntry("authorization", "Bearer token-1");
            assertThat(post.headers().get("user-agent")).startsWith("Waymark/");
            assertThat(post.body())
                    .isEqualTo("{\"userId\":\"5\",\"scoreGiven\":62.5,\"scoreMaximum\":100,"
                            + "\"comment\":\"Two lines\\nof \\\"text\\\"\",\"timestamp\":\"2026-11-23T10:00:00Z\","
                            + "\"activityProgress\":\"Completed\",\"gradingProgress\":\"FullyGraded\"}");
        });
    }

    @Test
    void provesWhoWeAreInTheWayPlatformsCheck() throws Exception {
        post();
        var form = Form.read(tokenRequests.getFirst().body());
        assertThat(tokenRequests.getFirst().headers())
                .containsEntry("content-type", "application/x-www-form-urlencoded");
        assertThat(form.only("grant_type")).contains("client_credentials");
        assertThat(form.only("client_assertion_type"))
                .contains("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        assertThat(form.only("scope")).contains("https://purl.imsglobal.org/spec/lti-ags/scope/score");
        var assertion = SignedJWT.parse(form.only("client_assertion").orElseThrow());
        var published = JWKSet.parse(keys.publicKeySet())
                .getKeyByKeyId(assertion.getHeader().getKeyID());
        assertThat(assertion.verify(new RSASSAVerifier(published.toRSAKey()))).isTrue();
        var claims = assertion.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(FakePlatform.CLIENT_ID);
        assertThat(claims.getSubject()).isEqualTo(FakePlatform.CLIENT_ID);
        assertThat(claims.getAudience()).containsExactly(platform.issuer() + "/token");
        assertThat(claims.getIssueTime())
                .as("our clock may be 90 s ahead of the platform's")
                .isBefore(Instant.now().minusSeconds(90));
        assertThat(claims.getExpirationTime())
                .as("or 90 s behind it")
                .isAfter(Instant.now().plusSeconds(90));
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isLessThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(claims.getJWTID()).hasSizeGreaterThan(20);
        assertThat(claims.getStringClaim("https://purl.imsglobal.org/spec/lti/claim/deployment_id"))
                .isEqualTo(deployment);
    }

    @Test
    void asksForOneTokenForManyScores() {
        for (int i = 0; i < 5; i++) {
            assertThat(post()).isEqualTo(new Answer.Accepted());
        }
        assertThat(tokenRequests).hasSize(1);
        assertThat(posts).hasSize(5);
    }

    @Test
    void readsATokenWhateverItsContentTypeIs() {
        platform.onToken(request -> new Response(
                200,
                "text/html; charset=utf-8",
                "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                        + "\"scope\":\"https:\\/\\/purl.imsglobal.org\\/spec\\/lti-ags\\/scope\\/score\"}",
                Map.of()));
        assertThat(post()).isEqualTo(new Answer.Accepted());
    }

    @Test
    void aTokenThatIsNotBelievedIsReplacedOnce() {
        platform.onService(request -> {
            posts.add(request);
            return Response.json(
                    request.headers().getOrDefault("authorization", "").endsWith("1") ? 401 : 200, "");
        });
        assertThat(post()).isEqualTo(new Answer.Accepted());
        assertThat(tokenRequests).hasSize(2);
        assertThat(posts).hasSize(2);
    }

    @Test
    void twoRefusedTokensAreEnough() {
        answers(Response.json(401, "{}"));
        assertThat(post()).isInstanceOf(Answer.TryLater.class);
        assertThat(posts).hasSize(2);
    }

    @Test
    void doesNotPostWithoutTheRightToPost() {
        grantsTokens("https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly");
        assertThat(post()).isInstanceOf(Answer.Refused.class);
        platform.onToken(request -> Response.json(400, "{\"error\":\"invalid_scope\"}"));
        assertThat(post()).isInstanceOf(Answer.Refused.class);
        assertThat(posts).isEmpty();
    }

    @Test
    void triesLaterWhenThereIsNoToken() {
        for (var answer : List.of(
                Response.json(500, "oops"),
                Response.json(400, "{\"error\":\"invalid_client\"}"),
                Response.json(400, "\"error\" : \"\"kid\" invalid, unable to lookup correct key\""))) {
            platform.onToken(request -> answer);
            assertThat(post()).as(answer.body()).isInstanceOf(Answer.TryLater.class);
        }
        assertThat(posts).isEmpty();
    }

    @Test
    void aConflictMeansThatItHasANewerOne() {
        answers(Response.json(409, "[]"));
        assertThat(post()).isEqualTo(new Answer.AlreadyNewer());
    }

    @Test
    void whatThePlatformWillNeverTakeIsRefused() {
        for (int status : List.of(400, 403, 404, 412, 422)) {
            answers(Response.json(status, "[]"));
            assertThat(post())
                    .as("%d", status)
                    .isInstanceOfSatisfying(
                            Answer.Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(status));
        }
        answers(Response.json(200, " []\n"));
        assertThat(post()).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void tellsWhyAScoreIsRefused() {
        assertThat(why(400, "[]")).isEqualTo(Why.NOT_GRADABLE); // Moodle: Incorrect score received
        assertThat(why(422, "{\"errors\":\"User not found in course or is not a student\"}"))
                .isEqualTo(Why.NOT_GRADABLE);
        assertThat(why(422, "This course has concluded. AGS requests will no longer be accepted for this course."))
                .isEqualTo(Why.CONCLUDED);
        assertThat(why(422, "{\"errors\":\"no attempts left\"}")).isEqualTo(Why.OTHER);
        assertThat(why(422, "{\"errors\":\"The line item is locked and does not take scores\"}"))
                .isEqualTo(Why.COLUMN_CLOSED);
        assertThat(why(400, "{\"reason\":\"Assignment is not published\"}")).isEqualTo(Why.COLUMN_CLOSED);
        assertThat(why(422, "{\"errors\":\"This user is not gradable in this assignment\"}"))
                .as("it speaks of one person, whatever it says of the column")
                .isNotEqualTo(Why.COLUMN_CLOSED);
        assertThat(why(404, "<html>")).isEqualTo(Why.GONE);
        assertThat(why(403, "{}")).isEqualTo(Why.NOT_ALLOWED);
    }

    @Test
    void anOlderTimestampIsAConflictForCanvasToo() {
        answers(Response.json(400, "{\"errors\":\"The timestamp is before the latest score\"}"));
        assertThat(post()).isEqualTo(new Answer.AlreadyNewer());
    }

    @Test
    void aRedirectToALoginOrToMaintenanceIsTriedLater() {
        answers(new Response(302, "text/html", "", Map.of("Location", platform.issuer() + "/maintenance")));
        assertThat(post()).isInstanceOf(Answer.TryLater.class);
        assertThat(posts).as("not followed").hasSize(1);
    }

    @Test
    void tellsCanvasThatItIsTheSameSubmissionAndThatATeachersGradeStays() {
        var score = new Score(
                "5",
                62.5,
                100,
                Optional.empty(),
                WHEN,
                Optional.of(new ScoreMessage.Submission(WHEN.minusSeconds(600), true)));
        assertThat(post(lineItem(), score)).isEqualTo(new Answer.Accepted());
        assertThat(posts.getFirst().body())
                .contains("\"submission\":{\"submittedAt\":\"2026-11-23T09:50:00Z\"}")
                .contains("\"https://canvas.instructure.com/lti/submission\":"
                        + "{\"new_submission\":false,\"prioritize_non_tool_grade\":true}");
    }

    private Why why(int status, String body) {
        answers(Response.json(status, body));
        return ((Answer.Refused) post()).why();
    }

    @Test
    void aBodyOfSuccessIsSuccess() {
        answers(Response.json(200, "{\"resultUrl\":\"https://canvas.test/1\"}"));
        assertThat(post()).isEqualTo(new Answer.Accepted());
        answers(Response.json(204, ""));
        assertThat(post()).isEqualTo(new Answer.Accepted());
    }

    @Test
    void waitsAsLongAsThePlatformAsks() {
        answers(new Response(429, "text/plain", "", Map.of("Retry-After", "120")));
        assertThat(post())
                .isEqualTo(new Answer.TryLater(Optional.of(Duration.ofSeconds(120)), "the platform answered 429"));
        answers(new Response(503, "text/plain", "", Map.of("Retry-After", "in a while")));
        assertThat(post()).isEqualTo(new Answer.TryLater(Optional.empty(), "the platform answered 503"));
        answers(new Response(
                503,
                "text/plain",
                "",
                Map.of(
                        "Retry-After",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10)))));
        assertThat(post())
                .isInstanceOfSatisfying(
                        Answer.TryLater.class,
                        later -> assertThat(later.after().orElseThrow())
                                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10)));
        answers(new Response(503, "text/plain", "", Map.of("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT")));
        assertThat(post())
                .as("a date that is over")
                .isEqualTo(new Answer.TryLater(Optional.empty(), "the platform answered 503"));
        answers(new Response(403, "text/html", "403 Forbidden (Rate Limit Exceeded)", Map.of()));
        assertThat(post()).isInstanceOf(Answer.TryLater.class);
        answers(new Response(429, "text/plain", "", Map.of("Retry-After", "999999999")));
        assertThat(post())
                .isInstanceOfSatisfying(
                        Answer.TryLater.class,
                        later -> assertThat(later.after()).contains(Duration.ofHours(12)));
    }

    @Test
    void neverCallsAHostThatIsNotThePlatforms() {
        assertThat(post(URI.create("http://evil.test/7/lineitem"), SCORE)).isInstanceOf(Answer.Refused.class);
        assertThat(tokenRequests).isEmpty();
        assertThat(troubles.newest(TenantId.FIRST, 50))
                .as("the administrator finds it by a code")
                .anySatisfy(each -> assertThat(each.detail()).contains("evil.test", "no host of"));
    }

    @Test
    void refusesAScoreThatIsNone() {
        assertThat(post(lineItem(), new Score("5", Double.NaN, 100, Optional.empty(), WHEN)))
                .isInstanceOf(Answer.Refused.class);
        assertThat(post(lineItem(), new Score("5", 1, 0, Optional.empty(), WHEN)))
                .isInstanceOf(Answer.Refused.class);
        assertThat(post(lineItem(), new Score(" ", 1, 10, Optional.empty(), WHEN)))
                .isInstanceOf(Answer.Refused.class);
    }

    @Test
    void aPlatformThatIsDownOrSwitchedOffIsTriedLater() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            closed = socket.getLocalPort();
        }
        assertThat(post(URI.create("http://127.0.0.1:" + closed + "/7/lineitem"), SCORE))
                .isInstanceOf(Answer.TryLater.class);
        assertThat(scores.post(TenantId.FIRST, new RegistrationId(999), deployment, lineItem(), SCORE))
                .isInstanceOf(Answer.TryLater.class);
    }

    @Test
    void aReasonPhraseOfSixKilobytesDoesNotBreakUs() throws Exception {
        String phrase = "Incorrect score received" + "{\"userId\":\"5\"}".repeat(430);
        assertThat(phrase).hasSizeGreaterThan(6000);
        try (var socket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            var moodle = Thread.startVirtualThread(() -> answerRaw(
                    socket, "HTTP/1.1 400 " + phrase + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]"));
            var answer = post(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/7/lineitem?type_id=1"), SCORE);
            assertThat(answer).isEqualTo(new Answer.Refused(400, Why.NOT_GRADABLE, "the platform answered 400"));
            moodle.join();
        }
    }

    private static void answerRaw(ServerSocket socket, String answer) {
        try (var connection = socket.accept()) {
            var in = connection.getInputStream();
            var request = new StringBuilder();
            byte[] buffer = new byte[8192];
            while (!request.toString().contains("FullyGraded")) {
                int read = in.read(buffer);
                if (read < 0) {
                    return;
                }
                request.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            connection.getOutputStream().flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void grantsTokens(String scope) {
        platform.onToken(request -> {
            tokenRequests.add(request);
            return Response.json(
                    200,
                    "{\"access_token\":\"token-%d\",\"token_type\":\"bearer\",\"expires_in\":3600,\"scope\":\"%s\"}"
                            .formatted(tokenRequests.size(), scope));
        });
    }

    private void answers(Response response) {
        platform.onService(request -> {
            posts.add(request);
            return response;
        });
    }

    private URI lineItem() {
        return URI.create(platform.issuer() + "/2/lineitems/7/lineitem?type_id=1");
    }

    private Answer post() {
        return post(lineItem(), SCORE);
    }

    private Answer post(URI lineItem, Score score) {
        var id = platforms.ofIssuer(platform.issuer()).getFirst().id();
        return scores.post(TenantId.FIRST, id, deployment, lineItem, score);
    }
}
