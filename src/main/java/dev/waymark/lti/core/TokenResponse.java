package dev.waymark.lti.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a token endpoint answered (SEC 4.1). Read as text, then as JSON, whatever its content type: Moodle calls its JSON
 * {@code text/html}, and one of its errors is not JSON at all.
 */
public sealed interface TokenResponse {

    /**
     * @param scopes what was granted, maybe fewer than were asked for
     */
    record Granted(String accessToken, Set<String> scopes, Duration lifetime) implements TokenResponse {
        public Granted {
            scopes = Set.copyOf(scopes);
        }

        /** When to ask for the next one. */
        public Instant freshUntil(Instant now) {
            return now.plus(lifetime).minusSeconds(60);
        }

        @Override
        public String toString() {
            return "Granted[scopes=" + scopes + ", lifetime=" + lifetime + "]"; // the token is nobody's to read
        }
    }

    /**
     * @param error the OAuth error, such as {@code invalid_scope}, or what else was found
     */
    record Denied(int status, String error) implements TokenResponse {}

    /** An access token that says nothing about its life lives an hour (what platforms do), a minute at the least. */
    Duration USUAL_LIFETIME = Duration.ofHours(1);

    /** Reads an answer. Scopes that are not listed were granted as asked for (RFC 6749, 5.1). */
    static TokenResponse read(int status, String body, Collection<String> asked) {
        Claims answer;
        try {
            answer = new Claims(Json.object(body.strip()));
        } catch (Json.Malformed e) {
            return new Denied(status, "the answer is not JSON");
        }
        Optional<String> token = answer.filled("access_token");
        if (status != 200 && status != 201 || token.isEmpty()) {
            return new Denied(status, answer.filled("error").map(Found::quoted).orElse("no access_token and no error"));
        }
        if (!answer.string("token_type").map("Bearer"::equalsIgnoreCase).orElse(true)) {
            return new Denied(status, "a token of a type other than Bearer");
        }
        Set<String> scopes = answer.filled("scope")
                .map(text -> Set.copyOf(List.of(text.strip().split("\\s+"))))
                .orElseGet(() -> Set.copyOf(asked));
        Duration lifetime = answer.time("expires_in")
                .map(seconds -> Duration.between(Instant.EPOCH, seconds))
                .filter(found -> !found.isNegative() && found.compareTo(Duration.ofDays(1)) <= 0)
                .orElse(USUAL_LIFETIME);
        return new Granted(token.get(), scopes, lifetime);
    }
}
