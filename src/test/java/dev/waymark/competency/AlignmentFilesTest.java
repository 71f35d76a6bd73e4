package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.competency.AlignmentDecisions.Decision;
import dev.waymark.engine.model.Alignment;
import dev.waymark.shared.SettingRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentFilesTest {

    @TempDir
    Path folder;

    private final AlignmentFiles files =
            new AlignmentFiles(BundledContent.read().published().framework());

    @Test
    void readsWhatTheActivitiesOfThePracticeCourseCountFor() {
        List<Decision> decisions = files.read(Path.of("lti-config/sandbox/alignments"));

        assertThat(decisions).allSatisfy(each -> assertThat(each.by()).isEqualTo("file practice-course.json"));
        assertThat(decisions.stream().map(AlignmentFilesTest::inBrief))
                .containsExactly(
                        "/mod/assign/view.php?id=14 PRACTICAL [C03@3, C09@2]",
                        "/mod/lti/view.php?id=16 nothing",
                        "/mod/page/view.php?id=11 EXPOSURE [C01@2]",
                        "/mod/quiz/view.php?id=12 ASSESSMENT [C01@2]",
                        "/mod/quiz/view.php?id=13 ASSESSMENT [C03@2]",
                        "/mod/scorm/view.php?id=15 ASSESSMENT [C04@2]");
    }

    @Test
    void takesAWeightOfOneWhereNoneIsGivenAndTheGivenOneOtherwise() {
        write(
                "a.json",
                "{\"activity\":\"x:1\",\"kind\":\"assessment\",\"competencies\":[{\"id\":\"C01\",\"tier\":2}]}");
        write(
                "b.json",
                "{\"activity\":\"x:2\",\"kind\":\"practical\",\"weight\":0.4,"
                        + "\"competencies\":[{\"id\":\"C02\",\"tier\":4}]}");

        assertThat(files.read(folder).stream()
                        .map(Decision::alignment)
                        .flatMap(Optional::stream)
                        .map(Alignment::weight))
                .containsExactly(1.0, .4);
    }

    @Test
    void leavesTheSchemaAndOtherFilesOfTheFolderAlone() throws IOException {
        Files.copy(Path.of("lti-config/alignments/alignment.schema.json"), folder.resolve("alignment.schema.json"));
        Files.writeString(folder.resolve("README.md"), "# not JSON");

        assertThat(files.read(folder)).isEmpty();
        assertThat(files.read(folder.resolve("absent"))).isEmpty();
    }

    @Test
    void hasTheSameSchemaInTheFolderAndOnTheClassPath() throws IOException {
        assertThat(Files.readString(Path.of("lti-config/alignments/alignment.schema.json"))
                        .replace("\r\n", "\n"))
                .isEqualTo(Documents.resource("/content/alignment.schema.json"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind":"assessment","competencies":[{"id":"C01","tier":2}]}                                  | /alignments/0 | 'activity'
            {"activity":"x:1","competencies":[{"id":"C01","tier":2}]}                                      | /alignments/0 | 'kind'
            {"activity":"quiz 1","kind":"assessment","competencies":[{"id":"C01","tier":2}]}              | /alignments/0/activity | pattern
            {"activity":"x:1","kind":"exam","competencies":[{"id":"C01","tier":2}]}                       | /alignments/0/kind | assessment
            {"activity":"x:1","kind":"assessment","competencies":[{"id":"C01","tier":5}]}                 | /alignments/0/competencies/0/tier | maximum value of 4
            {"activity":"x:1","kind":"assessment","competencies":[{"id":"C01"}]}                          | /alignments/0/competencies/0 | 'tier'
            {"activity":"x:1","kind":"assessment","competencies":[]}                                      | /alignments/0/competencies | at least 1
            {"activity":"x:1","kind":"assessment"}                                                        | /alignments/0/competencies | expected one or more for kind assessment, found none
            {"activity":"x:1","kind":"assessment","competencies":[{"id":"C77","tier":2}]}                 | /alignments/0/competencies/0/id | expected a competency of framework ai-upskilling/1, found C77
            {"activity":"x:1","kind":"practical","competencies":[{"id":"C01","tier":2},{"id":"C01","tier":3}]} | /alignments/0/competencies/1/id | found C01 twice
            {"activity":"x:1","kind":"assessment","weight":0,"competencies":[{"id":"C01","tier":2}]}      | /alignments/0/weight | exclusive minimum
            {"activity":"x:1","kind":"assessment","weight":1.5,"competencies":[{"id":"C01","tier":2}]}    | /alignments/0/weight | maximum value of 1
            {"activity":"x:1","kind":"assessment","wait":1,"competencies":[{"id":"C01","tier":2}]}        | /alignments/0 | 'wait'
            {"activity":"x:1","kind":"nothing","weight":1}                                                | /alignments/0/kind | has no competencies and no weight
            {"activity":"x:1","kind":"nothing"},{"activity":"x:1","kind":"nothing"}                       | /alignments/1/activity | each activity stands once, found x:1 before in file course.json
            """)
    void refusesAFileWithItsNameTheFieldAndTheReason(String entries, String field, String reason) {
        write("course.json", entries);

        assertThatThrownBy(() -> files.read(folder))
                .isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith("The alignments file " + folder.resolve("course.json") + " cannot be used: ")
                .hasMessageContaining("field " + field + ": ")
                .hasMessageContaining(reason);
    }

    @Test
    void refusesAnActivityThatStandsInTwoFiles() {
        write("a.json", "{\"activity\":\"x:1\",\"kind\":\"nothing\"}");
        write("b.json", "{\"activity\":\"x:1\",\"kind\":\"nothing\"}");

        assertThatThrownBy(() -> files.read(folder))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("b.json")
                .hasMessageContaining("found x:1 before in file a.json");
    }

    @Test
    void refusesAFileThatIsNoJsonWithThePlaceWhereItBreaks() throws IOException {
        Files.writeString(folder.resolve("broken.json"), "{\n  \"alignments\": [,]\n}");

        assertThatThrownBy(() -> files.read(folder))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("broken.json")
                .hasMessageContaining("line 2, column ");
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Files.write(
                folder.resolve("latin.json"), "{\"alignments\": [] , \"ñ\": 1}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> files.read(folder))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("latin.json")
                .hasMessageContaining("it is not UTF-8");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Files.writeString(folder.resolve("empty.json"), "");

        assertThatThrownBy(() -> files.read(folder))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("empty.json");
    }

    private void write(String name, String entries) {
        try {
            Files.writeString(folder.resolve(name), "{\"alignments\": [" + entries + "]}");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String inBrief(Decision decision) {
        String activity = decision.activity().iri().substring("http://127.0.0.1:8081".length());
        return activity
                + decision.alignment()
                        .map(alignment -> " " + alignment.kind() + " " + alignment.competencies())
                        .orElse(" nothing");
    }
}
