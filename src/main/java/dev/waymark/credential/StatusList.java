package dev.waymark.credential;

import dev.waymark.credential.Issuers.Issuer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A list with one bit for each certificate, set once it is revoked. It has the least length that the standard allows, so that
 * nobody learns from it how many there are, and whoever asks for it does not say which one they look at.
 *
 * @see <a href="https://www.w3.org/TR/vc-bitstring-status-list/">Bitstring Status List 1.0</a>
 */
final class StatusList {

    /** Bits. */
    static final int LENGTH = 131_072;

    private StatusList() {}

    /** The payload of its JWT. */
    static Map<String, Object> payload(URI id, Issuer issuer, BitSet revoked, Instant at) {
        Map<String, Object> all = OpenBadge.ordered(
                "@context",
                List.of(OpenBadge.VC),
                "id",
                id.toString(),
                "type",
                List.of("VerifiableCredential", "BitstringStatusListCredential"),
                "issuer",
                issuer.id().toString(),
                "validFrom",
                at.toString(),
                "credentialSubject",
                OpenBadge.ordered(
                        "id",
                        id + "#list",
                        "type",
                        "BitstringStatusList",
                        "statusPurpose",
                        "revocation",
                        "encodedList",
                        encoded(revoked)));
        all.put("iss", issuer.id().toString());
        all.put("jti", id.toString());
        all.put("sub", id + "#list");
        all.put("nbf", at.getEpochSecond());
        return all;
    }

    /** GZIP, then base64url without padding behind the {@code u} of Multibase; the leftmost bit is the first. */
    static String encoded(BitSet revoked) {
        byte[] bits = new byte[LENGTH / Byte.SIZE];
        revoked.stream().forEach(index -> bits[index / Byte.SIZE] |= (byte) (0x80 >> index % Byte.SIZE));
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bits);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written but to memory", e);
        }
        return "u" + Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray());
    }
}
