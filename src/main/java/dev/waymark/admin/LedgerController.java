package dev.waymark.admin;

import dev.waymark.evidence.LedgerSearch;
import dev.waymark.evidence.LedgerSearch.Cursor;
import dev.waymark.evidence.LedgerSearch.Found;
import dev.waymark.evidence.LedgerSearch.Outcome;
import dev.waymark.evidence.LedgerSearch.Scope;
import dev.waymark.learner.Identities;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of every statement of the tenant, and why. */
@Controller(LedgerController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LedgerController {

    static final String PATH = "/admin/ledger";
    private static final int ROWS = 50;
    private static final int PEOPLE = 20;

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
    private final AdminPages pages;

    LedgerController(LedgerSearch search, Identities identities, Learners learners, AdminPages pages) {
        this.search = search;
        this.identities = identities;
        this.learners = learners;
        this.pages = pages;
    }

    @Get
    HttpResponse<String> ledger(
            AdminVisit visit,
            @QueryValue Optional<String> person,
            @QueryValue Optional<String> became,
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
                        Optional.empty(),
                        Outcome.named(what),
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
                outcomes,
                from.orElse(""),
                until.orElse(""),
                found.entries().stream().map(each -> row(visit, each)).toList(),
                found.older()
                        .map(cursor -> PATH + "?person=" + encoded(whom) + "&became=" + encoded(what) + "&from="
                                + encoded(from.orElse("")) + "&until=" + encoded(until.orElse("")) + "&after="
                                + encoded(cursor.text())));
        return pages.page(visit, visit.words().text("admin.ledger.title"), "admin/ledger.jte", Map.of("page", page));
    }

    private LedgerPage.Line row(AdminVisit visit, Found found) {
        String who =
                found.learner().map(id -> name(visit, id)).orElseGet(() -> AccountsController.shown(found.agentKey()));
        String reason = found.reason();
        return new LedgerPage.Line(
                who,
                found.learner().isEmpty(),
                found.what(),
                found.verbWord(),
                visit.words().moment(found.experienced()),
                found.lrs(),
                reason.isEmpty()
                        ? visit.words().text("admin.ledger.counted")
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
