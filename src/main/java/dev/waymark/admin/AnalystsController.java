package dev.waymark.admin;

import dev.waymark.access.ApiTokens;
import dev.waymark.access.ApiTokens.Token;
import dev.waymark.access.DatabaseAccounts;
import dev.waymark.access.Scope;
import dev.waymark.lti.session.Form;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which programs may read for this tenant: keys of the API, accounts of the database. */
@Controller(AnalystsController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AnalystsController {

    static final String PATH = "/admin/analysts";

    @Singleton
    static final class Entry implements AdminPage {
        @Override
        public String path() {
            return PATH;
        }

        @Override
        public String nameKey() {
            return "admin.analysts.tab";
        }

        @Override
        public int order() {
            return 80;
        }
    }

    private final ApiTokens tokens;
    private final DatabaseAccounts accounts;
    private final AdminPages pages;
    private final Clock clock;

    AnalystsController(ApiTokens tokens, DatabaseAccounts accounts, AdminPages pages, Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.pages = pages;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> list(AdminVisit visit) {
        String said = Optional.ofNullable(visit.request().getParameters().get("said"))
                .filter(List.of("withdrawn", "added", "removed")::contains)
                .map(what -> "admin.analysts.said." + what)
                .orElse("");
        return page(visit, HttpStatus.OK, Optional.empty(), "", said);
    }

    @Post("/key")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> make(AdminVisit visit, @Nullable @Body String body) {
        Form form = Form.read(body == null ? "" : body);
        EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(Scope.values())
                .filter(scope -> form.only("scope-" + scope.name()).isPresent())
                .forEach(scopes::add);
        String name = form.only("name").orElse("").strip();
        Optional<Integer> days = form.only("days")
                .filter(text -> text.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .filter(count -> count >= 1 && count <= ApiTokens.LONGEST.toDays());
        if (name.isEmpty() || name.length() > 200 || scopes.isEmpty() || days.isEmpty()) {
            String fault = scopes.isEmpty() ? "scope" : days.isEmpty() ? "days" : "name";
            return page(visit, HttpStatus.BAD_REQUEST, Optional.empty(), "admin.analysts.fault." + fault, "");
        }
        var made = tokens.make(
                visit.tenant(),
                name,
                scopes,
                Duration.ofDays(days.get()),
                visit.who().login());
        return page(visit, HttpStatus.OK, Optional.of(made.key()), "", "");
    }

    @Post("/key/withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> withdraw(AdminVisit visit, @Nullable @Body String body) {
        String id = Form.read(body == null ? "" : body).only("id").orElse("");
        return tokens.withdraw(visit.tenant(), id)
                ? AdminPages.back(PATH + "?said=withdrawn")
                : page(visit, HttpStatus.BAD_REQUEST, Optional.empty(), "admin.analysts.fault.key", "");
    }

    @Post("/account")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> add(AdminVisit visit, @Nullable @Body String body) {
        Form form = Form.read(body == null ? "" : body);
        String name = form.only("account").orElse("").strip();
        boolean people = form.only("people").isPresent();
        if (!DatabaseAccounts.isName(name)) {
            return page(visit, HttpStatus.BAD_REQUEST, Optional.empty(), "admin.analysts.fault.account", "");
        }
        return accounts.add(visit.tenant(), name, people, visit.who().login())
                ? AdminPages.back(PATH + "?said=added")
                : page(visit, HttpStatus.BAD_REQUEST, Optional.empty(), "admin.analysts.fault.taken", "");
    }

    @Post("/account/remove")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> remove(AdminVisit visit, @Nullable @Body String body) {
        String name = Form.read(body == null ? "" : body).only("account").orElse("");
        return accounts.remove(visit.tenant(), name)
                ? AdminPages.back(PATH + "?said=removed")
                : page(visit, HttpStatus.BAD_REQUEST, Optional.empty(), "admin.analysts.fault.gone", "");
    }

    private HttpResponse<String> page(
            AdminVisit visit, HttpStatus status, Optional<String> made, String fault, String said) {
        Instant now = clock.instant();
        var words = visit.words();
        List<AnalystsPage.Key> keys = tokens.all(visit.tenant()).stream()
                .map(token -> new AnalystsPage.Key(
                        token.id(),
                        token.name(),
                        token.scopes().stream().sorted().map(Scope::text).collect(Collectors.joining(", ")),
                        state(visit, token, now),
                        token.lastUsedAt()
                                .map(at -> words.text("admin.analysts.used", words.moment(at)))
                                .orElseGet(() -> words.text("admin.analysts.never-used")),
                        token.holds(now)))
                .toList();
        List<AnalystsPage.Account> listed = accounts.all(visit.tenant()).stream()
                .map(account -> new AnalystsPage.Account(
                        account.name(),
                        words.text(account.people() ? "admin.analysts.sees-people" : "admin.analysts.sees-groups")))
                .toList();
        List<AnalystsPage.Choice> scopes = Arrays.stream(Scope.values())
                .map(scope -> new AnalystsPage.Choice(
                        scope.name(),
                        words.text(
                                switch (scope) {
                                    case GROUPS -> "admin.analysts.scope.groups";
                                    case PEOPLE -> "admin.analysts.scope.people";
                                    case IDENTITIES -> "admin.analysts.scope.identities";
                                    case REPLAY -> "admin.analysts.scope.replay";
                                })))
                .toList();
        return pages.page(
                        visit,
                        status,
                        words.text("admin.analysts.title"),
                        "admin/analysts.jte",
                        Map.of("page", new AnalystsPage(keys, listed, scopes, made, fault, said)))
                .header("Cache-Control", "no-store");
    }

    private static String state(AdminVisit visit, Token token, Instant now) {
        var words = visit.words();
        return token.withdrawnAt()
                .map(at -> words.text("admin.analysts.withdrawn", words.moment(at)))
                .orElseGet(() -> words.text(
                        token.holds(now) ? "admin.analysts.ends" : "admin.analysts.ended",
                        words.moment(token.endsAt())));
    }
}
