package dev.waymark.lti.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.shared.ToolSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CanvasConfigTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theFileInTheFolderIsWhatWeServeForAnExamplesHost() throws IOException {
        assertThat(JSON.readTree(Files.readString(Path.of("lti-config/canvas/developer-key.json"))))
                .isEqualTo(served("https://waymark.example.org"));
    }

    @Test
    void namesTheRealHostAndAllThatCanvasNeeds() throws IOException {
        JsonNode served = served("https://tool.test:8443");
        assertThat(served.toString()).doesNotContain("example.org");
        assertThat(served.path("oidc_initiation_url").asText()).isEqualTo("https://tool.test:8443/lti/login");
        assertThat(served.path("public_jwk_url").asText()).isEqualTo("https://tool.test:8443/lti/jwks");
        assertThat(served.path("scopes")).hasSize(ToolFacts.SCOPES.size());
        JsonNode extension = served.path("extensions").get(0);
        assertThat(extension.path("privacy_level").asText()).isEqualTo("name_only");
        assertThat(extension.path("domain").asText()).isEqualTo("tool.test:8443");
        assertThat(extension.path("settings").path("placements").findValuesAsText("placement"))
                .containsExactly("course_navigation", "assignment_selection", "link_selection", "editor_button");
        served.path("custom_fields")
                .forEach(value -> assertThat(value.isTextual()).isTrue());
    }

    @Test
    void theIconsThatItNamesAreThere() {
        for (String name : new String[] {"icon.svg", "icon-128.png"}) {
            assertThat(Objects.requireNonNull(CanvasConfigTest.class.getResource("/assets/" + name)))
                    .isNotNull();
        }
    }

    private static JsonNode served(String host) throws IOException {
        var settings = new ToolSettings(URI.create(host), "0123456789012345678901234567890123", false, ".");
        return JSON.readTree(CanvasConfigController.json(new ToolFacts(settings)));
    }
}
