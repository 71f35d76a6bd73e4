package dev.waymark.lti.session;

import io.micronaut.http.HttpRequest;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Notes on a request which origins may hold the answer in a frame; {@link SecurityHeaders} says it to the browser. */
public final class FramedBy {

    private static final String ATTRIBUTE = "dev.waymark.framed-by";

    private FramedBy() {}

    public static void allow(HttpRequest<?> request, Collection<String> origins) {
        request.setAttribute(ATTRIBUTE, Set.copyOf(origins));
    }

    static String sources(HttpRequest<?> request) {
        Set<String> origins = new TreeSet<>();
        request.getAttribute(ATTRIBUTE, Set.class).ifPresent(found -> {
            for (Object origin : found) {
                origins.add(String.valueOf(origin));
            }
        });
        return origins.isEmpty() ? "'none'" : String.join(" ", origins);
    }
}
