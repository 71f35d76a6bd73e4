package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.grading.Grades;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.path.WhatIf;
import dev.waymark.path.WhatIf.Decider;
import dev.waymark.path.WhatIf.Supposition;
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
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What if? For staff of a course, about a learner of that course and no other. Looking keeps nothing; what is kept is
 * logged with who, when and why.
 */
@Controller("/course/learner")
@Allows(Right.GUIDE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
final class WhatIfController {

    private static final int LONGEST_REASON = 1000;

    private final WhatIfPages whatIfPages;
    private final WhatIf whatIf;
    private final Configurations configurations;
    private final Learners learners;
    private final Reachable reachable;
    private final Grades grades;
    private final SessionLinks links;
    private final Pages pages;
    private final RefusalPages refusals;
    private final Clock clock;

    WhatIfController(
            WhatIfPages whatIfPages,
            WhatIf whatIf,
            Configurations configurations,
            Learners learners,
            Reachable reachable,
            Grades grades,
            SessionLinks links,
            Pages pages,
            RefusalPages refusals,
            Clock clock) {
        this.whatIfPages = whatIfPages;
        this.whatIf = whatIf;
        this.configurations = configurations;
        this.learners = learners;
        this.reachable = reachable;
        this.grades = grades;
        this.links = links;
        this.pages = pages;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Get
    @Consumes(MediaType.ALL)
    HttpResponse<String> look(
            HttpRequest<?> request, LtiSession session, @QueryValue String learner, @QueryValue Optional<String> said) {
        return known(session, learner)
                .map(it -> show(
                        request,
                        session,
                        HttpStatus.OK,
                        it,
                        new WhatIfForm(Map.of()),
                        Optional.empty(),
                        said.filter("kept"::equals).map(any -> "instructor.what-if.kept"),
                        Optional.empty()))
                .orElseGet(() -> refused(session));
    }

    /** Shows the path that would be, or ({@code act=keep}) keeps it. */
    @Post
    HttpResponse<String> suppose(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        var form = new WhatIfForm(fields);
        Optional<Learner> known = known(session, form.one("learner"));
        if (known.isEmpty()) {
            return refused(session);
        }
        Learner learner = known.get();
        Instant now = clock.instant();
        Supposition kept = whatIf.inForce(session.tenant(), learner.id(), session.course(), now);
        Optional<Supposition> read = form.read(kept, configurations.of(session.tenant(), session.course()));
        boolean keep = form.one("act").equals("keep");
        Optional<String> mistake = mistake(form, kept, read, keep, now);
        if (mistake.isPresent()) {
            return show(
                    request, session, HttpStatus.UNPROCESSABLE_ENTITY, learner, form, read, Optional.empty(), mistake);
        }
        if (!keep || read.isEmpty()) {
            return show(request, session, HttpStatus.OK, learner, form, read, Optional.empty(), Optional.empty());
        }
        keep(session, learner, form, read.get(), now);
        return HttpResponse.seeOther(
                URI.create(links.to(session, "/course/learner?learner=" + learner.id() + "&said=kept")));
    }

    private static Optional<String> mistake(
            WhatIfForm form, Supposition kept, Optional<Supposition> read, boolean keep, Instant now) {
        if (read.isEmpty()) {
            return Optional.of("instructor.what-if.error.hours");
        }
        if (keep && (form.one("reason").isEmpty() || form.one("reason").length() > LONGEST_REASON)) {
            return Optional.of("instructor.what-if.error.reason");
        }
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        boolean lasts = form.until()
                .filter(day -> day.isAfter(today) && day.isBefore(today.plusYears(1)))
                .isPresent();
        return keep && !read.get().tiers().isEmpty() && !lasts
                ? Optional.of("instructor.what-if.error.until")
                : Optional.empty();
    }

    /** The role is the learner's, and goes the way that roles go where a course is graded: asked for, and answered. */
    private void keep(LtiSession session, Learner learner, WhatIfForm form, Supposition what, Instant now) {
        String by = by(session);
        whatIf.decide(
                session.tenant(),
                learner.id(),
                session.course(),
                what,
                new Decider(
                        by,
                        form.one("reason"),
                        form.until()
                                .map(day -> day.plusDays(1)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant())
                                .orElse(now)),
                now);
        what.role().ifPresent(role -> {
            if (grades.askForRole(session.tenant(), learner.id(), session.course(), role, now)
                    == Grades.RoleAnswer.WAITS_FOR_INSTRUCTOR) {
                grades.answerRole(session.tenant(), session.course(), learner.id(), true, by, now);
            }
        });
    }

    /** A learner of this very course; nobody else is looked at from here. */
    private Optional<Learner> known(LtiSession session, String id) {
        return session.staff() ? reachable.one(session, id) : Optional.empty();
    }

    /** Our name for the person who says so; if we have none, the course. */
    private String by(LtiSession session) {
        return session.subject()
                .flatMap(subject -> learners.bySubject(session.tenant(), session.registration(), subject))
                .map(known -> known.id().toString())
                .orElseGet(() -> "staff of " + session.course().key());
    }

    private HttpResponse<String> show(
            HttpRequest<?> request,
            LtiSession session,
            HttpStatus status,
            Learner learner,
            WhatIfForm form,
            Optional<Supposition> tried,
            Optional<String> said,
            Optional<String> mistake) {
        Words words = pages.words(session.locale());
        boolean moodle =
                session.productFamily().filter("moodle"::equalsIgnoreCase).isPresent();
        Shell shell = pages.shell(Optional.of(request), words, words.text("instructor.what-if.title"))
                .in(
                        session.platformOrigin(),
                        moodle,
                        links.newWindow(session, "/course/learner?learner=" + learner.id()))
                .with(CourseTabs.of(session, links, words, "/course"));
        WhatIfPage page = whatIfPages.page(session, words, learner, form, tried, said, mistake, clock.instant());
        return pages.page(status, "instructor/whatif.jte", Map.of("shell", shell, "page", page));
    }

    private HttpResponse<String> refused(LtiSession session) {
        Words words = pages.words(session.locale());
        return refusals.render(new Refusal(
                HttpStatus.FORBIDDEN,
                words.locale(),
                words.text("instructor.refused.title"),
                words.text("instructor.refused.text"),
                "WM-STAFF",
                List.of(words.text(session.staff() ? "instructor.what-if.nobody" : "instructor.refused.detail")),
                session.returnUrl(),
                Optional.empty()));
    }
}
