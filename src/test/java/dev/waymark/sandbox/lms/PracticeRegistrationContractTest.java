package dev.waymark.sandbox.lms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.lrs.SandboxLrs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a real Moodle answered to registrations, the practice LMS answers too. */
@Tag("shared-data")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticeRegistrationContractTest {

    private static final Path CAPTURES = Path.of("../shared/captures/moodle-4.5");
    private static final String PATH = "/mod/lti/openid-registration.php";
    private static final String TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ToolDouble tool = new ToolDouble();
    private final SandboxLrs lrs = SandboxLrs.start(0, Optional.empty());
    private final SandboxLms lms = SandboxLms.start(0, Optional.empty(), tool.url(), lrs.url(), Clock.systemUTC());
    private final Browser browser = new Browser(lms.url());

    @BeforeAll
    static void needsTheCaptures() {
        Assumptions.assumeTrue(Files.isDirectory(CAPTURES), "captured messages are not at " + CAPTURES);
    }

    @AfterAll
    void stop() {
        lms.close();
        lrs.close();
        tool.close();
    }

    @Test
    void theConfigurationHasTheSameMembers() throws IOException {
        JsonNode real = capture("01-openid-configuration").path("json");
        JsonNode ours = JSON.readTree(browser.get("/mod/lti/openid-configuration.php")
                .body()
                .replace(lms.url().toString(), "http://127.0.0.1:8080"));
        String platform = "https://purl.imsglobal.org/spec/lti-platform-configuration";
        ((ObjectNode) real.path(platform)).remove("variables");
        ((ObjectNode) ours.path(platform)).remove("variables");
        assertThat(ours).isEqualTo(real);
    }

    @Test
    void whatWasRegisteredIsToldAsMoodleToldIt() throws IOException {
        for (String name :
                new String[] {"04-dynreg-registration-request-response", "09-dynreg-minimal-scopes-no-claims"}) {
            JsonNode capture = capture(name);
            var answer = post(token(""), capture.path("request").path("body").asText());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(told(answer.body()))
                    .as(name)
                    .isEqualTo(told(capture.path("response").path("body").asText()));
        }
    }

    @Test
    void whatIsWrongIsAnsweredInTheSameWords() throws IOException {
        JsonNode all = capture("05-dynreg-errors");
        String used = token("");
        post(used, all.path("reused token").path("request").path("body").asText());
        for (Map.Entry<String, JsonNode> each : all.properties()) {
            String body = each.getValue().path("request").path("body").asText();
            String asked = switch (each.getKey()) {
                case "no token" -> "";
                case "garbage token" -> "abc";
                case "garbage jwt token" -> "a.b.c";
                case "reused token" -> used;
                default -> token("");
            };
            var answer = post(asked, body);
            JsonNode real = each.getValue().path("response");
            assertThat(answer.statusCode())
                    .as(each.getKey())
                    .isEqualTo(real.path("status").asInt());
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(each.getKey())
                    .startsWith("text/html");
            if (answer.statusCode() != 404) {
                assertThat(answer.body())
                        .as(each.getKey())
                        .isEqualTo(real.path("body").asText());
            }
        }
    }

    @Test
    void anUpdateKeepsClientAndDeploymentAndMayBeRepeated() throws IOException {
        JsonNode capture = capture("08-dynreg-update-flow");
        String body = capture.path("POST update").path("request").path("body").asText();
        JsonNode first = JSON.readTree(post(token(""), body).body());
        String deployment = first.path(TOOL).path("deployment_id").asText();
        String update = token(deployment);
        assertThat(JSON.readTree(get(update).body())).isEqualTo(first);
        for (int i = 0; i < 2; i++) {
            assertThat(JSON.readTree(post(update, body).body())).isEqualTo(first);
        }
        assertThat(JSON.readTree(get(update).body())).isEqualTo(first);
    }

    @Test
    void whatAnUpdateIsAskedAndToldIsWhatMoodleToldFieldByField() throws IOException {
        JsonNode capture = capture("08-dynreg-update-flow");
        String body = capture.path("POST update").path("request").path("body").asText();
        String deployment = JSON.readTree(post(token(""), body).body())
                .path(TOOL)
                .path("deployment_id")
                .asText();
        String update = token(deployment);
        for (String name : List.of("GET", "POST update", "POST update again")) {
            JsonNode exchange = capture.path(name);
            var answer = name.equals("GET")
                    ? get(update)
                    : post(update, exchange.path("request").path("body").asText());
            JsonNode real = exchange.path("response");
            assertThat(answer.statusCode())
                    .as(name)
                    .isEqualTo(real.path("status").asInt());
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(name)
                    .isEqualToIgnoringCase(header(real, "Content-Type"));
            assertThat(told(answer.body()).toPrettyString())
                    .as("%s: the same members with the same types in the same order", name)
                    .isEqualTo(told(real.path("body").asText()).toPrettyString());
            JsonNode ours = JSON.readTree(answer.body());
            assertThat(ours.path("client_id").isTextual()).as(name).isTrue();
            assertThat(ours.path(TOOL).path("deployment_id").isTextual())
                    .as("%s: a text, though it is a number", name)
                    .isTrue();
        }
    }

    @Test
    void whatMoodleMakesOfARegistrationWeMakeOfIt() throws IOException {
        JsonNode exchange = capture("08-dynreg-update-flow").path("POST update");
        String body = exchange.path("request").path("body").asText();
        JsonNode real = JSON.readTree(exchange.path("response").path("body").asText());
        JsonNode asked = JSON.readTree(body);
        for (JsonNode told : List.of(real, JSON.readTree(post(token(""), body).body()))) {
            assertThat(told.has("contacts")).as("dropped").isFalse();
            assertThat(told.path(TOOL).path("version").asText()).as("added").isEqualTo("1.3.0");
            assertThat(told.path(TOOL).path("messages"))
                    .as("links to resources are not repeated, labels and placements are not kept")
                    .singleElement()
                    .satisfies(message -> assertThat(message.properties().stream()
                                    .map(Map.Entry::getKey)
                                    .toList())
                            .containsExactly("type", "target_link_uri"));
            assertThat(told.path(TOOL).path("custom_parameters").path("eq").asText())
                    .as("cut at the second sign of equality")
                    .isEqualTo("a");
            assertThat(asked.path(TOOL).path("custom_parameters").path("eq").asText())
                    .isEqualTo("a=b");
            assertThat(told.path("grant_types"))
                    .as("in an order of its own")
                    .extracting(JsonNode::asText)
                    .containsExactly("client_credentials", "implicit");
            assertThat(told.path(TOOL).path("claims"))
                    .as("in an order of its own")
                    .extracting(JsonNode::asText)
                    .containsExactly("sub", "iss", "name", "family_name", "given_name", "email");
        }
    }

    @Test
    void theTokenOfAnUpdateNamesTheToolAndLivesAnHour() throws IOException {
        JsonNode real = capture("08-dynreg-update-flow").path("token");
        String body = capture("08-dynreg-update-flow")
                .path("POST update")
                .path("request")
                .path("body")
                .asText();
        String deployment = JSON.readTree(post(token(""), body).body())
                .path(TOOL)
                .path("deployment_id")
                .asText();
        String[] parts = token(deployment).split("\\.");
        ObjectNode header = part(parts[0]);
        ObjectNode claims = part(parts[1]);
        assertThat(names(header)).isEqualTo(names(real.path(0)));
        assertThat(header.path("alg")).isEqualTo(real.path(0).path("alg"));
        assertThat(header.path("typ")).isEqualTo(real.path(0).path("typ"));
        assertThat(names(claims)).isEqualTo(names(real.path(1)));
        assertThat(claims.path("sub").asText()).isEqualTo(deployment);
        assertThat(real.path(1).path("sub").asText())
                .as("deployment_id of capture 04")
                .isEqualTo("2");
        assertThat(claims.path("scope")).isEqualTo(real.path(1).path("scope"));
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                .isEqualTo(real.path(1).path("exp").asLong()
                        - real.path(1).path("iat").asLong());
    }

    private static ObjectNode part(String encoded) throws IOException {
        return (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(encoded));
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static String header(JsonNode response, String name) {
        for (JsonNode each : response.path("headers")) {
            if (each.path(0).asText().equalsIgnoreCase(name)) {
                return each.path(1).asText();
            }
        }
        return "";
    }

    /** Without what every registration has of its own. */
    private static JsonNode told(String body) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(body);
        json.remove("client_id");
        ((ObjectNode) json.path(TOOL)).remove("deployment_id");
        return json;
    }

    /** As an administrator gets one, by beginning a registration. */
    private String token(String update) {
        var http = HttpClient.newHttpClient();
        try (http) {
            HttpRequest begin = HttpRequest.newBuilder(
                            URI.create(lms.url() + "/mod/lti/startltiadvregistration.php?as=2"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "address=https%3A%2F%2Ftool.test%2Fregister%3Ffoo%3D1&update=" + update))
                    .build();
            String location = http.send(begin, BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            assertThat(location).startsWith("https://tool.test/register?foo=1&openid_configuration=");
            return location.replaceAll(".*registration_token=", "");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> post(String token, String body) {
        return token.isEmpty()
                ? browser.postBody(PATH, body, "application/json")
                : browser.postBody(PATH, body, "application/json", "Authorization", "Bearer " + token);
    }

    private HttpResponse<String> get(String token) {
        return browser.get(PATH, "Authorization", "Bearer " + token);
    }

    private static JsonNode capture(String name) throws IOException {
        return JSON.readTree(CAPTURES.resolve(name + ".json").toFile());
    }
}
