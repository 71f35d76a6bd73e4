package dev.waymark.web;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/**
 * How the reader of a request wants to see pages, noted on the request by whoever knows the reader.
 *
 * @param theme {@code light} or {@code dark} if they chose one
 * @param brand address of a style sheet with the platform's own colour
 * @param language they chose, if they chose one
 * @param change how they may choose anew; empty where nothing can be kept
 */
public record Look(Optional<String> theme, Optional<String> brand, Optional<String> language, Optional<Change> change) {

    private static final String ATTRIBUTE = "dev.waymark.look";

    public static final Look PLAIN = new Look(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * @param action of the form
     * @param csrf its hidden field
     * @param page to come back to
     */
    public record Change(String action, String csrf, String page) {}

    public void note(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static Look of(Optional<HttpRequest<?>> request) {
        return request.flatMap(asked -> asked.getAttribute(ATTRIBUTE, Look.class))
                .orElse(PLAIN);
    }
}
