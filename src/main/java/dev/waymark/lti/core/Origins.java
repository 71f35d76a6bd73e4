package dev.waymark.lti.core;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Compares where addresses lead. On one machine the names of loopback are one host. */
public final class Origins {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private Origins() {}

    /** An absolute http or https address without user name, or empty. */
    public static Optional<URI> address(String text) {
        try {
            var uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null && uri.getRawUserInfo() == null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Scheme, host and port as browsers write an origin (RFC 6454, 6.1): a default port is not named. */
    public static String of(URI address) {
        String scheme = lower(address.getScheme());
        int port = address.getPort();
        boolean usual = port < 0 || port == usualPort(scheme);
        return scheme + "://" + lower(address.getHost()) + (usual ? "" : ":" + port);
    }

    /** True if both lead to one scheme, host and port. */
    public static boolean same(URI one, URI other) {
        return lower(one.getScheme()).equals(lower(other.getScheme()))
                && sameHost(one, other)
                && port(one) == port(other);
    }

    /** True if both lead to one host, whatever the port. */
    static boolean sameHost(URI one, URI other) {
        String first = lower(one.getHost());
        String second = lower(other.getHost());
        return first.equals(second) || (LOOPBACK.contains(first) && LOOPBACK.contains(second));
    }

    /** True for a name or number of this machine itself. */
    public static boolean loopback(URI address) {
        return LOOPBACK.contains(lower(address.getHost()));
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : usualPort(lower(address.getScheme()));
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static String lower(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
