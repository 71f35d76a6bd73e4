package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /mod/lti/token.php}. Strict about times to the second, about {@code kid} and {@code sub}; careless about
 * {@code aud}, {@code iss} and {@code jti}; and it calls its JSON {@code text/html}.
 */
final class TokenEndpoint {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MOODLE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx");
    private static final String BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Tools tools;
    private final AccessTokens tokens;
    private final Clock clock;

    TokenEndpoint(Tools tools, AccessTokens tokens, Clock clock) {
        this.tools = tools;
        this.tokens = tokens;
        this.clock = clock;
    }

    Response answer(Request request) {
        try {
            return granted(request);
        } catch (Refusal refusal) {
            return html(refusal.status(), pretty(Map.of("error", refusal.text())));
        } catch (UnknownKey e) {
            // Seen so on a real Moodle: the answer is not JSON.
            return html(400, "{\n  \"error\" : \"\"kid\" invalid, unable to lookup correct key\"\n}");
        }
    }

    private Response granted(Request request) {
        Map<String, String> form = request.form();
        if (!request.method().equals("POST")
                || !form.keySet()
                        .containsAll(List.of("grant_type", "client_assertion_type", "client_assertion", "scope"))) {
            throw new Refusal(400, "invalid_request");
        }
        if (!"client_credentials".equals(form.get("grant_type")) || !BEARER.equals(form.get("client_assertion_type"))) {
            throw new Refusal(400, "unsupported_grant_type");
        }
        check(form.getOrDefault("client_assertion", ""));
        List<String> scopes = Arrays.stream(form.getOrDefault("scope", "").split(" "))
                .filter(Tool.SCOPES::contains)
                .distinct()
                .toList();
        if (scopes.isEmpty()) {
            throw new Refusal(400, "invalid_scope");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", tokens.issue(scopes));
        answer.put("token_type", "Bearer");
        answer.put("expires_in", AccessTokens.LASTS.toSeconds());
        answer.put("scope", String.join(" ", scopes));
        return html(200, pretty(answer));
    }

    private void check(String assertion) {
        JWTClaimsSet claims;
        Optional<SignedJWT> signed;
        try {
            var jwt = JWTParser.parse(assertion);
            claims = jwt.getJWTClaimsSet();
            signed = jwt instanceof SignedJWT some ? Optional.of(some) : Optional.empty();
        } catch (ParseException e) {
            throw new Refusal(400, "invalid_request");
        }
        if (claims == null || claims.getSubject() == null || claims.getSubject().isEmpty()) {
            throw new Refusal(400, "invalid_request");
        }
        Tool tool = tools.byClient(claims.getSubject()).orElseThrow(() -> new Refusal(400, "invalid_client"));
        SignedJWT jwt = signed.filter(each -> each.getHeader().getKeyID() != null)
                .orElseThrow(() -> new Refusal(400, "error/Error: kid must be provided in JWT header."));
        signature(jwt, tools.keysOf(tool));
        times(claims);
    }

    /** As Moodle does, fetches the keys again before it gives up for any reason. */
    private static void signature(SignedJWT jwt, ToolKeys keys) {
        String kid = jwt.getHeader().getKeyID();
        if (keys.known(kid).filter(key -> holds(jwt, key)).isPresent()) {
            return;
        }
        keys.fetch();
        RSAKey key = keys.known(kid).orElseThrow(UnknownKey::new);
        if (!holds(jwt, key)) {
            throw new Refusal(400, "Signature verification failed");
        }
    }

    private static boolean holds(SignedJWT jwt, RSAKey key) {
        try {
            return jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256) && jwt.verify(new RSASSAVerifier(key));
        } catch (JOSEException e) {
            return false;
        }
    }

    /** No leeway at all: a clock that is a second fast is refused. */
    private void times(JWTClaimsSet claims) {
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        notBefore("nbf", claims.getNotBeforeTime(), now);
        notBefore("iat", claims.getIssueTime(), now);
        Date expires = claims.getExpirationTime();
        if (expires != null && !expires.toInstant().isAfter(now)) {
            throw new Refusal(400, "Expired token");
        }
    }

    private static void notBefore(String name, @org.jspecify.annotations.Nullable Date time, Instant now) {
        if (time != null && time.toInstant().isAfter(now)) {
            throw new Refusal(
                    400,
                    "Cannot handle token with %s prior to %s"
                            .formatted(name, MOODLE_TIME.format(time.toInstant().atOffset(ZoneOffset.UTC))));
        }
    }

    private static Response html(int status, String body) {
        return Response.of(status, "text/html; charset=utf-8", body);
    }

    private static String pretty(Map<String, Object> json) {
        return JSON.valueToTree(json).toPrettyString();
    }

    private static final class UnknownKey extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
