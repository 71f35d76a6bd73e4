package dev.waymark.admin;

import dev.waymark.evidence.LedgerSearch;
import dev.waymark.evidence.LedgerSearch.WaitingCursor;
import dev.waymark.learner.Identities;
import dev.waymark.learner.Identities.Declared;
import dev.waymark.learner.Identities.Field;
import dev.waymark.learner.Identities.Kind;
import dev.waymark.learner.LearnerId;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.session.Form;
import dev.waymark.shared.TenantId;
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
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whose xAPI agents are whose: what waits for nobody, what was declared of platforms, and links by hand. */
@Controller(AccountsController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountsController {

    static final String PATH = "/admin/accounts";
    private static final int ROWS = 50;
    private static final int PEOPLE = 20;
    private static final Set<String> SAID =
            Set.of("declared", "withdrawn", "vouched", "unvouched", "linked", "unlinked");

    @Singleton
    static final class Entry implements AdminPage {
        @Override
        public String path() {
            return PATH;
        }

        @Override
        public String nameKey() {
            return "admin.accounts.tab";
        }

        @Override
        public int order() {
            return 40;
        }
    }

    private final LedgerSearch search;
    private final Identities identities;
    private final Platforms platforms;
    private final AdminPages pages;
    private final Clock clock;

    AccountsController(LedgerSearch search, Identities identities, Platforms platforms, AdminPages pages, Clock clock) {
        this.search = search;
        this.identities = identities;
        this.platforms = platforms;
        this.pages = pages;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> list(
            AdminVisit visit,
            @QueryValue Optional<String> after,
            @QueryValue Optional<String> person,
            @QueryValue Optional<String> said) {
        String done = said.filter(SAID::contains)
                .map(what -> "admin.accounts." + what)
                .orElse("");
        return page(visit, HttpStatus.OK, after.flatMap(WaitingCursor::read), person.orElse(""), "", done);
    }

    @Post("/declare")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> declare(AdminVisit visit, @Nullable @Body String body) {
        Form form = form(body);
        Optional<Field> field = named(Field.class, form.only("field"));
        Optional<Kind> kind = named(Kind.class, form.only("kind"));
        Optional<RegistrationId> registration = registration(form);
        if (field.isEmpty() || kind.isEmpty() || registration.isEmpty()) {
            return unusable(visit);
        }
        return attempt(visit, "declared", () -> {
            identities.declare(
                    visit.tenant(),
                    new Declared(
                            registration.get(), kind.get(), form.only("home").orElse(""), field.get()),
                    by(visit),
                    clock.instant());
            return true;
        });
    }

    @Post("/withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> withdraw(AdminVisit visit, @Nullable @Body String body) {
        Optional<String> id = form(body).only("id");
        return id.isEmpty()
                ? unusable(visit)
                : attempt(visit, "withdrawn", () -> {
                    identities.withdraw(visit.tenant(), id.get(), clock.instant());
                    return true;
                });
    }

    @Post("/mail")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> mail(AdminVisit visit, @Nullable @Body String body) {
        Form form = form(body);
        Optional<RegistrationId> registration = registration(form);
        boolean vouch = form.only("vouch").filter("yes"::equals).isPresent();
        return registration.isEmpty()
                ? unusable(visit)
                : attempt(visit, vouch ? "vouched" : "unvouched", () -> {
                    identities.vouchMail(visit.tenant(), registration.get(), vouch, by(visit), clock.instant());
                    return true;
                });
    }

    @Post("/link")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> link(AdminVisit visit, @Nullable @Body String body) {
        Form form = form(body);
        Optional<String> agent = form.only("agent");
        Optional<LearnerId> learner = learner(form.only("learner").orElse(""));
        return agent.isEmpty() || learner.isEmpty()
                ? unusable(visit)
                : attempt(
                        visit,
                        "linked",
                        () -> identities.link(visit.tenant(), agent.get(), learner.get(), by(visit), clock.instant()));
    }

    @Post("/unlink")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> unlink(AdminVisit visit, @Nullable @Body String body) {
        Optional<String> agent = form(body).only("agent");
        return agent.isEmpty()
                ? unusable(visit)
                : attempt(
                        visit,
                        "unlinked",
                        () -> identities.unlink(visit.tenant(), agent.get(), by(visit), clock.instant()));
    }

    private HttpResponse<String> attempt(AdminVisit visit, String said, Supplier<Boolean> work) {
        try {
            return work.get() ? AdminPages.back(PATH + "?said=" + said) : unusable(visit);
        } catch (IllegalArgumentException refused) {
            String why = Optional.ofNullable(refused.getMessage()).orElse("");
            return page(
                    visit,
                    HttpStatus.BAD_REQUEST,
                    Optional.empty(),
                    "",
                    visit.words().text("admin.accounts.refused", why),
                    "");
        }
    }

    private HttpResponse<String> unusable(AdminVisit visit) {
        return page(
                visit,
                HttpStatus.BAD_REQUEST,
                Optional.empty(),
                "",
                visit.words().text("admin.accounts.unusable"),
                "");
    }

    private HttpResponse<String> page(
            AdminVisit visit,
            HttpStatus status,
            Optional<WaitingCursor> after,
            String person,
            String fault,
            String said) {
        TenantId tenant = visit.tenant();
        long all = search.unlinkedAgents(tenant);
        LedgerSearch.Waiting waiting = search.unlinked(tenant, after, ROWS);
        List<AccountsPage.Stranger> strangers = waiting.agents().stream()
                .map(each -> {
                    boolean group = each.agentKey().startsWith("GROUP ");
                    return new AccountsPage.Stranger(
                            visit.words().text("admin.accounts.kind." + kindOf(each.agentKey())),
                            shown(each.agentKey()),
                            each.name().orElse(""),
                            visit.words().text("admin.accounts.statements", each.statements()),
                            visit.words().moment(each.newest()),
                            each.agentKey(),
                            !group);
                })
                .toList();
        List<RegisteredPlatform> own = platforms.all().stream()
                .filter(each -> each.tenant().equals(tenant))
                .toList();
        Set<RegistrationId> vouched = identities.mailVouched(tenant);
        Map<RegistrationId, String> names = own.stream()
                .collect(Collectors.toMap(RegisteredPlatform::id, RegisteredPlatform::name, (one, same) -> one));
        var shown = new AccountsPage(
                fault,
                said,
                visit.words().text("admin.accounts.answer", all),
                strangers,
                after.isPresent() || waiting.next().isPresent()
                        ? visit.words()
                                .text(
                                        "admin.accounts.range",
                                        waiting.before() + 1,
                                        waiting.before() + strangers.size(),
                                        Math.max(all, waiting.before() + strangers.size()))
                        : "",
                after.map(any -> PATH),
                waiting.next().map(cursor -> PATH + "?after=" + cursor.text()),
                identities.mappings(tenant).stream()
                        .map(each -> new AccountsPage.Declared(
                                each.id(),
                                visit.words()
                                        .text(
                                                "admin.accounts.mapping."
                                                        + key(each.declared().kind()),
                                                each.declared().homePage(),
                                                names.getOrDefault(
                                                        each.declared().registration(),
                                                        each.declared()
                                                                .registration()
                                                                .toString()),
                                                visit.words()
                                                        .text("admin.accounts.field."
                                                                + key(each.declared()
                                                                        .field())))))
                        .toList(),
                own.stream()
                        .map(each ->
                                new AccountsPage.Platform(each.id().value(), each.name(), vouched.contains(each.id())))
                        .toList(),
                Arrays.stream(Field.values())
                        .map(each -> new AccountsPage.Option(
                                each.name(), visit.words().text("admin.accounts.field." + key(each))))
                        .toList(),
                person,
                person.isBlank() ? List.of() : people(visit, person));
        return pages.page(
                visit, status, visit.words().text("admin.accounts.title"), "admin/accounts.jte", Map.of("page", shown));
    }

    private List<AccountsPage.Person> people(AdminVisit visit, String beginning) {
        return identities.people(visit.tenant(), beginning, PEOPLE).stream()
                .map(each -> new AccountsPage.Person(
                        each.id().toString(),
                        each.displayName().orElse(each.id().toString()),
                        identities.agents(visit.tenant(), each.id()).stream()
                                .map(agent -> new AccountsPage.Agent(
                                        agent.agentKey(),
                                        shown(agent.agentKey()),
                                        visit.words().text("admin.accounts.says." + key(agent.vouchedBy()))))
                                .toList()))
                .toList();
    }

    /** An e-mail address is shown so far that its owner can be told, and no further. */
    static String shown(String agentKey) {
        int cut = agentKey.indexOf(' ');
        String value = cut < 0 ? agentKey : agentKey.substring(cut + 1);
        if (!agentKey.startsWith(AgentKey.Kind.MBOX + " ")) {
            return value;
        }
        String address = value.startsWith("mailto:") ? value.substring("mailto:".length()) : value;
        int at = address.indexOf('@');
        return at < 1 ? "…" : address.charAt(0) + "…" + address.substring(at);
    }

    private static String kindOf(String agentKey) {
        int cut = agentKey.indexOf(' ');
        String kind = cut < 0 ? "" : agentKey.substring(0, cut);
        return Arrays.stream(AgentKey.Kind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst()
                .map(AccountsController::key)
                .orElse("group");
    }

    private static Form form(@Nullable String body) {
        return Form.read(body == null ? "" : body);
    }

    private static Optional<RegistrationId> registration(Form form) {
        return form.only("registration")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> new RegistrationId(Long.parseLong(text)));
    }

    private static Optional<LearnerId> learner(String text) {
        try {
            return Optional.of(new LearnerId(UUID.fromString(text.strip())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> Optional<E> named(Class<E> type, Optional<String> name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> name.filter(each.name()::equals).isPresent())
                .findFirst();
    }

    private static String by(AdminVisit visit) {
        return "administrator " + visit.who().id();
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
