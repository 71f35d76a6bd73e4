package dev.waymark.admin;

import dev.waymark.shared.ToolSettings;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Cookies of the administrator's pages: never sent from another site, never read by a script, and on https bound to this
 * host by {@code __Host-}.
 */
@Singleton
final class AdminCookies {

    private static final String SESSION = "wm-admin";
    private static final String FORM = "wm-admin-form";

    private final boolean https;

    AdminCookies(ToolSettings settings) {
        this.https = settings.https();
    }

    Optional<String> session(HttpRequest<?> request) {
        return value(request, SESSION);
    }

    /** The secret of a browser that has not signed in; its forms at the door prove that they are ours by it. */
    Optional<String> form(HttpRequest<?> request) {
        return value(request, FORM);
    }

    void giveSession(MutableHttpResponse<?> response, String id, Duration life) {
        set(response, SESSION, id, life);
    }

    void giveForm(MutableHttpResponse<?> response, String secret) {
        set(response, FORM, secret, Duration.ofHours(1));
    }

    void clearSession(MutableHttpResponse<?> response) {
        set(response, SESSION, "", Duration.ZERO);
    }

    private void set(MutableHttpResponse<?> response, String name, String value, Duration life) {
        response.getHeaders()
                .add(
                        "Set-Cookie",
                        named(name) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + life.toSeconds()
                                + (https ? "; Secure" : ""));
    }

    private Optional<String> value(HttpRequest<?> request, String name) {
        return request.getCookies()
                .findCookie(named(name))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    private String named(String name) {
        return https ? "__Host-" + name : name;
    }
}
