package dev.waymark.sandbox.lms;

import dev.waymark.sandbox.course.Course.Activity;
import dev.waymark.sandbox.course.Course.Kind;
import dev.waymark.sandbox.course.Course.Question;
import dev.waymark.sandbox.course.CourseRecords.Attempt;
import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.http.Router;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The quizzes and the package. */
final class WorkPages {

    private final Site site;

    WorkPages(Site site) {
        this.site = site;
    }

    void routes(Router router) {
        router.on("GET", "/mod/quiz/view\\.php", request -> site.as(request, this::quiz))
                .on("POST", "/mod/quiz/startattempt\\.php", request -> site.as(request, this::start))
                .on("GET", "/mod/quiz/attempt\\.php", request -> site.as(request, this::attempt))
                .on("POST", "/mod/quiz/processattempt\\.php", request -> site.as(request, this::finish))
                .on("GET", "/mod/quiz/review\\.php", request -> site.as(request, this::review))
                .on("GET", "/mod/scorm/view\\.php", request -> site.as(request, this::scorm))
                .on("GET", "/mod/scorm/player\\.php", request -> site.as(request, this::slide))
                .on("POST", "/mod/scorm/player\\.php", request -> site.as(request, this::finishPackage));
    }

    private Response quiz(Person who, Request request) {
        Activity quiz = site.activity(request, "id", Kind.QUIZ);
        site.work().view(who, quiz, now());
        List<Attempt> attempts = site.records().attempts(quiz.cmid(), who.id());
        return site.page(
                request, who, quiz.title(), "sandbox/quiz.jte", Map.of("activity", quiz, "attempts", attempts));
    }

    /** An attempt that is still open is gone on with. */
    private Response start(Person who, Request request) {
        Site.onlyLearners(who);
        Activity quiz = site.activity(request, "cmid", Kind.QUIZ);
        Attempt attempt = site.records().attempts(quiz.cmid(), who.id()).stream()
                .filter(each -> !each.finished())
                .findFirst()
                .orElseGet(() -> site.work().startAttempt(who, quiz, now()));
        return Site.on(who, "/mod/quiz/attempt.php?attempt=%d&cmid=%d".formatted(attempt.number(), quiz.cmid()));
    }

    private Response attempt(Person who, Request request) {
        Activity quiz = site.activity(request, "cmid", Kind.QUIZ);
        Attempt attempt = own(who, request);
        if (attempt.finished()) {
            return Site.on(who, review(attempt));
        }
        return site.page(
                request, who, quiz.title(), "sandbox/attempt.jte", Map.of("activity", quiz, "attempt", attempt));
    }

    private Response finish(Person who, Request request) {
        Activity quiz = site.activity(request, "cmid", Kind.QUIZ);
        Attempt attempt = own(who, request);
        if (!attempt.finished()) {
            site.work().finishAttempt(who, quiz, attempt, answers(quiz, request), OptionalDouble.empty(), now());
        }
        return Site.on(who, review(attempt));
    }

    private Response review(Person who, Request request) {
        Activity quiz = site.activity(request, "cmid", Kind.QUIZ);
        return site.page(
                request,
                who,
                quiz.title(),
                "sandbox/review.jte",
                Map.of("activity", quiz, "attempt", own(who, request)));
    }

    private Response scorm(Person who, Request request) {
        Activity scorm = site.activity(request, "id", Kind.SCORM);
        site.work().view(who, scorm, now());
        return site.page(
                request,
                who,
                scorm.title(),
                "sandbox/scorm.jte",
                Map.of("activity", scorm, "mark", site.gradebook().mark(scorm.column(), who.id())));
    }

    /** Slides count from 1; after the last come the questions. */
    private Response slide(Person who, Request request) {
        Site.onlyLearners(who);
        Activity scorm = site.activity(request, "id", Kind.SCORM);
        int last = scorm.text().size() + 1;
        int slide = Math.clamp(number(request, "slide"), 1, last);
        if (slide == 1) {
            site.work().launchPackage(who, scorm, now());
        }
        return site.page(
                request,
                who,
                scorm.title(),
                "sandbox/slide.jte",
                Map.of("activity", scorm, "slide", slide, "last", last));
    }

    private Response finishPackage(Person who, Request request) {
        Site.onlyLearners(who);
        Activity scorm = site.activity(request, "id", Kind.SCORM);
        Map<Integer, String> answers = answers(scorm, request);
        double score = site.work().finishPackage(who, scorm, answers, now());
        return site.page(
                request,
                who,
                scorm.title(),
                "sandbox/scored.jte",
                Map.of("activity", scorm, "answers", answers, "score", score));
    }

    /** Somebody else's attempt is not there. */
    private Attempt own(Person who, Request request) {
        return site.records()
                .attempt(number(request, "attempt"))
                .filter(each -> each.person().equals(who.id()))
                .filter(each -> request.parameter("cmid")
                        .filter(Integer.toString(each.cmid())::equals)
                        .isPresent())
                .orElseThrow(() -> new Refusal(404, who.label() + " has no such attempt"));
    }

    private static Map<Integer, String> answers(Activity activity, Request request) {
        Map<Integer, String> answers = new HashMap<>();
        Map<String, String> form = request.form();
        for (Question question : activity.questions()) {
            String answer = form.getOrDefault("q" + question.id(), "").strip();
            if (!answer.isEmpty()) {
                answers.put(question.id(), answer);
            }
        }
        return answers;
    }

    private static String review(Attempt attempt) {
        return "/mod/quiz/review.php?attempt=%d&cmid=%d".formatted(attempt.number(), attempt.cmid());
    }

    private static int number(Request request, String name) {
        return request.parameter(name)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .orElse(0);
    }

    private Instant now() {
        return site.clock().instant();
    }
}
