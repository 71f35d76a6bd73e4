package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens that were issued, with their scopes. They do not survive a restart; a good tool asks anew. */
final class AccessTokens {

    static final Duration LASTS = Duration.ofHours(1);

    private record Issued(List<String> scopes, Instant until) {}

    private final Map<String, Issued> issued = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    AccessTokens(Clock clock) {
        this.clock = clock;
    }

    /** Thirty-two hexadecimal digits. */
    String issue(List<String> scopes) {
        byte[] chance = new byte[16];
        random.nextBytes(chance);
        String token = HexFormat.of().formatHex(chance);
        issued.put(token, new Issued(scopes, clock.instant().plus(LASTS)));
        return token;
    }

    /** Whether the request bears a token with one of the scopes; {@code bearer} in lower case does not count. */
    boolean allow(Request request, Collection<String> anyOf) {
        String header = request.header("Authorization").orElse("");
        if (!header.startsWith("Bearer ")) {
            return false;
        }
        Issued token = issued.get(header.substring("Bearer ".length()));
        return token != null
                && token.until.isAfter(clock.instant())
                && token.scopes.stream().anyMatch(anyOf::contains);
    }

    /** A problem as Moodle's services tell it. */
    static Response problem(Request request, int status, String reason) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("status", status).put("reason", reason);
        body.putObject("request")
                .put("method", request.method())
                .put("url", request.address())
                .put("accept", request.header("Accept").orElse(""))
                .put("contentType", request.header("Content-Type").orElse(""));
        return Response.json(status, body.toPrettyString());
    }
}
