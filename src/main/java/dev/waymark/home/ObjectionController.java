package dev.waymark.home;

import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.objection.Objections;
import dev.waymark.objection.Objections.Claim;
import dev.waymark.objection.Objections.Raised;
import dev.waymark.objection.Objections.Subject;
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
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Objections of the reader: raised, followed and taken back. */
@Controller(ObjectionPages.PATH)
@Allows(Right.OWN_PAGES)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ObjectionController {

    private static final Set<String> SAID = Set.of("raised", "withdrawn", "too-late");

    private final Visits visits;
    private final Face face;
    private final Objections objections;
    private final ObjectionPages pages;

    ObjectionController(Visits visits, Face face, Objections objections, ObjectionPages pages) {
        this.visits = visits;
        this.face = face;
        this.objections = objections;
        this.pages = pages;
    }

    /**
     * @param statement of the reader's ledger to object to
     * @param skill whose tier to object to
     */
    @Get
    HttpResponse<String> see(
            HttpRequest<?> request,
            LtiSession session,
            @QueryValue Optional<String> statement,
            @QueryValue Optional<String> skill,
            @QueryValue Optional<String> said) {
        return visits.of(session)
                .map(visit -> show(
                        request,
                        visit,
                        HttpStatus.OK,
                        pages.page(
                                visit,
                                pages.subject(visit, statement, skill),
                                "",
                                said.filter(SAID::contains)
                                        .map(what -> "home.objection.said." + what)
                                        .orElse(""),
                                "")))
                .orElseGet(() -> face.nobody(request, session));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> raise(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        var form = new Form(fields);
        return visits.of(session)
                .map(visit -> {
                    Optional<Subject> subject = pages.subject(visit, form.one("statement"), form.one("skill"));
                    Optional<Claim> claim = Arrays.stream(Claim.values())
                            .filter(each -> form.one("claim")
                                    .filter(each.name()::equals)
                                    .isPresent())
                            .findFirst();
                    String words = form.one("words").orElse("");
                    Raised raised = subject.isEmpty() || claim.isEmpty()
                            ? subject.isEmpty() ? Raised.UNKNOWN : Raised.UNFIT
                            : objections.raise(
                                    visit.tenant(),
                                    visit.id(),
                                    visit.course(),
                                    subject.get(),
                                    claim.get(),
                                    words,
                                    visit.now());
                    if (raised == Raised.YES) {
                        return face.seeOther(session, ObjectionPages.PATH + "?said=raised");
                    }
                    String wrong = "home.objection.wrong."
                            + raised.name().toLowerCase(Locale.ROOT).replace('_', '-');
                    return show(
                            request,
                            visit,
                            HttpStatus.UNPROCESSABLE_ENTITY,
                            pages.page(visit, subject, words, "", wrong));
                })
                .orElseGet(() -> face.nobody(request, session));
    }

    @Post("/withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> withdraw(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        String id = new Form(fields).one("objection").orElse("");
        return visits.of(session)
                .map(visit -> objections.withdraw(visit.tenant(), visit.id(), visit.course(), id, visit.now()))
                .map(done ->
                        face.seeOther(session, ObjectionPages.PATH + (done ? "?said=withdrawn" : "?said=too-late")))
                .orElseGet(() -> face.nobody(request, session));
    }

    private HttpResponse<String> show(HttpRequest<?> request, Visit visit, HttpStatus status, ObjectionsPage page) {
        return face.show(request, visit.session(), status, ObjectionPages.PATH, "objections", page);
    }
}
