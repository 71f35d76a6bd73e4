package dev.waymark.lti.token;

import dev.waymark.lti.registration.RegisteredPlatform;
import java.util.Set;

/** Access tokens for the services of a platform (SEC 4.1). */
public interface AccessTokens {

    /**
     * A token that is still good for a minute or more, from memory or from the platform. Asked for by a remote call: never
     * inside a transaction.
     */
    Answer get(RegisteredPlatform platform, String deploymentId, Set<String> scopes);

    /** Forgets a token that a service did not accept, unless another one has taken its place already. */
    void drop(RegisteredPlatform platform, String deploymentId, Set<String> scopes, Token token);

    /** An access token; its text says nothing about itself. */
    record Token(String value) {
        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    /** What became of the request. */
    sealed interface Answer {
        record Got(Token token) implements Answer {}

        /** The platform gives no token for all of these scopes. */
        record NotGranted(int status, String detail) implements Answer {}

        /** It could not be asked, or does not know us; somebody may mend that. */
        record Unavailable(int status, String detail) implements Answer {}
    }
}
