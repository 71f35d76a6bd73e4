package dev.waymark.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.StatementFacts;
import dev.waymark.lrs.xapi.StatementPages;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What staff align is the activity in the course, whatever of it a plugin of Moodle tells of. */
class SubjectTest {

    private static final String MODULE = "https://moodle.test/mod/thing/view.php?id=15";

    @ParameterizedTest
    @CsvSource({
        // A lesson's session, a question in it, what a SCORM package plays, an attempt at a quiz, the module itself.
        "#lesson, https://xapi.edlm/profiles/edlm-lms/concepts/activity-types/lesson-session,"
                + " http://adlnet.gov/expapi/activities/lesson",
        "&pageid=1, http://adlnet.gov/expapi/activities/cmi.interaction, http://adlnet.gov/expapi/activities/lesson",
        "#sco, https://xapi.edlm/profiles/edlm-lms/concepts/activity-types/scorm-content-object,"
                + " http://adlnet.gov/expapi/activities/module",
        "#1, http://adlnet.gov/expapi/activities/attempt, http://adlnet.gov/expapi/activities/assessment",
    })
    void ofAPartOrAGoIsTheModule(String part, String type, String typeOfModule) throws Exception {
        assertThat(Subject.of(read(MODULE + part, type, typeOfModule)))
                .hasValueSatisfying(it -> assertThat(it.id().iri()).isEqualTo(MODULE));
    }

    private static StatementFacts read(String object, String type, String typeOfModule) throws Exception {
        String statement = """
                {"id":"11111111-2222-4333-8444-555555555555","stored":"2026-03-01T10:00:00Z",
                "actor":{"account":{"homePage":"https://moodle.test","name":"7"}},
                "verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},
                "object":{"id":"%s","definition":{"type":"%s"}},"result":{"completion":true},
                "context":{"extensions":{"http://lrs.learninglocker.net/define/extensions/info":
                {"event_name":"\\\\mod_x\\\\event\\\\y"}},
                "contextActivities":{"parent":[{"id":"%s","definition":{"type":"%s"}},
                {"id":"https://moodle.test/course/view.php?id=2","definition":
                {"type":"https://w3id.org/xapi/cmi5/activitytype/course"}}]}}}""".formatted(object, type, MODULE, typeOfModule);
        var page = StatementPages.read(("{\"statements\":[" + statement + "]}").getBytes(StandardCharsets.UTF_8));
        return StatementReading.rows(page.statements().getFirst(), "moodle")
                .getFirst()
                .facts();
    }
}
