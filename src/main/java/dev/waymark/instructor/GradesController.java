package dev.waymark.instructor;

import dev.waymark.grading.GradeDesk;
import dev.waymark.grading.GradeDesk.Act;
import dev.waymark.grading.GradeDesk.Filter;
import dev.waymark.learner.LearnerId;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.Form;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
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
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every score of a course: what is due, when it was sent, what was answered, what the course shows. For staff alone. */
@Controller("/course/grades")
@Allows(Right.SEE_COURSE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class GradesController {

    private static final Set<String> SAID = Set.of("told", "not-told", "reading", "columns", "no-columns");

    private final GradesPages gradesPages;
    private final GradeDesk desk;
    private final CourseFace face;
    private final Clock clock;

    GradesController(GradesPages gradesPages, GradeDesk desk, CourseFace face, Clock clock) {
        this.gradesPages = gradesPages;
        this.desk = desk;
        this.face = face;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> grades(
            HttpRequest<?> request,
            LtiSession session,
            @QueryValue Optional<String> filter,
            @QueryValue Optional<Integer> page,
            @QueryValue Optional<String> said) {
        if (!session.staff()) {
            return face.notStaff(session);
        }
        Words words = face.words(session);
        Filter wanted = Arrays.stream(Filter.values())
                .filter(each -> filter.filter(GradesPages.key(each)::equals).isPresent())
                .findFirst()
                .orElse(Filter.ALL);
        return face.show(
                request,
                session,
                "/course/grades",
                words.text("instructor.grades.title"),
                "grades",
                gradesPages.page(
                        session,
                        words,
                        said.filter(SAID::contains).map(what -> "instructor.grades.said." + what),
                        wanted,
                        Math.clamp(page.orElse(1), 1, 100_000)));
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
}
