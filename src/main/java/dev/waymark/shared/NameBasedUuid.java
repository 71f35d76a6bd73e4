package dev.waymark.shared;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Version 5 UUIDs: the same names give the same id, so that saying something twice says it once.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5">RFC 9562, 5.5</a>
 */
public final class NameBasedUuid {

    /** The namespace of everything that Waymark names. */
    public static final UUID WAYMARK =
            of(UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), "https://w3id.org/waymark");

    private NameBasedUuid() {}

    /** The id of a list of names; the names are kept apart, so {@code ("ab","c")} is not {@code ("a","bc")}. */
    public static UUID of(UUID namespace, String... names) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .flip());
            sha1.update(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
            var digest = ByteBuffer.wrap(sha1.digest());
            long high = (digest.getLong() & ~0xF000L) | 0x5000L;
            long low = (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
