package dev.waymark.sandbox.course;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.course.Course.Activity;
import dev.waymark.sandbox.course.CourseRecords.Attempt;
import dev.waymark.sandbox.course.CourseRecords.Submission;
import dev.waymark.sandbox.course.Gradebook.Mark;
import dev.waymark.sandbox.course.MoodleStatements.Verb;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * What people do in the course. Each deed is recorded, marked where it earns a mark, and told to the LRS in the
 * statements that Moodle would send, in Moodle's order.
 */
public final class CourseWork {

    private static final Verb LOGGED_IN = new Verb(
            "https://xapi.edlm/profiles/edlm-lms/concepts/verbs/login", "Logged In", "\\core\\event\\user_loggedin");
    private static final Verb VIEWED_COURSE =
            new Verb("http://id.tincanapi.com/verb/viewed", "Viewed", "\\core\\event\\course_viewed");
    private static final Verb STARTED =
            new Verb("http://activitystrea.ms/schema/1.0/start", "Started", "\\mod_quiz\\event\\attempt_started");
    private static final Verb FINISHED = completed("\\mod_quiz\\event\\attempt_submitted");
    private static final Verb ANSWERED =
            new Verb("http://adlnet.gov/expapi/verbs/answered", "Answered", "\\mod_quiz\\event\\attempt_submitted");
    private static final Verb REVIEWED =
            new Verb("http://activitystrea.ms/schema/1.0/receive", "Received", "\\mod_quiz\\event\\attempt_reviewed");
    private static final Verb DONE = completed("\\core\\event\\course_module_completion_updated");
    private static final Verb UNDONE = new Verb(
            "https://xapi.edlm/profiles/edlm-lms/concepts/verbs/uncompleted",
            "Uncompleted",
            "\\core\\event\\course_module_completion_updated");
    private static final Verb SUBMITTED = new Verb(
            "http://activitystrea.ms/schema/1.0/submit", "Submitted", "\\mod_assign\\event\\assessable_submitted");
    private static final Verb RATED =
            new Verb("https://w3id.org/xapi/tla/verbs/scored", "Scored", "\\mod_assign\\event\\submission_graded");
    private static final Verb LAUNCHED =
            new Verb("http://adlnet.gov/expapi/verbs/launched", "Launched", "\\mod_scorm\\event\\sco_launched");
    private static final Verb PACKAGE_SCORED = completed("\\mod_scorm\\event\\scoreraw_submitted");

    private final CourseRecords records;
    private final Gradebook gradebook;
    private final MoodleStatements statements;
    private final QuestionStatements questions;
    private final Consumer<List<ObjectNode>> lrs;

    /**
     * @param site the issuer, without a slash at the end
     * @param lrs takes the statements of one deed
     */
    public CourseWork(
            URI site, Course course, CourseRecords records, Gradebook gradebook, Consumer<List<ObjectNode>> lrs) {
        this.records = records;
        this.gradebook = gradebook;
        this.statements = new MoodleStatements(site, course);
        this.questions = new QuestionStatements(statements);
        this.lrs = lrs;
    }

    public void logIn(Person who, Instant at) {
        lrs.accept(List.of(statements.statement(who, LOGGED_IN, statements.site(), List.of(), at)));
    }

    public void viewCourse(Person who, Instant at) {
        lrs.accept(List.of(statements.statement(who, VIEWED_COURSE, statements.course(), List.of(), at)));
    }

    public void view(Person who, Activity activity, Instant at) {
        var verb = new Verb(
                "http://id.tincanapi.com/verb/viewed",
                "Viewed",
                "\\mod_%s\\event\\course_module_viewed"
                        .formatted(activity.kind().module()));
        lrs.accept(List.of(about(who, verb, activity, at)));
    }

    /** Ticks an activity as done or takes the tick back; what is already so says nothing. */
    public void tick(Person who, Activity activity, boolean done, Instant at) {
        lrs.accept(completion(who, activity, done, at));
    }

    public Attempt startAttempt(Person who, Activity quiz, Instant at) {
        Attempt attempt = records.start(quiz.cmid(), who.id(), at);
        lrs.accept(List.of(statements.statement(
                who, STARTED, statements.attempt(quiz, attempt.number()), statements.within(quiz), at)));
        return attempt;
    }

