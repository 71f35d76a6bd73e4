package dev.waymark.admin;

import dev.waymark.admin.RegistrationsPage.Editing;
import dev.waymark.grading.ClosedColumns;
import dev.waymark.grading.ConcludedCourses;
import dev.waymark.lti.registration.Draft;
import dev.waymark.lti.registration.Invites;
import dev.waymark.lti.registration.KeptRegistration;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.registration.Registrations;
import dev.waymark.lti.registration.ToolKeys;
import dev.waymark.lti.session.Form;
import dev.waymark.shared.CourseId;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Platforms of a tenant: who may launch us, invited, confirmed, written down, switched, checked. */
@Controller(RegistrationsController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.ALL})
final class RegistrationsController {

    static final String PATH = "/admin/registrations";

    private static final List<String> FIELDS = List.of(
            "name",
            "issuer",
            "clientId",
            "authorizationEndpoint",
            "tokenEndpoint",
            "jwksUri",
            "deploymentIds",
            "family");
    private static final Set<String> SAID = Set.of(
            "claimed",
            "saved",
            "switched",
            "removed",
            "approved",
            "withdrawn",
            "rotated",
            "leaked",
            "asked",
            "asked-column");

    @Singleton
    static final class Entry implements AdminPage {
        @Override
        public String path() {
            return PATH;
        }

        @Override
        public String nameKey() {
            return "admin.platforms.tab";
        }

        @Override
        public int order() {
            return 10;
        }
    }

    private final Registrations registrations;
    private final Invites invites;
    private final PlatformHealth health;
    private final ToolKeys keys;
    private final ConcludedCourses concluded;
    private final ClosedColumns closed;
    private final Clock clock;
    private final RegistrationViews views;
    private final AdminPages pages;

    RegistrationsController(
            Registrations registrations,
            Invites invites,
            PlatformHealth health,
            ToolKeys keys,
            ConcludedCourses concluded,
            ClosedColumns closed,
            Clock clock,
            RegistrationViews views,
            AdminPages pages) {
        this.registrations = registrations;
        this.invites = invites;
        this.health = health;
        this.keys = keys;
        this.concluded = concluded;
        this.closed = closed;
        this.clock = clock;
        this.views = views;
        this.pages = pages;
    }

    @Get
    HttpResponse<String> list(AdminVisit visit) {
        return list(visit, HttpStatus.OK, Optional.empty(), "", said(visit));
    }

    @Post("/invite")
    HttpResponse<String> invite(AdminVisit visit, @Nullable @Body String body) {
        int days = read(body)
                .only("days")
                .filter(text -> text.matches("[0-9]{1,2}"))
                .map(Integer::valueOf)
                .filter(number -> number >= 1 && number <= 90)
                .orElse(7);
        String invite = invites.make(visit.tenant(), visit.who().login(), days).toString();
        return list(visit, HttpStatus.OK, Optional.of(invite), "", "");
    }

    @Post("/claim")
    HttpResponse<String> claim(AdminVisit visit, @Nullable @Body String body) {
        return switch (invites.claim(visit.tenant(), read(body).only("code").orElse(""))) {
            case CLAIMED -> AdminPages.back(PATH + "?said=claimed");
            case UNKNOWN -> list(visit, HttpStatus.BAD_REQUEST, Optional.empty(), "admin.platforms.claim-unknown", "");
            case TAKEN -> list(visit, HttpStatus.CONFLICT, Optional.empty(), "admin.platforms.taken", "");
        };
    }

    @Get("/new")
    HttpResponse<String> fresh(AdminVisit visit) {
        return edit(visit, HttpStatus.OK, new Editing(Optional.empty(), Map.of(), Map.of()));
    }

    @Post("/new")
    HttpResponse<String> add(AdminVisit visit, @Nullable @Body String body) {
        Map<String, String> values = values(read(body));
        return saved(visit, registrations.add(visit.tenant(), draft(values)), Optional.empty(), values);
    }

    @Get("/{id}")
    HttpResponse<String> one(AdminVisit visit, long id) {
        return with(visit, id, kept -> detail(visit, HttpStatus.OK, kept, Optional.empty(), "", said(visit)));
    }

    @Get("/{id}/change")
    HttpResponse<String> change(AdminVisit visit, long id) {
        return with(
                visit,
                id,
                kept -> kept.editable()
                        ? edit(visit, HttpStatus.OK, new Editing(Optional.of(id), values(kept), Map.of()))
                        : fileDecides(visit, kept));
    }

