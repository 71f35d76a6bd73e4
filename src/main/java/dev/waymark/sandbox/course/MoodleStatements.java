package dev.waymark.sandbox.course;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.course.Course.Activity;
import dev.waymark.shared.NameBasedUuid;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of which logstore_xapi 5.0 makes a statement: no id (the LRS mints one), the actor as an account at the
 * site, the parents from near to far, whole seconds with the offset written out.
 */
final class MoodleStatements {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String EDLM = "https://xapi.edlm/profiles/edlm-lms/concepts/";
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    /** @param event the name of Moodle's event, with which the plugin explains itself */
    record Verb(String id, String display, String event) {}

    private final URI site;
    private final Course course;

    MoodleStatements(URI site, Course course) {
        this.site = site;
        this.course = course;
    }

    /** @param parents from near to far; empty for what happens to the site itself */
    ObjectNode statement(Person who, Verb verb, ObjectNode object, List<ObjectNode> parents, Instant at) {
        ObjectNode statement = JSON.objectNode();
        statement.set("actor", agent(who));
        statement
                .putObject("verb")
                .put("id", verb.id())
                .set("display", JSON.objectNode().put("en", verb.display()));
        statement.set("object", object);
        ObjectNode context =
                statement.putObject("context").put("platform", "Moodle").put("language", "en");
        context.put("registration", session(who, at));
        context.putObject("extensions")
                .putObject("http://lrs.learninglocker.net/define/extensions/info")
                .put("event_name", verb.event())
                .put("http://moodle.org", "practice LMS of Waymark");
        ObjectNode activities = context.putObject("contextActivities");
        if (!parents.isEmpty()) {
            ArrayNode parent = activities.putArray("parent");
            parents.forEach(parent::add);
        }
        activities.putArray("category").add(site());
        statement.put(
                "timestamp", SECONDS.format(at.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
        return statement;
    }

    ObjectNode agent(Person who) {
        ObjectNode agent = JSON.objectNode().put("objectType", "Agent");
        if (who.named()) {
            agent.put("name", who.fullName());
        }
        agent.putObject("account").put("homePage", site.toString()).put("name", who.id());
        return agent;
    }

    ObjectNode site() {
        return thing("", "Practice LMS", "http://id.tincanapi.com/activitytype/lms");
    }

    ObjectNode course() {
        return thing(
                "/course/view.php?id=" + course.id(), course.title(), "https://w3id.org/xapi/cmi5/activitytype/course");
    }

    ObjectNode activity(Activity activity) {
        return thing(
                address(activity),
                activity.title(),
                switch (activity.kind()) {
                    case PAGE -> "https://w3id.org/xapi/acrossx/activities/page";
                    case QUIZ -> "http://adlnet.gov/expapi/activities/assessment";
                    case ASSIGN -> EDLM + "activity-types/assignment";
                    case SCORM -> "http://adlnet.gov/expapi/activities/module";
                    case LTI -> "http://adlnet.gov/expapi/activities/link";
                });
    }

    ObjectNode attempt(Activity quiz, int number) {
        return thing(
                "/mod/quiz/attempt.php?attempt=%d&cmid=%d".formatted(number, quiz.cmid()),
                "%s Attempt %d".formatted(quiz.title(), number),
                "http://adlnet.gov/expapi/activities/attempt");
    }

    ObjectNode submission(Activity assignment) {
        return thing(
                address(assignment) + "#submission",
                assignment.title() + " Submission",
                EDLM + "activity-types/submission");
    }

    ObjectNode packageContent(Activity scorm) {
        return thing(address(scorm) + "#sco", scorm.title() + " Content", EDLM + "activity-types/scorm-content-object");
    }

    /** Section and course around an activity. */
    List<ObjectNode> around(Activity activity) {
        var section = course.sectionOf(activity);
        return List.of(
                thing(
                        "/course/section.php?id=" + section.id(),
                        "%s %s".formatted(course.title(), section.title()),
                        "http://id.tincanapi.com/activitytype/section"),
                course());
    }

    /** An activity and what is around it. */
    List<ObjectNode> within(Activity activity) {
        List<ObjectNode> parents = new ArrayList<>(List.of(activity(activity)));
        parents.addAll(around(activity));
        return parents;
    }

    List<ObjectNode> within(Activity quiz, int attempt) {
        List<ObjectNode> parents = new ArrayList<>(List.of(attempt(quiz, attempt)));
        parents.addAll(within(quiz));
        return parents;
    }

    ObjectNode thing(String path, String name, String type) {
        ObjectNode thing = JSON.objectNode().put("objectType", "Activity").put("id", site + path);
        thing.putObject("definition").put("type", type).putObject("name").put("en", name);
        return thing;
    }

    /** Since 2025 the plugin stretches the scale to -1 to 1: half the points are 0. */
    static ObjectNode score(double raw, double max) {
        double rounded = Math.round(raw * 100_000) / 100_000.0;
        ObjectNode score = JSON.objectNode();
        score.put("raw", rounded).put("min", 0).put("max", max).put("scaled", rounded / max * 2 - 1);
        return score;
    }

    private static String address(Activity activity) {
        return "/mod/%s/view.php?id=%d".formatted(activity.kind().module(), activity.cmid());
    }

    /** The plugin's registration stands for a session of the web site; here a session is a day. */
    private String session(Person who, Instant at) {
        String day = at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        return NameBasedUuid.of(NameBasedUuid.WAYMARK, "practice session", site.toString(), who.id(), day)
                .toString();
    }
}
