package dev.waymark.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.map.Deed;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.lrs.xapi.Statement;
import dev.waymark.lrs.xapi.StatementPage;
import dev.waymark.lrs.xapi.StatementPages;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements as systems write them of which there is no sample here, written by hand from what they publish. */
class StatementsOfManySystemsTest {

    private static final String ADL = "http://adlnet.gov/expapi/verbs/";
    private static final String TYPES = "http://adlnet.gov/expapi/activities/";

    /**
     * @param rest further fields of the statement, with a comma before them
     * @param reading expected source, a blank, and deed in lower case, or {@code unknown}
     */
    record Sample(String system, String verb, String id, String type, String rest, String reading) {
        @Override
        public String toString() {
            return system + ": " + verb.substring(verb.lastIndexOf('/') + 1);
        }

        String json() {
            return "{\"id\":\"00000000-0000-4000-8000-000000000001\",\"actor\":{\"mbox\":\"mailto:a@x.test\"},\"verb\":{\"id\":\""
                    + verb + "\"},\"object\":{\"id\":\"" + id + "\",\"definition\":{\"type\":\"" + type + "\"}}"
                    + rest + ",\"timestamp\":\"2026-03-01T10:00:00Z\",\"stored\":\"2026-03-01T10:00:01Z\"}";
        }
    }

    private static Sample of(String system, String verb, String type, String rest, String reading) {
        return new Sample(system, verb, "https://content.test/activity/1", type, rest, reading);
    }

    private static String category(String iri) {
        return ",\"context\":{\"contextActivities\":{\"category\":[{\"id\":\"" + iri + "\"}]}}";
    }

    private static String score(String fields) {
        return ",\"result\":{\"score\":{" + fields + "}}";
    }

    private static String cmi5(String moveOn) {
        return ",\"result\":{\"score\":{\"scaled\":0.8},\"success\":true,\"duration\":\"PT1M\"},\"context\":{\"registration\":"
                + "\"00000000-0000-4000-8000-000000000002\",\"contextActivities\":{\"category\":["
                + "{\"id\":\"https://w3id.org/xapi/cmi5/context/categories/cmi5\"},"
                + "{\"id\":\"https://w3id.org/xapi/cmi5/context/categories/moveon\"}]},\"extensions\":{"
                + "\"https://w3id.org/xapi/cmi5/context/extensions/sessionid\":\"s-1\","
                + "\"https://w3id.org/xapi/cmi5/context/extensions/masteryscore\":0.7,"
                + "\"https://w3id.org/xapi/cmi5/context/extensions/moveon\":\"" + moveOn + "\"}}";
    }

    private static String moodle(String event) {
        return ",\"context\":{\"extensions\":{\"http://lrs.learninglocker.net/define/extensions/info\":{\"event_name\":\""
                + event.replace("\\", "\\\\") + "\"}}}";
    }

