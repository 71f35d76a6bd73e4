package dev.waymark.lti.core;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How we prove who we are to a platform's token endpoint: {@code private_key_jwt} (SEC 4.1.1). */
public final class ClientAssertion {

    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** Moodle grants no leeway to a clock that is ahead of its own: ours may be ahead by so much. */
    private static final Duration BACKDATED = Duration.ofMinutes(2);

    /** Or behind by so much; both together stay within the five minutes that SEC 4.1.1 allows. */
    private static final Duration LIFETIME = Duration.ofMinutes(3);

    private ClientAssertion() {}

    /**
     * A signed assertion.
     *
     * @param key private, with a {@code kid}, which platforms require
     * @param deploymentId named as CORE 6.2 recommends
     * @throws IllegalStateException if the key cannot sign
     */
    public static String sign(Registration registration, String deploymentId, RSAKey key, Instant now) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(registration.clientId())
                .subject(registration.clientId())
                .audience(registration.tokenEndpoint().toString())
                .issueTime(Date.from(now.minus(BACKDATED)))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(Unguessable.text())
                .claim(Claims.DEPLOYMENT_ID, deploymentId)
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("key " + key.getKeyID() + " cannot sign", e);
        }
    }

    /** The body of a token request, {@code application/x-www-form-urlencoded}. */
    public static String form(String assertion, Collection<String> scopes) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "client_credentials");
        fields.put("client_assertion_type", TYPE);
        fields.put("client_assertion", assertion);
        fields.put("scope", String.join(" ", new TreeSet<>(scopes)));
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
