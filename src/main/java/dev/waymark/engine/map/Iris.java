package dev.waymark.engine.map;

/** Sources disagree on {@code http} and {@code https} in the names of verbs and types; the rest of an IRI is compared. */
final class Iris {

    private Iris() {}

    static String withoutScheme(String iri) {
        if (begins(iri, "https://")) {
            return iri.substring("https://".length());
        }
        return begins(iri, "http://") ? iri.substring("http://".length()) : iri;
    }

    /** Without a copy: this is asked for every name of every statement. */
    private static boolean begins(String iri, String scheme) {
        return iri.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}
