package dev.waymark.admin;

import dev.waymark.lti.core.PlatformKeys;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.registration.ToolFacts;
import dev.waymark.lti.token.AccessTokens;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a platform for its keys and for a token of each scope, one after the other: what it says at registration need not
 * be true, what its token endpoint gives is. Calls the platform, so never inside a transaction.
 */
@Singleton
final class PlatformHealth {

    private static final String NOBODYS_KEY = "waymark-health-check";

    private final PlatformKeys keys;
    private final AccessTokens tokens;

    PlatformHealth(PlatformKeys keys, AccessTokens tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    /**
     * What was found.
     *
     * @param kids of its key set
     * @param trouble why the keys or the token endpoint could not be had; empty for nothing
     * @param scopes one for each that we want; empty if the token endpoint could not be asked
     */
    record Report(List<String> kids, Optional<String> trouble, List<ScopeCheck> scopes) {}

    record ScopeCheck(String scope, boolean granted) {}

    Report check(RegisteredPlatform platform) {
        return switch (keys.find(platform.registration(), NOBODYS_KEY)) {
            case PlatformKeys.Answer.Unreachable unreachable ->
                new Report(List.of(), Optional.of("jwks: " + unreachable.detail()), List.of());
            case PlatformKeys.Answer.Found found -> tokens(platform, List.of(NOBODYS_KEY));
            case PlatformKeys.Answer.Unknown unknown -> tokens(platform, unknown.found());
        };
    }

    private Report tokens(RegisteredPlatform platform, List<String> kids) {
        String deployment = platform.registration().deploymentIds().stream()
                .sorted()
                .findFirst()
                .orElse("");
        List<ScopeCheck> scopes = new ArrayList<>();
        for (String scope : ToolFacts.SCOPES) {
            switch (tokens.get(platform, deployment, Set.of(scope))) {
                case AccessTokens.Answer.Got got -> scopes.add(new ScopeCheck(scope, true));
                case AccessTokens.Answer.NotGranted not -> scopes.add(new ScopeCheck(scope, false));
                case AccessTokens.Answer.Unavailable unavailable -> {
                    return new Report(kids, Optional.of(unavailable.detail()), List.of());
                }
            }
        }
        return new Report(kids, Optional.empty(), scopes);
    }
}
