package dev.waymark.admin;

import dev.waymark.engine.model.ScaledRange;
import dev.waymark.evidence.SourceScales;
import dev.waymark.lrs.Lrs;
import dev.waymark.lrs.LrsCheck;
import dev.waymark.lrs.Source;
import dev.waymark.lrs.SourceBook;
import dev.waymark.lrs.SourceDraft;
import dev.waymark.lrs.feed.Readings;
import dev.waymark.lrs.outbox.StatementOutbox;
import dev.waymark.lrs.push.PushTokens;
import dev.waymark.lti.session.Form;
import dev.waymark.shared.ToolSettings;
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
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where statements come from: enter, try out, watch, pause, read again, and who may push. */
@Controller(SourcesController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SourcesController {

    static final String PATH = "/admin/sources";

    @Singleton
    static final class Entry implements AdminPage {
        @Override
        public String path() {
            return PATH;
        }

        @Override
        public String nameKey() {
            return "admin.sources.tab";
        }

        @Override
        public int order() {
            return 20;
        }
    }

    private final SourceBook book;
    private final Readings readings;
    private final LrsCheck check;
    private final PushTokens tokens;
    private final SourceViews views;
    private final StatementOutbox outbox;
    private final SourceScales scales;
    private final Clock clock;
    private final AdminPages pages;
    private final ToolSettings settings;

    SourcesController(
            SourceBook book,
            Readings readings,
            LrsCheck check,
            PushTokens tokens,
            SourceViews views,
            StatementOutbox outbox,
            SourceScales scales,
            Clock clock,
            AdminPages pages,
            ToolSettings settings) {
        this.book = book;
        this.readings = readings;
        this.check = check;
        this.tokens = tokens;
        this.views = views;
        this.outbox = outbox;
        this.scales = scales;
        this.clock = clock;
        this.pages = pages;
        this.settings = settings;
    }

    @Get
    HttpResponse<String> list(AdminVisit visit) {
        List<SourcesPage.Line> lines = book.all(visit.tenant()).stream()
                .map(source -> views.line(visit, source, href(source.name())))
                .toList();
        return pages.page(
                visit,
                visit.words().text("admin.sources.title"),
                "admin/sources.jte",
                Map.of("page", new SourcesPage(lines)));
    }

    @Get("/new")
    HttpResponse<String> blank(AdminVisit visit) {
        return page(visit, HttpStatus.OK, Optional.empty(), SourceForm.empty(), Shown.NOTHING);
    }

    @Get("/one")
    HttpResponse<String> one(AdminVisit visit, @QueryValue(defaultValue = "") String source) {
        Optional<Source> found = book.find(visit.tenant(), source);
        if (found.isEmpty()) {
            return AdminPages.back(PATH);
        }
        String said = visit.request().getParameters().get("said");
        boolean ours = said != null && said.matches("[a-z-]{1,20}");
        return page(
                visit,
                HttpStatus.OK,
                found,
                SourceForm.of(found.get()),
                Shown.NOTHING.saying(ours ? "admin.sources.said." + said : ""));
    }

    /** Enters, changes or only tries out, as the button says. */
    @Post("/save")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> save(AdminVisit visit, @Nullable @Body String body) {
        Form form = form(body);
        Optional<Source> before = form.only("source").flatMap(name -> book.find(visit.tenant(), name));
        if (before.filter(Source::fromEnvironment).isPresent()) {
            return form.only("test").isPresent() ? tested(visit, before.get()) : AdminPages.back(PATH);
        }
        SourceForm entered = SourceForm.read(form);
        SourceDraft draft;
        try {
            draft = entered.draft(form.only("secret"));
        } catch (SourceForm.Unfit e) {
            String why = visit.words().text("admin.sources.complaint.number", String.valueOf(e.getMessage()));
            return page(visit, HttpStatus.BAD_REQUEST, before, entered, Shown.NOTHING.complaining(List.of(why)));
        }
        if (form.only("test").isPresent()) {
            Optional<Lrs> trial = book.trial(visit.tenant(), before.map(Source::name), draft);
            if (trial.isPresent()) {
                return page(
                        visit,
                        HttpStatus.OK,
                        before,
                        entered,
                        Shown.NOTHING.finding(views.findings(visit, check.of(trial.get()))));
            }
        }
        SourceBook.Entered result = before.isPresent()
                ? book.change(visit.tenant(), before.get().name(), draft, by(visit))
                : book.add(visit.tenant(), draft, by(visit));
        return switch (result) {
            case SourceBook.Entered.Kept(String name) -> AdminPages.back(href(name) + "&said=saved");
            case SourceBook.Entered.Refused(List<SourceDraft.Complaint> complaints) ->
                page(
                        visit,
                        HttpStatus.BAD_REQUEST,
                        before,
                        entered,
                        Shown.NOTHING.complaining(complaints.stream()
                                .map(each -> visit.words().text(SourceViews.key("admin.sources.complaint.", each)))
                                .toList()));
        };
    }

    private HttpResponse<String> tested(AdminVisit visit, Source source) {
        List<SourcePage.Sentence> findings = book.asItIs(visit.tenant(), source.name())
                .map(lrs -> views.findings(visit, check.of(lrs)))
                .orElse(List.of());
        return page(visit, HttpStatus.OK, Optional.of(source), SourceForm.of(source), Shown.NOTHING.finding(findings));
    }

    @Post("/pause")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> pause(AdminVisit visit, @Nullable @Body String body) {
        return about(visit, form(body), "paused", name -> readings.pause(visit.tenant(), name, by(visit)));
    }

    @Post("/resume")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> resume(AdminVisit visit, @Nullable @Body String body) {
        return about(visit, form(body), "resumed", name -> readings.resume(visit.tenant(), name, by(visit)));
    }

    /** From the begin of a day, in the server's own time zone; without one, from the beginning. */
    @Post("/again")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> again(AdminVisit visit, @Nullable @Body String body) {
        Form form = form(body);
        Instant since = Instant.EPOCH;
        if (form.only("since").isPresent()) {
            try {
                since = LocalDate.parse(form.only("since").get())
                        .atStartOfDay(java.time.ZoneOffset.UTC)
                        .toInstant();
            } catch (DateTimeException e) {
                return about(visit, form, "no-date", name -> {});
            }
        }
        Instant from = since;
        return about(visit, form, "again", name -> readings.readAgain(visit.tenant(), name, from, by(visit)));
    }

    @Post("/unusable")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> unusable(AdminVisit visit, @Nullable @Body String body) {
        return about(visit, form(body), "tried", name -> readings.tryAgain(visit.tenant(), name, by(visit)));
    }

    /** What its scaled scores mean from now on; what it brought is read again. */
    @Post("/scaled")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> scaled(AdminVisit visit, @Nullable @Body String body) {
        Form form = form(body);
        Optional<ScaledRange> range = Arrays.stream(ScaledRange.values())
                .filter(each -> form.only("scaled").equals(Optional.of(each.name())))
                .findFirst();
        return range.isEmpty()
                ? about(visit, form, "not-scaled", name -> {})
                : about(
                        visit,
                        form,
                        "scaled",
                        name -> scales.choose(visit.tenant(), name, range.get(), by(visit), clock.instant()));
    }

    /** Our own statements that it refused for good: one of them, or without {@code statement} all. */
    @Post("/send-again")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> sendAgain(AdminVisit visit, @Nullable @Body String body) {
        Form form = form(body);
        Optional<String> one = form.only("statement");
        if (one.isPresent() && uuid(one.get()).isEmpty()) {
            return about(visit, form, "not-sent", name -> {});
        }
        return about(
                visit,
                form,
                "sent-again",
                name -> outbox.sendAgain(visit.tenant(), name, one.flatMap(SourcesController::uuid)));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The answer to this form shows the token; no other page ever does. */
    @Post("/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> token(AdminVisit visit, @Nullable @Body String body) {
        Optional<Source> source = form(body).only("source").flatMap(name -> book.find(visit.tenant(), name));
        if (source.isEmpty()) {
            return AdminPages.back(PATH);
        }
        String token = tokens.make(visit.tenant(), source.get().name(), by(visit));
        return page(
                visit, HttpStatus.OK, source, SourceForm.of(source.get()), Shown.NOTHING.withToken(Optional.of(token)));
    }

    @Post("/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> revoke(AdminVisit visit, @Nullable @Body String body) {
        Form form = form(body);
        return about(
                visit,
                form,
                "revoked",
                name -> form.only("token").ifPresent(hash -> tokens.revoke(visit.tenant(), name, hash, by(visit))));
    }

    private static List<SourcePage.Choice> scaled(AdminVisit visit, ScaledRange now) {
        return Arrays.stream(ScaledRange.values())
                .map(each -> new SourcePage.Choice(
                        each.name(), visit.words().text(SourceViews.key("admin.sources.scaled.", each)), each == now))
                .toList();
    }

    private HttpResponse<String> about(
            AdminVisit visit, Form form, String said, java.util.function.Consumer<String> what) {
        Optional<Source> source = form.only("source").flatMap(name -> book.find(visit.tenant(), name));
        if (source.isEmpty()) {
            return AdminPages.back(PATH);
        }
        what.accept(source.get().name());
        return AdminPages.back(href(source.get().name()) + "&said=" + said);
    }

    private static Form form(@Nullable String body) {
        return Form.read(body == null ? "" : body);
    }

    private static String by(AdminVisit visit) {
        return "administrator " + visit.who().id();
    }

    private static String href(String source) {
        return PATH + "/one?source=" + URLEncoder.encode(source, StandardCharsets.UTF_8);
    }

    /** What a page shows besides the source itself. */
    private record Shown(
            String said, List<SourcePage.Sentence> findings, List<String> complaints, Optional<String> newToken) {

        static final Shown NOTHING = new Shown("", List.of(), List.of(), Optional.empty());

        Shown saying(String key) {
            return new Shown(key, findings, complaints, newToken);
        }

        Shown finding(List<SourcePage.Sentence> sentences) {
            return new Shown(said, sentences, complaints, newToken);
        }

        Shown complaining(List<String> sentences) {
            return new Shown(said, findings, sentences, newToken);
        }

        Shown withToken(Optional<String> token) {
            return new Shown(said, findings, complaints, token);
        }
    }

    private HttpResponse<String> page(
            AdminVisit visit, HttpStatus status, Optional<Source> source, SourceForm form, Shown shown) {
        String title = source.map(Source::label).orElseGet(() -> visit.words().text("admin.sources.new"));
        Optional<Readings.Progress> progress = source.map(each -> readings.of(visit.tenant(), each.name()));
        var page = new SourcePage(
                source.map(Source::name),
                title,
                source.filter(Source::fromEnvironment).isPresent(),
                source.flatMap(Source::address).isPresent(),
                progress.filter(Readings.Progress::paused).isPresent(),
                shown.said(),
                source.flatMap(each -> views.problem(visit, each, progress.orElseThrow())),
                source.map(each -> views.facts(visit, each, progress.orElseThrow()))
                        .orElse(List.of()),
                source.flatMap(each -> progress.flatMap(Readings.Progress::filling)
                        .map(filling -> views.filling(visit, filling, href(each.name())))),
                shown.findings(),
                shown.complaints(),
                form.values(),
                source.map(each -> views.tokens(visit, each)).orElse(List.of()),
                shown.newToken(),
                settings.baseUrl() + "/xapi",
                source.flatMap(each -> views.ours(visit, each)),
                source.map(each -> scaled(visit, scales.of(visit.tenant(), each.name())))
                        .orElse(List.of()));
        return pages.page(visit, status, title, "admin/source.jte", Map.of("page", page));
    }
}
