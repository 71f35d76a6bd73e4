package dev.waymark.engine.map;

import java.util.Locale;

/** Sources disagree on {@code http} and {@code https} in the names of verbs and types; the rest of an IRI is compared. */
final class Iris {

    private Iris() {}

    static String withoutScheme(String iri) {
        String lower = iri.toLowerCase(Locale.ROOT);
        if (lower.startsWith("https://")) {
            return iri.substring("https://".length());
        }
        return lower.startsWith("http://") ? iri.substring("http://".length()) : iri;
    }
}
