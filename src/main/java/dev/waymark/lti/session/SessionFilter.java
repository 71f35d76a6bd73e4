package dev.waymark.lti.session;

import dev.waymark.lti.core.CanvasCloud;
import dev.waymark.lti.core.Origins;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.session.DatabaseSessions.Running;
import dev.waymark.shared.ToolSettings;
import dev.waymark.web.Brand;
import dev.waymark.web.Look;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the session of a request: by the token that its address carries, or by the cookie that the address means. A token
 * wins, because it belongs to this page and a cookie to the whole browser, where the course may have been opened again
 * since. Whoever changes something must also show that the form was ours.
 */
@ServerFilter("/**")
@Order(SessionFilter.BEFORE_THE_RIGHTS)
class SessionFilter {

    static final int BEFORE_THE_RIGHTS = -100;

    static final String ATTRIBUTE = "dev.waymark.session";

    private static final int MANY_PLATFORMS = 50;

    private final DatabaseSessions sessions;
    private final SealedSessionLinks links;
    private final SessionCookies cookies;
    private final SessionRefusals refusals;
    private final Platforms platforms;
    private final ToolSettings settings;
    private final Clock clock;

    SessionFilter(
            DatabaseSessions sessions,
            SealedSessionLinks links,
            SessionCookies cookies,
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
        var running = running(request);
        if (running.isEmpty()) {
            FramedBy.allow(request, everyPlatform());
            return null;
        }
        LtiSession session = running.get().session();
        var kept = running.get().kept();
        request.setAttribute(ATTRIBUTE, kept.language().map(session::speaking).orElse(session));
        look(request, session, kept).note(request);
        FramedBy.allow(request, origins(session));
        boolean changes = request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD;
        return changes && !formIsOurs(request, session) ? refusals.foreignForm(request) : null;
    }

    private Look look(HttpRequest<?> request, LtiSession session, Preferences.Kept kept) {
        return new Look(
                kept.theme(),
                kept.brand().flatMap(Brand::address),
                kept.language(),
                session.subject()
                        .map(known -> new Look.Change(
                                links.to(session, "/preferences"), links.csrf(session), pathWithoutSession(request))));
    }

    /** The page to come back to; nothing of the session's, which the way back gets anew. */
    private static String pathWithoutSession(HttpRequest<?> request) {
        if (request.getMethod() != HttpMethod.GET) {
            return "";
        }
        String query = request.getUri().getRawQuery();
        String rest = query == null
                ? ""
                : Stream.of(query.split("&"))
                        .filter(each -> !each.startsWith(SealedSessionLinks.PARAMETER + "=")
                                && !each.startsWith(SessionCookies.PARAMETER + "="))
                        .collect(Collectors.joining("&"));
        return request.getUri().getRawPath() + (rest.isEmpty() ? "" : "?" + rest);
    }

    private static boolean needsNone(String path) {
        return path.startsWith("/lti/")
                || path.startsWith("/assets/")
                || path.startsWith("/brand/")
                || path.startsWith("/xapi/")
                || path.startsWith("/credential/") // open to everybody, and no cookie is looked at
                || path.startsWith("/case/")
                || path.startsWith("/ims/")
                || path.equals("/health")
                || path.equals("/admin")
                || path.startsWith("/admin/"); // administrators have a door of their own
    }

    private Optional<Running> running(HttpRequest<?> request) {
        Set<String> kept = cookies.ids(request);
        return request.getParameters()
                .getFirst(SealedSessionLinks.PARAMETER)
                .filter(text -> !handedOn(request))
                .flatMap(links::open)
                .filter(ticket -> ticket.until().isAfter(clock.instant()))
                .flatMap(ticket -> sessions.find(ticket.sessionId(), !kept.contains(ticket.sessionId())))
                .or(() -> byCookie(request, kept));
    }

    /** Where the address does not say which, and several courses are open, none is guessed. */
    private Optional<Running> byCookie(HttpRequest<?> request, Set<String> kept) {
        var meant = cookies.meant(request);
        List<Running> running = kept.stream()
                .flatMap(id -> sessions.find(id, false).stream())
                .filter(each ->
                        meant.map(cookies.selector(each.session())::equals).orElse(true))
                .toList();
        boolean oneCourse = running.stream()
                        .map(Running::session)
                        .map(cookies::selector)
                        .distinct()
                        .count()
                == 1;
        return oneCourse
                ? running.stream()
                        .max(Comparator.comparing(each -> each.session().startedAt()))
                : Optional.empty();
    }

    /**
     * True if the address was typed or pasted into a window: no link of ours and no platform leads there like that, but
     * somebody who was sent the address of another person's window does.
     */
    private static boolean handedOn(HttpRequest<?> request) {
        return header(request, "Sec-Fetch-Site").equals("none")
                && header(request, "Sec-Fetch-Dest").equals("document");
    }

    /** True if a link of ours opened a window, where the browser may keep a cookie that it does not keep in the frame. */
    private static boolean inOwnWindow(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.GET
                && header(request, "Sec-Fetch-Site").equals("same-origin")
                && header(request, "Sec-Fetch-Dest").equals("document");
    }

    private static String header(HttpRequest<?> request, String name) {
        return request.getHeaders()
                .get(name, String.class)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .orElse("");
    }

    @ResponseFilter
    void give(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(ATTRIBUTE, LtiSession.class)
                .filter(session -> session.carried() && inOwnWindow(request))
                .ifPresent(session -> sessions.give(session, response));
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
        if (CanvasCloud.isIssuer(session.issuer())) {
            origins.add(CanvasCloud.pages());
        }
        return origins;
    }

    private boolean formIsOurs(HttpRequest<?> request, LtiSession session) {
        return originIsOurs(request) && csrfIsRight(request, session);
    }

    /** Our pages have the policy no-referrer, so that browsers send {@code Origin: null} with our own forms. */
    private boolean originIsOurs(HttpRequest<?> request) {
        if (header(request, "Sec-Fetch-Site").equals("cross-site")) {
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
        return FormBody.peek(request)
                .only("csrf")
                .filter(found -> MessageDigest.isEqual(expected, found.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }
}
