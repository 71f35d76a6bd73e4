package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.EvidenceKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionsTest {

    private static final String ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment";
    private static final String PAGE = "https://w3id.org/xapi/acrossx/activities/page";

    private final Suggestions suggestions = BundledContent.read().suggestions();

    @ParameterizedTest
    @CsvSource({
        "Quiz 2: Prompting,C03",
        "Asking well,C03",
        "PROMPTS for beginners,C03",
        "Checking what comes back,C04",
        "Alucinaciones: un test,C04",
        "Protección de datos,C08",
        "Proteccion de datos,C08",
        "Datenschutz im Alltag,C08",
        "Prüfung: Grundlagen,C01",
        "What AI is and is not,C01",
        "Data privacy,C08",
        "Reading data and charts,C05",
        "Ethics & AI: a test,C07",
        "Automatisierung von Routinen,C06",
        "Introduction to prompting,C03",
        "Use-case hunt,C02"
    })
    void suggestsTheCompetencyThatTheNameSpeaksOf(String name, String competency) {
        assertThat(suggest(ASSESSMENT, name)).hasValueSatisfying(alignment -> {
            assertThat(alignment.competencies()).hasToString("[" + competency + "@2]");
            assertThat(alignment.weight()).isEqualTo(.5);
            assertThat(alignment.kind()).isEqualTo(EvidenceKind.ASSESSMENT);
            assertThat(alignment.suggested()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Quiz 1: Linear equations", "Database design", "Prompter", "Métricas", "知识测验"})
    void fallsBackToTheEntryCompetencyAtAQuarterWhenTheNameSaysNothing(String name) {
        assertThat(suggest(ASSESSMENT, name)).hasValueSatisfying(alignment -> {
            assertThat(alignment.competencies()).hasToString("[C01@2]");
            assertThat(alignment.weight()).isEqualTo(.25);
            assertThat(alignment.suggested()).isTrue();
        });
    }

    @Test
    void fallsBackWhenThereIsNoName() {
        assertThat(suggestions.suggest(new SeenActivity(
                        new ActivityId("https://lms.test/q/1"), Optional.of(ASSESSMENT), Optional.empty())))
                .map(Alignment::weight)
                .contains(.25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://adlnet.gov/expapi/activities/assessment",
                "https://adlnet.gov/expapi/activities/assessment",
                "http://adlnet.gov/expapi/activities/module",
                "http://adlnet.gov/expapi/activities/lesson",
                "http://adlnet.gov/expapi/activities/simulation",
                "https://xapi.edlm/profiles/edlm-lms/concepts/activity-types/assignment",
                "https://w3id.org/xapi/tla/activity-types/assessment"
            })
    void takesEveryTypeThatAsksSomethingOfPeople(String type) {
        assertThat(suggest(type, "Final")).map(Alignment::kind).contains(EvidenceKind.ASSESSMENT);
    }

    @Test
    void tellsAnInteractivePackageFromAVideoOfTheSameType() {
        String media = "http://adlnet.gov/expapi/activities/media";

        assertThat(suggestions.suggest(new SeenActivity(
                        new ActivityId("https://lms.test/mod/h5pactivity/view.php?id=16"),
                        Optional.of(media),
                        Optional.of("Quick check"))))
                .map(Alignment::kind)
                .contains(EvidenceKind.ASSESSMENT);
        assertThat(suggest(media, "Quick check")).isEmpty();
        assertThat(suggest(media, "Data privacy in five minutes"))
                .map(Alignment::kind)
                .contains(EvidenceKind.EXPOSURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PAGE,
                "https://w3id.org/xapi/video/activity-type/video",
                "http://id.tincanapi.com/activitytype/book",
                "http://adlnet.gov/expapi/activities/link"
            })
    void readingAndWatchingIsExposureAndOnlyWhenTheNameSaysOfWhat(String type) {
        assertThat(suggest(type, "Ethics in practice")).hasValueSatisfying(alignment -> {
            assertThat(alignment.kind()).isEqualTo(EvidenceKind.EXPOSURE);
            assertThat(alignment.competencies()).hasToString("[C07@2]");
            assertThat(alignment.weight()).isEqualTo(.5);
        });
        assertThat(suggest(type, "Welcome")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://adlnet.gov/expapi/activities/attempt",
                "http://adlnet.gov/expapi/activities/cmi.interaction",
                "http://adlnet.gov/expapi/activities/question",
                "http://adlnet.gov/expapi/activities/interaction",
                "http://adlnet.gov/expapi/activities/objective",
                "http://adlnet.gov/expapi/activities/course",
                "https://w3id.org/xapi/cmi5/activitytype/course",
                "https://w3id.org/xapi/cmi5/activities/course",
                "https://w3id.org/xapi/cmi5/activities/block",
                "http://id.tincanapi.com/activitytype/section",
                "http://id.tincanapi.com/activitytype/lms",
                "http://id.tincanapi.com/activitytype/discussion",
                "http://id.tincanapi.com/activitytype/forum-reply",
                "http://id.tincanapi.com/activitytype/chapter",
                "http://activitystrea.ms/schema/1.0/review",
                "https://xapi.edlm/profiles/edlm-lms/concepts/activity-types/forum",
                "https://xapi.edlm/profiles/edlm-lms/concepts/activity-types/submission",
                "https://xapi.edlm/profiles/edlm-lms/concepts/activity-types/scorm-content-object",
                "https://xapi.edlm/profiles/edlm-lms/concepts/activity-types/feedback",
                "https://xapi.edlm/profiles/edlm-lms/concepts/activity-types/badge",
                "https://w3id.org/xapi/tla/activity-types/competency"
            })
    void neverSuggestsForWhatIsNoActivityOfACourse(String type) {
        assertThat(suggest(type, "Prompting")).isEmpty();
    }

    @Test
    void neverSuggestsForAnActivityOfUnknownType() {
        assertThat(suggestions.suggest(new SeenActivity(
                        new ActivityId("https://lms.test/x"), Optional.empty(), Optional.of("Prompting quiz"))))
                .isEmpty();
    }

    @Test
    void neverSuggestsThatSomethingIsPracticalOrCountsMoreThanHalf() {
        for (String name : List.of("Prompting project", "My work", "Quiz", "Ethics")) {
            for (String type : List.of(ASSESSMENT, PAGE)) {
                suggest(type, name).ifPresent(alignment -> {
                    assertThat(alignment.kind()).isNotEqualTo(EvidenceKind.PRACTICAL);
                    assertThat(alignment.weight()).isLessThanOrEqualTo(.5);
                });
            }
        }
    }

    @Test
    void hasWordsForEveryCompetencyInThreeLanguages() {
        var rules = JsonText.read(Documents.bundled().text(Part.SUGGESTIONS), Suggestions.Rules.class);

        assertThat(rules.words().stream().map(words -> words.competency))
                .containsExactlyInAnyOrderElementsOf(
                        BundledContent.read().published().framework().competencies().stream()
                                .map(Object::toString)
                                .toList());
        assertThat(rules.words())
                .allSatisfy(words -> assertThat(words.byLanguage).containsOnlyKeys("en", "es", "de"));
    }

    private Optional<Alignment> suggest(String type, String name) {
        return suggestions.suggest(new SeenActivity(
                new ActivityId("https://lms.test/mod/view.php?id=7"), Optional.of(type), Optional.of(name)));
    }
}
