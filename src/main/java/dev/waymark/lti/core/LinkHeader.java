package dev.waymark.lti.core;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code Link} headers (RFC 8288) as they really come: Moodle's line items have typographic quotation marks around
 * the relation, in UTF-8 that arrives as Latin-1, and HTML's {@code &amp;} in the address.
 */
public final class LinkHeader {

    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
    private static final Pattern RELATION = Pattern.compile("(?i)\\brel\\s*=\\s*[^A-Za-z]*([A-Za-z][A-Za-z -]*)");

    private LinkHeader() {}

    /**
     * The address with a relation; empty if there is none, or it is no address.
     *
     * @param headers all values of {@code Link}
     * @param relation such as {@code next}
     * @param base against which a relative address is read
     */
    public static Optional<URI> find(List<String> headers, String relation, URI base) {
        for (String header : headers) {
            Matcher links = LINK.matcher(header);
            while (links.find()) {
                Matcher named = RELATION.matcher(links.group(2));
                if (named.find()
                        && List.of(named.group(1)
                                        .toLowerCase(Locale.ROOT)
                                        .strip()
                                        .split("\\s+"))
                                .contains(relation)) {
                    return address(links.group(1).strip().replace("&amp;", "&"), base);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<URI> address(String text, URI base) {
        try {
            return Origins.address(base.resolve(text).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
