package dev.waymark.instructor;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.ReadingChoice;
import dev.waymark.engine.model.ScaledRange;
import dev.waymark.evidence.LedgerSearch;
import dev.waymark.evidence.ReadingChoices;
import dev.waymark.instructor.LedgerPages.Asked;
import dev.waymark.learner.Learners;
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
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ledger of a course, for its staff: what became of each statement of its people, why, and what to do about it. */
@Controller("/course/ledger")
@Allows(Right.SEE_COURSE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
final class LedgerController {

    private final LedgerPages ledgerPages;
    private final ReadingChoices choices;
    private final Learners learners;
    private final SessionLinks links;
    private final Pages pages;
    private final RefusalPages refusals;
    private final Clock clock;

    LedgerController(
            LedgerPages ledgerPages,
            ReadingChoices choices,
            Learners learners,
            SessionLinks links,
            Pages pages,
            RefusalPages refusals,
            Clock clock) {
        this.ledgerPages = ledgerPages;
        this.choices = choices;
        this.learners = learners;
        this.links = links;
        this.pages = pages;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Get
    @Consumes(MediaType.ALL)
    HttpResponse<String> ledger(
            HttpRequest<?> request,
            LtiSession session,
            @QueryValue Optional<String> person,
            @QueryValue Optional<String> activity,
            @QueryValue Optional<String> became,
            @QueryValue Optional<String> source,
            @QueryValue Optional<String> verb,
            @QueryValue Optional<String> from,
            @QueryValue Optional<String> until,
            @QueryValue Optional<String> after) {
        if (!session.may(Right.SEE_COURSE)) {
            return refused(session, HttpStatus.FORBIDDEN, "instructor.refused", "WM-STAFF");
        }
        Words words = pages.words(session.locale());
        Asked asked = new Asked(
                person.orElse(""),
                activity.orElse(""),
                became.orElse("others"),
                source.orElse("").strip(),
                LedgerSearch.wordOf(verb.orElse("")),
                from.orElse(""),
                until.orElse(""),
                after.orElse(""));
        return pages.page(
                HttpStatus.OK,
                "instructor/ledger.jte",
                Map.of("shell", shell(request, session, words), "page", ledgerPages.page(session, words, asked)));
    }

    @Get("/{statement}")
    @Consumes(MediaType.ALL)
    HttpResponse<String> one(
            HttpRequest<?> request,
            LtiSession session,
            @PathVariable String statement,
            @QueryValue Optional<String> said) {
        if (!session.may(Right.SEE_COURSE)) {
            return refused(session, HttpStatus.FORBIDDEN, "instructor.refused", "WM-STAFF");
        }
        Words words = pages.words(session.locale());
        Optional<String> done =
                said.filter(List.of("done", "unusable")::contains).map(what -> "instructor.ledger.do." + what);
        Optional<LedgerPage.One> found = ledgerPages.one(session, words, statement, done);
        if (found.isEmpty()) {
            return refused(session, HttpStatus.NOT_FOUND, "instructor.ledger.gone", "WM-STATEMENT");
        }
        return pages.page(
                HttpStatus.OK,
                "instructor/statement.jte",
                Map.of("shell", shell(request, session, words), "page", found.get()));
    }

    /** How results of the activity of a statement are read from now on. */
    @Allows(Right.CONTENT)
    @Post("/reading")
    HttpResponse<String> reading(LtiSession session, @Body Map<String, Object> fields) {
        if (!session.may(Right.CONTENT)) {
            return refused(session, HttpStatus.FORBIDDEN, "instructor.refused", "WM-STAFF");
        }
        String statement = SettleForm.one(fields, "statement");
        Optional<ActivityId> subject = ledgerPages.subject(session, statement);
        if (subject.isEmpty()) {
            return refused(session, HttpStatus.NOT_FOUND, "instructor.ledger.gone", "WM-STATEMENT");
        }
        Optional<ScaledRange> scaled = Arrays.stream(ScaledRange.values())
                .filter(each -> each.name().equals(SettleForm.one(fields, "scaled")))
                .findFirst();
        if (scaled.isEmpty()) {
            return back(session, statement, "unusable");
        }
        var choice = new ReadingChoice(
                scaled.get(),
                SettleForm.one(fields, "success").equals("yes"),
                SettleForm.one(fields, "whole").equals("yes"));
        choices.choose(session.tenant(), subject.get(), choice, session.course().key(), by(session), clock.instant());
        return back(session, statement, "done");
    }

    private HttpResponse<String> back(LtiSession session, String statement, String said) {
        return HttpResponse.seeOther(URI.create(links.to(session, "/course/ledger/" + statement + "?said=" + said)));
    }

    private Shell shell(HttpRequest<?> request, LtiSession session, Words words) {
        boolean moodle =
                session.productFamily().filter("moodle"::equalsIgnoreCase).isPresent();
        return pages.shell(Optional.of(request), words, words.text("instructor.ledger.title"))
                .in(session.platformOrigin(), moodle, links.newWindow(session, "/course/ledger"))
                .with(CourseTabs.of(session, links, words, "/course/ledger"));
    }

    /** Our name for the person who says so; if we have none, the course. */
    private String by(LtiSession session) {
        return session.subject()
                .flatMap(subject -> learners.bySubject(session.tenant(), session.registration(), subject))
                .map(known -> known.id().toString())
                .orElseGet(() -> "staff of " + session.course().key());
    }

    private HttpResponse<String> refused(LtiSession session, HttpStatus status, String key, String code) {
        Words words = pages.words(session.locale());
        return refusals.render(new Refusal(
                status,
                words.locale(),
                words.text(key + ".title"),
                words.text(key + ".text"),
                code,
                status == HttpStatus.FORBIDDEN ? List.of(words.text("instructor.refused.detail")) : List.of(),
                session.returnUrl(),
                Optional.empty()));
    }
}
