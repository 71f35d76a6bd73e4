package dev.waymark.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.ReadingChoice;
import dev.waymark.evidence.Ledger.SeenActivities;
import dev.waymark.evidence.LedgerSearch;
import dev.waymark.evidence.LedgerSearch.Cursor;
import dev.waymark.evidence.LedgerSearch.Found;
import dev.waymark.evidence.LedgerSearch.Outcome;
import dev.waymark.evidence.LedgerSearch.Scope;
import dev.waymark.evidence.ReadingChoices;
import dev.waymark.evidence.ReadingRules;
import dev.waymark.evidence.Replays;
import dev.waymark.learner.Identities;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.feed.Statements;
import dev.waymark.shared.ToolSettings;
import dev.waymark.web.PlainNames;
import dev.waymark.web.Words;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What became of every statement of the tenant, and why. */
@Controller(LedgerController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LedgerController {

    static final String PATH = "/admin/ledger";
    private static final int ROWS = 50;
    private static final int PEOPLE = 20;
    private static final int CHOICES = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Singleton
    static final class Entry implements AdminPage {
        @Override
        public String path() {
            return PATH;
        }

        @Override
        public String nameKey() {
            return "admin.ledger.tab";
        }

        @Override
        public int order() {
            return 45;
        }
    }

    private final LedgerSearch search;
    private final Identities identities;
    private final Learners learners;
    private final Statements statements;
    private final ToolSettings settings;
    private final ReadingChoices choices;
    private final Replays replays;
    private final Clock clock;
    private final AdminPages pages;

    LedgerController(
            LedgerSearch search,
            Identities identities,
            Learners learners,
            Statements statements,
            ToolSettings settings,
            ReadingChoices choices,
            Replays replays,
            Clock clock,
            AdminPages pages) {
        this.settings = settings;
        this.choices = choices;
        this.replays = replays;
        this.clock = clock;
        this.statements = statements;
        this.search = search;
        this.identities = identities;
        this.learners = learners;
        this.pages = pages;
    }

    @Get
    HttpResponse<String> ledger(
            AdminVisit visit,
            @QueryValue Optional<String> person,
            @QueryValue Optional<String> activity,
            @QueryValue Optional<String> became,
            @QueryValue Optional<String> source,
            @QueryValue Optional<String> verb,
            @QueryValue Optional<String> from,
            @QueryValue Optional<String> until,
            @QueryValue Optional<String> after) {
        String whom = person.orElse("").strip();
        String what = became.orElse("all");
        Scope scope = whom.isEmpty()
                ? new Scope.Everybody()
                : new Scope.People(identities.people(visit.tenant(), whom, PEOPLE).stream()
                        .map(Learners.Learner::id)
                        .toList());
        LedgerSearch.Page found = search.find(
                visit.tenant(),
                new LedgerSearch.Query(
                        scope,
                        some(activity).map(ActivityId::new),
                        Outcome.named(what),
                        some(source),
                        some(verb),
                        day(from.orElse("")),
                        day(until.orElse("")).map(day -> day.plus(1, ChronoUnit.DAYS)),
                        after.flatMap(Cursor::read),
                        ROWS));
        List<LedgerPage.Option> outcomes = Stream.concat(
                        Stream.of("all", "counted", "ignored")
                                .map(each -> new LedgerPage.Option(
                                        each, visit.words().text("admin.ledger." + each), each.equals(what))),
                        Outcome.reasons().stream()
                                .map(each -> new LedgerPage.Option(
                                        each, visit.words().text("instructor.why-not." + each), each.equals(what))))
                .toList();
        var page = new LedgerPage(
                whom,
                some(activity).orElse(""),
                outcomes,
                options(
                        visit,
                        "instructor.ledger.any-source",
                        search.sources(visit.tenant(), CHOICES),
                        some(source),
                        UnaryOperator.identity()),
                options(
                        visit,
                        "instructor.ledger.any-verb",
                        search.verbs(visit.tenant(), CHOICES),
                        some(verb).map(LedgerSearch::wordOf),
                        new PlainNames(visit.words())::verb),
                from.orElse(""),
                until.orElse(""),
                found.entries().stream().map(each -> row(visit, each)).toList(),
                found.older()
                        .map(cursor -> PATH + "?person=" + encoded(whom) + "&activity="
                                + encoded(some(activity).orElse(""))
                                + "&became=" + encoded(what) + "&source="
                                + encoded(some(source).orElse("")) + "&verb="
                                + encoded(some(verb).orElse(""))
                                + "&from="
                                + encoded(from.orElse("")) + "&until=" + encoded(until.orElse("")) + "&after="
                                + encoded(cursor.text())));
        return pages.page(visit, visit.words().text("admin.ledger.title"), "admin/ledger.jte", Map.of("page", page));
    }

    private static Optional<String> some(Optional<String> asked) {
        return asked.map(String::strip).filter(text -> !text.isEmpty());
    }

    /** All there are, and what was asked for even if it is none of them. */
    private static List<LedgerPage.Option> options(
            AdminVisit visit, String any, List<String> all, Optional<String> chosen, UnaryOperator<String> named) {
        return Stream.concat(
                        Stream.of(new LedgerPage.Option("", visit.words().text(any), chosen.isEmpty())),
                        Stream.concat(all.stream(), chosen.filter(each -> !all.contains(each)).stream())
                                .map(each -> new LedgerPage.Option(
                                        each, named.apply(each), chosen.equals(Optional.of(each)))))
                .toList();
    }

    /** One statement: how it was read, whose it is, and as it came. */
    @Get("/{id}")
    HttpResponse<?> one(AdminVisit visit, String id) {
        Optional<Found> found = known(visit, id);
        if (found.isEmpty()) {
            return HttpResponse.seeOther(URI.create(PATH));
        }
        Found it = found.get();
        Words words = visit.words();
        List<LedgerPage.Fact> facts = new ArrayList<>();
        var plain = new PlainNames(words);
        fact(facts, words, "verb", plain.verb(it.entry().verb()));
        fact(
                facts,
                words,
                "object",
                named(plain, it.entry().activity(), it.entry().activityName()));
        it.subject()
                .ifPresent(about ->
                        fact(facts, words, "subject", named(plain, Optional.of(about.activity()), about.name())));
        fact(facts, words, "lrs", it.entry().source());
        fact(facts, words, "stored", words.moment(it.entry().stored()));
        fact(facts, words, "source", words.text("instructor.ledger.source." + it.sourceKind()));
        fact(
                facts,
                words,
                "rule",
                it.rule()
                        .filter(rule -> ReadingRules.saying(rule).isPresent())
                        .map(rule -> words.text("instructor.rule." + rule))
                        .orElseGet(() -> words.text("instructor.ledger.one.verb-alone")));
        List<LedgerPage.Fact> addresses = addresses(words, it);
        if (it.entry().outcome() instanceof Mapped.Ignored ignored) {
            ignored.inFavourOf()
                    .filter(other -> !other.equals(it.entry().statement()))
                    .ifPresent(other -> fact(addresses, words, "instead", other.value()));
        }
        List<LedgerPage.Copy> copies =
                statements.byIds(visit.tenant(), List.of(it.entry().statement().value())).stream()
                        .map(raw -> new LedgerPage.Copy(
                                words.text("admin.ledger.copy", raw.source(), words.moment(raw.stored())),
                                raw.voided(),
                                indented(raw.json())))
                        .toList();
        String said = Optional.ofNullable(visit.request().getParameters().get("said"))
                .filter(List.of("again", "changed", "mark", "no-mark")::contains)
                .map(what -> "admin.ledger.said." + what)
                .orElse("");
        var page = new LedgerPage.One(
                PATH + "/" + it.entry().statement().value(),
                row(visit, it),
                facts,
                addresses,
                it.entry().outcome() instanceof Mapped.Counted counted
                        ? counted.evidence().competencies().stream()
                                .map(each -> words.text(
                                        "admin.ledger.counts",
                                        each.competency().value(),
                                        each.tier().level(),
                                        words.number(counted.evidence().weight(), 2)))
                                .toList()
                        : List.of(),
                copies,
                new ToCount(words, it, statements.takenBackBy(visit.tenant(), id)).answer(),
                said,
                PATH);
        return pages.page(
                visit, words.text("instructor.ledger.one.title"), "admin/statement.jte", Map.of("page", page));
    }

    /** As they stand in the statement. An e-mail address is shown so far that its owner can be told. */
    private static List<LedgerPage.Fact> addresses(Words words, Found found) {
        List<LedgerPage.Fact> all = new ArrayList<>();
        fact(all, words, "verb", found.entry().verb());
        found.entry().activity().ifPresent(iri -> fact(all, words, "object", iri));
        found.subject().ifPresent(about -> fact(all, words, "subject", about.activity()));
        all.add(new LedgerPage.Fact(words.text("admin.ledger.who"), AccountsController.shown(found.agentKey())));
        fact(all, words, "id", found.entry().statement().value());
        return all;
    }

    private static String named(PlainNames plain, Optional<String> iri, Optional<String> name) {
        return plain.activity(iri, name, none -> Optional.empty());
    }

    /** Reads one again from what is kept of it, as this version reads it. */
    @Post("/{id}/again")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> again(AdminVisit visit, String id) {
        if (known(visit, id).isEmpty()) {
            return HttpResponse.seeOther(URI.create(PATH));
        }
        boolean changed = replays.readAgain(visit.tenant(), id);
        return AdminPages.back(PATH + "/" + id + "?said=" + (changed ? "changed" : "again"));
    }

    /** Says that there is a pass mark behind what its activity calls a success; its results are read again. */
    @Post("/{id}/mark")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> mark(AdminVisit visit, String id) {
        Optional<Found> found = known(visit, id);
        if (found.isEmpty()) {
            return HttpResponse.seeOther(URI.create(PATH));
        }
        Optional<ActivityId> about = found.get().subject().map(each -> new ActivityId(each.activity()));
        if (about.isEmpty()) {
            return AdminPages.back(PATH + "/" + id + "?said=no-mark");
        }
        ReadingChoice now = choices.latest(visit.tenant(), about.get())
                .map(ReadingChoices.Decision::choice)
                .orElse(ReadingChoice.AS_RULED);
        choices.choose(
                visit.tenant(),
                about.get(),
                new ReadingChoice(now.scaled(), true, now.asAWhole()),
                "",
                "administrator " + visit.who().id(),
                clock.instant());
        return AdminPages.back(PATH + "/" + id + "?said=mark");
    }

    private Optional<Found> known(AdminVisit visit, String id) {
        return id.length() <= 36 ? search.one(visit.tenant(), new Scope.Everybody(), id) : Optional.empty();
    }

    private static void fact(List<LedgerPage.Fact> facts, Words words, String key, String value) {
        facts.add(new LedgerPage.Fact(words.text("instructor.ledger.one." + key), value));
    }

    /** Laid out to be read; as it came if that cannot be done. */
    private static String indented(String json) {
        try {
            return JSON.readTree(json).toPrettyString();
        } catch (JsonProcessingException e) {
            return json;
        }
    }

    private LedgerPage.Line row(AdminVisit visit, Found found) {
        var plain = new PlainNames(visit.words());
        String who = found.learner()
                .map(id -> name(visit, id))
                .orElseGet(() -> plain.account(found.agentKey(), settings.baseUrl()));
        String reason = found.reason();
        return new LedgerPage.Line(
                who,
                found.learner().isEmpty(),
                named(
                        plain,
                        found.entry().activity(),
                        found.entry()
                                .activityName()
                                .filter(name -> !name.isBlank())
                                .or(() -> found.subject().flatMap(SeenActivities::name))),
                plain.verb(found.entry().verb()),
                visit.words().moment(found.experienced()),
                found.lrs(),
                PATH + "/" + found.entry().statement().value(),
                reason.isEmpty()
                        ? visit.words()
                                .text(found.learner().isEmpty() ? "admin.ledger.would-count" : "admin.ledger.counted")
                        : visit.words().text("instructor.why-not." + reason));
    }

    private String name(AdminVisit visit, LearnerId id) {
        return learners.find(visit.tenant(), id)
                .flatMap(Learners.Learner::displayName)
                .orElse(id.toString());
    }

    private static Optional<Instant> day(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