    @Post("/{id}/change")
    HttpResponse<String> change(AdminVisit visit, long id, @Nullable @Body String body) {
        return with(visit, id, kept -> {
            if (!kept.editable()) {
                return fileDecides(visit, kept);
            }
            Map<String, String> values = values(read(body));
            return saved(
                    visit,
                    registrations.change(visit.tenant(), kept.platform().id(), draft(values)),
                    Optional.of(id),
                    values);
        });
    }

    @Post("/{id}/switch")
    HttpResponse<String> switchTo(AdminVisit visit, long id, @Nullable @Body String body) {
        boolean on = read(body).only("to").filter("on"::equals).isPresent();
        return with(
                visit,
                id,
                kept -> registrations.switchTo(visit.tenant(), kept.platform().id(), on)
                        ? AdminPages.back(PATH + "/" + id + "?said=switched")
                        : fileDecides(visit, kept));
    }

    /** Only what is switched off, and only by somebody who types its client id. */
    @Post("/{id}/remove")
    HttpResponse<String> remove(AdminVisit visit, long id, @Nullable @Body String body) {
        return with(visit, id, kept -> {
            boolean meant = read(body)
                    .only("client")
                    .map(String::strip)
                    .filter(kept.platform().registration().clientId()::equals)
                    .isPresent();
            return meant && registrations.remove(visit.tenant(), kept.platform().id())
                    ? AdminPages.back(PATH + "?said=removed")
                    : detail(visit, HttpStatus.BAD_REQUEST, kept, Optional.empty(), "admin.platform.not-removed", "");
        });
    }

    @Post("/{id}/deployments")
    HttpResponse<String> deployments(AdminVisit visit, long id, @Nullable @Body String body) {
        Form form = read(body);
        String deployment = form.only("deployment").orElse("");
        boolean approve = form.only("act").filter("approve"::equals).isPresent();
        return with(visit, id, kept -> {
            var number = kept.platform().id();
            boolean done = approve
                    ? registrations.approve(visit.tenant(), number, deployment)
                    : registrations.withdraw(visit.tenant(), number, deployment);
            return done
                    ? AdminPages.back(PATH + "/" + id + "?said=" + (approve ? "approved" : "withdrawn"))
                    : fileDecides(visit, kept);
        });
    }

    /** The next key signs as soon as platforms know it; the old one stays published for a while. */
    @Post("/{id}/keys")
    HttpResponse<String> rotate(AdminVisit visit, long id) {
        return with(visit, id, kept -> {
            keys.rotate(visit.tenant(), kept.platform().id());
            return AdminPages.back(PATH + "/" + id + "?said=rotated");
        });
    }

    /** Somebody else may have our keys: all of them go at once, and only for who ticked that they know what it means. */
    @Post("/{id}/keys/withdraw")
    HttpResponse<String> withdrawKeys(AdminVisit visit, long id, @Nullable @Body String body) {
        return with(visit, id, kept -> {
            if (read(body).only("sure").filter("yes"::equals).isEmpty()) {
                return detail(
                        visit, HttpStatus.UNPROCESSABLE_ENTITY, kept, Optional.empty(), "admin.keys.not-sure", "");
            }
            keys.withdraw(visit.tenant(), kept.platform().id());
            return AdminPages.back(PATH + "/" + id + "?said=leaked");
        });
    }

    /** Calls the platform: takes a while, changes nothing. */
    @Post("/{id}/check")
    HttpResponse<String> check(AdminVisit visit, long id) {
        return with(
                visit,
                id,
                kept -> detail(visit, HttpStatus.OK, kept, Optional.of(health.check(kept.platform())), "", ""));
    }

    /** One of the scores that wait finds out whether the course takes scores again. */
    @Post("/{id}/concluded")
    HttpResponse<String> askConcluded(AdminVisit visit, long id, @Nullable @Body String body) {
        String context = read(body).only("course").orElse("");
        return with(
                visit,
                id,
                kept -> concluded.askNow(visit.tenant(), new CourseId(id, context), clock.instant())
                        ? AdminPages.back(PATH + "/" + id + "?said=asked")
                        : detail(
                                visit,
                                HttpStatus.NOT_FOUND,
                                kept,
                                Optional.empty(),
                                "admin.platform.concluded-none-such",
                                ""));
    }

    /** One of the scores that wait finds out whether the column takes scores again. */
    @Post("/{id}/closed")
    HttpResponse<String> askClosed(AdminVisit visit, long id, @Nullable @Body String body) {
        Form form = read(body);
        var course = new CourseId(id, form.only("course").orElse(""));
        String column = form.only("column").orElse("");
        return with(
                visit,
                id,
                kept -> closed.askNow(visit.tenant(), course, column, clock.instant())
                        ? AdminPages.back(PATH + "/" + id + "?said=asked-column")
                        : detail(
                                visit,
                                HttpStatus.NOT_FOUND,
                                kept,
                                Optional.empty(),
                                "admin.platform.closed-none-such",
                                ""));
    }

