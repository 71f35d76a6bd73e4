package dev.waymark.sandbox.course;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.course.Course.Activity;
import dev.waymark.sandbox.course.Course.Question;
import dev.waymark.sandbox.course.Course.Type;
import dev.waymark.sandbox.course.Histories.History;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/** Lets one learner do things on days gone by. Chance decides hours and minutes only, and is seeded by the person. */
final class Diary {

    private final Person who;
    private final Instant today;
    private final Course course;
    private final CourseRecords records;
    private final Gradebook gradebook;
    private final CourseWork work;
    private final Random chance;
    private final List<ObjectNode> told = new ArrayList<>();
    private final List<Integer> mistaken = new ArrayList<>();
    private Instant at;

    Diary(Person who, Instant now, Course course, CourseRecords records, Gradebook gradebook, URI site) {
        this.who = who;
        this.today = now.truncatedTo(ChronoUnit.DAYS);
        this.at = today;
        this.course = course;
        this.records = records;
        this.gradebook = gradebook;
        this.chance = new Random(Long.parseLong(who.id()));
        this.work = new CourseWork(site, course, records, gradebook, told::addAll);
    }

    /** The answers of a quiz are written C for right, W for wrong and - for none, a letter a question. */
    Diary quiz(int cmid, String pattern) {
        return attempt(cmid, pattern, OptionalDouble.empty());
    }

    Diary corrected(int cmid, String pattern, double score) {
        return attempt(cmid, pattern, OptionalDouble.of(score));
    }

    /** An attempt that is to be voided with all its answers; it leaves no mark, but the tick it set. */
    Diary mistakenly(int cmid, String pattern) {
        int from = told.size();
        quiz(cmid, pattern);
        IntStream.range(from, told.size())
                .filter(i -> told.get(i).path("object").path("id").asText().contains("attempt.php")
                        || told.get(i).path("verb").path("id").asText().endsWith("/answered"))
                .forEach(mistaken::add);
        gradebook.wipe(course.activity(cmid).column(), who.id());
        return this;
    }

    Diary day(int daysAgo) {
        at = today.minus(daysAgo, ChronoUnit.DAYS).plusSeconds(7 * 3600 + chance.nextInt(10 * 3600));
        work.logIn(who, at);
        work.viewCourse(who, later(5, 20));
        return this;
    }

    Diary reads(int cmid) {
        Activity page = course.activity(cmid);
        work.view(who, page, later(5, 30));
        work.tick(who, page, true, later(180, 480));
        return this;
    }

    Diary unticks(int cmid) {
        work.tick(who, course.activity(cmid), false, later(30, 90));
        return this;
    }

    Diary begins(int cmid) {
        Activity quiz = course.activity(cmid);
        work.view(who, quiz, later(5, 30));
        work.startAttempt(who, quiz, later(5, 20));
        return this;
    }

    Diary submits(int cmid, String text) {
        work.view(who, course.activity(cmid), later(5, 30));
        work.submitText(who, course.activity(cmid), text, later(900, 3600));
        return this;
    }

    /** The instructor rates within the day. */
    Diary rated(int cmid, double points, String comment) {
        work.rate(Person.INSTRUCTOR, who, course.activity(cmid), points, comment, later(7200, 20_000));
        return this;
    }

    Diary packageOf(int cmid, String pattern) {
        Activity scorm = course.activity(cmid);
        work.view(who, scorm, later(5, 30));
        work.launchPackage(who, scorm, later(3, 10));
        work.finishPackage(who, scorm, answers(scorm, pattern), later(240, 700));
        return this;
    }

    Diary nothing() {
        return this;
    }

    History history() {
        return new History(who, told, mistaken);
    }

    private Diary attempt(int cmid, String pattern, OptionalDouble score) {
        Activity quiz = course.activity(cmid);
        begins(cmid);
        var open = records.attempts(cmid, who.id()).getLast();
        work.finishAttempt(who, quiz, open, answers(quiz, pattern), score, later(240, 900));
        later(30, 120);
        return this;
    }

    private static Map<Integer, String> answers(Activity activity, String pattern) {
        if (pattern.length() != activity.questions().size()) {
            throw new IllegalArgumentException(activity.title() + ": expected a letter for each question: " + pattern);
        }
        Map<Integer, String> answers = new HashMap<>();
        for (int i = 0; i < pattern.length(); i++) {
            Question question = activity.questions().get(i);
            switch (pattern.charAt(i)) {
                case 'C' -> answers.put(question.id(), question.right());
                case 'W' -> answers.put(question.id(), wrong(question));
                default -> {}
            }
        }
        return answers;
    }

    private static String wrong(Question question) {
        return question.type() == Type.FILL_IN
                ? "guess"
                : question.choices().stream()
                        .filter(choice -> !question.isRight(choice))
                        .findFirst()
                        .orElseThrow();
    }

    private Instant later(int atLeastSeconds, int atMostSeconds) {
        at = at.plus(Duration.ofSeconds(chance.nextInt(atLeastSeconds, atMostSeconds + 1)));
        return at;
    }
}
