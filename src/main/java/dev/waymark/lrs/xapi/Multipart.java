package dev.waymark.lrs.xapi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements that come with attachments: {@code multipart/mixed}, of which the first part is the JSON (xAPI 1.0.3
 * Communication 1.5.2). We have no use for attachments and ask for none; some send them all the same.
 */
public final class Multipart {

    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^\\s;,]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BARE_BLANK_LINE = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private Multipart() {}

    /** True for a body that has parts. */
    public static boolean is(String contentType) {
        return contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** The content of the first part; empty if the body has no parts of the kind that its type promises. */
    public static Optional<byte[]> firstPart(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return Optional.empty();
        }
        String name = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        byte[] delimiter = ("--" + name).getBytes(StandardCharsets.US_ASCII);
        int begin = find(body, delimiter, 0);
        if (begin < 0) {
            return Optional.empty();
        }
        int strict = find(body, BLANK_LINE, begin);
        int lax = find(body, BARE_BLANK_LINE, begin);
        boolean isLax = strict < 0 || (lax >= 0 && lax < strict);
        int headersEnd = isLax ? lax : strict;
        if (headersEnd < 0) {
            return Optional.empty();
        }
        int content = headersEnd + (isLax ? BARE_BLANK_LINE : BLANK_LINE).length;
        int end = find(body, ("\n--" + name).getBytes(StandardCharsets.US_ASCII), content);
        if (end < 0) {
            return Optional.empty();
        }
        int to = end > content && body[end - 1] == '\r' ? end - 1 : end;
        return Optional.of(Arrays.copyOfRange(body, content, to));
    }

    private static int find(byte[] in, byte[] what, int from) {
        for (int at = from; at <= in.length - what.length; at++) {
            if (Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }
}
