package dev.waymark.lti.session;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/** Notes on a request that a form of the answer goes to a platform; {@link SecurityHeaders} lets the browser send it. */
public final class FormsTo {

    private static final String ATTRIBUTE = "dev.waymark.forms-to";

    private FormsTo() {}

    /**
     * @param origin such as {@code https://learn.example}; of a platform that was checked to be the person's own
     */
    public static void allow(HttpRequest<?> request, String origin) {
        request.setAttribute(ATTRIBUTE, origin);
    }

    static Optional<String> origin(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class);
    }
}