    /**
     * Marks an attempt. One submission is many statements: the attempt with its score, one for each question, and a
     * review that the learner "receives" from themselves.
     *
     * @param answers by the number of the question; one left out is unanswered
     * @param otherScore instead of what the answers earn, as a teacher's manual correction leaves it
     */
    public Attempt finishAttempt(
            Person who,
            Activity quiz,
            Attempt open,
            Map<Integer, String> answers,
            OptionalDouble otherScore,
            Instant at) {
        double score = otherScore.orElseGet(() -> earned(quiz, answers));
        var attempt = new Attempt(open.number(), quiz.cmid(), who.id(), open.started(), true, answers, score);
        records.finish(attempt);
        keepBest(quiz, who, score, at);
        List<ObjectNode> told = new ArrayList<>(completion(who, quiz, true, at));
        if (quiz.gradePass() > 0) {
            told.forEach(each -> each.withObject("/result").put("success", score >= quiz.gradePass()));
        }
        ObjectNode whole = statements.statement(
                who, FINISHED, statements.attempt(quiz, attempt.number()), statements.within(quiz), at);
        ObjectNode result = whole.putObject("result").put("completion", true);
        result.set("score", MoodleStatements.score(score, quiz.max()));
        result.put("success", score >= quiz.gradePass());
        result.put("duration", "PT" + Duration.between(open.started(), at).toSeconds() + "S");
        told.add(whole);
        List<ObjectNode> within = statements.within(quiz, attempt.number());
        quiz.questions()
                .forEach(each -> told.add(questions.answered(
                        who, ANSWERED, quiz, each, answers.getOrDefault(each.id(), ""), within, at)));
        told.add(review(who, attempt.number(), within, at.plusSeconds(2)));
        lrs.accept(told);
        return attempt;
    }

    public void submitText(Person who, Activity assignment, String text, Instant at) {
        records.submit(who.id(), new Submission(text, at));
        lrs.accept(List.of(statements.statement(
                who, SUBMITTED, statements.submission(assignment), statements.within(assignment), at)));
    }

    /** The instructor rates what a learner submitted; the learner is the actor, as Moodle has it. */
    public void rate(
            Person instructor, Person learner, Activity assignment, double points, String comment, Instant at) {
        gradebook.put(assignment.column(), learner.id(), new Mark(points, comment, at, at));
        ObjectNode rated = statements.statement(
                learner, RATED, statements.submission(assignment), statements.within(assignment), at);
        rated.withObject("/context").set("instructor", statements.agent(instructor));
        ObjectNode result = rated.putObject("result");
        result.set("score", MoodleStatements.score(points, assignment.max()));
        result.put("success", points >= assignment.gradePass());
        if (!comment.isBlank()) {
            result.put("response", comment);
        }
        List<ObjectNode> told = new ArrayList<>(List.of(rated));
        told.addAll(completion(learner, assignment, true, at));
        lrs.accept(told);
    }

    public void launchPackage(Person who, Activity scorm, Instant at) {
        lrs.accept(List.of(
                statements.statement(who, LAUNCHED, statements.packageContent(scorm), statements.within(scorm), at)));
    }

    /** The package reports a score and nothing of its questions. */
    public double finishPackage(Person who, Activity scorm, Map<Integer, String> answers, Instant at) {
        double score = earned(scorm, answers);
        keepBest(scorm, who, score, at);
        ObjectNode scored = statements.statement(
                who, PACKAGE_SCORED, statements.packageContent(scorm), statements.within(scorm), at);
        scored.putObject("result").set("score", MoodleStatements.score(score, scorm.max()));
        List<ObjectNode> told = new ArrayList<>(List.of(scored));
        told.addAll(completion(who, scorm, true, at));
        lrs.accept(told);
        return score;
    }

    private List<ObjectNode> completion(Person who, Activity activity, boolean done, Instant at) {
        if (!records.setDone(activity.cmid(), who.id(), done)) {
            return List.of();
        }
        ObjectNode statement = about(who, done ? DONE : UNDONE, activity, at);
        if (done) {
            statement.putObject("result").put("completion", true);
        }
        return List.of(statement);
    }

    private ObjectNode review(Person who, int attempt, List<ObjectNode> within, Instant at) {
        ObjectNode object = statements.thing(
                "/review.php?attempt=" + attempt, "Review", "http://activitystrea.ms/schema/1.0/review");
        ObjectNode review = statements.statement(who, REVIEWED, object, within, at);
        review.withObject("/context").set("instructor", statements.agent(who));
        return review;
    }

    private ObjectNode about(Person who, Verb verb, Activity activity, Instant at) {
        return statements.statement(who, verb, statements.activity(activity), statements.around(activity), at);
    }

    private void keepBest(Activity activity, Person who, double score, Instant at) {
        boolean better = gradebook
                .mark(activity.column(), who.id())
                .map(before -> score > before.score())
                .orElse(true);
        if (better) {
            gradebook.put(activity.column(), who.id(), new Mark(score, "", at, at));
        }
    }

    private static double earned(Activity activity, Map<Integer, String> answers) {
        long right = activity.questions().stream()
                .filter(question -> question.isRight(answers.getOrDefault(question.id(), "")))
                .count();
        return activity.max() * right / activity.questions().size();
    }

    private static Verb completed(String event) {
        return new Verb("http://adlnet.gov/expapi/verbs/completed", "Completed", event);
    }
}
