package dev.waymark.web;

import java.security.SecureRandom;

/** Short codes that a person can read to a help desk, such as {@code WM-7PXD}; letters that look alike are left out. */
final class ErrorCodes {

    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private ErrorCodes() {}

    static String next() {
        var code = new StringBuilder("WM-");
        for (int i = 0; i < 4; i++) {
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
