package dev.waymark.lti.session;

import dev.waymark.shared.SecretBox;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A cookie for each course and person that a browser has open, so that two tabs with two courses do not share a session.
 * The short selector in its name is in every address of ours as well ({@code ?v=}) and says which one a page means. It is
 * no secret, and opens nothing without the cookie.
 */
@Singleton
final class SessionCookies {

    static final String PARAMETER = "v";

    private static final Pattern SELECTOR = Pattern.compile("[A-Za-z0-9_-]{12}");

    /** More than anybody has open; every one costs a look into the database. */
    private static final int MOST = 16;

    private final BrowserCookies cookies;
    private final SecretBox box;

    SessionCookies(BrowserCookies cookies, SecretBox box) {
        this.cookies = cookies;
        this.box = box;
    }

    /** The same for every launch of one person into one course, so that cookies do not pile up. */
    String selector(LtiSession session) {
        String whose = String.join(
                "\n",
                session.tenant().toString(),
                session.course().key(),
                session.deploymentId(),
                session.subject().orElse(""));
        return box.fingerprint("lti session selector", whose).substring(0, 12);
    }

    void give(LtiSession session, MutableHttpResponse<?> response, Duration life) {
        cookies.set(response, Sessions.COOKIE + selector(session), session.id(), life);
    }

    /** Which session the address means; empty if it does not say. */
    Optional<String> meant(HttpRequest<?> request) {
        return request.getParameters()
                .getFirst(PARAMETER)
                .filter(text -> SELECTOR.matcher(text).matches());
    }

    /** The ids that came back: of the session which the address means, or of all if it does not say. */
    Set<String> ids(HttpRequest<?> request) {
        Set<String> names = meant(request)
                .map(selector -> Set.of(Sessions.COOKIE + selector))
                .orElseGet(() -> cookies.names(request, Sessions.COOKIE));
        return names.stream()
                .limit(MOST)
                .flatMap(name -> cookies.values(request, name).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
