package dev.waymark.sandbox.platform;

import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What is wrong with the platform just now, on purpose, until somebody sets it right. */
public final class Troubles {

    /** One thing; the label is on its button. */
    public enum Trouble {
        TOKENS_FAIL("Token endpoint answers 500"),
        KEYS_FAIL("Keys answer 503"),
        SERVICES_FAIL("Services answer 500"),
        SERVICES_BUSY("Services answer 429"),
        SERVICES_THROTTLE("Services answer 403, rate limit"),
        COURSE_CONCLUDED("The course has ended");

        private final String label;

        Trouble(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    private final Set<Trouble> on = EnumSet.noneOf(Trouble.class);

    /** Switches one on if it is off, and off if it is on. */
    public synchronized void toggle(Trouble trouble) {
        if (!on.remove(trouble)) {
            on.add(trouble);
        }
    }

    public synchronized boolean is(Trouble trouble) {
        return on.contains(trouble);
    }

    public synchronized Set<Trouble> all() {
        return Set.copyOf(on);
    }

    /** What the token endpoint answers instead, if it is in trouble. */
    Optional<Response> tokens() {
        return is(Trouble.TOKENS_FAIL) ? Optional.of(Response.text(500, "Internal Server Error")) : Optional.empty();
    }

    /** What the address of the keys answers instead, if it is in trouble. */
    Optional<Response> keys() {
        return is(Trouble.KEYS_FAIL) ? Optional.of(Response.text(503, "Service Unavailable")) : Optional.empty();
    }

    /** What a service answers instead, if it is in trouble. */
    Optional<Response> instead(Request request) {
        if (is(Trouble.SERVICES_FAIL)) {
            return Optional.of(AccessTokens.problem(request, 500, "Internal Server Error"));
        }
        if (is(Trouble.SERVICES_BUSY)) {
            return Optional.of(Response.text(429, "Too Many Requests").with("Retry-After", "2"));
        }
        if (is(Trouble.SERVICES_THROTTLE)) {
            return Optional.of(Response.text(403, "403 Forbidden (Rate Limit Exceeded)\n")
                    .with("X-Request-Cost", "0.37")
                    .with("X-Rate-Limit-Remaining", "0.0"));
        }
        return Optional.empty();
    }
}
