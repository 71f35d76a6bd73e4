package dev.waymark.shared;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals text so that only this installation can open it, and only for the purpose for which it was sealed: keys at
 * rest, session tokens.
 *
 * <p>AES-256-GCM with a fresh 96-bit nonce; a key for each purpose is derived from {@code WAYMARK_SECRET} by
 * HKDF-SHA-256.
 */
@Singleton
public final class SecretBox {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** More purposes than any installation has rooms and registrations in use at a time. */
    private static final int KEYS_KEPT = 1_000;

    private final byte[] secret;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();

    public SecretBox(ToolSettings settings) {
        this.secret = settings.requiredSecret().getBytes(StandardCharsets.UTF_8);
    }

    /** Seals text for a purpose; the result is URL-safe. */
    public String seal(String purpose, String text) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key(purpose), new GCMParameterSpec(TAG_BITS, nonce));
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not seal for " + purpose, e);
        }
    }

    /** Opens what was sealed for the purpose; empty if it was not, was changed, or belongs to another installation. */
    public Optional<String> open(String purpose, String sealed) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(sealed);
            if (all.length <= NONCE_BYTES) {
                return Optional.empty();
            }
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE, key(purpose), new GCMParameterSpec(TAG_BITS, Arrays.copyOf(all, NONCE_BYTES)));
            return Optional.of(
                    new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The name under which a value can be looked up or compared without revealing it: HMAC by another derived key. */
    public String fingerprint(String purpose, String text) {
        try {
            var mac = javax.crypto.Mac.getInstance("HmacSHA256");
            mac.init(new javax.crypto.spec.SecretKeySpec(
                    key("fingerprint of " + purpose).getEncoded(), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not fingerprint for " + purpose, e);
        }
    }

    /** Each page asks for several; a derivation costs as much as the sealing. */
    private SecretKey key(String purpose) throws GeneralSecurityException {
        SecretKey kept = keys.get(purpose);
        if (kept != null) {
            return kept;
        }
        SecretKey key = derive(purpose);
        if (keys.size() < KEYS_KEPT) {
            keys.put(purpose, key);
        }
        return key;
    }

    private SecretKey derive(String purpose) throws GeneralSecurityException {
        var parameters = HKDFParameterSpec.ofExtract()
                .addIKM(secret)
                .thenExpand(("waymark " + purpose).getBytes(StandardCharsets.UTF_8), 32);
        return KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters);
    }
}
