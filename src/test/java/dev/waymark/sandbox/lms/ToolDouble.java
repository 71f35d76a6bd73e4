package dev.waymark.sandbox.lms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.waymark.sandbox.http.PracticeServer;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.http.Router;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A tool that publishes keys and signs assertions, and can be told to do it wrong. */
final class ToolDouble implements AutoCloseable {

    private final PracticeServer server = PracticeServer.on(0);
    private volatile RSAKey key = newKey("first");

    ToolDouble() {
        var router = new Router().on("GET", "/lti/jwks", request -> Response.json(200, new JWKSet(key).toString()));
        server.answerWith(router::answer);
    }

    URI url() {
        return server.url();
    }

    RSAKey key() {
        return key;
    }

    void rotateKey() {
        key = newKey("second");
    }

    static RSAKey newKey(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String assertion() {
        return assertion(claims -> {});
    }

    String assertion(Consumer<JWTClaimsSet.Builder> changed) {
        return assertion(key(), changed);
    }

    String assertion(RSAKey signer, Consumer<JWTClaimsSet.Builder> changed) {
        Instant now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer("waymark-practice")
                .subject("waymark-practice")
                .audience("whatever")
                .issueTime(Date.from(now.minusSeconds(30)))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString());
        changed.accept(claims);
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT);
        if (signer.getKeyID() != null) {
            header.keyID(signer.getKeyID());
        }
        var jwt = new SignedJWT(header.build(), claims.build());
        try {
            jwt.sign(new RSASSASigner(signer));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    static Map<String, Object> json(String text) {
        try {
            return new ObjectMapper().readValue(text, new com.fasterxml.jackson.core.type.TypeReference<>() {});
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
