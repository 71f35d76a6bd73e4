package dev.waymark.instructor;

import dev.waymark.grading.ColumnNames;
import dev.waymark.grading.ColumnNames.Renaming;
import dev.waymark.grading.GradeDesk;
import dev.waymark.grading.GradeDesk.Act;
import dev.waymark.grading.GradeDesk.Filter;
import dev.waymark.grading.GradeDesk.Place;
import dev.waymark.learner.LearnerId;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.Form;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.shared.AsksOnce;
import dev.waymark.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every score of a course: what is due, when it was sent, what was answered, what the course shows. For staff alone. */
@Controller("/course/grades")
@Allows(Right.SEE_COURSE)
@ExecuteOn(TaskExecutors.BLOCKING)
class GradesController {

    private static final Set<String> SAID =
            Set.of("told", "not-told", "reading", "columns", "no-columns", "renamed", "named");

    private final GradesPages gradesPages;
    private final GradeDesk desk;
    private final ColumnNames names;
    private final CourseFace face;
    private final Clock clock;

    GradesController(GradesPages gradesPages, GradeDesk desk, ColumnNames names, CourseFace face, Clock clock) {
        this.gradesPages = gradesPages;
        this.desk = desk;
        this.names = names;
        this.face = face;
        this.clock = clock;
    }

    @Get
    @AsksOnce
    HttpResponse<String> grades(
            HttpRequest<?> request,
            LtiSession session,
            @QueryValue Optional<String> filter,
            @QueryValue Optional<String> after,
            @QueryValue Optional<String> said) {
        if (!session.staff()) {
            return face.notStaff(session);
        }
        Words words = face.words(session);
        Filter wanted = Arrays.stream(Filter.values())
                .filter(each -> filter.filter(GradesPages.key(each)::equals).isPresent())
                .findFirst()
                .orElse(Filter.ALL);
        return show(
                HttpStatus.OK,
                request,
                session,
                gradesPages.page(
                        session,
                        words,
                        said.filter(SAID::contains).map(what -> "instructor.grades.said." + what),
                        Optional.empty(),
                        wanted,
                        after.flatMap(Place::read)));
    }

    private HttpResponse<String> show(HttpStatus status, HttpRequest<?> request, LtiSession session, GradesPage page) {
        return face.show(
                status,
                request,
                session,
                "/course/grades",
                face.words(session).text("instructor.grades.title"),
                "grades",
                page,
                Map.of());
    }

    /** Send again, overwrite, set to nothing. */
    @Allows(Right.DECIDE)
    @Post("/tell")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> tell(LtiSession session, @Nullable @Body String body) {
        if (!session.staff()) {
            return face.notStaff(session);
        }
        Form form = Form.read(body == null ? "" : body);
        Optional<Act> act = Arrays.stream(Act.values())
                .filter(each ->
                        form.only("act").filter(GradesPages.key(each)::equals).isPresent())
                .findFirst();
        Optional<LearnerId> learner = form.only("learner")
                .filter(text -> text.matches("[0-9a-f-]{36}"))
                .map(LearnerId::of);
        Optional<String> cell = form.only("cell").filter(text -> text.matches("[0-9a-f]{64}"));
        boolean told = act.isPresent()
                && learner.isPresent()
                && cell.isPresent()
                && desk.tell(
                        session.tenant(),
                        session.course(),
                        learner.get(),
                        cell.get(),
                        act.get(),
                        face.by(session),
                        clock.instant());
        return face.seeOther(session, "/course/grades?said=" + (told ? "told" : "not-told"));
    }

    @Post("/read")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> read(LtiSession session, @Nullable @Body String body) {
        if (!session.staff()) {
            return face.notStaff(session);
        }
        desk.readBack(session.tenant(), session.course(), clock.instant());
        return face.seeOther(session, "/course/grades?said=reading");
    }

    @Allows(Right.CONFIGURE)
    @Post("/columns")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> columns(LtiSession session, @Nullable @Body String body) {
        if (!session.staff()) {
            return face.notStaff(session);
        }
        Form form = Form.read(body == null ? "" : body);
        boolean kept = desk.chooseColumns(
                session.tenant(),
                session.course(),
                Set.copyOf(form.fields().getOrDefault("measure", java.util.List.of())),
                face.by(session),
                clock.instant());
        return face.seeOther(session, "/course/grades?said=" + (kept ? "columns" : "no-columns"));
    }

    /** Another name for a column that was chosen; the platform is asked at once, and what it says is told. */
    @Allows(Right.CONFIGURE)
    @Post("/names")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> names(HttpRequest<?> request, LtiSession session, @Nullable @Body String body) {
        if (!session.staff()) {
            return face.notStaff(session);
        }
        Form form = Form.read(body == null ? "" : body);
        String measure = form.only("measure").orElse("");
        String name = form.only("name").orElse("");
        Words words = face.words(session);
        return switch (names.rename(session.tenant(), session.course(), measure, name, face.by(session))) {
            case Renaming.Renamed done -> face.seeOther(session, "/course/grades?said=renamed");
            case Renaming.Kept kept -> face.seeOther(session, "/course/grades?said=named");
            case Renaming.Unfit unfit ->
                notNamed(request, session, measure, name, words.text("instructor.grades.name.unfit", name.length()));
            case Renaming.NoColumn none ->
                notNamed(request, session, measure, name, words.text("instructor.grades.name.no-column"));
            case Renaming.Busy busy ->
                notNamed(request, session, measure, name, words.text("instructor.grades.name.busy"));
            case Renaming.Refused refused ->
                notNamed(
                        request,
                        session,
                        measure,
                        name,
                        words.text("instructor.grades.name.refused", name, refused.said()));
            case Renaming.Later later ->
                notNamed(request, session, measure, name, words.text("instructor.grades.name.later", later.said()));
        };
    }

    private HttpResponse<String> notNamed(
            HttpRequest<?> request, LtiSession session, String measure, String name, String why) {
        GradesPage page = gradesPages.page(
                session,
                face.words(session),
                Optional.empty(),
                Optional.of(new GradesPages.Mistake(measure, name, why)),
                Filter.ALL,
                Optional.empty());
        return show(HttpStatus.UNPROCESSABLE_ENTITY, request, session, page);
    }
}
