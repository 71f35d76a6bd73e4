package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.util.Base64URL;
import dev.waymark.sandbox.platform.BrokenLaunch.Draft;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs id_tokens. By hand, because a library rightly refuses to make most of the broken ones. */
final class IdTokens {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PlatformKey key;

    IdTokens(PlatformKey key) {
        this.key = key;
    }

    Map<String, Object> header() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("typ", "JWT");
        header.put("alg", "RS256");
        header.put("kid", key.key().getKeyID());
        return header;
    }

    /** The token in its compact form. */
    String signed(Draft draft) {
        String signingInput = encoded(draft.header()) + "." + encoded(draft.claims());
        String signature = signature(String.valueOf(draft.header().get("alg")), signingInput);
        if (draft.changedAfterSigning()) {
            draft.claims().put("sub", "2");
            signingInput = encoded(draft.header()) + "." + encoded(draft.claims());
        }
        return signingInput + "." + signature;
    }

    private String signature(String algorithm, String input) {
        byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
        try {
            return switch (algorithm) {
                case "none" -> "";
                case "HS256" -> {
                    Mac mac = Mac.getInstance("HmacSHA256");
                    mac.init(new SecretKeySpec(key.key().toPublicKey().getEncoded(), "HmacSHA256"));
                    yield Base64URL.encode(mac.doFinal(bytes)).toString();
                }
                default -> {
                    Signature rsa = Signature.getInstance("SHA256withRSA");
                    rsa.initSign(key.key().toPrivateKey());
                    rsa.update(bytes);
                    yield Base64URL.encode(rsa.sign()).toString();
                }
            };
        } catch (GeneralSecurityException | com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException("every Java platform signs with RSA", e);
        }
    }

    private static String encoded(Map<String, Object> json) {
        try {
            return Base64URL.encode(JSON.writeValueAsBytes(json)).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of plain values are JSON", e);
        }
    }
}
