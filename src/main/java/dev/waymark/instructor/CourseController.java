package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.evidence.Ledger.SeenActivities;
import dev.waymark.grading.Grades;
import dev.waymark.grading.Grades.RoleRequest;
import dev.waymark.learner.Rosters;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.shared.AsksOnce;
import dev.waymark.web.Pages;
import dev.waymark.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** The staff's page of a course, and what they say on it. Everybody else is answered 403. */
@Controller("/course")
@Allows(Right.SEE_PEOPLE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class CourseController {

    private static final Set<String> SAID =
            Set.of("answered", "answered-before", "settled", "skills", "unusable", "list-confirmed");

    private final ClassPages classPages;
    private final CoursePages coursePages;
    private final SeenHere seenHere;
    private final Configurations configurations;
    private final Grades grades;
    private final Rosters rosters;
    private final CourseLists courseLists;
    private final FirstAct firstAct;
    private final CourseFace face;
    private final SessionLinks links;
    private final Pages pages;
    private final Clock clock;

    CourseController(
            ClassPages classPages,
            CoursePages coursePages,
            SeenHere seenHere,
            Configurations configurations,
            Grades grades,
            Rosters rosters,
            CourseLists courseLists,
            FirstAct firstAct,
            CourseFace face,
            SessionLinks links,
            Pages pages,
            Clock clock) {
        this.classPages = classPages;
        this.coursePages = coursePages;
        this.seenHere = seenHere;
        this.configurations = configurations;
        this.grades = grades;
        this.rosters = rosters;
        this.courseLists = courseLists;
        this.firstAct = firstAct;
        this.face = face;
        this.links = links;
        this.pages = pages;
        this.clock = clock;
    }

    @Get
    @Consumes(MediaType.ALL)
    @Transactional
    @AsksOnce
    HttpResponse<String> course(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> said) {
        if (!session.may(Right.SEE_PEOPLE)) {
            return notStaff(session);
        }
        Words words = pages.words(session.locale());
        ClassQuery query = query(request);
        return face.show(
                request,
                session,
                query.path("/course"),
                words.text("instructor.title"),
                "class",
                classPages.page(
                        session, words, said.filter(SAID::contains).map(what -> "instructor.said." + what), query),
                Map.of("setUp", firstAct.of(session, words)));
    }

    /** The list as a file: the same filters and order, all pages. */
    @Get("/class.csv")
    @Consumes(MediaType.ALL)
    HttpResponse<?> file(HttpRequest<?> request, LtiSession session) {
        if (!session.may(Right.SEE_PEOPLE)) {
            return notStaff(session);
        }
        return CsvFile.download(
                classPages.csv(session, pages.words(session.locale()), query(request)), "waymark-class.csv");
    }

    private static ClassQuery query(HttpRequest<?> request) {
        return ClassQuery.of(name -> Optional.ofNullable(request.getParameters().get(name)));
    }

    /** What each activity of the course counts for. */
    @Allows(Right.CONTENT)
    @Get("/activities")
    @Consumes(MediaType.ALL)
    @Transactional
    @AsksOnce
    HttpResponse<String> activities(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> said) {
        if (!session.may(Right.CONTENT)) {
            return notStaff(session);
        }
        Words words = pages.words(session.locale());
        return face.show(
                request,
                session,
                "/course/activities",
                words.text("instructor.activities"),
                "activities",
                coursePages.page(session, words, said.filter(SAID::contains).map(what -> "instructor.said." + what)));
    }

    /** A yes or a no to a role change that waits in this course. */
    @Allows(Right.DECIDE)
    @Post("/role")
    HttpResponse<String> role(LtiSession session, @Body Map<String, Object> fields) {
        if (!session.staff()) {
            return notStaff(session);
        }
        String answer = SettleForm.one(fields, "answer");
        Optional<RoleRequest> waiting = grades.pendingRoles(session.tenant(), session.course()).stream()
                .filter(each -> each.learner().toString().equals(SettleForm.one(fields, "learner")))
                .findFirst();
        if (waiting.isEmpty() || !(answer.equals("yes") || answer.equals("no"))) {
            return back(session, waiting.isEmpty() ? "answered-before" : "unusable");
        }
        boolean first = grades.answerRole(
                session.tenant(),
                session.course(),
                waiting.get().learner(),
                answer.equals("yes"),
                by(session),
                clock.instant());
        return back(session, first ? "answered" : "answered-before");
    }

    /** Settles what an activity of this platform counts for; {@code act=nothing}: for nothing. */
    @Allows(Right.CONTENT)
    @Post("/settle")
    HttpResponse<String> settle(LtiSession session, @Body Map<String, Object> fields) {
        if (!session.may(Right.CONTENT)) {
            return notStaff(session);
        }
        Optional<SeenActivities> seen = seenHere.seen(session).stream()
                .filter(each -> each.activity().equals(SettleForm.one(fields, "activity")))
                .findFirst();
        if (seen.isEmpty()) {
            return backToActivities(session, "unusable");
        }
        var activity = new ActivityId(seen.get().activity());
        if (SettleForm.one(fields, "act").equals("nothing")) {
            configurations.settle(session.tenant(), activity, Optional.empty(), by(session));
            return backToActivities(session, "settled");
        }
        Optional<SortedSet<CompetencyTier>> competencies = SettleForm.read(
                fields, configurations.of(session.tenant(), session.course()).framework());
        Optional<EvidenceKind> kind = Arrays.stream(EvidenceKind.values())
                .filter(each -> each.name().equals(SettleForm.one(fields, "kind")))
                .findFirst();
        if (competencies.isEmpty() || kind.isEmpty()) {
            return backToActivities(session, competencies.isEmpty() ? "skills" : "unusable");
        }
        double weight =
                seenHere.alignment(session, seen.get()).map(Alignment::weight).orElse(1.0);
        var alignment = new Alignment(activity, competencies.get(), kind.get(), weight, false);
        configurations.settle(session.tenant(), activity, Optional.of(alignment), by(session));
        return backToActivities(session, "settled");
    }

    private String by(LtiSession session) {
        return face.by(session);
    }

    /** Who is on the course's own list and not here yet, and how far the reading of it is. */
    @Allows(Right.SEE_COURSE)
    @Get("/list")
    @Consumes(MediaType.ALL)
    @Transactional
    HttpResponse<String> list(
            HttpRequest<?> request,
            LtiSession session,
            @QueryValue Optional<String> said,
            @QueryValue Optional<Integer> page) {
        Words words = pages.words(session.locale());
        return face.show(
                request,
                session,
                CourseLists.PATH,
                words.text("instructor.list"),
                "list",
                courseLists.page(
                        session,
                        words,
                        page.orElse(1),
                        said.filter("reading"::equals).isPresent()));
    }

    /** Reads the course's own list of people soon. */
    @Allows(Right.SEE_COURSE)
    @Post("/list/read")
    HttpResponse<String> readList(LtiSession session, @Body Map<String, Object> fields) {
        if (!session.staff()) {
            return notStaff(session);
        }
        rosters.readSoon(session.tenant(), session.course(), clock.instant());
        return HttpResponse.seeOther(URI.create(links.to(session, CourseLists.PATH + "?said=reading")));
    }

    /** The people who are missing from the list have really left. */
    @Allows(Right.CONFIGURE)
    @Post("/list/confirm")
    HttpResponse<String> confirmList(LtiSession session, @Body Map<String, Object> fields) {
        if (!session.staff()) {
            return notStaff(session);
        }
        boolean kept = rosters.confirmLeaving(session.tenant(), session.course(), by(session), clock.instant());
        return back(session, kept ? "list-confirmed" : "answered-before");
    }

    private HttpResponse<String> back(LtiSession session, String said) {
        return HttpResponse.seeOther(URI.create(links.to(session, "/course?said=" + said)));
    }

    private HttpResponse<String> backToActivities(LtiSession session, String said) {
        return HttpResponse.seeOther(URI.create(links.to(session, "/course/activities?said=" + said)));
    }

    private HttpResponse<String> notStaff(LtiSession session) {
        return face.notStaff(session);
    }
}
