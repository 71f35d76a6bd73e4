package dev.waymark.lti.launch;

import dev.waymark.lti.core.Origins;
import dev.waymark.lti.launch.Logins.Waiting;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.session.BrowserCookies;
import dev.waymark.lti.session.Sessions;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Is this the browser that began the login? A state alone does not show it: whoever begins a login himself has a good
 * state, and could make somebody else's browser finish it.
 *
 * <p>The cookie shows it. Where the browser keeps no cookie of ours, one thing else does: a browser that navigates here
 * straight from a page of this platform, which only the platform can make it do. Headers that say so cannot be set by a
 * page. See {@code docs/lti-divergences.md}.
 */
@Singleton
final class BrowserProof {

    private final BrowserCookies cookies;
    private final Logins logins;

    BrowserProof(BrowserCookies cookies, Logins logins) {
        this.cookies = cookies;
        this.logins = logins;
    }

    boolean holds(HttpRequest<?> request, String state, Waiting login, RegisteredPlatform platform) {
        List<String> returned = cookies.values(request, logins.cookieOf(state));
        return returned.isEmpty()
                ? keepsNoCookies(request) && comesStraightFrom(platform, request)
                : logins.isBrowserOf(login, returned);
    }

    /** A browser that returns another cookie of ours keeps them, and would have returned this one. */
    private boolean keepsNoCookies(HttpRequest<?> request) {
        return cookies.names(request, Logins.COOKIE).isEmpty()
                && cookies.names(request, Sessions.COOKIE).isEmpty();
    }

    private static boolean comesStraightFrom(RegisteredPlatform platform, HttpRequest<?> request) {
        boolean navigates =
                header(request, "Sec-Fetch-Mode").filter("navigate"::equals).isPresent()
                        && header(request, "Sec-Fetch-Site").isPresent();
        return navigates
                && header(request, "Origin")
                        .filter(platform.frameOrigins()::contains)
                        .flatMap(Origins::address)
                        .isPresent();
    }

    private static Optional<String> header(HttpRequest<?> request, String name) {
        return request.getHeaders().get(name, String.class);
    }
}
