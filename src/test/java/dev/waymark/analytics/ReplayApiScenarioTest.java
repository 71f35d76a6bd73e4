package dev.waymark.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.access.ApiTokens;
import dev.waymark.access.Scope;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Intake;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A program with the right key has the ledger made anew and follows how far that is. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayApiScenarioTest implements TestPropertyProvider {

    private static final String PATH = "/api/v1/replays";

    @Inject
    EmbeddedServer server;

    @Inject
    ApiTokens tokens;

    @Inject
    Intake intake;

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public Map<String, String> getProperties() {
        return Map.of("waymark.evidence.replay", "200ms");
    }

    @Test
    void beginsOneAndFollowsItToItsEnd() throws Exception {
        String key = key(TenantId.FIRST, Scope.REPLAY);
        String statement = Written.quizAttempt("replay-api", 1, 1, 7, "2026-03-01T10:00:00Z");
        intake.take(
                TenantId.FIRST,
                "replay-api",
                StatementPages.read(("{\"statements\":[" + statement + "]}").getBytes(StandardCharsets.UTF_8)));

        HttpResponse<String> begun = post(key, "{\"source\":\"replay-api\"}");

        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String where = begun.headers().firstValue("Location").orElseThrow();
        JsonNode first = json.readTree(begun.body());
        assertThat(where).isEqualTo(PATH + "/" + first.get("id").asText());
        assertThat(first.get("source").asText()).isEqualTo("replay-api");
        HttpResponse<String> second = post(key, "");
        if (second.statusCode() != 202) {
            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(second.headers().firstValue("Location")).contains(where);
        }
        JsonNode end = followed(key, where);
        assertThat(end.get("state").asText()).isEqualTo("done");
        assertThat(end.get("statements").asInt()).isEqualTo(1);
        assertThat(end.get("read").asInt()).isEqualTo(1);
        assertThat(end.get("ended").isNull()).isFalse();
        assertThat(json.readTree(get(key, PATH).body()).findValuesAsText("id"))
                .contains(first.get("id").asText());
        String another = key(new TenantId(2), Scope.REPLAY);
        assertThat(get(another, where).statusCode()).isEqualTo(404);
        assertThat(get(another, PATH).body()).doesNotContain(first.get("id").asText());
        assertThat(post(another, "{\"source\":\"replay-api\"}").statusCode()).isEqualTo(404);
        List<String> described = new ArrayList<>();
        JsonNode description = json.readTree(get("", "/api/v1/openapi.json").body());
        description.at("/components/schemas/replay/properties").fieldNames().forEachRemaining(described::add);
        List<String> found = new ArrayList<>();
        end.fieldNames().forEachRemaining(found::add);
        assertThat(found).isEqualTo(described);
        assertThat(description.get("paths").has(PATH + "/{id}")).isTrue();
    }

    @Test
    void refusesInWords() throws Exception {
        String key = key(TenantId.FIRST, Scope.REPLAY);
        assertThat(post("", "").statusCode()).isEqualTo(401);
        HttpResponse<String> reader = post(key(TenantId.FIRST, Scope.PEOPLE, Scope.GROUPS, Scope.IDENTITIES), "");
        assertThat(reader.statusCode()).isEqualTo(403);
        assertThat(reader.body()).contains("ledger:replay");
        assertThat(reader.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        for (String path : List.of(PATH, PATH + "/00000000-0000-0000-0000-000000000000")) {
            assertThat(get(key(TenantId.FIRST, Scope.PEOPLE), path).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(get(key, "/api/v1/people").statusCode()).isEqualTo(403);
        assertThat(get(key, PATH + "/00000000-0000-0000-0000-000000000000").statusCode())
                .isEqualTo(404);
        assertThat(get(key, PATH + "/nothing").statusCode()).isEqualTo(404);
        for (String wrong : List.of("[]", "{", "{\"tenant\":2}", "{\"source\":7}", "{\"source\":\"\"}")) {
            HttpResponse<String> answer = post(key, wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(answer.body()).contains("source");
        }
        assertThat(post(key, "{\"source\":\"unheard-of\"}").body()).contains("unheard-of");
    }

    private JsonNode followed(String key, String where) throws Exception {
        for (int i = 0; i < 300; i++) {
            HttpResponse<String> answer = get(key, where);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode now = json.readTree(answer.body());
            if (!now.get("ended").isNull()) {
                return now;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the replay did not end within 30 seconds");
    }

    private String key(TenantId tenant, Scope... scopes) {
        return tokens.make(tenant, "test", Set.of(scopes), Duration.ofDays(1), "test")
                .key();
    }

    private HttpResponse<String> get(String key, String path) throws Exception {
        return send(key, HttpRequest.newBuilder(uri(path)).GET());
    }

    private HttpResponse<String> post(String key, String body) throws Exception {
        return send(
                key,
                HttpRequest.newBuilder(uri(PATH))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private URI uri(String path) {
        return server.getURI().resolve(path);
    }

    private static HttpResponse<String> send(String key, HttpRequest.Builder request) throws Exception {
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
