package dev.waymark.engine.map;

import java.util.Locale;

/**
 * Sources disagree on {@code http} and {@code https}, on {@code www}, on slashes at the end and on the case of letters in
 * the names of verbs and types. The plain form has none of these; the rest of an IRI is compared.
 */
final class Iris {

    private static final String WWW = "www.";

    private Iris() {}

    /** The plain form: without scheme, {@code www}, blanks around it and slashes at the end, in lower case. */
    static String plain(String iri) {
        int begin = begin(iri);
        int end = end(iri, begin);
        return iri.substring(begin, end).toLowerCase(Locale.ROOT);
    }

    /** As {@code plain(iri).endsWith(end)}, without a copy: this is asked of every name of every statement. */
    static boolean plainEndsWith(String iri, String end) {
        int to = end(iri, 0);
        int from = to - end.length();
        return from >= 0
                // Most differ in the last letter already.
                && (end.isEmpty() || (iri.charAt(to - 1) | ' ') == (end.charAt(end.length() - 1) | ' '))
                && iri.regionMatches(true, from, end, 0, end.length())
                && from >= begin(iri);
    }

    /** As {@code plain(iri).startsWith(beginning)}, without a copy. */
    static boolean plainBeginsWith(String iri, String beginning) {
        int begin = begin(iri);
        return begin + beginning.length() <= end(iri, begin)
                && iri.regionMatches(true, begin, beginning, 0, beginning.length());
    }

    static String withoutScheme(String iri) {
        return iri.substring(afterScheme(iri, 0));
    }

    private static int begin(String iri) {
        int at = 0;
        while (at < iri.length() && Character.isWhitespace(iri.charAt(at))) {
            at++;
        }
        at = afterScheme(iri, at);
        return iri.regionMatches(true, at, WWW, 0, WWW.length()) ? at + WWW.length() : at;
    }

    private static int end(String iri, int begin) {
        int end = iri.length();
        while (end > begin && Character.isWhitespace(iri.charAt(end - 1))) {
            end--;
        }
        while (end > begin && iri.charAt(end - 1) == '/') {
            end--;
        }
        return end;
    }

    private static int afterScheme(String iri, int at) {
        if (iri.regionMatches(true, at, "https://", 0, "https://".length())) {
            return at + "https://".length();
        }
        return iri.regionMatches(true, at, "http://", 0, "http://".length()) ? at + "http://".length() : at;
    }
}
