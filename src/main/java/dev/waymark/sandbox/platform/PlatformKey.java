package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.waymark.sandbox.course.JsonFile;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/** The platform's signing key: made at first start, then kept, so that a tool may remember the public half. */
final class PlatformKey {

    private final JsonFile<Map<String, Object>> file;
    private volatile RSAKey key;

    PlatformKey(Optional<Path> folder) {
        this.file = new JsonFile<>(folder, "key.json", new TypeReference<>() {});
        this.key = file.read().map(PlatformKey::parse).orElseGet(() -> {
            RSAKey made = make();
            file.write(made.toJSONObject());
            return made;
        });
    }

    /** Signs with a new key from now on, and publishes no other. */
    void rotate() {
        key = make();
        file.write(key.toJSONObject());
    }

    RSAKey key() {
        return key;
    }

    /** The public half as a key set. */
    Map<String, Object> published() {
        return Map.of("keys", java.util.List.of(key.toPublicJWK().toJSONObject()));
    }

    private static RSAKey make() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform makes RSA keys", e);
        }
    }

    private static RSAKey parse(Map<String, Object> json) {
        try {
            return RSAKey.parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException("key.json holds no RSA key; delete it to make another", e);
        }
    }
}
