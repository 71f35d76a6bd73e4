package dev.waymark.sandbox.lms;

import dev.waymark.sandbox.course.Course.Activity;
import dev.waymark.sandbox.course.Course.Kind;
import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.http.Router;
import java.util.List;
import java.util.Map;

/** The assignment: learners hand in a text, the instructor rates it. */
final class AssignmentPages {

    private final Site site;

    AssignmentPages(Site site) {
        this.site = site;
    }

    void routes(Router router) {
        router.on("GET", "/mod/assign/view\\.php", request -> site.as(request, this::view))
                .on("POST", "/mod/assign/submit\\.php", request -> site.as(request, this::submit))
                .on("POST", "/mod/assign/grade\\.php", request -> site.as(request, this::rate));
    }

    private Response view(Person who, Request request) {
        Activity assignment = assignment(request);
        site.work().view(who, assignment, site.clock().instant());
        boolean rates = who.kind() != Person.Kind.LEARNER;
        List<HandedIn> works = (rates ? Person.learners() : List.of(who))
                .stream()
                        .flatMap(each -> site.records().submission(each.id()).stream()
                                .map(submission -> new HandedIn(
                                        each, submission, site.gradebook().mark(assignment.column(), each.id()))))
                        .toList();
        return site.page(
                request, who, assignment.title(), "sandbox/assign.jte", Map.of("activity", assignment, "works", works));
    }

    private Response submit(Person who, Request request) {
        Site.onlyLearners(who);
        Activity assignment = assignment(request);
        String text = request.parameter("text").orElse("").strip();
        if (text.isEmpty()) {
            throw new Refusal(400, "expected a text, found none; go back and write one");
        }
        site.work().submitText(who, assignment, text, site.clock().instant());
        return Site.on(who, "/mod/assign/view.php?id=" + assignment.cmid());
    }

    private Response rate(Person who, Request request) {
        if (who.kind() == Person.Kind.LEARNER) {
            throw new Refusal(403, "only the instructor rates");
        }
        Activity assignment = assignment(request);
        Person learner = request.parameter("learner")
                .flatMap(Person::withId)
                .filter(each -> site.records().submission(each.id()).isPresent())
                .orElseThrow(() -> new Refusal(404, "that learner handed in nothing"));
        String points = request.parameter("points").orElse("");
        if (!points.matches("\\d{1,3}(\\.\\d{1,2})?") || Double.parseDouble(points) > assignment.max()) {
            throw new Refusal(400, "points: expected 0 to %.0f, found \"%s\"".formatted(assignment.max(), points));
        }
        String comment = request.parameter("comment").orElse("");
        site.work()
                .rate(
                        who,
                        learner,
                        assignment,
                        Double.parseDouble(points),
                        comment,
                        site.clock().instant());
        return Site.on(who, "/mod/assign/view.php?id=" + assignment.cmid());
    }

    private Activity assignment(Request request) {
        return site.activity(request, "id", Kind.ASSIGN);
    }
}
