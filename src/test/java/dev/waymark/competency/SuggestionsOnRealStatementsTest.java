package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.EvidenceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real mathematics course that nobody has mapped: what would count, and what must not. */
@Tag("shared-data")
class SuggestionsOnRealStatementsTest {

    private static final Path STATEMENTS = Path.of("../shared/data/xapi/moodle-stream/statements.jsonl");

    @Test
    void ofAWholeCourseOnlyWhatAsksSomethingOfPeopleIsSuggested() throws IOException {
        assumeThat(STATEMENTS)
                .as("the shared statements are beside the project")
                .exists();
        Map<String, SeenActivity> seen = new TreeMap<>();
        for (String line : Files.readAllLines(STATEMENTS)) {
            collect(new ObjectMapper().readTree(line), seen);
        }
        Suggestions suggestions = BundledContent.read().suggestions();

        Map<String, EvidenceKind> suggested = new TreeMap<>();
        seen.values()
                .forEach(activity -> suggestions
                        .suggest(activity)
                        .ifPresent(alignment -> suggested.put(pathOf(activity), alignment.kind())));

        assertThat(seen).hasSizeGreaterThan(100);
        assertThat(suggested.keySet().stream()
                        .map(path -> path.replaceAll("\\?.*", ""))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "/mod/assign/view.php",
                        "/mod/h5pactivity/view.php",
                        "/mod/lesson/view.php",
                        "/mod/quiz/view.php",
                        "/mod/scorm/view.php");
        assertThat(suggested.values()).containsOnly(EvidenceKind.ASSESSMENT);
    }

    private static String pathOf(SeenActivity activity) {
        return activity.id().iri().replaceFirst("^https?://[^/]+", "");
    }

    private static void collect(JsonNode node, Map<String, SeenActivity> seen) {
        JsonNode definition = node.path("definition");
        if (definition.isObject() && node.path("id").isTextual()) {
            String id = node.path("id").asText();
            seen.put(
                    id,
                    new SeenActivity(
                            new ActivityId(id),
                            Optional.ofNullable(definition.path("type").textValue()),
                            Optional.ofNullable(
                                    definition.path("name").path("en").textValue())));
        }
        node.forEach(child -> collect(child, seen));
    }
}
