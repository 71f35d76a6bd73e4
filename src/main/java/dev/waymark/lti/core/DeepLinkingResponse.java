package dev.waymark.lti.core;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was chosen, signed for the platform (DL 4.5): posted by the person's browser as the one field {@code JWT}. The
 * directions are turned round: issuer is our client_id, audience the platform.
 */
public final class DeepLinkingResponse {

    /** The form field. */
    public static final String FIELD = "JWT";

    private static final String DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";

    /** Moodle grants no leeway to a clock that is ahead of its own; Canvas takes a token of up to five minutes ago. */
    private static final Duration BACKDATED = Duration.ofMinutes(2);

    /** A person with a slow connection; one minute was too short for some. */
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private DeepLinkingResponse() {}

    /**
     * A signed answer.
     *
     * @param data as the request had it; absent if it had none
     * @param items maybe none: the person changed their mind
     * @param key private, with a {@code kid}
     * @throws IllegalStateException if the key cannot sign
     */
    public static String sign(
            Registration registration,
            String deploymentId,
            Optional<String> data,
            List<ContentItem> items,
            RSAKey key,
            Instant now) {
        List<Map<String, Object>> json = items.stream().map(ContentItem::json).toList();
        var claims = new JWTClaimsSet.Builder()
                .issuer(registration.clientId())
                .audience(registration.issuer())
                .issueTime(Date.from(now.minus(BACKDATED)))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("nonce", Unguessable.text())
                .claim(Claims.DEPLOYMENT_ID, deploymentId)
                .claim(Claims.MESSAGE_TYPE, "LtiDeepLinkingResponse")
                .claim(Claims.VERSION, "1.3.0")
                .claim(DL + "content_items", json);
        data.ifPresent(text -> claims.claim(DL + "data", text));
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        try {
            var jwt = new SignedJWT(header, claims.build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("key " + key.getKeyID() + " cannot sign", e);
        }
    }
}
