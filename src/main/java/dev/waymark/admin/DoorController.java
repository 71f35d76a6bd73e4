package dev.waymark.admin;

import dev.waymark.lti.core.Unguessable;
import dev.waymark.lti.session.Form;
import dev.waymark.shared.SecretBox;
import dev.waymark.web.Pages;
import dev.waymark.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing in, setting a password by a one-time link, signing out. */
@Controller("/admin")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DoorController {

    private final Door door;
    private final AdminCookies cookies;
    private final AdminPages adminPages;
    private final Pages pages;
    private final SecretBox box;

    DoorController(Door door, AdminCookies cookies, AdminPages adminPages, Pages pages, SecretBox box) {
        this.door = door;
        this.cookies = cookies;
        this.adminPages = adminPages;
        this.pages = pages;
        this.box = box;
    }

    @Get
    HttpResponse<?> begin(AdminVisit visit) {
        return AdminPages.back(adminPages.first());
    }

    @Get("/login")
    HttpResponse<?> loginForm(HttpRequest<?> request) {
        return login(request, HttpStatus.OK, "", "", request.getParameters().get("next"));
    }

    @Post("/login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> login(HttpRequest<?> request, @Nullable @Body String body) {
        Form form = Form.read(body == null ? "" : body);
        String typed = form.only("login").orElse("");
        String next = form.only("next").orElse("");
        if (!ours(request, form)) {
            return login(request, HttpStatus.FORBIDDEN, "admin.login.foreign", typed, next);
        }
        char[] password = form.only("password").orElse("").toCharArray();
        return switch (door.signIn(typed, password, address(request))) {
            case Door.Outcome.In in -> let(in, next);
            case Door.Outcome.Wait wait ->
                login(request, HttpStatus.TOO_MANY_REQUESTS, "admin.login.wait", typed, next);
            case Door.Outcome.Wrong wrong -> login(request, HttpStatus.UNAUTHORIZED, "admin.login.wrong", typed, next);
            case Door.Outcome.LinkDead dead ->
                login(request, HttpStatus.UNAUTHORIZED, "admin.login.wrong", typed, next);
            case Door.Outcome.Unfit unfit -> login(request, HttpStatus.UNAUTHORIZED, "admin.login.wrong", typed, next);
        };
    }

    @Get("/enter")
    HttpResponse<?> enterForm(HttpRequest<?> request) {
        return enter(
                request,
                HttpStatus.OK,
                "",
                Optional.ofNullable(request.getParameters().get("token")).orElse(""),
                "");
    }

    @Post("/enter")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> enter(HttpRequest<?> request, @Nullable @Body String body) {
        Form form = Form.read(body == null ? "" : body);
        String token = form.only("token").orElse("");
        String typed = form.only("login").orElse("");
        if (!ours(request, form)) {
            return enter(request, HttpStatus.FORBIDDEN, "admin.login.foreign", token, typed);
        }
        char[] password = form.only("password").orElse("").toCharArray();
        char[] again = form.only("again").orElse("").toCharArray();
        return switch (door.enter(token, typed, password, again, address(request))) {
            case Door.Outcome.In in -> let(in, "");
            case Door.Outcome.Unfit unfit -> enter(request, HttpStatus.BAD_REQUEST, unfit.key(), token, typed);
            case Door.Outcome.Wait wait ->
                enter(request, HttpStatus.TOO_MANY_REQUESTS, "admin.login.wait", token, typed);
            case Door.Outcome.LinkDead dead -> enter(request, HttpStatus.GONE, "", token, typed);
            case Door.Outcome.Wrong wrong -> enter(request, HttpStatus.GONE, "", token, typed);
        };
    }

    @Post("/logout")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> logout(AdminVisit visit) {
        cookies.session(visit.request()).ifPresent(id -> door.signOut(visit.who(), id));
        MutableHttpResponse<?> response = HttpResponse.seeOther(URI.create(Door.LOGIN));
        cookies.clearSession(response);
        return response;
    }

    private HttpResponse<?> let(Door.Outcome.In in, String next) {
        // Only a path of this face: an address handed in by somebody else leads nowhere else.
        boolean ours = next.startsWith("/admin/") && !next.contains("\\") && !next.contains("//");
        MutableHttpResponse<?> response = HttpResponse.seeOther(URI.create(ours ? next : adminPages.first()));
        cookies.giveSession(response, in.session(), AdminSessions.LIFE);
        return response;
    }

    private HttpResponse<?> login(
            HttpRequest<?> request, HttpStatus status, String fault, String typed, @Nullable String next) {
        return doorPage(
                request,
                status,
                "admin.login.title",
                "admin/login.jte",
                Map.of("fault", fault, "login", typed, "next", next == null ? "" : next));
    }

    private HttpResponse<?> enter(HttpRequest<?> request, HttpStatus status, String fault, String token, String typed) {
        Optional<Invitations.Invitation> invitation = door.invitation(token);
        return doorPage(
                request,
                invitation.isEmpty() ? HttpStatus.GONE : status,
                "admin.enter.title",
                "admin/enter.jte",
                Map.of(
                        "alive",
                        invitation.isPresent(),
                        "fault",
                        fault,
                        "token",
                        token,
                        "named",
                        invitation.flatMap(Invitations.Invitation::login),
                        "login",
                        typed));
    }

    private HttpResponse<?> doorPage(
            HttpRequest<?> request, HttpStatus status, String title, String template, Map<String, Object> values) {
        Words words = AdminFilter.words(pages, request);
        Optional<String> kept = cookies.form(request);
        String secret = kept.orElseGet(Unguessable::text);
        Map<String, Object> all = new java.util.HashMap<>(values);
        all.put("shell", pages.shell(Optional.of(request), words, words.text(title)));
        all.put("csrf", csrf(secret));
        MutableHttpResponse<?> response = pages.page(status, template, all);
        cookies.giveForm(response, secret);
        return response;
    }

    private boolean ours(HttpRequest<?> request, Form form) {
        return cookies.form(request)
                .filter(secret ->
                        AdminFilter.same(csrf(secret), form.only("csrf").orElse("")))
                .isPresent();
    }

    private String csrf(String secret) {
        return box.fingerprint("admin door csrf", secret);
    }

    private static String address(HttpRequest<?> request) {
        return request.getRemoteAddress().getHostString();
    }
}