    static Stream<Sample> samples() {
        String video = category("https://w3id.org/xapi/video");
        String scorm = category("https://w3id.org/xapi/scorm");
        String h5p = category("http://h5p.org/libraries/H5P.InteractiveVideo-1.26");
        String edx = ",\"context\":{\"extensions\":{\"https://w3id.org/xapi/openedx/extension/transformer-version\":"
                + "\"event-routing-backends@9.0.1\"}}";
        String played = ",\"result\":{\"completion\":true,\"extensions\":{\"https://w3id.org/xapi/video/extensions/"
                + "played-segments\":\"0[.]98\",\"https://w3id.org/xapi/video/extensions/progress\":0.98}},\"context\":{"
                + "\"contextActivities\":{\"category\":[{\"id\":\"https://w3id.org/xapi/video\"}]},\"extensions\":{"
                + "\"https://w3id.org/xapi/video/extensions/length\":100}}";
        return Stream.of(
                of("SCORM Cloud", ADL + "initialized", TYPES + "lesson", scorm, "scorm begun"),
                of("SCORM Cloud", ADL + "completed", TYPES + "course", score("\"scaled\":0.9"), "other completed"),
                of("SCORM Cloud", ADL + "responded", TYPES + "cmi.interaction", scorm, "scorm answered"),
                of("SCORM Cloud", ADL + "terminated", TYPES + "lesson", scorm, "scorm begun"),
                of("Rustici Engine", ADL + "passed", TYPES + "lesson", scorm, "scorm passed"),
                of("Rustici Engine", ADL + "failed", TYPES + "lesson", scorm, "scorm failed"),
                of("Rustici Engine", ADL + "suspended", TYPES + "attempt", scorm, "scorm begun"),
                of(
                        "Rustici Engine",
                        ADL + "scored",
                        TYPES + "lesson",
                        ",\"result\":{\"score\":{\"raw\":8,\"max\":10}}" + scorm,
                        "scorm scored"),
                of(
                        "Storyline",
                        ADL + "answered",
                        TYPES + "cmi.interaction",
                        ",\"result\":{\"success\":true}",
                        "other answered"),
                of("Storyline", ADL + "experienced", TYPES + "module", "", "other exposed"),
                of(
                        "Storyline",
                        ADL + "passed",
                        TYPES + "course",
                        score("\"scaled\":1,\"raw\":100,\"min\":0,\"max\":100"),
                        "other passed"),
                of("Storyline", ADL + "attempted", TYPES + "course", "", "other begun"),
                of("Rise", ADL + "progressed", TYPES + "course", "", "other progressed"),
                of("Rise", ADL + "completed", "http://adlnet.gov/expapi/activities/course", "", "other completed"),
                of("Rise", ADL + "left", TYPES + "course", "", "other administrative"),
                of(
                        "Captivate",
                        ADL + "answered",
                        TYPES + "question",
                        ",\"result\":{\"success\":false}",
                        "other answered"),
                of("Captivate", ADL + "suspended", TYPES + "course", "", "other begun"),
                of("Captivate", "http://www.adlnet.gov/expapi/verbs/exited", TYPES + "course", "", "other begun"),
                of(
                        "iSpring",
                        ADL + "answered",
                        TYPES + "cmi.interaction",
                        score("\"raw\":5,\"min\":0,\"max\":10"),
                        "other answered"),
                of(
                        "iSpring",
                        "http://activitystrea.ms/schema/1.0/watch",
                        "http://activitystrea.ms/schema/1.0/video",
                        "",
                        "other watched"),
                of(
                        "iSpring",
                        "http://id.tincanapi.com/verb/viewed",
                        "http://activitystrea.ms/schema/1.0/page",
                        "",
                        "other begun"),
                of("Adapt", ADL + "completed", TYPES + "interaction", "", "other completed"),
                of("Adapt", "http://adlnet.gov/expapi/verbs/preferred", TYPES + "course", "", "other begun"),
                of("Adapt", "http://activitystrea.ms/schema/1.0/experience", TYPES + "module", "", "other exposed"),
                of("H5P interactive video", ADL + "interacted", "http://h5p.org/x/InteractiveVideo", h5p, "h5p begun"),
                of(
                        "H5P interactive video",
                        ADL + "completed",
                        TYPES + "media",
                        score("\"raw\":3,\"max\":4,\"min\":0,\"scaled\":0.75") + h5p,
                        "h5p completed"),
                of("H5P course presentation", ADL + "progressed", TYPES + "course", h5p, "h5p progressed"),
                of(
                        "H5P branching scenario",
                        ADL + "completed",
                        TYPES + "simulation",
                        score("\"raw\":0,\"max\":0,\"min\":0") + h5p,
                        "h5p completed"),
                of(
                        "H5P essay",
                        ADL + "answered",
                        TYPES + "cmi.interaction",
                        score("\"raw\":3,\"max\":4,\"scaled\":0.75") + h5p,
                        "h5p answered"),
                of("H5P", ADL + "consumed", TYPES + "media", h5p, "h5p completed"),
                of(
                        "Open edX",
                        "https://w3id.org/xapi/acrossx/verbs/evaluated",
                        TYPES + "course",
                        score("\"raw\":1,\"max\":2,\"scaled\":0.5") + edx,
                        "openedx scored"),
                of("Open edX", ADL + "asked", "http://id.tincanapi.com/activitytype/discussion", edx, "openedx begun"),
                of(
                        "Open edX",
                        "https://w3id.org/xapi/acrossx/verbs/posted",
                        "http://id.tincanapi.com/activitytype/discussion",
                        edx,
                        "openedx exposed"),
                of(
                        "Open edX",
                        "https://w3id.org/xapi/video/verbs/seeked",
                        "https://w3id.org/xapi/video/activity-type/video",
                        edx,
                        "openedx begun"),
                of("Open edX", ADL + "registered", TYPES + "course", edx, "openedx administrative"),
                of("Open edX", ADL + "passed", TYPES + "course", edx, "openedx passed"),
                of(
                        "cmi5 CompletedAndPassed",
                        ADL + "passed",
                        TYPES + "course",
                        cmi5("CompletedAndPassed"),
                        "cmi5 passed"),
                of("cmi5 Completed", ADL + "completed", TYPES + "course", cmi5("Completed"), "cmi5 completed"),
                of(
                        "cmi5 CompletedOrPassed",
                        "https://w3id.org/xapi/adl/verbs/satisfied",
                        "https://w3id.org/xapi/cmi5/activitytype/block",
                        cmi5("CompletedOrPassed"),
                        "cmi5 concluded"),
                of(
                        "cmi5 Passed",
                        "https://w3id.org/xapi/adl/verbs/waived",
                        TYPES + "course",
                        cmi5("Passed"),
                        "cmi5 waived"),
                of("cmi5 NotApplicable", ADL + "launched", TYPES + "course", cmi5("NotApplicable"), "cmi5 begun"),
                of("cmi5", "https://w3id.org/xapi/adl/verbs/abandoned", TYPES + "course", cmi5("Passed"), "cmi5 begun"),
                of(
                        "Brightcove",
                        "https://w3id.org/xapi/video/verbs/played",
                        "https://w3id.org/xapi/video/activity-type/video",
                        video,
                        "video begun"),
                of(
                        "Brightcove",
                        ADL + "completed",
                        "https://w3id.org/xapi/video/activity-type/video",
                        played,
                        "video watched"),
                of(
                        "Kaltura",
                        ADL + "terminated",
                        "https://w3id.org/xapi/video/activity-type/video",
                        played,
                        "video watched"),
                of(
                        "Kaltura",
                        "https://w3id.org/xapi/video/verbs/paused",
                        "https://w3id.org/xapi/video/activity-type/video",
                        video,
                        "video begun"),
                of(
                        "logstore_xapi 4",
                        "http://id.tincanapi.com/verb/viewed",
                        "http://vocab.xapi.fr/activities/quiz",
                        moodle("\\mod_quiz\\event\\course_module_viewed"),
                        "moodle begun"),
                of(
                        "logstore_xapi 4",
                        ADL + "completed",
                        TYPES + "attempt",
                        moodle("\\mod_quiz\\event\\attempt_submitted"),
                        "moodle completed"),
                of(
                        "logstore_xapi 5",
                        ADL + "scored",
                        "http://id.tincanapi.com/activitytype/school-assignment",
                        score("\"raw\":4,\"max\":5") + moodle("\\mod_assign\\event\\submission_graded"),
                        "moodle graded"),
                of(
                        "logstore_xapi 5",
                        "https://xapi.edlm/profiles/edlm-lms/concepts/verbs/uncompleted",
                        TYPES + "lesson",
                        moodle("\\core\\event\\course_module_completion_updated"),
                        "moodle uncompleted"),
                of(
                        "Learning Pool",
                        "http://activitystrea.ms/schema/1.0/complete",
                        TYPES + "course",
                        "",
                        "other completed"),
                of(
                        "Learning Pool",
                        "http://curatr3.com/define/verb/voted-up",
                        TYPES + "interaction",
                        "",
                        "other administrative"),
                of(
                        "Learning Pool",
                        "http://id.tincanapi.com/verb/earned",
                        "http://activitystrea.ms/schema/1.0/badge",
                        "",
                        "other badged"),
                of("Watershed", ADL + "attended", TYPES + "meeting", "", "other exposed"),
                of(
                        "Watershed",
                        "http://id.tincanapi.com/verb/rated",
                        TYPES + "course",
                        score("\"raw\":4,\"max\":5"),
                        "other administrative"),
                of("Valamis", ADL + "completed", TYPES + "lesson", score("\"scaled\":0.66"), "other completed"),
                of("Valamis", "http://valamis.com/verbs/liked-by-nobody", TYPES + "lesson", "", "other unknown"),
                of(
                        "TRAX",
                        "https://w3id.org/xapi/netc/verbs/accessed",
                        "https://w3id.org/xapi/vle/activity-types/course-module",
                        category("https://w3id.org/xapi/vle"),
                        "vle begun"),
                of(
                        "TRAX",
                        "https://adlnet.gov/expapi/verbs/passed",
                        "http://vocab.xapi.fr/activities/sco",
                        category("http://vocab.xapi.fr/categories/vle-profile"),
                        "vle passed"),
                of("Docebo", ADL + "registered", TYPES + "course", "", "other administrative"),
                of(
                        "Articulate Review",
                        "http://adlnet.gov/expapi/verbs/commented",
                        TYPES + "file",
                        "",
                        "other exposed"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadForWhatItIs(Sample sample) {
        StatementPage page = StatementPages.readOne(sample.json());
        assertThat(page.unusable()).as(sample.json()).isEmpty();
        Statement statement = page.statements().getFirst();
        StatementFacts facts = StatementReading.facts(
                statement.stored().isPresent() ? statement : statement.storedAt(Instant.EPOCH), Optional.empty());
        var reading = ReadingRules.mapper().read(facts);
        String deed = reading.deed().map(Deed::name).orElse("unknown").toLowerCase(Locale.ROOT);
        assertThat(reading.source() + " " + deed).isEqualTo(sample.reading());
    }
}
