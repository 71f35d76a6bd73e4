package dev.waymark.instructor;

import dev.waymark.competency.CaseLibrary;
import dev.waymark.competency.Frameworks;
import dev.waymark.competency.Frameworks.Format;
import dev.waymark.competency.Frameworks.Kind;
import dev.waymark.competency.Frameworks.Publishing;
import dev.waymark.competency.Frameworks.Upload;
import dev.waymark.instructor.FrameworksPage.Result;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.Pages;
import dev.waymark.web.RefusalPages;
import dev.waymark.web.RefusalPages.Refusal;
import dev.waymark.web.Shell;
import dev.waymark.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Frameworks in and out. Staff read, check files and keep drafts; what holds for
 * the organisation is said by administrators of the platform (decision record 0012).
 */
@Controller(FrameworksPages.PATH)
@Allows(Right.SEE_GROUPS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class FrameworksController {

    private static final Set<String> SAID =
            Set.of("kept", "published", "published-courses", "opened", "closed", "discarded", "used", "unusable");

    private final FrameworksPages frameworksPages;
    private final Frameworks frameworks;
    private final CaseLibrary library;
    private final SessionLinks links;
    private final Pages pages;
    private final RefusalPages refusals;

    FrameworksController(
            FrameworksPages frameworksPages,
            Frameworks frameworks,
            CaseLibrary library,
            SessionLinks links,
            Pages pages,
            RefusalPages refusals) {
        this.frameworksPages = frameworksPages;
        this.frameworks = frameworks;
        this.library = library;
        this.links = links;
        this.pages = pages;
        this.refusals = refusals;
    }

    @Get
    HttpResponse<String> all(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> said) {
        return session.may(Right.SEE_GROUPS)
                ? show(request, session, HttpStatus.OK, said, Optional.empty())
                : refused(session, "staff");
    }

    @Get("/draft")
    HttpResponse<String> draft(
            HttpRequest<?> request, LtiSession session, @QueryValue String id, @QueryValue Optional<String> said) {
        if (!session.may(Right.SEE_GROUPS)) {
            return refused(session, "staff");
        }
        Optional<Result> result = frameworksPages.draft(session, words(session), id);
        return result.isEmpty() ? back(session, "unusable") : show(request, session, HttpStatus.OK, said, result);
    }

    @Get("/differences")
    HttpResponse<String> differences(
            HttpRequest<?> request, LtiSession session, @QueryValue String from, @QueryValue String to) {
        if (!session.may(Right.SEE_GROUPS)) {
            return refused(session, "staff");
        }
        Optional<Result> result = frameworksPages.differences(session, words(session), from, to);
        return result.isEmpty()
                ? back(session, "unusable")
                : show(request, session, HttpStatus.OK, Optional.empty(), result);
    }

    /** Two versions to compare, as a form sends them. */
    @Post("/differences")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> differences(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        return differences(request, session, SettleForm.one(fields, "from"), SettleForm.one(fields, "to"));
    }

    /** Reads a file: {@code act=check} keeps nothing, {@code act=keep} makes a draft of it if nothing is wrong. */
    @Allows(Right.CONTENT)
    @Post("/check")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<String> check(
            HttpRequest<?> request,
            LtiSession session,
            @Part("kind") String kind,
            @Part("base") String base,
            @Part("granularity") Optional<String> granularity,
            @Part("act") String act,
            @Part("file") CompletedFileUpload file) {
        if (!session.may(Right.SEE_GROUPS)) {
            return refused(session, "staff");
        }
        Optional<Kind> known = Arrays.stream(Kind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst();
        if (known.isEmpty()) {
            return back(session, "unusable");
        }
        Upload upload;
        try {
            upload = new Upload(
                    known.get(),
                    file.getBytes(),
                    base,
                    granularity.map(String::strip).filter(text -> !text.isEmpty()));
        } catch (IOException e) {
            throw new UncheckedIOException("the file did not come whole", e);
        }
        if (act.equals("keep")) {
            Optional<String> draft = frameworks.keep(session.tenant(), upload, by(session));
            if (draft.isPresent()) {
                return HttpResponse.seeOther(URI.create(
                        links.to(session, FrameworksPages.PATH + "/draft?id=" + draft.get() + "&said=kept")));
            }
        }
        Result result = frameworksPages.checked(
                words(session), frameworks.check(session.tenant(), upload), shortName(file.getFilename()));
        return show(
                request,
                session,
                result.good() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY,
                Optional.empty(),
                Optional.of(result));
    }

    @Allows(Right.CONTENT)
    @Post("/publish")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> publish(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        boolean forAll = SettleForm.one(fields, "scope").equals("all");
        // What no course has picked concerns nobody; what holds for all is said by administrators (0012, 0031).
        if (!session.may(forAll ? Right.PUBLISH : Right.CONTENT)) {
            return refused(session, "publish");
        }
        String id = SettleForm.one(fields, "id");
        return switch (frameworks.publish(session.tenant(), id, forAll, by(session))) {
            case Publishing.Published published -> back(session, forAll ? "published" : "published-courses");
            case Publishing.NoSuchDraft none -> back(session, "unusable");
            case Publishing.Refused refused ->
                show(
                        request,
                        session,
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        Optional.empty(),
                        frameworksPages.draft(session, words(session), id));
        };
    }

    /** Whether everybody may read what is published, as CASE. */
    @Allows(Right.PUBLISH)
    @Post("/open")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> open(LtiSession session, @Body Map<String, Object> fields) {
        if (!FrameworksPages.mayPublish(session)) {
            return refused(session, "publish");
        }
        boolean toAll = SettleForm.one(fields, "open").equals("yes");
        library.open(session.tenant(), toAll, by(session));
        return back(session, toAll ? "opened" : "closed");
    }

    @Allows(Right.PUBLISH)
    @Post("/use")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> use(LtiSession session, @Body Map<String, Object> fields) {
        if (!FrameworksPages.mayPublish(session)) {
            return refused(session, "publish");
        }
        boolean known = frameworks.putInForce(session.tenant(), SettleForm.one(fields, "version"));
        return back(session, known ? "used" : "unusable");
    }

    @Allows(Right.CONTENT)
    @Post("/discard")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> discard(LtiSession session, @Body Map<String, Object> fields) {
        if (!session.may(Right.SEE_GROUPS)) {
            return refused(session, "staff");
        }
        frameworks.discard(session.tenant(), SettleForm.one(fields, "id"));
        return back(session, "discarded");
    }

    @Get("/export")
    HttpResponse<?> export(LtiSession session, @QueryValue String of, @QueryValue Format format) {
        if (!session.may(Right.SEE_GROUPS)) {
            return refused(session, "staff");
        }
        boolean csv = format.name().endsWith("_CSV");
        return frameworks
                .export(session.tenant(), of, format)
                .<HttpResponse<?>>map(text -> HttpResponse.ok(text.getBytes(StandardCharsets.UTF_8))
                        .contentType(MediaType.of(csv ? "text/csv;charset=utf-8" : "application/json"))
                        .header("Content-Disposition", "attachment; filename=\"" + fileName(of, format) + "\"")
                        .header("Cache-Control", "no-store"))
                .orElseGet(() -> back(session, "unusable"));
    }

    private static String fileName(String of, Format format) {
        String name = of.replaceAll("[^A-Za-z0-9.-]+", "-");
        return (name.length() > 60 ? name.substring(0, 60) : name)
                + "-"
                + format.name()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceFirst("_(csv|json)$", "")
                        .replace('_', '-')
                + (format.name().endsWith("_CSV") ? ".csv" : ".json");
    }

    private static String shortName(String name) {
        String tail = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return tail.length() > 80 ? tail.substring(0, 80) : tail;
    }

    private static String by(LtiSession session) {
        return "staff of " + session.course().key();
    }

    private Words words(LtiSession session) {
        return pages.words(session.locale());
    }

    private HttpResponse<String> show(
            HttpRequest<?> request,
            LtiSession session,
            HttpStatus status,
            Optional<String> said,
            Optional<Result> result) {
        Words words = words(session);
        boolean moodle =
                session.productFamily().filter("moodle"::equalsIgnoreCase).isPresent();
        Shell shell = pages.shell(Optional.of(request), words, words.text("frameworks.title"))
                .in(session.platformOrigin(), moodle, links.newWindow(session, FrameworksPages.PATH))
                .with(CourseTabs.of(session, links, words, FrameworksPages.PATH));
        FrameworksPage page = frameworksPages.page(
                session, words, said.filter(SAID::contains).map(what -> "frameworks.said." + what), result);
        return pages.page(status, "instructor/frameworks.jte", Map.of("shell", shell, "page", page));
    }

    private HttpResponse<String> back(LtiSession session, String said) {
        return HttpResponse.seeOther(URI.create(links.to(session, FrameworksPages.PATH + "?said=" + said)));
    }

    private HttpResponse<String> refused(LtiSession session, String what) {
        Words words = words(session);
        return refusals.render(new Refusal(
                HttpStatus.FORBIDDEN,
                words.locale(),
                words.text("frameworks.refused.title"),
                words.text("frameworks.refused." + what),
                "WM-STAFF",
                List.of(words.text("instructor.refused.detail")),
                session.returnUrl(),
                Optional.empty()));
    }
}
