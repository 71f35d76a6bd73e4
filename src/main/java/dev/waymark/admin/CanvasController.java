package dev.waymark.admin;

import dev.waymark.learner.Identities;
import dev.waymark.learner.Identities.Declared;
import dev.waymark.learner.Identities.Field;
import dev.waymark.learner.Identities.Kind;
import dev.waymark.lrs.Source;
import dev.waymark.lrs.SourceBook;
import dev.waymark.lrs.canvas.CanvasFeed;
import dev.waymark.lrs.canvas.CanvasFeed.PeopleBy;
import dev.waymark.lrs.canvas.CanvasFeeds;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.session.Form;
import dev.waymark.shared.OutboundAddresses;
import dev.waymark.shared.ToolSettings;
import dev.waymark.web.Words;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a Canvas send its Live Events to a source, and says step by step what to set in Canvas. */
@Controller(CanvasController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CanvasController {

    static final String PATH = SourcesController.PATH + "/canvas";

    private final SourceBook book;
    private final CanvasFeeds feeds;
    private final Identities identities;
    private final Platforms platforms;
    private final OutboundAddresses addresses;
    private final AdminPages pages;
    private final ToolSettings settings;
    private final Clock clock;

    CanvasController(
            SourceBook book,
            CanvasFeeds feeds,
            Identities identities,
            Platforms platforms,
            OutboundAddresses addresses,
            AdminPages pages,
            ToolSettings settings,
            Clock clock) {
        this.book = book;
        this.feeds = feeds;
        this.identities = identities;
        this.platforms = platforms;
        this.addresses = addresses;
        this.pages = pages;
        this.settings = settings;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> one(
            AdminVisit visit, @QueryValue(defaultValue = "") String source, @QueryValue Optional<String> said) {
        Optional<Source> found = book.find(visit.tenant(), source);
        return found.isEmpty()
                ? AdminPages.back(SourcesController.PATH)
                : page(
                        visit,
                        HttpStatus.OK,
                        found.get(),
                        Optional.empty(),
                        Optional.empty(),
                        said.filter("stopped"::equals).isPresent() ? "admin.canvas.said.stopped" : "",
                        Entered.of(feeds.of(visit.tenant(), source)));
    }

    /** What the form holds. */
    private record Entered(String hosts, String keys, boolean bySis) {

        static Entered of(Optional<CanvasFeed> feed) {
            return new Entered(
                    feed.map(each -> String.join(" ", each.hosts())).orElse(""),
                    feed.map(each -> each.keys().toString()).orElse(CanvasFeed.INSTRUCTURES_KEYS),
                    feed.filter(each -> each.peopleBy() == PeopleBy.SIS).isPresent());
        }
    }

    /** Makes the address, which the answer shows once, and declares whose accounts the people are. */
    @Post("/enter")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> enter(AdminVisit visit, @Nullable @Body String body) {
        Form form = Form.read(body == null ? "" : body);
        Optional<Source> source = form.only("source").flatMap(name -> book.find(visit.tenant(), name));
        if (source.isEmpty()) {
            return AdminPages.back(SourcesController.PATH);
        }
        var entered = new Entered(
                form.only("hosts").orElse("").strip(),
                form.only("keys").orElse(CanvasFeed.INSTRUCTURES_KEYS).strip(),
                form.only("people").filter("SIS"::equals).isPresent());
        List<String> hosts = CanvasFeeds.hosts(entered.hosts());
        Optional<URI> keys = address(entered.keys());
        Words words = visit.words();
        if (hosts.isEmpty()) {
            return refused(visit, source.get(), words.text("admin.canvas.hosts-are-none"), entered);
        }
        Optional<String> forbidden = keys.isEmpty() ? Optional.of(entered.keys()) : addresses.refusal(keys.get());
        if (forbidden.isPresent()) {
            return refused(visit, source.get(), words.text("admin.canvas.keys-are-none", forbidden.get()), entered);
        }
        PeopleBy peopleBy = entered.bySis() ? PeopleBy.SIS : PeopleBy.USER;
        Optional<String> clash = declared(visit, form, hosts.getFirst(), peopleBy);
        if (clash.isPresent()) {
            return refused(visit, source.get(), clash.get(), entered);
        }
        String token = feeds.enter(visit.tenant(), source.get().name(), hosts, keys.orElseThrow(), peopleBy, by(visit));
        return page(
                visit,
                HttpStatus.OK,
                source.get(),
                Optional.of(settings.baseUrl() + "/canvas/events/" + token),
                Optional.empty(),
                "",
                entered);
    }

    /** Without a platform nothing is declared: people are then linked by hand, or by what was declared before. */
    private Optional<String> declared(AdminVisit visit, Form form, String host, PeopleBy peopleBy) {
        Optional<RegisteredPlatform> platform = form.only("platform")
                .flatMap(id -> platforms.all().stream()
                        .filter(each -> each.tenant().equals(visit.tenant()))
                        .filter(each -> Long.toString(each.id().value()).equals(id))
                        .findFirst());
        if (platform.isEmpty()) {
            return Optional.empty();
        }
        RegistrationId registration = platform.get().id();
        String home = "https://" + host + (peopleBy == PeopleBy.SIS ? "/sis" : "");
        Field field = peopleBy == PeopleBy.SIS ? Field.SOURCED_ID : Field.CANVAS_USER_ID;
        var wanted = new Declared(registration, Kind.ACCOUNT, home, field);
        boolean there = identities.mappings(visit.tenant()).stream()
                .anyMatch(each -> each.declared().equals(wanted));
        if (there) {
            return Optional.empty();
        }
        try {
            identities.declare(visit.tenant(), wanted, by(visit), clock.instant());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(visit.words().text("admin.canvas.people-refused", String.valueOf(e.getMessage())));
        }
    }

    @Post("/stop")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> stop(AdminVisit visit, @Nullable @Body String body) {
        Optional<Source> source =
                Form.read(body == null ? "" : body).only("source").flatMap(name -> book.find(visit.tenant(), name));
        if (source.isEmpty()) {
            return AdminPages.back(SourcesController.PATH);
        }
        feeds.withdraw(visit.tenant(), source.get().name(), by(visit));
        return AdminPages.back(
                PATH + "?source=" + URLEncoder.encode(source.get().name(), StandardCharsets.UTF_8) + "&said=stopped");
    }

    private static Optional<URI> address(String text) {
        try {
            URI address = URI.create(text);
            return address.isAbsolute() && address.getHost() != null && text.length() <= 1000
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private HttpResponse<String> refused(AdminVisit visit, Source source, String problem, Entered entered) {
        return page(visit, HttpStatus.BAD_REQUEST, source, Optional.empty(), Optional.of(problem), "", entered);
    }

    private HttpResponse<String> page(
            AdminVisit visit,
            HttpStatus status,
            Source source,
            Optional<String> address,
            Optional<String> problem,
            String said,
            Entered entered) {
        Words words = visit.words();
        Optional<CanvasFeed> feed = feeds.of(visit.tenant(), source.name());
        List<CanvasPage.Platform> known = platforms.all().stream()
                .filter(each -> each.tenant().equals(visit.tenant()))
                .map(each -> new CanvasPage.Platform(Long.toString(each.id().value()), each.name()))
                .toList();
        var shown = new CanvasPage(
                source.name(),
                source.label(),
                feed.isPresent(),
                entered.hosts(),
                entered.keys(),
                entered.bySis(),
                known,
                address,
                problem,
                feed.map(each -> each.heard()
                        .map(at -> words.text("admin.canvas.heard", words.moment(at)))
                        .orElseGet(() -> words.text("admin.canvas.heard-nothing"))),
                feed.flatMap(CanvasFeed::refused)
                        .map(at -> words.text(
                                "admin.canvas.refused",
                                words.moment(at),
                                words.text("admin.canvas.refusal."
                                        + feed.get().refusal().replace('_', '-')))),
                said);
        String title = words.text("admin.canvas.title");
        return pages.page(visit, status, title, "admin/canvas.jte", Map.of("page", shown));
    }

    private static String by(AdminVisit visit) {
        return "administrator " + visit.who().id();
    }
}
