package dev.waymark.lti.core;

import java.security.SecureRandom;
import java.util.Base64;

/** Texts of 256 random bits that pass unchanged through addresses, forms, cookies and Moodle's tag filter. */
public final class Unguessable {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Unguessable() {}

    /** 43 characters of {@code A-Z a-z 0-9 - _}. */
    public static String text() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
