package dev.waymark.lti.session;

import dev.waymark.lti.core.Origins;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.shared.ToolSettings;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the session of a request: by the token that its address carries, or by the cookie. A token wins, because it
 * belongs to this page and a cookie to the whole browser, in which another course may have been opened since. Whoever
 * changes something must also show that the form was ours.
 */
@ServerFilter("/**")
class SessionFilter {

    static final String ATTRIBUTE = "dev.waymark.session";

    private static final int MANY_PLATFORMS = 50;

    private final DatabaseSessions sessions;
    private final SealedSessionLinks links;
    private final BrowserCookies cookies;
    private final SessionRefusals refusals;
    private final Platforms platforms;
    private final ToolSettings settings;
    private final Clock clock;

    SessionFilter(
            DatabaseSessions sessions,
            SealedSessionLinks links,
            BrowserCookies cookies,
            SessionRefusals refusals,
            Platforms platforms,
            ToolSettings settings,
            Clock clock) {
        this.sessions = sessions;
        this.links = links;
        this.cookies = cookies;
        this.refusals = refusals;
        this.platforms = platforms;
        this.settings = settings;
        this.clock = clock;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> find(HttpRequest<?> request) {
        if (needsNone(request.getPath())) {
            return null;
        }
        var session = session(request);
        if (session.isEmpty()) {
            FramedBy.allow(request, everyPlatform());
            return null;
        }
        request.setAttribute(ATTRIBUTE, session.get());
        FramedBy.allow(request, origins(session.get()));
        boolean changes = request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD;
        return changes && !formIsOurs(request, session.get()) ? refusals.foreignForm(request) : null;
    }

    private static boolean needsNone(String path) {
        return path.startsWith("/lti/") || path.startsWith("/assets/") || path.equals("/health");
    }

    private Optional<LtiSession> session(HttpRequest<?> request) {
        Set<String> kept = new TreeSet<>(cookies.values(request, DatabaseSessions.COOKIE));
        String sealed =
                request.getParameters().getFirst(SealedSessionLinks.PARAMETER).orElse("");
        return links.open(sealed)
                .filter(ticket -> ticket.until().isAfter(clock.instant()))
                .flatMap(ticket -> sessions.find(ticket.sessionId(), !kept.contains(ticket.sessionId())))
                .or(() -> kept.stream()
                        .flatMap(id -> sessions.find(id, false).stream())
                        .findFirst());
    }

    /** Inside the frame of a platform even "please open it again" must be readable; it says nothing of anybody. */
    private Set<String> everyPlatform() {
        Set<String> origins = new TreeSet<>();
        platforms.all().stream().limit(MANY_PLATFORMS).forEach(each -> origins.addAll(each.frameOrigins()));
        return origins;
    }

    private static Set<String> origins(LtiSession session) {
        Set<String> origins = new TreeSet<>();
        origins.add(session.platformOrigin());
        Origins.address(session.issuer()).map(Origins::of).ifPresent(origins::add);
        return origins;
    }

    private boolean formIsOurs(HttpRequest<?> request, LtiSession session) {
        return originIsOurs(request) && csrfIsRight(request, session);
    }

    /** Our pages have the policy no-referrer, so that browsers send {@code Origin: null} with our own forms. */
    private boolean originIsOurs(HttpRequest<?> request) {
        String site = request.getHeaders().get("Sec-Fetch-Site", String.class).orElse("");
        if (site.toLowerCase(Locale.ROOT).equals("cross-site")) {
            return false;
        }
        String origin = request.getHeaders().get("Origin", String.class).orElse("null");
        return origin.equals("null")
                || Origins.address(origin)
                        .filter(address -> Origins.same(address, settings.baseUrl()))
                        .isPresent();
    }

    private boolean csrfIsRight(HttpRequest<?> request, LtiSession session) {
        byte[] expected = links.csrf(session).getBytes(StandardCharsets.UTF_8);
        return Form.read(body(request))
                .only("csrf")
                .filter(found -> MessageDigest.isEqual(expected, found.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    /** A copy of the body; the controller still gets the whole of it. */
    private static String body(HttpRequest<?> request) {
        if (!(request instanceof ServerHttpRequest<?> server)) {
            return "";
        }
        try (var copy = server.byteBody().split()) {
            return copy.buffer().get().toString(StandardCharsets.UTF_8);
        } catch (ExecutionException e) {
            return ""; // too large or broken off: then the form has no csrf field either
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
