package dev.waymark.home;

import dev.waymark.engine.model.LearningItemId;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.shared.AsksOnce;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;

/** The learner's pages to look at. */
@Controller("/home")
@Allows(Right.OWN_PAGES)
@ExecuteOn(TaskExecutors.BLOCKING)
class LearnerController {

    /** What a form may have done before it sent the browser here. Nothing else is repeated to the reader. */
    static final Set<String> SAID = Set.of(
            "role-granted",
            "role-waits",
            "role-unchanged",
            "done",
            "waived",
            "unwaived",
            "pinned",
            "unpinned",
            "kept",
            "swapped",
            "seen");

    private final Visits visits;
    private final Face face;
    private final HomePages homePages;
    private final WhyPages whyPages;
    private final EvidencePages evidencePages;

    LearnerController(Visits visits, Face face, HomePages homePages, WhyPages whyPages, EvidencePages evidencePages) {
        this.visits = visits;
        this.face = face;
        this.homePages = homePages;
        this.whyPages = whyPages;
        this.evidencePages = evidencePages;
    }

    @Get
    @Transactional
    @AsksOnce
    HttpResponse<String> home(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> said) {
        if (!session.learns()) {
            return face.seeOther(session, session.may(Right.SEE_PEOPLE) ? "/course" : "/course/heatmap");
        }
        return visits.of(session)
                .map(visit -> face.show(
                        request,
                        session,
                        HttpStatus.OK,
                        "/home",
                        "home",
                        homePages.page(visit, said.filter(SAID::contains).map(what -> "home.said." + what))))
                .orElseGet(() -> face.nobody(request, session));
    }

    /** All that is not on the path, and why. */
    @Get("/left-out")
    @Transactional
    @AsksOnce
    HttpResponse<String> leftOut(HttpRequest<?> request, LtiSession session) {
        return visits.of(session)
                .map(visit -> face.show(
                        request, session, HttpStatus.OK, LeftOutPage.PATH, "omitted", homePages.leftOut(visit)))
                .orElseGet(() -> face.nobody(request, session));
    }

    /** Why a step is on the path, or an item is not; without a known item, the way back. */
    @Get("/why")
    @Transactional
    @AsksOnce
    HttpResponse<String> why(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> step) {
        Optional<Visit> visit = visits.of(session);
        if (visit.isEmpty()) {
            return face.nobody(request, session);
        }
        return step.filter(text -> text.matches("[a-z0-9-]{1,64}"))
                .map(LearningItemId::new)
                .flatMap(item -> whyPages.page(visit.get(), item))
                .map(page ->
                        face.show(request, session, HttpStatus.OK, "/home/why?step=" + step.orElse(""), "why", page))
                .orElseGet(() -> face.seeOther(session, "/home"));
    }

    @Get("/evidence")
    @Transactional
    @AsksOnce
    HttpResponse<String> evidence(
            HttpRequest<?> request,
            LtiSession session,
            @QueryValue Optional<String> show,
            @QueryValue Optional<String> after) {
        return visits.of(session)
                .map(visit -> face.show(
                        request,
                        session,
                        HttpStatus.OK,
                        "/home/evidence",
                        "evidence",
                        evidencePages.page(visit, show.orElse("all"), after.orElse(""))))
                .orElseGet(() -> face.nobody(request, session));
    }
}
