package dev.waymark.sandbox.lms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.sandbox.lrs.SandboxLrs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the practice LMS sends as a Moodle has the shape of what a real Moodle 4.5 sent. */
@Tag("shared-data")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MoodleShapeContractTest {

    private static final Path CAPTURES = Path.of("../shared/captures/moodle-4.5");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The sandbox has no basic outcomes and no settings service: nobody here speaks LTI 1.1. */
    private static final Set<String> LEFT_OUT = Set.of("https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome");

    private final ToolDouble tool = new ToolDouble();
    private final SandboxLrs lrs = SandboxLrs.start(0, Optional.empty());
    private final SandboxLms lms = SandboxLms.start(0, Optional.empty(), tool.url(), lrs.url(), Clock.systemUTC());
    private final LaunchFixture launches = new LaunchFixture(new Browser(lms.url()), tool.url());

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
    void theLoginHasTheSameFields() throws IOException {
        Set<String> real = new TreeSet<>();
        JSON.readTree(capture("10b").toFile())
                .path("form")
                .forEach(field -> real.add(field.path(0).asText()));
        assertThat(new TreeSet<>(launches.login("5", "").keySet())).isEqualTo(real);
    }

    @Test
    void aStudentsLaunchHasTheSameClaimsOfTheSameKinds() throws IOException {
        assertThat(shape(sandbox("5"))).isEqualTo(shape(real("10d")));
    }

    @Test
    void aTeachersLaunchHasTheSameClaimsOfTheSameKinds() throws IOException {
        assertThat(shape(sandbox("3"))).isEqualTo(shape(real("11d")));
    }

    @Test
    void anAdministratorsLaunchNamesTheSameRoles() throws IOException {
        String roles = "https://purl.imsglobal.org/spec/lti/claim/roles";
        assertThat(sandbox("2").path(roles)).isEqualTo(real("13d").path(roles));
    }

    @Test
    void aRequestToChooseHasTheSameClaimsOfTheSameKinds() throws IOException {
        assertThat(shape(begun("/mod/lti/contentitem.php?as=3"))).isEqualTo(shape(real("20d")));
    }

    @Test
    void aReviewHasTheSameClaimsOfTheSameKinds() throws IOException {
        assertThat(shape(begun("/mod/lti/launch.php?id=16&action=gradeReport&user=5&as=3")))
                .isEqualTo(shape(real("23d")));
    }

    private JsonNode begun(String address) throws IOException {
        var login = Browser.fields(new Browser(lms.url()).get(address));
        return payload(Browser.fields(launches.authorize(launches.authorization(login)))
                .get("id_token"));
    }

    private JsonNode sandbox(String person) throws IOException {
        return payload(launches.launch(person, "").get("id_token"));
    }

    private static JsonNode real(String number) throws IOException {
        for (JsonNode field : JSON.readTree(capture(number).toFile()).path("form")) {
            if (field.path(0).asText().equals("id_token")) {
                return payload(field.path(1).asText());
            }
        }
        throw new IllegalStateException("no id_token in " + number);
    }

    private static Path capture(String number) throws IOException {
        try (var files = Files.list(CAPTURES)) {
            return files.filter(path -> path.getFileName().toString().startsWith(number + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static JsonNode payload(String token) throws IOException {
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    /** Names and kinds, two levels deep; what an administrator chose for himself in custom is his. */
    private static Map<String, String> shape(JsonNode claims) {
        Map<String, String> shape = new TreeMap<>();
        claims.fields().forEachRemaining(claim -> {
            if (!LEFT_OUT.contains(claim.getKey())) {
                shape.put(claim.getKey(), kind(claim.getKey(), claim.getValue()));
            }
        });
        return shape;
    }

    private static String kind(String name, JsonNode value) {
        if (!value.isObject() || name.endsWith("/custom")) {
            return value.getNodeType().name();
        }
        Map<String, String> members = new TreeMap<>();
        value.fields()
                .forEachRemaining(member -> members.put(
                        member.getKey(), member.getValue().getNodeType().name()));
        return members.toString();
    }
}
