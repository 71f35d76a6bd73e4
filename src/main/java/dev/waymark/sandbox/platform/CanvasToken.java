package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /login/oauth2/token} of a Canvas: wants the right audience and a jti that is new, and answers in JSON. */
final class CanvasToken {

    private static final String BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private final ToolKeys keys;
    private final AccessTokens tokens;
    private final URI site;
    private final Clock clock;
    private final Set<String> seen = new HashSet<>();

    CanvasToken(ToolKeys keys, AccessTokens tokens, URI site, Clock clock) {
        this.keys = keys;
        this.tokens = tokens;
        this.site = site;
        this.clock = clock;
    }

    Response answer(Request request) {
        Map<String, String> form = request.form();
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return error(400, "unsupported_grant_type", "The grant_type you requested is not currently supported");
        }
        if (!BEARER.equals(form.get("client_assertion_type"))) {
            return error(400, "invalid_request", "client_assertion_type is not jwt-bearer");
        }
        Optional<String> wrong = wrong(form.getOrDefault("client_assertion", ""));
        if (wrong.isPresent()) {
            return error(400, "invalid_client", wrong.get());
        }
        List<String> scopes = Arrays.stream(form.getOrDefault("scope", "").split(" "))
                .filter(CanvasClient.SCOPES::contains)
                .distinct()
                .toList();
        if (scopes.isEmpty()) {
            return error(
                    400, "invalid_scope", "A requested scope is invalid, unknown, malformed, or exceeds the scope");
        }
        return Response.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("access_token", tokens.issue(scopes))
                        .put("token_type", "Bearer")
                        .put("expires_in", AccessTokens.LASTS.toSeconds())
                        .put("scope", String.join(" ", scopes))
                        .toString());
    }

    private Optional<String> wrong(String assertion) {
        try {
            var jwt = SignedJWT.parse(assertion);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            String client = claims.getSubject() == null ? "" : claims.getSubject();
            if (CanvasClient.withId(client).isEmpty() || !client.equals(claims.getIssuer())) {
                return Optional.of("Unknown client");
            }
            if (!signed(jwt)) {
                return Optional.of("JWS signature invalid");
            }
            boolean forUs = claims.getAudience().stream()
                    .anyMatch(audience -> audience.startsWith(site.toString())
                            || audience.startsWith(CanvasPlatform.signOn(site).toString()));
            return forUs ? times(claims) : Optional.of("the 'aud' is invalid");
        } catch (ParseException e) {
            return Optional.of("the assertion is no signed JWT");
        }
    }

    private synchronized Optional<String> times(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        if (issued == null || issued.toInstant().isAfter(now.plus(LEEWAY))) {
            return Optional.of("the 'iat' must be in the past");
        }
        if (expires == null || expires.toInstant().isBefore(now)) {
            return Optional.of("the JWT has expired");
        }
        if (claims.getJWTID() == null || !seen.add(claims.getJWTID())) {
            return Optional.of("the 'jti' is invalid");
        }
        return Optional.empty();
    }

    private boolean signed(SignedJWT jwt) {
        String kid = jwt.getHeader().getKeyID();
        if (kid == null) {
            return false;
        }
        if (keys.known(kid).isEmpty()) {
            keys.fetch();
        }
        return keys.known(kid).filter(key -> holds(jwt, key)).isPresent();
    }

    private static boolean holds(SignedJWT jwt, RSAKey key) {
        try {
            return jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256) && jwt.verify(new RSASSAVerifier(key));
        } catch (JOSEException e) {
            return false;
        }
    }

    private static Response error(int status, String error, String description) {
        return Response.json(
                status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("error", error)
                        .put("error_description", description)
                        .toString());
    }
}
