package dev.waymark.lti.registration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.core.CanvasCloud;
import dev.waymark.lti.core.Origins;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a platform says of itself before it registers us (its OpenID configuration). It is believed only about itself:
 * issuer and every address must be at the host from which it was fetched.
 *
 * @param productFamily such as {@code moodle} or {@code canvas}; empty if it does not say
 * @param scopes what it offers; empty if it does not say
 * @param placements what it offers for our two kinds of message, word by word
 */
record PlatformConfiguration(
        String issuer,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        URI jwksUri,
        URI registrationEndpoint,
        String productFamily,
        String name,
        Set<String> scopes,
        Set<String> messages,
        Set<String> placements) {

    private static final String PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration";
    private static final int LONGEST_ADDRESS = 1000;
    private static final int LONGEST_ISSUER = 255;

    PlatformConfiguration {
        scopes = Set.copyOf(scopes);
        messages = Set.copyOf(messages);
        placements = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(placements));
    }

    /** What became of reading. */
    sealed interface Reading {
        record Read(PlatformConfiguration configuration) implements Reading {}

        /**
         * @param detail what was expected and what was found
         */
        record NotBelieved(String detail) implements Reading {}
    }

    boolean canvas() {
        return productFamily.equalsIgnoreCase("canvas");
    }

    /** Reads what was fetched from an address. */
    static Reading read(JsonNode found, URI from) {
        String issuer = found.path("issuer").asText("");
        Optional<URI> issuerAddress = Origins.address(issuer);
        if (issuerAddress.isEmpty() || issuer.length() > LONGEST_ISSUER) {
            return new Reading.NotBelieved(
                    "expected an issuer that is an address, found \"" + shortened(issuer) + "\"");
        }
        boolean vendor = CanvasCloud.isIssuer(issuer) && CanvasCloud.hosts(from);
        if (!vendor && !sameSite(issuerAddress.get(), from)) {
            return new Reading.NotBelieved("expected an issuer at %s, where the configuration is, found \"%s\""
                    .formatted(from.getHost(), shortened(issuer)));
        }
        List<URI> addresses = new ArrayList<>();
        for (String field : List.of("authorization_endpoint", "token_endpoint", "jwks_uri", "registration_endpoint")) {
            String text = found.path(field).asText("");
            Optional<URI> address = Origins.address(text);
            if (address.isEmpty() || text.length() > LONGEST_ADDRESS) {
                return new Reading.NotBelieved(
                        "expected " + field + " to be an address, found \"" + shortened(text) + "\"");
            }
            boolean theirs = vendor ? CanvasCloud.hosts(address.get()) : sameSite(address.get(), from);
            if (!theirs) {
                return new Reading.NotBelieved("expected %s at %s, found it at %s"
                        .formatted(field, from.getHost(), address.get().getHost()));
            }
            addresses.add(address.get());
        }
        JsonNode platform = found.path(PLATFORM);
        Set<String> messages = new LinkedHashSet<>();
        Set<String> placements = new LinkedHashSet<>();
        platform.path("messages_supported").forEach(message -> {
            messages.add(message.path("type").asText(""));
            message.path("placements").forEach(each -> placements.add(each.asText("")));
        });
        Set<String> scopes = new LinkedHashSet<>();
        found.path("scopes_supported").forEach(each -> scopes.add(each.asText("")));
        String family = platform.path("product_family_code").asText("").strip();
        String account = platform.path("https://canvas.instructure.com/lti/account_name")
                .asText("")
                .strip();
        return new Reading.Read(new PlatformConfiguration(
                issuer,
                addresses.get(0),
                addresses.get(1),
                addresses.get(2),
                addresses.get(3),
                family.length() > 100 ? "" : family.toLowerCase(Locale.ROOT),
                account.isEmpty() || account.length() > 150 ? from.getHost() : account,
                scopes,
                messages,
                placements));
    }

    /**
     * One host and, on the same scheme, one port. Not one registrable domain: on a shared domain a neighbour could then name
     * the addresses of another.
     */
    static boolean sameSite(URI one, URI other) {
        return Origins.same(one, other);
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
