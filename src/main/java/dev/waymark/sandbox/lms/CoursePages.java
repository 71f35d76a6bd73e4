package dev.waymark.sandbox.lms;

import dev.waymark.sandbox.course.Course.Activity;
import dev.waymark.sandbox.course.Course.Kind;
import dev.waymark.sandbox.course.Gradebook.Mark;
import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.http.Router;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who one is, the course, the page to read, and the gradebook. */
final class CoursePages {

    private static final String COURSE = "/course/view.php?id=2";

    private final Site site;

    CoursePages(Site site) {
        this.site = site;
    }

    void routes(Router router) {
        router.on("GET", "/", request -> site.as(request, (who, ignored) -> Site.on(who, COURSE)))
                .on("POST", "/login/index\\.php", this::logIn)
                .on("GET", "/course/view\\.php", request -> site.as(request, this::course))
                .on("GET", "/mod/page/view\\.php", request -> site.as(request, this::read))
                .on("POST", "/mod/page/view\\.php", request -> site.as(request, this::tick))
                .on("GET", "/grade/report\\.php", request -> site.as(request, this::grades));
    }

    private Response logIn(Request request) {
        Person who = request.parameter("as")
                .flatMap(Person::withId)
                .orElseThrow(() -> new Refusal(400, "nobody here has that number"));
        String to = request.parameter("to").orElse(COURSE);
        boolean within = to.startsWith("/") && !to.startsWith("//") && !to.contains("\\");
        site.work().logIn(who, now());
        return Site.remembering(who, Site.on(who, within ? to : COURSE));
    }

    private Response course(Person who, Request request) {
        site.work().viewCourse(who, now());
        Map<Integer, Entry> entries = new LinkedHashMap<>();
        for (Activity activity : site.course().activities()) {
            entries.put(
                    activity.cmid(),
                    new Entry(
                            activity,
                            site.records().isDone(activity.cmid(), who.id()),
                            site.gradebook().mark(activity.column(), who.id())));
        }
        return site.page(request, who, site.course().title(), "sandbox/course.jte", Map.of("entries", entries));
    }

    private Response read(Person who, Request request) {
        Activity page = site.activity(request, "id", Kind.PAGE);
        site.work().view(who, page, now());
        boolean done = site.records().isDone(page.cmid(), who.id());
        return site.page(request, who, page.title(), "sandbox/page.jte", Map.of("activity", page, "done", done));
    }

    private Response tick(Person who, Request request) {
        Site.onlyLearners(who);
        Activity page = site.activity(request, "id", Kind.PAGE);
        site.work().tick(who, page, request.parameter("done").orElse("").equals("yes"), now());
        return Site.on(who, "/mod/page/view.php?id=" + page.cmid());
    }

    /** A learner sees the own row only. */
    private Response grades(Person who, Request request) {
        List<GradeRow> rows = (who.kind() == Person.Kind.LEARNER ? List.of(who) : Person.learners())
                .stream().map(this::row).toList();
        return site.page(request, who, "Grades", "sandbox/grades.jte", Map.of("rows", rows));
    }

    private GradeRow row(Person who) {
        Map<Integer, Mark> marks = new LinkedHashMap<>();
        for (Activity activity : site.course().graded()) {
            site.gradebook().mark(activity.column(), who.id()).ifPresent(mark -> marks.put(activity.cmid(), mark));
        }
        return new GradeRow(who, marks);
    }

    private Instant now() {
        return site.clock().instant();
    }
}
