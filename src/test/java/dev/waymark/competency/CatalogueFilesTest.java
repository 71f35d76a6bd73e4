package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.competency.AlignmentDecisions.Decision;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.plan.PlanRequest;
import dev.waymark.engine.plan.Planner;
import dev.waymark.shared.SettingRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueFilesTest {

    private static final Path PRACTICE = Path.of("lti-config/sandbox");

    @TempDir
    Path folder;

    private final Published bundled = BundledContent.read().published();
    private final CatalogueFiles files = new CatalogueFiles(bundled);

    @Test
    void theItemsOfThePracticeCourseTeachWhatTheirActivitiesCountFor() {
        Map<String, Alignment> alignments = new AlignmentFiles(bundled.framework())
                .read(PRACTICE.resolve("alignments")).stream()
                        .map(Decision::alignment)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toMap(each -> each.activity().iri(), each -> each));

        List<LearningItem> items = practiceItems();

        assertThat(items.stream().map(item -> item.activity().orElseThrow().iri()))
                .containsExactlyInAnyOrderElementsOf(alignments.keySet());
        assertThat(items).allSatisfy(item -> {
            Alignment alignment = alignments.get(item.activity().orElseThrow().iri());
            assertThat(item.teaches().keySet()).isEqualTo(alignment.competencies());
            assertThat(item.practical()).isEqualTo(alignment.kind() == EvidenceKind.PRACTICAL);
            assertThat(item.minutes()).isBetween(10, 60);
        });
    }

    @Test
    void theItemsOfThePracticeCourseStandOnThePathOfANewcomer() {
        Published published = practice();
        var request = new PlanRequest(
                published.framework(),
                published.baseline(),
                new TreeMap<>(),
                new TreeMap<>(),
                published.items(),
                Choices.DEFAULT,
                LearningPath.EMPTY);

        List<LearningItemId> steps = new Planner()
                .plan(request).steps().stream().map(LearningPath.Step::item).toList();

        assertThat(steps)
                .contains(
                        new LearningItemId("practice-how-an-assistant-makes-text"),
                        new LearningItemId("practice-what-ai-is-and-is-not"),
                        new LearningItemId("practice-asking-well"),
                        new LearningItemId("practice-checking-what-comes-back"));
    }

    @Test
    void theWordsOfThePracticeCourseAreThereInBothLanguages() {
        Published published = practice();
        for (LearningItem item : practiceItems()) {
            var english = published.words().item(item.id(), Locale.ENGLISH);
            var spanish = published.words().item(item.id(), Locale.of("es"));
            assertThat(spanish.title()).isNotBlank().isNotEqualTo(english.title());
            assertThat(spanish.task()).isNotBlank().isNotEqualTo(english.task());
            assertThat(spanish.doneWhen()).isNotBlank().isNotEqualTo(english.doneWhen());
        }
    }

    @Test
    void isTheSameToTheLetterHoweverTheItemsAreSpreadAndLaidOut() throws IOException {
        write("a.json", item("b", "\"minutes\":15"), item("a", "\"minutes\":20"));
        Optional<String> oneFile = files.read(folder);
        Files.delete(folder.resolve("a.json"));
        write("x.json", item("a", "\"minutes\"  :  20"));
        write("y.json", item("b", "\"minutes\":15"));

        assertThat(oneFile).isPresent();
        assertThat(files.read(folder)).isEqualTo(oneFile);
        write("y.json", item("b", "\"minutes\":16"));
        assertThat(files.read(folder)).isNotEqualTo(oneFile);
    }

    @Test
    void hasNothingWhereThereAreNoFiles() throws IOException {
        Files.copy(Path.of("lti-config/catalogue/catalogue.schema.json"), folder.resolve("catalogue.schema.json"));
        Files.writeString(folder.resolve("README.md"), "# not JSON");

        assertThat(files.read(folder)).isEmpty();
        assertThat(files.read(folder.resolve("absent"))).isEmpty();
    }

    @Test
    void hasTheSameSchemaInTheFolderAndOnTheClassPath() throws IOException {
        assertThat(Files.readString(Path.of("lti-config/catalogue/catalogue.schema.json"))
                        .replace("\r\n", "\n"))
                .isEqualTo(Documents.schemaOf(Part.OWN_ITEMS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "minutes":3                                    | /items/0/minutes       | minimum value of 5
            "minutes":15,"activity":"quiz 1"               | /items/0/activity      | pattern
            "minutes":15,"address":"ftp://x.test/"         | /items/0/address       | pattern
            "minutes":15,"address":"https://x.test/%zz"    | /items/0/address       | expected an address on the web, found https://x.test/%zz
            "minutes":15,"teaches":{"C77@2":0.5}           | /items/0/teaches/C77@2 | expected a competency of framework ai-upskilling/1, found C77@2
            "minutes":15,"teaches":{"C01@2":0}             | /items/0/teaches/C01@2 | exclusive minimum
            "minutes":15,"task":{"en":"Do it."}            | /items/0/task          | 'es'
            "minutes":15,"title":{"es":"Uno"}              | /items/0/title         | 'en'
            "minutes":15,"id":"c01-t2-learns-or-follows"   | /items/0/id            | found c01-t2-learns-or-follows before in the catalogue that comes with Waymark
            "minutes":15,"method":"film"                   | /items/0/method        | microlearning
            "minutes":15,"sort":"quiz"                     | /items/0               | 'sort'
            """)
    void refusesAFileWithItsNameTheFieldAndTheReason(String fields, String field, String reason) {
        write("own.json", item("one", fields));

        assertThatThrownBy(() -> files.read(folder))
                .isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith("The catalogue file " + folder.resolve("own.json") + " cannot be used: ")
                .hasMessageContaining("field " + field + ": ")
                .hasMessageContaining(reason);
    }

    @Test
    void refusesAnIdThatStandsInTwoFiles() {
        write("a.json", item("one", "\"minutes\":15"));
        write("b.json", item("one", "\"minutes\":15"));

        assertThatThrownBy(() -> files.read(folder))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining(
                        "b.json cannot be used: field /items/0/id: each id stands once, found one before in"
                                + " file a.json");
    }

    private List<LearningItem> practiceItems() {
        return practice().items().stream()
                .filter(item -> item.activity().isPresent())
                .toList();
    }

    private Published practice() {
        return BundledContent.accepted(BundledContent.READER.read(
                        Documents.bundled().withOwnItems(files.read(PRACTICE.resolve("catalogue")))))
                .published();
    }

    private void write(String name, String... items) {
        try {
            Files.writeString(folder.resolve(name), "{\"items\": [" + String.join(",\n  ", items) + "]}");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** An item that can be used, but for what the given fields say instead. */
    private static String item(String id, String fields) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "id", "\"" + id + "\"",
                "teaches", "{\"C01@2\":0.5}",
                "method", "\"quiz\"",
                "practical", "false",
                "title", "{\"en\":\"One\",\"es\":\"Uno\"}",
                "task", "{\"en\":\"Do it.\",\"es\":\"Hazlo.\"}",
                "doneWhen", "{\"en\":\"Done.\",\"es\":\"Hecho.\"}"));
        new TreeSet<>(all.keySet())
                .stream().filter(name -> fields.contains("\"" + name + "\":")).forEach(all::remove);
        return all.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
                .collect(Collectors.joining(",", "{" + fields + ",", "}"));
    }
}
