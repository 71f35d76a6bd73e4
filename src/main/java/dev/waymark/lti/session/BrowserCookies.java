package dev.waymark.lti.session;

import dev.waymark.shared.ToolSettings;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cookies that live inside another site's page. On https one: {@code __Host-}, {@code Partitioned}, so that it belongs
 * to this tool within this platform alone. On plain http, which is for test installations, two: browsers accept the
 * {@code Secure} one on localhost, and what is no browser returns the plain one.
 */
@Singleton
public final class BrowserCookies {

    private static final String FRAMED = "; Path=/; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=";
    private static final String TWIN = "-plain";
    private static final String PLAIN = "; Path=/; HttpOnly; Max-Age=";

    private final boolean https;

    BrowserCookies(ToolSettings settings) {
        this.https = settings.https();
    }

    /** Sets the cookie, or both. */
    public void set(MutableHttpResponse<?> response, String name, String value, Duration life) {
        if (https) {
            response.getHeaders().add("Set-Cookie", "__Host-" + name + "=" + value + FRAMED + life.toSeconds());
        } else {
            response.getHeaders().add("Set-Cookie", name + "=" + value + FRAMED + life.toSeconds());
            response.getHeaders().add("Set-Cookie", name + TWIN + "=" + value + PLAIN + life.toSeconds());
        }
    }

    /** Takes the cookie, or both, away again. */
    public void clear(MutableHttpResponse<?> response, String name) {
        set(response, name, "", Duration.ZERO);
    }

    /** The names that came back and begin like this, each once. */
    public Set<String> names(HttpRequest<?> request, String prefix) {
        String start = https ? "__Host-" : "";
        return request.getCookies().names().stream()
                .filter(name -> name.startsWith(start + prefix))
                .map(name -> name.substring(start.length()))
                .map(name -> !https && name.endsWith(TWIN) ? name.substring(0, name.length() - TWIN.length()) : name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What came back under this name: nothing, one value, or the two of plain http. */
    public List<String> values(HttpRequest<?> request, String name) {
        Stream<String> names = https ? Stream.of("__Host-" + name) : Stream.of(name, name + TWIN);
        return names.flatMap(each -> {
                    Optional<io.micronaut.http.cookie.Cookie> found =
                            request.getCookies().findCookie(each);
                    return found.stream();
                })
                .map(io.micronaut.http.cookie.Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
