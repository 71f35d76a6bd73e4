package dev.waymark.lti.core;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** Which service addresses of a launch may be called, and what is built from them. */
public final class ServiceAddresses {

    private ServiceAddresses() {}

    /**
     * True if the address is on a host of the registered platform, by https, or by http where the registration itself is
     * on http. Without this a launch could make us call anybody.
     */
    public static boolean belongs(URI address, Registration registration) {
        boolean https = "https".equalsIgnoreCase(address.getScheme());
        boolean httpPlatform =
                "http".equalsIgnoreCase(registration.tokenEndpoint().getScheme());
        return (https || httpPlatform)
                        && Stream.of(
                                        Origins.address(registration.issuer()),
                                        Optional.of(registration.tokenEndpoint()),
                                        Optional.of(registration.authorizationEndpoint()))
                                .flatMap(Optional::stream)
                                .anyMatch(known -> Origins.sameHost(known, address))
                || CanvasCloud.isIssuer(registration.issuer()) && CanvasCloud.hosts(address);
    }

    /** Where scores of a line item go (AGS 3.4.1): {@code /scores} joins the path, the query stays behind it. */
    public static URI scores(URI lineItem) {
        return below(lineItem, "/scores");
    }

    /** Where results of a line item are (AGS 3.3.1). */
    public static URI results(URI lineItem) {
        return below(lineItem, "/results");
    }

    /** The address with another parameter behind those that it has. */
    public static URI with(URI address, String name, String value) {
        String query = address.getRawQuery() == null ? "" : address.getRawQuery() + "&";
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        return URI.create(address.getScheme() + "://" + address.getRawAuthority() + path + "?" + query
                + URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static URI below(URI lineItem, String segment) {
        String path = lineItem.getRawPath() == null ? "" : lineItem.getRawPath();
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String query = lineItem.getRawQuery() == null ? "" : "?" + lineItem.getRawQuery();
        return URI.create(lineItem.getScheme() + "://" + lineItem.getRawAuthority() + trimmed + segment + query);
    }
}
