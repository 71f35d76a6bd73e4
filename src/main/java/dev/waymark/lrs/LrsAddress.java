package dev.waymark.lrs;

import java.net.URI;
import java.util.Optional;

/** Addresses of LRSs as people write them. */
final class LrsAddress {

    private static final String RESOURCE = "/statements";
    private static final int LONGEST = 900;

    private LrsAddress() {}

    /** The statement resource of an endpoint, with or without a slash or {@code /statements} at its end; empty if it is none. */
    static Optional<URI> statements(String endpoint) {
        String base = endpoint.strip();
        while (base.endsWith("/")) {
            base = base.substring(0, base.length() - 1);
        }
        if (base.endsWith(RESOURCE)) {
            base = base.substring(0, base.length() - RESOURCE.length());
        }
        try {
            URI statements = URI.create(base + RESOURCE);
            boolean plain = statements.getHost() != null
                    && statements.getRawQuery() == null
                    && statements.getRawFragment() == null
                    && statements.getRawUserInfo() == null
                    && base.length() <= LONGEST
                    && ("http".equals(statements.getScheme()) || "https".equals(statements.getScheme()));
            return plain ? Optional.of(statements) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
