package dev.waymark.engine.map;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.StatementFacts.Activity;
import dev.waymark.engine.model.StatementFacts.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Statements in the form that Moodle's plugin sends them, built for tests. */
final class Facts {

    static final Instant MONDAY = Instant.parse("2026-11-16T08:00:00Z");
    static final Activity QUIZ =
            activity("http://lms.test/mod/quiz/view.php?id=12", "http://adlnet.gov/expapi/activities/assessment");
    static final Activity PAGE =
            activity("http://lms.test/mod/page/view.php?id=11", "https://w3id.org/xapi/acrossx/activities/page");
    static final Activity ASSIGNMENT = activity(
            "http://lms.test/mod/assign/view.php?id=14",
            "https://xapi.edlm/profiles/edlm-lms/concepts/activity-types/assignment");
    static final Activity COURSE =
            activity("http://lms.test/course/view.php?id=2", "https://w3id.org/xapi/cmi5/activitytype/course");

    private final String id;
    private String verb = "http://adlnet.gov/expapi/verbs/completed";
    private Optional<Activity> object = Optional.of(PAGE);
    private List<Activity> parents = List.of(COURSE);
    private List<String> categories = List.of("http://lms.test");
    private Instant experienced = MONDAY;
    private Result result = Result.NONE;
    private boolean learner = true;
    private boolean instructor;
    private boolean voided;
    private Optional<String> registration = Optional.of("r");

    Facts(String id) {
        this.id = id;
    }

    static Activity activity(String id, String type) {
        return new Activity(new ActivityId(id), Optional.of(type), Optional.empty());
    }

    static Activity attempt(int number) {
        return activity(
                "http://lms.test/mod/quiz/attempt.php?attempt=%d&cmid=12".formatted(number),
                "http://adlnet.gov/expapi/activities/attempt");
    }

    static Result score(double raw, double max) {
        return new Result(
                OptionalDouble.empty(),
                OptionalDouble.of(raw),
                OptionalDouble.of(0),
                OptionalDouble.of(max),
                Optional.of(true),
                Optional.of(true));
    }

    static Result success(boolean right) {
        return new Result(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of(right),
                Optional.of(true));
    }

    static Result completed() {
        return new Result(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.of(true));
    }

    /** The attempt's own statement. */
    static StatementFacts attempt(String id, int number, Result result) {
        return new Facts(id)
                .on(attempt(number))
                .under(QUIZ, COURSE)
                .with(result)
                .build();
    }

    /** So many answers, of which the first so many are right and the last so many say nothing. */
    static List<StatementFacts> answers(int number, int right, int wrong, int silent) {
        List<StatementFacts> found = new ArrayList<>();
        for (int i = 0; i < right + wrong + silent; i++) {
            found.add(new Facts("answer-%d-%02d".formatted(number, i))
                    .verb("http://adlnet.gov/expapi/verbs/answered")
                    .on(activity(
                            "http://lms.test/question/question.php?id=%d".formatted(i),
                            "http://adlnet.gov/expapi/activities/cmi.interaction"))
                    .under(attempt(number), QUIZ, COURSE)
                    .with(i < right ? success(true) : i < right + wrong ? success(false) : completed())
                    .build());
        }
        return found;
    }

    Facts verb(String iri) {
        verb = iri;
        return this;
    }

    Facts on(Activity activity) {
        object = Optional.of(activity);
        return this;
    }

    Facts onNothing() {
        object = Optional.empty();
        return this;
    }

    Facts under(Activity... activities) {
        parents = List.of(activities);
        return this;
    }

    Facts category(String iri) {
        categories = List.of(iri);
        return this;
    }

    Facts at(Instant when) {
        experienced = when;
        return this;
    }

    Facts with(Result said) {
        result = said;
        return this;
    }

    Facts byTeacher() {
        learner = false;
        return this;
    }

    Facts withSelfAsInstructor() {
        instructor = true;
        return this;
    }

    Facts voided() {
        voided = true;
        return this;
    }

    StatementFacts build() {
        return new StatementFacts(
                new EvidenceId(id),
                experienced,
                experienced.plusSeconds(60),
                verb,
                object,
                parents,
                List.of(),
                categories,
                result,
                learner,
                instructor,
                registration,
                Optional.empty(),
                voided);
    }
}
