package dev.waymark.home;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.mastery.Masteries;
import dev.waymark.path.Paths;
import dev.waymark.path.Paths.Current;
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
import java.util.List;
import java.util.Optional;

/** The path towards one competency, for a link that an instructor made of it. Staff get to their own page. */
@Controller("/home/competency")
@Allows(Right.OWN_PAGES)
@ExecuteOn(TaskExecutors.BLOCKING)
class CompetencyController {

    private final Visits visits;
    private final Face face;
    private final Masteries masteries;
    private final Paths paths;

    CompetencyController(Visits visits, Face face, Masteries masteries, Paths paths) {
        this.visits = visits;
        this.face = face;
        this.masteries = masteries;
        this.paths = paths;
    }

    @Get
    @Transactional
    @AsksOnce
    HttpResponse<String> competency(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> id) {
        if (session.staff()) {
            return face.seeOther(session, "/course");
        }
        Optional<Visit> visit = visits.of(session);
        if (visit.isEmpty()) {
            return face.nobody(request, session);
        }
        return visit.get().configuration().framework().competencies().stream()
                .filter(each -> id.filter(each.value()::equals).isPresent())
                .findFirst()
                .map(found -> face.show(
                        request,
                        session,
                        HttpStatus.OK,
                        "/home/competency?id=" + found.value(),
                        "competency",
                        page(visit.get(), found)))
                .orElseGet(() -> face.seeOther(session, "/home"));
    }

    private CompetencyPage page(Visit visit, CompetencyId competency) {
        Current current = paths.current(visit.tenant(), visit.id(), visit.course(), visit.now());
        Optional<Gap> gap = current.gaps().stream()
                .filter(each -> each.competency().equals(competency))
                .findFirst();
        var standing = new StandingRows(visit, masteries.at(visit.tenant(), visit.id(), visit.course(), visit.now()));
        List<Step> steps = current.path().steps().stream()
                .filter(step -> step.towards().competency().equals(competency))
                .toList();
        Optional<Step> next =
                steps.stream().filter(step -> step.lockedBy().isEmpty()).findFirst();
        var shown = new Steps(visit);
        String name = visit.naming().competency(competency);
        return new CompetencyPage(
                name,
                visit.text("home.competency.summary", name),
                List.of(standing.row(competency, gap)),
                visit.naming().tiers(),
                steps.stream()
                        .map(step -> shown.ahead(step, next.filter(step::equals).isPresent()))
                        .toList(),
                steps.isEmpty()
                        ? Optional.of(visit.text(
                                gap.filter(Gap::reached).isPresent()
                                        ? "home.competency.reached"
                                        : gap.isEmpty() ? "home.competency.no-target" : "home.competency.nothing"))
                        : Optional.empty(),
                visit.link("/home"));
    }
}
