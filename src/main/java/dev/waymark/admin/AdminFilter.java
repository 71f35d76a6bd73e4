package dev.waymark.admin;

import dev.waymark.lti.core.Origins;
import dev.waymark.lti.session.FormBody;
import dev.waymark.shared.ToolSettings;
import dev.waymark.web.Pages;
import dev.waymark.web.RefusalPages;
import dev.waymark.web.RefusalPages.Refusal;
import dev.waymark.web.Words;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets nobody below {@code /admin} who has not signed in, and no form that is not ours. The door itself is open. */
@ServerFilter({"/admin", "/admin/**"})
final class AdminFilter {

    static final String ATTRIBUTE = "dev.waymark.admin.visit";

    private final AdminSessions sessions;
    private final AdminCookies cookies;
    private final Pages pages;
    private final RefusalPages refusals;
    private final ToolSettings settings;

    AdminFilter(
            AdminSessions sessions, AdminCookies cookies, Pages pages, RefusalPages refusals, ToolSettings settings) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.pages = pages;
        this.refusals = refusals;
        this.settings = settings;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        Words words = words(pages, request);
        boolean changes = request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD;
        if (changes && !ownSite(request)) {
            return foreign(words);
        }
        if (Door.isDoor(request.getPath())) {
            return null;
        }
        Optional<String> id = cookies.session(request);
        Optional<Administrator> who = id.flatMap(sessions::find);
        if (who.isEmpty()) {
            return HttpResponse.seeOther(URI.create(Door.LOGIN + next(request, changes)));
        }
        String csrf = sessions.csrf(id.get());
        if (changes && !same(csrf, FormBody.peek(request).only("csrf").orElse(""))) {
            return foreign(words);
        }
        request.setAttribute(ATTRIBUTE, new AdminVisit(who.get(), csrf, words, request));
        return null;
    }

    static Words words(Pages pages, HttpRequest<?> request) {
        return pages.words(request.getLocale().orElse(Locale.ENGLISH).toLanguageTag());
    }

    static boolean same(String expected, String found) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
    }

    /** Browsers say where a form was; our own pages have the policy no-referrer and may say {@code Origin: null}. */
    private boolean ownSite(HttpRequest<?> request) {
        String site = request.getHeaders().get("Sec-Fetch-Site", String.class).orElse("same-origin");
        String origin = request.getHeaders().get("Origin", String.class).orElse("null");
        return (site.equals("same-origin") || site.equals("none"))
                && (origin.equals("null")
                        || Origins.address(origin)
                                .filter(address -> Origins.same(address, settings.baseUrl()))
                                .isPresent());
    }

    private static String next(HttpRequest<?> request, boolean changes) {
        String path = request.getUri().getRawPath();
        String query = request.getUri().getRawQuery();
        return changes || path.equals("/admin")
                ? ""
                : "?next=" + URLEncoder.encode(query == null ? path : path + "?" + query, StandardCharsets.UTF_8);
    }

    private HttpResponse<?> foreign(Words words) {
        return refusals.render(new Refusal(
                HttpStatus.FORBIDDEN,
                words.locale(),
                words.text("admin.foreign.title"),
                words.text("admin.foreign.text"),
                "WM-FORM",
                List.of(),
                Optional.empty(),
                Optional.empty()));
    }
}
