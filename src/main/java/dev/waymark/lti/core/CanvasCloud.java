package dev.waymark.lti.core;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Canvas as its vendor runs it: all customers share one issuer and one authorization host, and each has a host of its own
 * below the same name, for its pages and services alike.
 */
public final class CanvasCloud {

    private static final Set<String> ISSUERS = Set.of(
            "https://canvas.instructure.com",
            "https://canvas.beta.instructure.com",
            "https://canvas.test.instructure.com");
    private static final String PAGES = ".instructure.com";
    private static final String SIGN_ON = ".canvaslms.com";

    private CanvasCloud() {}

    /** True if this issuer stands for many customers. */
    public static boolean isIssuer(String issuer) {
        return ISSUERS.contains(issuer);
    }

    /** True if an https address is on a host of the vendor. */
    public static boolean hosts(URI address) {
        String host = Optional.ofNullable(address.getHost()).orElse("").toLowerCase(Locale.ROOT);
        return "https".equalsIgnoreCase(address.getScheme()) && (host.endsWith(PAGES) || host.endsWith(SIGN_ON));
    }

    /** The customers' pages as a source of a Content Security Policy. */
    public static String pages() {
        return "https://*" + PAGES;
    }
}
