package dev.waymark.lrs.xapi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON between systems is UTF-8 without a mark (RFC 8259, 8.1). What is not is made so before it is taken apart by bytes. */
final class Utf8 {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Utf8() {}

    /** Without a byte order mark; what has one of UTF-16, or begins as UTF-16 does, is put into UTF-8. */
    static byte[] withoutMark(byte[] body) {
        if (body.length >= MARK.length && Arrays.equals(body, 0, MARK.length, MARK, 0, MARK.length)) {
            return Arrays.copyOfRange(body, MARK.length, body.length);
        }
        if (body.length < 2) {
            return body;
        }
        int first = ((body[0] & 0xFF) << 8) | (body[1] & 0xFF);
        if (first == 0xFEFF || first == 0xFFFE) {
            return recoded(body, StandardCharsets.UTF_16);
        }
        if (body[0] == 0) {
            return recoded(body, StandardCharsets.UTF_16BE);
        }
        return body[1] == 0 ? recoded(body, StandardCharsets.UTF_16LE) : body;
    }

    /** The same bytes if they are UTF-8, else with U+FFFD in place of those that are none. */
    static byte[] mended(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return body;
        } catch (CharacterCodingException e) {
            return recoded(body, StandardCharsets.UTF_8);
        }
    }

    private static byte[] recoded(byte[] body, Charset charset) {
        return new String(body, charset).getBytes(StandardCharsets.UTF_8);
    }
}
