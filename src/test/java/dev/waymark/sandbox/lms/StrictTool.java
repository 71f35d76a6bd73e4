package dev.waymark.sandbox.lms;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shortest tool that is strict; to see that each broken launch is broken, and the good one is not. */
final class StrictTool {

    private static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";

    private StrictTool() {}

    /** Why it would refuse, if it would. */
    static Optional<String> refusal(Map<String, String> posted, JWKSet keys, String issuer) {
        try {
            check("state-1".equals(posted.get("state")), "state");
            SignedJWT token = SignedJWT.parse(posted.getOrDefault("id_token", ""));
            check(JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm()), "alg");
            String kid = token.getHeader().getKeyID();
            check(kid != null && keys.getKeyByKeyId(kid) != null, "kid");
            check(token.verify(new RSASSAVerifier((RSAKey) keys.getKeyByKeyId(kid))), "signature");
            claims(token.getJWTClaimsSet(), issuer);
            return Optional.empty();
        } catch (Exception refused) {
            return Optional.of(refused.toString());
        }
    }

    private static void claims(JWTClaimsSet claims, String issuer) throws Exception {
        check(issuer.equals(claims.getIssuer()), "iss");
        check(claims.getAudience().equals(List.of("waymark-practice")), "aud");
        Instant now = Instant.now();
        check(claims.getExpirationTime().toInstant().isAfter(now), "exp");
        check(claims.getIssueTime().toInstant().isBefore(now.plusSeconds(60)), "iat");
        check("nonce-1".equals(claims.getStringClaim("nonce")), "nonce");
        check("1".equals(claims.getStringClaim(CLAIM + "deployment_id")), "deployment");
        check(claims.getStringClaim(CLAIM + "target_link_uri").endsWith("/lti/launch"), "target");
        check("1.3.0".equals(claims.getStringClaim(CLAIM + "version")), "version");
        check("LtiResourceLinkRequest".equals(claims.getStringClaim(CLAIM + "message_type")), "message type");
        check(claims.getJSONObjectClaim(CLAIM + "resource_link") != null, "resource link");
        check(claims.getStringListClaim(CLAIM + "roles") != null, "roles");
        check(claims.getSubject() != null, "sub");
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
