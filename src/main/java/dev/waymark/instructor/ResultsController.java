package dev.waymark.instructor;

import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.results.LongFiles;
import dev.waymark.results.ResultFiles;
import dev.waymark.results.ResultFiles.Report;
import dev.waymark.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Files of grades for a course: look through, apply, take back. */
@Controller(ResultsPages.PATH)
@Allows(Right.CONFIGURE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ResultsController {

    /** Cells of a file for which nobody should wait. */
    private static final int LONG = 1_000;

    private static final Set<String> WATCHED = Set.of("going", "back");

    private final ResultFiles files;
    private final LongFiles longFiles;
    private final ResultsPages resultsPages;
    private final CourseFace face;

    ResultsController(ResultFiles files, LongFiles longFiles, ResultsPages resultsPages, CourseFace face) {
        this.files = files;
        this.longFiles = longFiles;
        this.resultsPages = resultsPages;
        this.face = face;
    }

    @Get
    HttpResponse<String> all(
            HttpRequest<?> request,
            LtiSession session,
            @QueryValue Optional<String> said,
            @QueryValue Optional<Integer> scores,
            @QueryValue Optional<Integer> waiting) {
        if (!session.may(Right.CONFIGURE)) {
            return face.notStaff(session);
        }
        Words words = face.words(session);
        Optional<String> done = said.filter(List.of("applied", "undone", "gone")::contains)
                .filter(what -> !what.equals("gone"))
                .map(what -> words.text("instructor.results.said." + what, scores.orElse(0), waiting.orElse(0)));
        Optional<String> fault = said.filter("gone"::equals).map(what -> words.text("instructor.results.said.gone"));
        return show(request, session, done, fault, Optional.empty(), said.filter(WATCHED::contains));
    }

    @Post("/check")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<String> check(HttpRequest<?> request, LtiSession session, @Part("file") CompletedFileUpload file) {
        if (!session.may(Right.CONFIGURE)) {
            return face.notStaff(session);
        }
        String text;
        try {
            text = text(file.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the file did not come whole", e);
        }
        String name = file.getFilename().replaceAll("^.*[/\\\\]", "");
        Report report = files.check(session.tenant(), session.course(), name, text, face.by(session));
        return show(request, session, Optional.empty(), Optional.empty(), Optional.of(report), Optional.empty());
    }

    /** UTF-8, else what spreadsheets on Windows write. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    /** {@code act=again} looks through once more with what was chosen, {@code act=apply} brings the scores in. */
    @Post("/apply")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> apply(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        if (!session.may(Right.CONFIGURE)) {
            return face.notStaff(session);
        }
        String draft = SettleForm.one(fields, "draft");
        var choices = ResultsPages.choices(fields);
        if (!SettleForm.one(fields, "act").equals("apply")) {
            Optional<Report> report = files.again(session.tenant(), session.course(), draft, choices);
            return report.isEmpty()
                    ? face.seeOther(session, ResultsPages.PATH + "?said=gone")
                    : show(request, session, Optional.empty(), Optional.empty(), report, Optional.empty());
        }
        if (files.cells(session.tenant(), session.course(), draft) > LONG) {
            boolean begun = longFiles.begin(session.tenant(), session.course(), draft, choices, face.by(session));
            return face.seeOther(session, ResultsPages.PATH + (begun ? "?said=going" : "?said=gone"));
        }
        return files.apply(session.tenant(), session.course(), draft, choices, face.by(session))
                .map(done -> face.seeOther(
                        session,
                        ResultsPages.PATH + "?said=applied&scores=" + done.scores() + "&waiting=" + done.unknown()))
                .orElseGet(() -> face.seeOther(session, ResultsPages.PATH + "?said=gone"));
    }

    /** Goes on with a long file that stopped on its way. */
    @Post("/go-on")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> goOn(LtiSession session, @Body Map<String, Object> fields) {
        if (!session.may(Right.CONFIGURE)) {
            return face.notStaff(session);
        }
        boolean back = longFiles
                .of(session.tenant(), session.course())
                .filter(going -> going.back())
                .isPresent();
        boolean begun =
                longFiles.goOn(session.tenant(), session.course(), SettleForm.one(fields, "draft"), face.by(session));
        return face.seeOther(session, ResultsPages.PATH + "?said=" + (begun ? back ? "back" : "going" : "gone"));
    }

    @Post("/undo")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> undo(LtiSession session, @Body Map<String, Object> fields) {
        if (!session.may(Right.CONFIGURE)) {
            return face.notStaff(session);
        }
        String id = SettleForm.one(fields, "import");
        boolean isLong = files.of(session.tenant(), session.course()).stream()
                .anyMatch(each -> each.id().equals(id) && each.scores() > LONG);
        if (isLong) {
            boolean begun = longFiles.beginBack(session.tenant(), session.course(), id, face.by(session));
            return face.seeOther(session, ResultsPages.PATH + (begun ? "?said=back" : "?said=gone"));
        }
        boolean done = files.undo(session.tenant(), session.course(), id, face.by(session));
        return face.seeOther(session, ResultsPages.PATH + "?said=" + (done ? "undone" : "gone"));
    }

    private HttpResponse<String> show(
            HttpRequest<?> request,
            LtiSession session,
            Optional<String> said,
            Optional<String> fault,
            Optional<Report> report,
            Optional<String> watched) {
        String title = face.words(session).text("instructor.results.title");
        return face.show(
                request,
                session,
                ResultsPages.PATH,
                title,
                "results",
                resultsPages.page(session, said, fault, report, watched));
    }
}
