package dev.waymark.web;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Headers of every answer, added where nobody nearer has set them. Who may frame a page is said by who knows the
 * platform; pages without a session (a refusal, a page not found) hold nothing of anybody's and open in any frame.
 */
@ServerFilter("/**")
final class SecurityHeaders {

    /** Own style sheets and scripts, no inline ones, nothing from elsewhere. */
    static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; " + "base-uri 'none'";

    @ResponseFilter
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
        add(response, "X-Content-Type-Options", "nosniff");
        add(response, "Referrer-Policy", "no-referrer");
        add(response, "Content-Security-Policy", POLICY);
    }

    private static void add(MutableHttpResponse<?> response, String name, String value) {
        if (!response.getHeaders().contains(name)) {
            response.header(name, value);
        }
    }
}
