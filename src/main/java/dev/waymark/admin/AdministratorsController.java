package dev.waymark.admin;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who else administers this tenant: invite by a one-time link, give a new link to whoever lost theirs, remove. */
@Controller(AdministratorsController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AdministratorsController {

    static final String PATH = "/admin/administrators";

    @Singleton
    static final class Entry implements AdminPage {
        @Override
        public String path() {
            return PATH;
        }

        @Override
        public String nameKey() {
            return "admin.administrators.tab";
        }

        @Override
        public int order() {
            return 90;
        }
    }

    private final Accounts accounts;
    private final Invitations invitations;
    private final AdminSessions sessions;
    private final AdminPages pages;

    AdministratorsController(Accounts accounts, Invitations invitations, AdminSessions sessions, AdminPages pages) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.sessions = sessions;
        this.pages = pages;
    }

    @Get
    HttpResponse<String> list(AdminVisit visit) {
        boolean removed = "removed".equals(visit.request().getParameters().get("said"));
        return page(visit, HttpStatus.OK, Optional.empty(), "", "", removed ? "admin.administrators.removed" : "");
    }

    /** A link for the named login: theirs if they have an account of this tenant, else a new one. */
    @Post("/link")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> link(AdminVisit visit, @Nullable @Body String body) {
        Optional<String> login =
                Form.read(body == null ? "" : body).only("login").flatMap(Accounts::login);
        if (login.isEmpty()) {
            return page(visit, HttpStatus.BAD_REQUEST, Optional.empty(), "", "admin.enter.login-unfit", "");
        }
        boolean foreign = accounts.find(login.get())
                .filter(account -> !account.who().tenant().equals(visit.tenant()))
                .isPresent();
        if (foreign) {
            return page(visit, HttpStatus.BAD_REQUEST, Optional.empty(), "", "admin.enter.login-taken", "");
        }
        String link = invitations.link(visit.tenant(), login).toString();
        return page(visit, HttpStatus.OK, Optional.of(link), login.get(), "", "");
    }

    @Post("/remove")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> remove(AdminVisit visit, @Nullable @Body String body) {
        Optional<Long> id = Form.read(body == null ? "" : body)
                .only("id")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
        if (id.isEmpty() || id.get() == visit.who().id() || !accounts.remove(visit.tenant(), id.get())) {
            return page(visit, HttpStatus.BAD_REQUEST, Optional.empty(), "", "admin.administrators.not-removed", "");
        }
        sessions.closeAllOf(visit.tenant(), id.get());
        return AdminPages.back(PATH + "?said=removed");
    }

    private HttpResponse<String> page(
            AdminVisit visit, HttpStatus status, Optional<String> link, String linkFor, String fault, String said) {
        List<AdministratorsPage.Person> people = accounts.of(visit.tenant()).stream()
                .map(account -> new AdministratorsPage.Person(
                        account.who().id(),
                        account.who().login(),
                        account.lastSeen()
                                .map(visit.words()::moment)
                                .orElseGet(() -> visit.words().text("admin.administrators.never")),
                        account.who().id() == visit.who().id()))
                .toList();
        return pages.page(
                visit,
                status,
                visit.words().text("admin.administrators.title"),
                "admin/administrators.jte",
                Map.of("page", new AdministratorsPage(people, link, linkFor, fault, said)));
    }
}
