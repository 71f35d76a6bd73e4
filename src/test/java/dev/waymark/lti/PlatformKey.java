package dev.waymark.lti;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A platform's key, and tokens made with it: good ones, and such as no library would make. */
public final class PlatformKey {

    private final String kid;
    private final KeyPair pair;

    private PlatformKey(String kid, KeyPair pair) {
        this.kid = kid;
        this.pair = pair;
    }

    public static PlatformKey named(String kid) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new PlatformKey(kid, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String kid() {
        return kid;
    }

    public RSAPublicKey publicKey() {
        return (RSAPublicKey) pair.getPublic();
    }

    /** As Moodle publishes its own, less {@code alg}, which some platforms leave out. */
    public String jwk() {
        return """
                {"kty":"RSA","kid":"%s","e":"AQAB","n":"%s","use":"sig"}""".formatted(kid, base64(unsigned(publicKey().getModulus().toByteArray())));
    }

    public String header() {
        return "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"%s\"}".formatted(kid);
    }

    public String token(String payload) {
        return token(header(), payload);
    }

    public String token(String header, String payload) {
        return signed("SHA256withRSA", header, payload);
    }

    public String signed(String algorithm, String header, String payload) {
        String content = content(header, payload);
        return content + "." + signature(algorithm, content);
    }

    /** Of what is signed whatever it is. */
    public String signature(String content) {
        return signature("SHA256withRSA", content);
    }

    private String signature(String algorithm, String content) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The oldest trick: the public key as the secret of an HMAC. */
    public String hmacWithPublicKey(String payload) {
        try {
            String content = content("{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"%s\"}".formatted(kid), payload);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(publicKey().getEncoded(), "HmacSHA256"));
            return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String unsigned(String payload) {
        return content("{\"typ\":\"JWT\",\"alg\":\"none\",\"kid\":\"%s\"}".formatted(kid), payload) + ".";
    }

    private static String content(String header, String payload) {
        return base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(payload.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] unsigned(byte[] twosComplement) {
        return twosComplement[0] == 0
                ? java.util.Arrays.copyOfRange(twosComplement, 1, twosComplement.length)
                : twosComplement;
    }
}
