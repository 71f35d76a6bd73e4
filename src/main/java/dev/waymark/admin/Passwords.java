package dev.waymark.admin;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Passwords as slow, salted hashes: PBKDF2 with HMAC-SHA-512 of the JDK, 210,000 rounds (OWASP Password Storage Cheat
 * Sheet, 2023). A hash says how it was made, so that the rounds can rise later.
 */
final class Passwords {

    /** Characters; NIST SP 800-63B asks for length, not for kinds of characters. */
    static final int SHORTEST = 12;

    static final int LONGEST = 200;

    private static final String KIND = "pbkdf2-sha512";
    private static final int ROUNDS = 210_000;
    private static final int BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Of nobody's password: checked where there is no such login, so that the time tells nothing. */
    private static final String NOBODY =
            hash(Base64.getEncoder().encodeToString(random(24)).toCharArray());

    private Passwords() {}

    static String hash(char[] password) {
        byte[] salt = random(16);
        return String.join("$", KIND, Integer.toString(ROUNDS), text(salt), text(derived(password, salt, ROUNDS)));
    }

    static boolean fits(char[] password, String hash) {
        String[] parts = hash.split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(KIND)) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        return MessageDigest.isEqual(
                Base64.getDecoder().decode(parts[3]), derived(password, salt, Integer.parseInt(parts[1])));
    }

    /** Takes as long as {@link #fits} does. */
    static void spendTheSameTime(char[] password) {
        fits(password, NOBODY);
    }

    private static byte[] derived(char[] password, byte[] salt, int rounds) {
        var spec = new PBEKeySpec(password, salt, rounds, BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2WithHmacSHA512", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
