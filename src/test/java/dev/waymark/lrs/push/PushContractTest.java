package dev.waymark.lrs.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lrs.Pace;
import dev.waymark.lrs.Source;
import dev.waymark.lrs.SourceBook;
import dev.waymark.lrs.SourceDraft;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Feeds;
import dev.waymark.lrs.feed.Statements;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The statement resource as senders see it: an LRS that forwards, Moodle's plugin, content. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.lrs.push.requests-per-minute", value = "6000")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushContractTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final String LONG_AGO = "2026-01-01T10:00:00Z";

    private final HttpClient http = HttpClient.newHttpClient();

    @Inject
    EmbeddedServer server;

    @Inject
    SourceBook book;

    @Inject
    PushTokens tokens;

    @Inject
    Feeds feeds;

    @Inject
    Statements statements;

    private String source = "";
    private String token = "";

    @BeforeAll
    void enterASender() {
        var draft = new SourceDraft("Moodle", "", Source.Authorization.NONE, "", "", "1.0.3", Pace.USUAL, false);
        source = ((SourceBook.Entered.Kept) book.add(TENANT, draft, "test")).source();
        token = tokens.make(TENANT, source, "test");
    }

    @Test
    void takesABatchAsMoodlesPluginSendsItAndAnswersWithIds() throws Exception {
        String user = user();
        String batch = "[" + withoutId(Written.quizAttempt(user, 1, 1, 5, LONG_AGO)) + ","
                + withoutId(Written.viewed(user, LONG_AGO)) + "]";
        HttpResponse<String> answer = post(batch, basic("waymark", token));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Experience-API-Version")).hasValue("1.0.3");
        assertThat(answer.body()).matches("\\[\"[0-9a-f-]{36}\",\"[0-9a-f-]{36}\"]");
        assertThat(idsOf(user))
                .hasSize(2)
                .allSatisfy(id -> assertThat(answer.body()).contains(id));
    }

    @Test
    void takesAPackedBodyAndRefusesOneThatUnpacksToTooMuch() throws Exception {
        String user = user();
        byte[] statement = withoutId(Written.viewed(user, LONG_AGO)).getBytes(StandardCharsets.UTF_8);
        assertThat(packed("gzip", gzip(statement)).statusCode()).isEqualTo(200);
        assertThat(idsOf(user)).hasSize(1);
        byte[] bomb = gzip(new byte[11 * 1024 * 1024]);
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(packed("gzip", bomb).statusCode()).isEqualTo(413);
        assertThat(packed("gzip", statement).statusCode()).isBetween(400, 499);
        assertThat(idsOf(user)).hasSize(1);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private HttpResponse<String> packed(String encoding, byte[] body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address("/xapi/statements"))
                        .header("Authorization", bearer())
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", encoding)
                        .header("X-Experience-API-Version", "1.0.3")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aBatchThatIsSentAgainWithoutIdsIsTheSameBatch() throws Exception {
        String user = user();
        String statement = withoutId(Written.quizAttempt(user, 1, 1, 5, LONG_AGO));
        String first = post(statement, bearer()).body();
        // The same fields in another order.
        String turned = "{\"timestamp\":\"" + LONG_AGO + "\","
                + statement.strip().substring(1).replace(",\n\"timestamp\":\"" + LONG_AGO + "\"", "");
        assertThat(post(turned, bearer()).body()).isEqualTo(first);
        assertThat(post("[" + statement + "," + statement + "]", bearer()).statusCode())
                .isEqualTo(200);
        assertThat(idsOf(user)).hasSize(1);
    }

    @Test
    void twoDifferentStatementsWithoutIdsStayTwo() throws Exception {
        String user = user();
        post(withoutId(Written.quizAttempt(user, 1, 1, 5, LONG_AGO)), bearer());
        post(withoutId(Written.quizAttempt(user, 1, 1, 5.5, LONG_AGO)), bearer());
        assertThat(idsOf(user)).hasSize(2);
    }

    @Test
    void putsOneStatementUnderTheIdOfTheAddress() throws Exception {
        String user = user();
        String id = Written.id();
        String statement = withoutId(Written.viewed(user, LONG_AGO));
        assertThat(put(id, statement).statusCode()).isEqualTo(204);
        assertThat(put(id, statement).statusCode()).isEqualTo(204);
        assertThat(idsOf(user)).containsExactly(id);
        assertThat(put(id, withoutId(Written.viewed(user, "2026-02-02T10:00:00Z")))
                        .statusCode())
                .isEqualTo(409);
        assertThat(put(Written.id(), Written.viewed(user, LONG_AGO)).statusCode())
                .isEqualTo(400);
        assertThat(put("no-id", statement).statusCode()).isEqualTo(400);
    }

    @Test
    void anotherStatementUnderAKnownIdIsRefusedAndKeptWithItsReason() throws Exception {
        String user = user();
        String id = Written.id();
        post(Written.quizAttempt(id, user, 1, 1, 5, LONG_AGO), bearer());
        HttpResponse<String> answer = post(Written.quizAttempt(id, user, 1, 1, 6, LONG_AGO), bearer());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(statements.unusable(TENANT, 100))
                .anySatisfy(kept -> assertThat(kept.reason()).contains(id).contains("the first stays"));
        assertThat(statements.byIds(TENANT, List.of(id)))
                .singleElement()
                .satisfies(raw -> assertThat(raw.json()).contains("\"raw\":5"));
    }

    @Test
    void oneBadStatementDoesNotCostItsNeighbours() throws Exception {
        String user = user();
        String bad = "{\"id\":\"no \\\"uuid\",\"actor\":{},\"verb\":{\"id\":\"https://v\"}}";
        HttpResponse<String> answer = post("[" + bad + "," + Written.viewed(user, LONG_AGO) + "]", bearer());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Waymark-Not-Usable")).hasValue("1");
        assertThat(idsOf(user)).hasSize(1);
        HttpResponse<String> alone = post(bad, bearer());
        assertThat(alone.statusCode()).isEqualTo(400);
        assertThat(alone.body()).contains("must be a UUID");
        assertThat(statements.unusable(TENANT, 100))
                .anySatisfy(kept -> assertThat(kept.raw()).contains("https://v"));
    }

    @Test
    void whatIsNoListOfStatementsIsRefusedWithWhatWasExpected() throws Exception {
        assertThat(post("{\"actor\":", bearer()))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.body()).contains("expected JSON"));
        assertThat(post("42", bearer()).statusCode()).isEqualTo(400);
        assertThat(post("", bearer()).statusCode()).isEqualTo(400);
        assertThat(post("[]", bearer()).body()).isEqualTo("[]");
    }

    /** Statements one behind the other, without a list around them: not the first of them and no other. */
    @Test
    void statementsWithoutAListAroundThemAreRefusedAsAWhole() throws Exception {
        String user = user();
        HttpResponse<String> answer =
                post(Written.viewed(user, LONG_AGO) + "\n" + Written.viewed(user, LONG_AGO), bearer());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("expected JSON").contains("nothing was taken");
        assertThat(idsOf(user)).isEmpty();
    }

    @Test
    void takesNothingWithoutATokenThatIsInForce() throws Exception {
        String user = user();
        String statement = Written.viewed(user, LONG_AGO);
        assertThat(post(statement, "Bearer wmp_" + "A".repeat(43)).statusCode()).isEqualTo(401);
        assertThat(post(statement, "").statusCode()).isEqualTo(401);
        String other = tokens.make(TENANT, source, "test");
        assertThat(post(statement, "Bearer " + other).statusCode()).isEqualTo(200);
        String hash = AgentKey.hash(other);
        tokens.revoke(new TenantId(2), source, hash, "a stranger");
        assertThat(post(statement, "Bearer " + other).statusCode()).isEqualTo(200);
        tokens.revoke(TENANT, source, hash, "test");
        HttpResponse<String> refused = post(statement, "Bearer " + other);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(tokens.of(TENANT, source).toString()).doesNotContain(other);
    }

    @Test
    void whereStatementsAreOnlyPushedWeAreAsFreshAsTheirSender() throws Exception {
        post(Written.viewed(user(), LONG_AGO), bearer());
        var freshness = feeds.pullNow(TENANT, Set.of(AgentKey.account(Written.SITE, "7")));
        assertThat(freshness.configured()).isTrue();
        assertThat(freshness.reachable()).isTrue();
        assertThat(freshness.asOf()).isPresent();
        assertThat(feeds.pullNow(new TenantId(2), Set.of()).configured()).isFalse();
    }

    @Test
    void takesATokenAsUserNameToo() throws Exception {
        assertThat(post(Written.viewed(user(), LONG_AGO), basic(token, "")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesStatementsThatComeWithAttachments() throws Exception {
        String user = user();
        String body = "--limit\r\nContent-Type: application/json\r\n\r\n" + Written.viewed(user, LONG_AGO)
                + "\r\n--limit\r\nContent-Type: text/plain\r\nX-Experience-API-Hash: 00\r\n\r\nattached\r\n--limit--\r\n";
        HttpResponse<String> answer = send(request(bearer())
                .setHeader("Content-Type", "multipart/mixed; boundary=\"limit\"")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(idsOf(user)).hasSize(1);
    }

    @Test
    void takesSeveralMegabytesAndNoMoreThanTen() throws Exception {
        String user = user();
        String large = "[" + Written.viewed(user, LONG_AGO) + " ".repeat(5 * 1024 * 1024) + "]";
        assertThat(post(large, bearer()).statusCode()).isEqualTo(200);
        assertThat(idsOf(user)).hasSize(1);
        // Answered before the body has come: what is announced is enough.
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST /xapi/statements HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + bearer()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 11534336\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] status = socket.getInputStream().readNBytes(12);
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void saysWhichVersionsItSpeaksAndRefusesOthers() throws Exception {
        HttpResponse<String> about = send(HttpRequest.newBuilder(address("/xapi/about")));
        assertThat(about.body()).contains("1.0.3").contains("2.0.0");
        HttpResponse<String> two = send(request(bearer())
                .setHeader("X-Experience-API-Version", "2.0.0")
                .POST(HttpRequest.BodyPublishers.ofString(Written.viewed(user(), LONG_AGO))));
        assertThat(two.headers().firstValue("X-Experience-API-Version")).hasValue("2.0.0");
        HttpResponse<String> old = send(request(bearer())
                .setHeader("X-Experience-API-Version", "0.95")
                .POST(HttpRequest.BodyPublishers.ofString(Written.viewed(user(), LONG_AGO))));
        assertThat(old.statusCode()).isEqualTo(400);
        assertThat(send(request(bearer()).GET()).statusCode()).isEqualTo(405);
    }

    private static String user() {
        return UUID.randomUUID().toString();
    }

    private static String withoutId(String statement) {
        return statement.replaceFirst("\"id\":\"[0-9a-f-]{36}\",", "");
    }

    private Set<String> idsOf(String user) {
        return statements.ofAgents(TENANT, Set.of(AgentKey.account(Written.SITE, user)), 5000).stream()
                .map(Statements.Raw::id)
                .collect(Collectors.toSet());
    }

    private String bearer() {
        return "Bearer " + token;
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(String body, String authorization) throws IOException, InterruptedException {
        return send(request(authorization).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> put(String id, String body) throws IOException, InterruptedException {
        return send(request(bearer())
                .uri(address("/xapi/statements?statementId=" + id))
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address("/xapi/statements"))
                .setHeader("Content-Type", "application/json")
                .setHeader("X-Experience-API-Version", "1.0.3");
        return authorization.isEmpty() ? request : request.setHeader("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return server.getURI().resolve(path);
    }
}
