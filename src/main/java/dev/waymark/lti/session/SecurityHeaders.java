package dev.waymark.lti.session;

import dev.waymark.shared.ToolSettings;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * What every answer of ours tells the browser: run nothing that is not ours, send no address of ours to others, keep no
 * page, and let nobody but the platform frame it. Stands before every other filter: an answer that one of them gives
 * passes only those that stood before it.
 */
@ServerFilter("/**")
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecurityHeaders {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'";

    private final boolean https;

    SecurityHeaders(ToolSettings settings) {
        this.https = settings.https();
    }

    @ResponseFilter
    void protect(HttpRequest<?> request, MutableHttpResponse<?> response) {
        set(response, "Content-Security-Policy", policy(request));
        set(response, "Referrer-Policy", "no-referrer");
        set(response, "X-Content-Type-Options", "nosniff");
        set(response, "Cache-Control", "no-store");
        if (https) {
            set(response, "Strict-Transport-Security", "max-age=31536000");
        }
    }

    private static String policy(HttpRequest<?> request) {
        String forms = FormsTo.origin(request).map(origin -> " " + origin).orElse("");
        return POLICY + forms + "; base-uri 'none'; frame-ancestors " + FramedBy.sources(request);
    }

    private static void set(MutableHttpResponse<?> response, String name, String value) {
        if (!response.getHeaders().contains(name)) {
            response.header(name, value);
        }
    }
}
