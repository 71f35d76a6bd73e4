package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.shared.SettingRefused;
import dev.waymark.shared.TenantId;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole starts, each with a configuration folder of its own. */
@Tag("storage")
class ContentAtStartTest {

    private static final SeenActivity QUIZ = new SeenActivity(
            new ActivityId("http://127.0.0.1:8081/mod/quiz/view.php?id=13"),
            Optional.of("http://adlnet.gov/expapi/activities/assessment"),
            Optional.of("Asking well"));

    @TempDir
    Path folder;

    @Test
    void startsWithThePracticeCourseSettled() {
        try (var context = start(Map.of("waymark.lti-config", "lti-config/sandbox"))) {
            assertThat(alignmentIn(context))
                    .hasValueSatisfying(
                            alignment -> assertThat(alignment.suggested()).isFalse());
        }
    }

    @Test
    void suggestsWhereNobodyHasSettled() {
        try (var context = start(Map.of("waymark.lti-config", folder.toString()))) {
            assertThat(alignmentIn(context))
                    .hasValueSatisfying(
                            alignment -> assertThat(alignment.suggested()).isTrue());
        }
    }

    @Test
    void countsNothingUntilItIsSettledIfTheAdministratorSaysSo() {
        try (var context =
                start(Map.of("waymark.lti-config", folder.toString(), "waymark.alignments.suggest", "false"))) {
            assertThat(alignmentIn(context)).isEmpty();
        }
    }

    @Test
    void doesNotStartWithAFileThatCannotBeUsed() throws IOException {
        Files.createDirectory(folder.resolve("alignments"));
        Files.writeString(folder.resolve("alignments/course.json"), "{\"alignments\": [{\"kind\": \"nothing\"}]}");

        assertThatThrownBy(() -> start(Map.of("waymark.lti-config", folder.toString())))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("course.json cannot be used: field /alignments/0: ")
                .hasMessageContaining("'activity'");
    }

    @Test
    void startsWithTheItemsOfThePracticeCourseInTheCatalogue() {
        try (var context = start(Map.of("waymark.lti-config", "lti-config/sandbox"))) {
            var published = context.getBean(Configurations.class).inForce(TenantId.FIRST);
            assertThat(published.version()).matches("ai-upskilling/1\\+[0-9a-f]{12}");
            assertThat(published.items())
                    .anySatisfy(item -> assertThat(item.activity()).contains(QUIZ.id()));
        }
    }

    @Test
    void doesNotStartWithALearningItemThatCannotBeUsed() throws IOException {
        Files.createDirectory(folder.resolve("catalogue"));
        Files.writeString(folder.resolve("catalogue/own.json"), "{\"items\": [{\"id\": \"one\"}]}");

        assertThatThrownBy(() -> start(Map.of("waymark.lti-config", folder.toString())))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("own.json cannot be used: field /items/0: ")
                .hasMessageContaining("'teaches'");
    }

    private static Optional<Alignment> alignmentIn(ApplicationContext context) {
        return context.getBean(Configurations.class).alignmentOf(TenantId.FIRST, QUIZ);
    }

    private static ApplicationContext start(Map<String, Object> properties) {
        return ApplicationContext.run(properties, "test");
    }
}