    private HttpResponse<String> with(
            AdminVisit visit, long id, Function<KeptRegistration, HttpResponse<String>> then) {
        return registrations
                .find(visit.tenant(), new RegistrationId(id))
                .map(then)
                .orElseGet(() -> list(visit, HttpStatus.NOT_FOUND, Optional.empty(), "admin.platforms.none-such", ""));
    }

    private HttpResponse<String> fileDecides(AdminVisit visit, KeptRegistration kept) {
        return detail(visit, HttpStatus.CONFLICT, kept, Optional.empty(), "admin.platform.file-decides", "");
    }

    private HttpResponse<String> saved(
            AdminVisit visit, Registrations.Saving saving, Optional<Long> id, Map<String, String> values) {
        return switch (saving) {
            case Registrations.Saving.Saved done ->
                AdminPages.back(PATH + "/" + done.id().value() + "?said=saved");
            case Registrations.Saving.Taken taken ->
                edit(
                        visit,
                        HttpStatus.CONFLICT,
                        new Editing(id, values, Map.of("clientId", visit.words().text("admin.platforms.taken"))));
            case Registrations.Saving.Unfit unfit -> {
                Map<String, String> faults = new LinkedHashMap<>();
                unfit.faults().forEach((field, why) -> faults.put(field, sentence(visit, why)));
                yield edit(visit, HttpStatus.BAD_REQUEST, new Editing(id, values, faults));
            }
        };
    }

    private static String sentence(AdminVisit visit, String why) {
        return Set.of("missing", "long", "address").contains(why)
                ? visit.words().text("admin.field." + why)
                : visit.words().text("admin.field.forbidden", why);
    }

    private HttpResponse<String> list(
            AdminVisit visit, HttpStatus status, Optional<String> invite, String fault, String said) {
        return pages.page(
                visit,
                status,
                visit.words().text("admin.platforms.title"),
                "admin/registrations.jte",
                Map.of("page", views.listing(visit, invite, fault, said)));
    }

    private HttpResponse<String> detail(
            AdminVisit visit,
            HttpStatus status,
            KeptRegistration kept,
            Optional<PlatformHealth.Report> report,
            String fault,
            String said) {
        return pages.page(
                visit,
                status,
                kept.platform().name(),
                "admin/registration.jte",
                Map.of("page", views.detail(visit, kept, report, fault, said)));
    }

    private HttpResponse<String> edit(AdminVisit visit, HttpStatus status, Editing editing) {
        String title = visit.words().text(editing.id().isPresent() ? "admin.platform.change" : "admin.platforms.add");
        return pages.page(visit, status, title, "admin/registration-form.jte", Map.of("page", editing, "title", title));
    }

    private static String said(AdminVisit visit) {
        return Optional.ofNullable(visit.request().getParameters().get("said"))
                .filter(SAID::contains)
                .map(what -> "admin.platforms.said." + what)
                .orElse("");
    }

    private static Form read(@Nullable String body) {
        return Form.read(body == null ? "" : body);
    }

    private static Map<String, String> values(Form form) {
        Map<String, String> values = new LinkedHashMap<>();
        FIELDS.forEach(
                field -> values.put(field, form.only(field).map(String::strip).orElse("")));
        return values;
    }

    private static Map<String, String> values(KeptRegistration kept) {
        var registration = kept.platform().registration();
        return Map.of(
                "name", kept.platform().name(),
                "issuer", registration.issuer(),
                "clientId", registration.clientId(),
                "authorizationEndpoint", registration.authorizationEndpoint().toString(),
                "tokenEndpoint", registration.tokenEndpoint().toString(),
                "jwksUri", registration.jwksUri().toString(),
                "family", kept.productFamily());
    }

    private static Draft draft(Map<String, String> values) {
        return new Draft(
                values.getOrDefault("name", ""),
                values.getOrDefault("issuer", ""),
                values.getOrDefault("clientId", ""),
                values.getOrDefault("authorizationEndpoint", ""),
                values.getOrDefault("tokenEndpoint", ""),
                values.getOrDefault("jwksUri", ""),
                List.of(values.getOrDefault("deploymentIds", "").split("[,\\n]")),
                values.getOrDefault("family", ""),
                "");
    }
}
