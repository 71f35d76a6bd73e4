package dev.waymark.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.Identities;
import dev.waymark.learner.Identities.Declared;
import dev.waymark.learner.Identities.Field;
import dev.waymark.learner.Identities.Kind;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.Pace;
import dev.waymark.lrs.Source;
import dev.waymark.lrs.SourceBook;
import dev.waymark.lrs.SourceDraft;
import dev.waymark.lrs.canvas.CanvasFeed;
import dev.waymark.lrs.canvas.CanvasFeeds;
import dev.waymark.lrs.feed.Statements;
import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A hosted Canvas delivers its Live Events over HTTPS, signed, in both of its formats. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanvasEventsScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final String HOST = "school.instructure.test";
    private static final String COURSE = "https://" + HOST + "/courses/565";
    private static final Instant NOW = Instant.parse("2026-03-05T10:00:00Z");

    private final HttpClient http = HttpClient.newHttpClient();
    private int people = 100;

    @Inject
    EmbeddedServer server;

    @Inject
    SourceBook book;

    @Inject
    CanvasFeeds canvasFeeds;

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    Learners learners;

    @Inject
    Identities identities;

    @Inject
    Ledger ledger;

    @Inject
    Configurations configurations;

    @Inject
    Statements statements;

    @Inject
    IdentitiesScenarioTest.Registrations registrations;

    private RSAKey key;
    private RSAKey strange;
    private HttpServer keyServer;
    private URI keys;
    private String source = "";
    private String address = "";
    private RegistrationId canvas = new RegistrationId(0);

    @BeforeAll
    void begin() throws JOSEException, IOException {
        key = new RSAKeyGenerator(2048).keyID("2026-03").generate();
        strange = new RSAKeyGenerator(2048).keyID("2026-03").generate();
        keyServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] published = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        keyServer.createContext("/jwks", exchange -> {
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
        keyServer.start();
        keys = URI.create("http://127.0.0.1:" + keyServer.getAddress().getPort() + "/jwks");
        var draft = new SourceDraft("Canvas", "", Source.Authorization.NONE, "", "", "1.0.3", Pace.USUAL, false);
        source = ((SourceBook.Entered.Kept) book.add(TENANT, draft, "test")).source();
        address = canvasFeeds.enter(
                TENANT, source, CanvasFeeds.hosts("https://" + HOST + "/"), keys, CanvasFeed.PeopleBy.USER, "test");
        canvas = registrations.add("https://canvas.instructure.test", "events");
        identities.declare(
                TENANT, new Declared(canvas, Kind.ACCOUNT, "https://" + HOST, Field.CANVAS_USER_ID), "test", NOW);
    }

    @AfterAll
    void stop() {
        keyServer.stop(0);
    }

    @Test
    void aGradeCountsAndARegradeTakesItsPlaceAndOnceRemovedNothingCounts() throws Exception {
        align(COURSE + "/assignments/355");
        int user = people++;
        assertThat(send(grade(user, 355, "4.0", "10", "2026-03-01T10:00:00.222Z", "")))
                .isEqualTo(200);
        LearnerId learner = launch(user);
        assertThat(scores(learner)).containsExactly(0.4);
        send(grade(user, 355, "9", "10", "2026-03-02T10:00:00.000Z", ""));
        assertThat(scores(learner)).containsExactly(0.9);
        assertThat(why(learner)).containsExactly(Why.SUPERSEDED);
        // Late: an older event that is delivered after the newer one changes nothing.
        send(grade(user, 355, "1", "10", "2026-03-01T12:00:00.000Z", ""));
        assertThat(scores(learner)).containsExactly(0.9);
        // Excused, or the score taken away.
        send(grade(user, 355, "null", "10", "2026-03-03T10:00:00.000Z", ""));
        assertThat(scores(learner)).isEmpty();
    }

    @Test
    void theSameEventAgainIsOneAndSoIsItsCaliperTwin() throws Exception {
        align(COURSE + "/assignments/356");
        int user = people++;
        String event = grade(user, 356, "5", "10", "2026-03-01T10:00:00.222Z", "");
        assertThat(send(event)).isEqualTo(200);
        assertThat(send(event)).isEqualTo(200);
        LearnerId learner = launch(user);
        assertThat(ledger.entriesOf(TENANT, learner)).hasSize(1);
        assertThat(send(caliperGrade(user, 356, "5", "10", "2026-03-01T10:00:00.222Z")))
                .isEqualTo(200);
        assertThat(scores(learner)).containsExactly(0.5);
        assertThat(why(learner)).containsExactly(Why.DUPLICATE);
    }

    @Test
    void aGradeThatTheLearnerDoesNotSeeYetCountsOnlyOnceItIsPosted() throws Exception {
        align(COURSE + "/assignments/357");
        int user = people++;
        send(grade(user, 357, "8", "10", "2026-03-01T10:00:00.000Z", "\"muted\":true,"));
        LearnerId learner = launch(user);
        assertThat(scores(learner)).isEmpty();
        assertThat(why(learner)).containsExactly(Why.NO_RESULT_YET);
        // Posted later; that event does not say what could be reached, the earlier one did.
        send(submission("submission_updated", user, 357, "\"graded\"", "8", "\"2026-03-04T08:00:00Z\""));
        assertThat(scores(learner)).containsExactly(0.8);
    }

    @Test
    void anUnfinishedGradeAndWhatWasHandedInWait() throws Exception {
        align(COURSE + "/assignments/358");
        int user = people++;
        send(submission("submission_created", user, 358, "\"submitted\"", "null", "null"));
        send(grade(user, 358, "2", "10", "2026-03-01T10:00:00.000Z", "\"grading_complete\":false,"));
        send(quizSubmitted(user));
        LearnerId learner = launch(user);
        assertThat(scores(learner)).isEmpty();
        assertThat(ledger.entriesOf(TENANT, learner)).hasSize(3);
        assertThat(why(learner)).contains(Why.NO_RESULT_YET).hasSize(3);
        assertThat(ledger.entriesOf(TENANT, learner))
                .extracting(entry -> entry.activity().orElse(""))
                .contains(COURSE + "/quizzes/2223333");
    }

    @Test
    void theGradeAfterANewAttemptIsAnotherPieceOfWork() throws Exception {
        align(COURSE + "/assignments/359");
        int user = people++;
        send(grade(user, 359, "3", "10", "2019-10-30T10:00:00.000Z", ""));
        send(submission("submission_created", user, 359, "\"submitted\"", "null", "null"));
        send(grade(user, 359, "7", "10", "2026-03-01T10:00:00.000Z", ""));
        assertThat(scores(launch(user))).containsExactlyInAnyOrder(0.3, 0.7);
    }

    @Test
    void whoCannotShowASignatureOfThisCanvasIsRefusedWithACode() throws Exception {
        String event = grade(1, 355, "5", "10", "2026-03-01T10:00:00.222Z", "");
        assertThat(post(address, event)).isEqualTo("401 unsigned");
        assertThat(post(address, signed(event, strange))).isEqualTo("401 signature_wrong");
        assertThat(post(address, signed(event, strangeId()))).isEqualTo("401 key_unknown");
        assertThat(post(address, withoutKeyId(event))).isEqualTo("401 signature_wrong");
        assertThat(post(address, byPassword(event))).isEqualTo("401 signature_wrong");
        assertThat(post(address, withAnotherPayload(event))).isEqualTo("401 signature_wrong");
        assertThat(post(address, "hello")).isEqualTo("401 not_a_token");
        assertThat(post("wmc_no", signed(event, key))).isEqualTo("404 address_unknown");
        assertThat(post(address, signed(event.replace(HOST, "other.instructure.test"), key)))
                .isEqualTo("403 other_canvas");
        assertThat(post(address, signed("{\"hello\":1,\"metadata\":{\"hostname\":\"" + HOST + "\"}}", key)))
                .isEqualTo("400 not_an_event");
        assertThat(post(address, "x".repeat(1024 * 1024 + 1))).isEqualTo("413 too_long");
        assertThat(canvasFeeds.of(TENANT, source).orElseThrow().refusal()).isNotBlank();
    }

    @Test
    void anEventOfABackgroundJobIsKnownByItsAccount() throws Exception {
        align(COURSE + "/assignments/360");
        int user = people++;
        send(grade(user, 360, "5", "10", "2026-03-01T10:00:00.222Z", ""));
        String job = grade(user, 360, "6", "10", "2026-03-02T10:00:00.222Z", "");
        String withoutHost = job.replace("\"hostname\":\"" + HOST + "\",", "");
        assertThat(post(address, signed(withoutHost, key))).startsWith("200");
        assertThat(scores(launch(user))).containsExactly(0.6);
        assertThat(post(address, signed(withoutHost.replace("VicYj3cu", "Another"), key)))
                .isEqualTo("403 other_canvas");
    }

    @Test
    void eventsOfOtherThingsAreTakenAndLeaveNothingAndWhatIsPersonalIsNotKept() throws Exception {
        assertThat(post(address, signed(event("logged_in", "2026-03-01T10:00:00Z", "\"redirect_url\":\"/\""), key)))
                .isEqualTo("200 taken 0");
        int user = people++;
        align(COURSE + "/assignments/361");
        send(submission("submission_created", user, 361, "\"submitted\"", "null", "null"));
        LearnerId learner = launch(user);
        assertThat(ledger.entriesOf(TENANT, learner)).hasSize(1);
        assertThat(raw(learner)).contains("canvas-event").doesNotContain("My essay", "93.184.216.34", "Mozilla");
    }

    @Test
    void anAddressThatWasReplacedOrWithdrawnOpensNothing() throws Exception {
        var draft = new SourceDraft("Canvas 2", "", Source.Authorization.NONE, "", "", "1.0.3", Pace.USUAL, false);
        String second = ((SourceBook.Entered.Kept) book.add(TENANT, draft, "test")).source();
        List<String> hosts = CanvasFeeds.hosts(HOST);
        String first = canvasFeeds.enter(TENANT, second, hosts, keys, CanvasFeed.PeopleBy.USER, "test");
        String next = canvasFeeds.enter(TENANT, second, hosts, keys, CanvasFeed.PeopleBy.USER, "test");
        String event = signed(event("logged_in", "2026-03-01T10:00:00Z", ""), key);
        assertThat(post(first, event)).isEqualTo("404 address_unknown");
        assertThat(post(next, event)).isEqualTo("200 taken 0");
        canvasFeeds.withdraw(TENANT, second, "test");
        assertThat(post(next, event)).isEqualTo("404 address_unknown");
        assertThat(CanvasFeeds.hosts("not a host/…")).isEqualTo(List.of("not", "a", "host"));
        assertThat(CanvasFeeds.hosts("-x")).isEmpty();
    }

    @Test
    void peopleMayBeNamedByTheirSisIdInstead() throws Exception {
        var draft = new SourceDraft("Canvas 3", "", Source.Authorization.NONE, "", "", "1.0.3", Pace.USUAL, false);
        String third = ((SourceBook.Entered.Kept) book.add(TENANT, draft, "test")).source();
        String sis = canvasFeeds.enter(TENANT, third, CanvasFeeds.hosts(HOST), keys, CanvasFeed.PeopleBy.SIS, "test");
        identities.declare(
                TENANT, new Declared(canvas, Kind.ACCOUNT, "https://" + HOST + "/sis", Field.SOURCED_ID), "test", NOW);
        align(COURSE + "/assignments/362");
        int user = people++;
        post(sis, signed(grade(user, 362, "10", "10", "2026-03-01T10:00:00.222Z", ""), key));
        assertThat(scores(launch("opaque " + user, Map.of("sourcedid", "SIS-" + user))))
                .containsExactly(1.0);
    }

    private String raw(LearnerId learner) {
        return ledger.entriesOf(TENANT, learner).stream()
                .flatMap(each ->
                        statements.byIds(TENANT, List.of(each.statement().value())).stream())
                .map(Statements.Raw::json)
                .findFirst()
                .orElse("");
    }

    private List<Double> scores(LearnerId learner) {
        return ledger.evidenceOf(TENANT, learner).stream()
                .map(Evidence::observation)
                .map(each -> ((Observation.Score) each).share())
                .toList();
    }

    private List<Why> why(LearnerId learner) {
        return ledger.entriesOf(TENANT, learner).stream()
                .map(Ledger.Entry::outcome)
                .filter(Mapped.Ignored.class::isInstance)
                .map(each -> ((Mapped.Ignored) each).why())
                .toList();
    }

    private void align(String activity) {
        var id = new ActivityId(activity);
        configurations.settle(
                TENANT,
                id,
                Optional.of(new Alignment(
                        id,
                        new TreeSet<>(List.of(new CompetencyTier(new CompetencyId("C02"), Tier.LITERATE))),
                        EvidenceKind.ASSESSMENT,
                        1,
                        false)),
                "test");
    }

    private LearnerId launch(int user) {
        return launch("opaque " + user, Map.of("canvas_user_id", Integer.toString(user)));
    }

    private LearnerId launch(String subject, Map<String, String> custom) {
        var launch = new ResourceLinkLaunch(
                "https://canvas.instructure.test",
                "events",
                "1",
                Optional.of(subject),
                Set.of(Role.LEARNER),
                false,
                URI.create("https://waymark.test/home"),
                new ResourceLinkLaunch.ResourceLink("link", Optional.empty()),
                Optional.of(new ResourceLinkLaunch.Context("2", Optional.empty(), Optional.empty())),
                new ResourceLinkLaunch.PersonName(
                        Optional.of("Person"), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("canvas"),
                custom,
                Optional.empty(),
                Optional.empty());
        launches.publishEvent(new LaunchAccepted(TENANT, canvas, launch, NOW));
        return learners.bySubject(TENANT, canvas, subject).orElseThrow().id();
    }

    private int send(String event) throws Exception {
        String answer = post(address, signed(event, key));
        return Integer.parseInt(answer.substring(0, 3));
    }

    /** Status and code, or what was taken. */
    private String post(String address, String body) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(server.getURI().resolve("/canvas/events/" + address))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        var json = new ObjectMapper().readTree(answer.body());
        return answer.statusCode() + " "
                + (json.has("error") ? json.path("error").asText() : "taken " + json.path("taken"));
    }

    private static String signed(String event, RSAKey by) throws JOSEException {
        var token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), new Payload(event));
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }

    private static RSAKey strangeId() throws JOSEException {
        return new RSAKeyGenerator(2048).keyID("never heard of").generate();
    }

    private String withoutKeyId(String event) throws JOSEException {
        var token = new JWSObject(new JWSHeader(JWSAlgorithm.RS256), new Payload(event));
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    /** Signed with the published key as if it were a password. */
    private String byPassword(String event) throws JOSEException {
        var token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), new Payload(event));
        token.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        return token.serialize();
    }

    private String withAnotherPayload(String event) throws JOSEException {
        String[] parts = signed(event, key).split("\\.");
        return parts[0] + "." + new Payload(event.replace("5", "9")).toBase64URL() + "." + parts[2];
    }

    private static String event(String name, String time, String body) {
        return """
                {"metadata":{"client_ip":"93.184.216.34","context_account_id":"21070000000000079",
                 "context_id":"21070000000000565","context_role":"TeacherEnrollment","context_type":"Course",
                 "event_name":"%s","event_time":"%s","hostname":"%s","http_method":"POST","producer":"canvas",
                 "request_id":"1dd9dc6f-2fb0-4c19-a6c5-7ee1bf3ed295","root_account_id":"21070000000000001",
                 "root_account_uuid":"VicYj3cu5BIFpoZhDVU4DZumnlBrWi1grgJEzADs","time_zone":"America/Denver",
                 "user_agent":"Mozilla/5.0","user_id":"%s","user_login":"oxana@example.com","user_sis_id":"456-T45"},
                 "body":{%s}}""".formatted(name, time, HOST, "21070000000000987", body);
    }

    private static String grade(int user, int assignment, String score, String possible, String time, String more) {
        return event(
                "grade_change",
                time,
                more + """
                        "assignment_id":"%s","assignment_name":"Case study","grade":"x","grader_id":"21070000000000987",
                        "old_score":4,"points_possible":%s,"score":%s,"student_id":"%s","student_sis_id":"SIS-%s",
                        "submission_id":"21070000000011086","user_id":"%s\"""".formatted(global(assignment), possible, score, global(user), user, global(user)));
    }

    private static String submission(String name, int user, int assignment, String state, String score, String posted) {
        return event(name, "2026-03-04T08:00:01.325Z", """
                "assignment_id":"%s","attempt":2,"body":"My essay","grade":null,"graded_at":null,"late":false,
                "score":%s,"submission_id":"21070000000011176","submission_type":"online_text_entry",
                "submitted_at":"2019-11-01T19:11:21.419Z","user_id":"%s","workflow_state":%s,"posted_at":%s""".formatted(
                        global(assignment), score, global(user), state, posted));
    }

    private static String quizSubmitted(int user) {
        return event(
                        "quiz_submitted",
                        "2026-03-01T19:11:33.388Z",
                        "\"quiz_id\":\"21070000002223333\",\"submission_id\":\"21070000013995723\"")
                .replace("\"user_id\":\"21070000000000987\"", "\"user_id\":\"" + global(user) + "\"");
    }

    private static String caliperGrade(int user, int assignment, String score, String possible, String time) {
        return """
                {"sensor":"http://%1$s/","sendTime":"2026-03-16T02:09:06.543Z",
                 "dataVersion":"http://purl.imsglobal.org/ctx/caliper/v1p1","data":[{
                 "@context":"http://purl.imsglobal.org/ctx/caliper/v1p1",
                 "id":"urn:uuid:319f0132-0584-4efd-9489-4959b7101731","type":"GradeEvent",
                 "actor":{"id":"urn:instructure:canvas:user:21070000000000987","type":"Person"},"action":"Graded",
                 "object":{"id":"urn:instructure:canvas:submission:21070000000011086","type":"Attempt",
                  "assignee":{"id":"urn:instructure:canvas:user:%2$s","type":"Person"},
                  "assignable":{"id":"urn:instructure:canvas:assignment:%3$s","type":"AssignableDigitalResource"}},
                 "eventTime":"%4$s",
                 "generated":{"id":"urn:instructure:canvas:submission:21070000000011086","type":"Score",
                  "maxScore":%6$s,"scoreGiven":%5$s,"scoredBy":"urn:instructure:canvas:user:21070000000000987"},
                 "edApp":{"id":"http://%1$s/","type":"SoftwareApplication"},
                 "group":{"id":"urn:instructure:canvas:course:21070000000000565","type":"CourseOffering"},
                 "extensions":{"com.instructure.canvas":{"hostname":"%1$s","client_ip":"93.184.216.34"}}}]}""".formatted(HOST, global(user), global(assignment), time, score, possible);
    }

    private static String global(int local) {
        return "2107" + "%013d".formatted(local);
    }
}
