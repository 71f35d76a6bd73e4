package dev.waymark.instructor;

import dev.waymark.competency.CourseSetup;
import dev.waymark.competency.CourseSetup.Piece;
import dev.waymark.competency.CourseSetups;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** What a course's content covers. What is mended here goes into the draft of the set-up; staff only. */
@Controller("/course")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Allows(Right.SEE_GROUPS)
final class CoverageController {

    private final CoveragePages coveragePages;
    private final CourseSetups setups;
    private final CourseFace face;
    private final Clock clock;

    CoverageController(CoveragePages coveragePages, CourseSetups setups, CourseFace face, Clock clock) {
        this.coveragePages = coveragePages;
        this.setups = setups;
        this.face = face;
        this.clock = clock;
    }

    @Get("/coverage")
    @Consumes(MediaType.ALL)
    HttpResponse<String> look(HttpRequest<?> request, LtiSession session) {
        if (!session.may(Right.SEE_GROUPS)) {
            return face.notStaff(session);
        }
        var words = face.words(session);
        return face.show(
                request,
                session,
                CoveragePages.PATH,
                words.text("coverage.title"),
                "coverage",
                coveragePages.page(session, words, query(request)));
    }

    /** The cells as a file, narrowed as the page is. */
    @Get("/coverage.csv")
    @Consumes(MediaType.ALL)
    HttpResponse<byte[]> file(HttpRequest<?> request, LtiSession session) {
        return CsvFile.download(
                coveragePages.csv(session, face.words(session), query(request)), "waymark-coverage.csv");
    }

    private static CoverageQuery query(HttpRequest<?> request) {
        return CoverageQuery.of(
                name -> Optional.ofNullable(request.getParameters().get(name)));
    }

    /** Somebody has looked at the content of an activity today. */
    @Allows(Right.CONFIGURE)
    @Post("/coverage/fresh")
    HttpResponse<String> fresh(LtiSession session, @Body Map<String, Object> fields) {
        if (!session.may(Right.CONFIGURE)) {
            return face.notStaff(session);
        }
        String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        setups.change(
                session.tenant(),
                session.course(),
                face.by(session),
                setup -> setup.piece(SettleForm.one(fields, "activity"))
                        .map(piece -> setup.with(seen(piece, today)))
                        .orElse(setup));
        return face.seeOther(session, CoveragePages.PATH);
    }

    private static Piece seen(Piece piece, String today) {
        return new Piece(
                piece.activity(),
                piece.name(),
                piece.type(),
                piece.origin(),
                piece.say(),
                piece.counts(),
                piece.kind(),
                piece.weight(),
                piece.minutes(),
                piece.address(),
                today);
    }

    /** Offers the items of the version besides the course's own. */
    @Allows(Right.CONFIGURE)
    @Post("/coverage/library")
    HttpResponse<String> library(LtiSession session, @Body Map<String, Object> fields) {
        if (!session.may(Right.CONFIGURE)) {
            return face.notStaff(session);
        }
        setups.change(
                session.tenant(), session.course(), face.by(session), (CourseSetup setup) -> setup.withLibrary(true));
        return face.seeOther(session, CoveragePages.PATH);
    }
}
