package dev.waymark.lti.core;

/** Text from outside, made fit for a sentence to an administrator: short, on one line, in quotation marks. */
final class Found {

    private static final int LONGEST = 80;

    private Found() {}

    static String quoted(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?");
        return "\"" + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line) + "\"";
    }
}
