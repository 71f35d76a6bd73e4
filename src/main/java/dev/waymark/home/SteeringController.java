package dev.waymark.home;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.Choices.NotForMe;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.grading.Grades;
import dev.waymark.home.ChoicesForm.Checked;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.path.Paths;
import dev.waymark.shared.AsksOnce;
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
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What the learner says: role, choices, done, not for me, keep it. Every form ends by sending the browser on. */
@Controller("/home")
@Allows(Right.OWN_PAGES)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class SteeringController {

    private final Visits visits;
    private final Face face;
    private final ChoicesPages choicesPages;
    private final Paths paths;
    private final Grades grades;

    SteeringController(Visits visits, Face face, ChoicesPages choicesPages, Paths paths, Grades grades) {
        this.visits = visits;
        this.face = face;
        this.choicesPages = choicesPages;
        this.paths = paths;
        this.grades = grades;
    }

    /** With {@code longest=15}, shows what a quarter of an hour would bring; nothing is kept. */
    @Get("/choices")
    @Consumes(MediaType.ALL)
    @Transactional
    @AsksOnce
    HttpResponse<String> choices(HttpRequest<?> request, LtiSession session, @QueryValue Optional<Integer> longest) {
        return visits.of(session)
                .map(visit -> {
                    Choices kept = paths.choices(visit.tenant(), visit.id(), visit.course());
                    ChoicesForm form = ChoicesForm.of(kept, visit.naming());
                    Optional<Choices> tried = longest.filter(minutes -> minutes == ChoicesForm.SHORT)
                            .map(minutes -> new Changed(kept)
                                    .sitting(Optional.of(minutes))
                                    .done());
                    return show(
                            request,
                            session,
                            HttpStatus.OK,
                            choicesPages.page(visit, tried.isPresent() ? form.shortOnly(true) : form, Map.of(), tried));
                })
                .orElseGet(() -> face.nobody(request, session));
    }

    /**
     * Shows the path that the choices would make, and what is supposed besides them, or ({@code act=keep}) keeps the
     * choices.
     */
    @Post("/choices")
    HttpResponse<String> choose(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        return visits.of(session)
                .map(visit -> {
                    var sent = new Form(fields);
                    ChoicesForm form = ChoicesForm.of(sent, visit);
                    Choices before = paths.choices(visit.tenant(), visit.id(), visit.course());
                    return switch (form.check(visit, before)) {
                        case Checked.Wrong wrong ->
                            show(
                                    request,
                                    session,
                                    HttpStatus.UNPROCESSABLE_ENTITY,
                                    choicesPages.page(visit, form, wrong.errors(), Optional.empty()));
                        case Checked.Good good
                        when sent.one("act").filter("keep"::equals).isPresent() -> {
                            paths.choose(visit.tenant(), visit.id(), visit.course(), good.choices(), visit.now());
                            yield face.seeOther(session, "/home?said=kept");
                        }
                        case Checked.Good good ->
                            show(
                                    request,
                                    session,
                                    HttpStatus.OK,
                                    choicesPages.page(
                                            visit,
                                            form,
                                            Map.of(),
                                            Optional.of(good.choices()),
                                            Supposed.of(sent, visit)));
                    };
                })
                .orElseGet(() -> face.nobody(request, session));
    }

    @Post("/role")
    HttpResponse<String> role(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        return visits.of(session)
                .map(visit -> offered(visit, new Form(fields))
                        .map(role -> grades.askForRole(visit.tenant(), visit.id(), visit.course(), role, visit.now()))
                        .map(answer -> face.seeOther(session, "/home?said=" + said(answer)))
                        .orElseGet(() -> {
                            Choices kept = paths.choices(visit.tenant(), visit.id(), visit.course());
                            return show(
                                    request,
                                    session,
                                    HttpStatus.UNPROCESSABLE_ENTITY,
                                    choicesPages.page(
                                            visit,
                                            ChoicesForm.of(kept, visit.naming()),
                                            Map.of("role", "home.choices.error.role"),
                                            Optional.empty()));
                        }))
                .orElseGet(() -> face.nobody(request, session));
    }

    @Post("/done")
    HttpResponse<String> done(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        return withItem(request, session, new Form(fields), (visit, item) -> {
            paths.done(visit.tenant(), visit.id(), visit.course(), item, visit.now());
            return "/home?said=done";
        });
    }

    /** "Not for me"; with {@code undo}, brings it back. */
    @Post("/waive")
    HttpResponse<String> waive(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        var form = new Form(fields);
        boolean undo = form.one("undo").isPresent();
        return withItem(request, session, form, (visit, item) -> {
            Changed changed = new Changed(paths.choices(visit.tenant(), visit.id(), visit.course()));
            keep(visit, undo ? changed.unwaive(item) : changed.waive(item, notForMe(form)));
            return undo ? "/home?said=unwaived" : "/home?said=waived";
        });
    }

    /** Puts an item on the path; with {@code undo}, lets it go. */
    @Post("/pin")
    HttpResponse<String> pin(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        var form = new Form(fields);
        boolean undo = form.one("undo").isPresent();
        return withItem(request, session, form, (visit, item) -> {
            Changed changed = new Changed(paths.choices(visit.tenant(), visit.id(), visit.course()));
            keep(visit, undo ? changed.unpin(item) : changed.pin(item));
            return undo ? "/home?said=unpinned" : "/home?said=pinned";
        });
    }

    /** Takes another item in the place of one: that one is put on the path, and this one waived. */
    @Post("/swap")
    HttpResponse<String> swap(HttpRequest<?> request, LtiSession session, @Body Map<String, Object> fields) {
        var form = new Form(fields);
        return withItem(request, session, form, (visit, item) -> {
            Optional<LearningItemId> other = visit.configuration().items().stream()
                    .map(each -> each.id())
                    .filter(id -> form.one("other").filter(id.value()::equals).isPresent())
                    .filter(id -> !id.equals(item))
                    .findFirst();
            if (other.isEmpty()) {
                return "/home";
            }
            keep(
                    visit,
                    new Changed(paths.choices(visit.tenant(), visit.id(), visit.course()))
                            .waive(item, Optional.empty())
                            .pin(other.get()));
            return "/home?said=swapped";
        });
    }

    private static Optional<NotForMe> notForMe(Form form) {
        return Arrays.stream(NotForMe.values())
                .filter(each -> form.one("because").filter(each.name()::equals).isPresent())
                .findFirst();
    }

    private void keep(Visit visit, Changed changed) {
        paths.choose(visit.tenant(), visit.id(), visit.course(), changed.done(), visit.now());
    }

    /** Only items of the catalogue are acted on; a form that names another one changes nothing. */
    private HttpResponse<String> withItem(
            HttpRequest<?> request, LtiSession session, Form form, BiFunction<Visit, LearningItemId, String> act) {
        return visits.of(session)
                .map(visit -> visit.configuration().items().stream()
                        .map(item -> item.id())
                        .filter(id ->
                                form.one("item").filter(id.value()::equals).isPresent())
                        .findFirst()
                        .map(item -> act.apply(visit, item))
                        .orElse("/home"))
                .map(path -> face.seeOther(session, path))
                .orElseGet(() -> face.nobody(request, session));
    }

    private static Optional<JobRoleId> offered(Visit visit, Form form) {
        return visit.configuration().roles().stream()
                .map(JobRole::id)
                .filter(id -> form.one("role").filter(id.value()::equals).isPresent())
                .findFirst();
    }

    private static String said(Grades.RoleAnswer answer) {
        return switch (answer) {
            case GRANTED -> "role-granted";
            case WAITS_FOR_INSTRUCTOR -> "role-waits";
            case UNCHANGED -> "role-unchanged";
        };
    }

    private HttpResponse<String> show(HttpRequest<?> request, LtiSession session, HttpStatus status, ChoicesPage page) {
        return face.show(request, session, status, "/home/choices", "choices", page);
    }
}
