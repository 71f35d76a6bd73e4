package dev.waymark.lti.launch;

import dev.waymark.lti.core.Origins;
import dev.waymark.lti.launch.Logins.Waiting;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.session.BrowserCookies;
import dev.waymark.lti.session.Sessions;
import dev.waymark.shared.ToolSettings;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Is this the browser that began the login? A state alone does not show it: whoever begins a login himself has a good
 * state, and could make somebody else's browser finish it.
 *
 * <p>A secret shows it, which that browser got with the login and which is compared here, on our side: from our cookie,
 * or, where the browser keeps none, from the platform's storage. Where there is neither, one thing else does: a browser
 * that navigates here straight from a page of this platform, which only the platform can make it do. Headers that say
 * where a request comes from cannot be set by a page. See {@code docs/lti-divergences.md}.
 */
@Singleton
final class BrowserProof {

    private final BrowserCookies cookies;
    private final Logins logins;
    private final ToolSettings settings;

    BrowserProof(BrowserCookies cookies, Logins logins, ToolSettings settings) {
        this.cookies = cookies;
        this.logins = logins;
        this.settings = settings;
    }

    /** What a launch shows of its browser. */
    sealed interface Finding {
        record Shown(BrowserPath path) implements Finding {}

        /**
         * @param frame whose storage may hold the secret
         */
        record MayBeStored(String frame) implements Finding {}

        /**
         * @param detail what was expected and found
         */
        record NotShown(String detail) implements Finding {}
    }

    /**
     * @param stored what our own page read from the platform's storage, maybe nothing; empty if it has not looked yet
     */
    Finding of(
            HttpRequest<?> request, String state, Waiting login, RegisteredPlatform platform, Optional<String> stored) {
        List<String> returned = cookies.values(request, logins.cookieOf(state));
        if (!returned.isEmpty()) {
            return logins.isBrowserOf(login, returned)
                    ? new Finding.Shown(ownWindow(request) ? BrowserPath.NEW_WINDOW : BrowserPath.COOKIE)
                    : new Finding.NotShown("expected this login's secret in its cookie, found another");
        }
        if (keepsCookies(request)) {
            return new Finding.NotShown("expected this login's cookie of a browser that returns others of ours");
        }
        if (stored.isPresent()) {
            return fromStorage(request, login, stored.get());
        }
        if (login.storageFrame().isPresent()) {
            return new Finding.MayBeStored(login.storageFrame().get());
        }
        return comesStraightFrom(platform, request)
                ? new Finding.Shown(BrowserPath.STRAIGHT_FROM_PLATFORM)
                : new Finding.NotShown("expected the browser that began this login: no cookie of ours, no storage of"
                        + " the platform, and not straight from " + platform.loginOrigins());
    }

    /** A login that begins in a browser which returns cookies of ours needs nothing else. */
    boolean keepsCookies(HttpRequest<?> request) {
        return !cookies.names(request, Logins.COOKIE).isEmpty()
                || !cookies.names(request, Sessions.COOKIE).isEmpty();
    }

    /**
     * Whoever began a login himself knows its secret and could post it from a page of his own; so the form must come
     * from a page of ours, and that page fills in only what the platform's origin answered it.
     */
    private Finding fromStorage(HttpRequest<?> request, Waiting login, String stored) {
        if (login.storageFrame().isEmpty() || !fromOurPage(request)) {
            return new Finding.NotShown("expected what was stored from our own page only");
        }
        if (stored.isEmpty()) {
            return new Finding.NotShown("expected this login's secret from the platform's storage, which gave none");
        }
        return logins.isBrowserOf(login, List.of(stored))
                ? new Finding.Shown(BrowserPath.PLATFORM_STORAGE)
                : new Finding.NotShown("expected this login's secret from the platform's storage, found another");
    }

    private boolean fromOurPage(HttpRequest<?> request) {
        return header(request, "Sec-Fetch-Site")
                .map("same-origin"::equals)
                .orElseGet(() -> header(request, "Origin")
                        .flatMap(Origins::address)
                        .filter(origin -> Origins.of(origin).equals(Origins.of(settings.baseUrl())))
                        .isPresent());
    }

    private static boolean ownWindow(HttpRequest<?> request) {
        return header(request, "Sec-Fetch-Dest").filter("document"::equals).isPresent();
    }

    private static boolean comesStraightFrom(RegisteredPlatform platform, HttpRequest<?> request) {
        boolean navigates =
                header(request, "Sec-Fetch-Mode").filter("navigate"::equals).isPresent()
                        && header(request, "Sec-Fetch-Site").isPresent();
        return navigates
                && header(request, "Origin")
                        .filter(platform.loginOrigins()::contains)
                        .flatMap(Origins::address)
                        .isPresent();
    }

    private static Optional<String> header(HttpRequest<?> request, String name) {
        return request.getHeaders().get(name, String.class);
    }
}
