package dev.waymark.lti.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.shared.ToolSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Moodle 4.5.6 says of itself, and what it took from a tool, as captured. */
@Tag("shared-data")
class MoodleRegistrationContractTest {

    private static final Path CAPTURES = Path.of("../shared/captures/moodle-4.5");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ToolFacts FACTS = new ToolFacts(
            new ToolSettings(URI.create("http://127.0.0.1:9090"), "0123456789012345678901234567890123", true, "."));

    @Test
    void readsTheConfigurationOfARealMoodle() throws IOException {
        var read = configuration();
        assertThat(read.issuer()).isEqualTo("http://127.0.0.1:8080");
        assertThat(read.registrationEndpoint()).hasPath("/mod/lti/openid-registration.php");
        assertThat(read.productFamily()).isEqualTo("moodle");
        assertThat(RegistrationRequest.wanted(read)).hasSize(5).noneMatch(scope -> scope.endsWith("noticehandlers"));
    }

    @Test
    void asksAsTheToolAskedWhomMoodleAccepted() throws IOException {
        JsonNode accepted = capture("04-dynreg-registration-request-response.json")
                .path("request")
                .path("json");
        JsonNode ours = JSON.readTree(RegistrationRequest.json(configuration(), FACTS));
        for (String required : List.of(
                "application_type",
                "response_types",
                "grant_types",
                "initiate_login_uri",
                "redirect_uris",
                "client_name",
                "jwks_uri",
                "token_endpoint_auth_method",
                "scope",
                RegistrationRequest.TOOL)) {
            assertThat(ours.path(required).getNodeType())
                    .as(required)
                    .isEqualTo(accepted.path(required).getNodeType());
        }
        assertThat(ours.path("application_type")).isEqualTo(accepted.path("application_type"));
        assertThat(ours.path("response_types")).isEqualTo(accepted.path("response_types"));
        assertThat(ours.path("token_endpoint_auth_method")).isEqualTo(accepted.path("token_endpoint_auth_method"));
        assertThat(ours.path(RegistrationRequest.TOOL).path("domain").asText())
                .as("with its port")
                .isEqualTo(
                        accepted.path(RegistrationRequest.TOOL).path("domain").asText());
        assertThat(List.of(ours.path("scope").asText().split(" ")))
                .containsExactlyInAnyOrder(accepted.path("scope").asText().split(" "));
    }

    @Test
    void doesNotBelieveAMoodleThatSpeaksForAnother() throws IOException {
        ObjectNode found = (ObjectNode) capture("01-openid-configuration.json").path("json");
        found.put("token_endpoint", "http://127.0.0.1:8081/token");
        assertThat(PlatformConfiguration.read(found, address()))
                .isInstanceOf(PlatformConfiguration.Reading.NotBelieved.class);
    }

    private static PlatformConfiguration configuration() throws IOException {
        var reading = PlatformConfiguration.read(
                capture("01-openid-configuration.json").path("json"), address());
        assertThat(reading).isInstanceOf(PlatformConfiguration.Reading.Read.class);
        return ((PlatformConfiguration.Reading.Read) reading).configuration();
    }

    private static URI address() {
        return URI.create("http://127.0.0.1:8080/mod/lti/openid-configuration.php");
    }

    private static JsonNode capture(String name) throws IOException {
        Path file = CAPTURES.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "the captures of a real Moodle are not on this machine");
        return JSON.readTree(Files.readString(file));
    }
}
