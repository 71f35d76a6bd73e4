package dev.waymark.grading;

import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One learner's cell in a gradebook column.
 *
 * @param lineItemHash SHA-256 of the line item's address in hexadecimal: addresses are too long for a key
 */
record ColumnKey(TenantId tenant, LearnerId learner, String lineItemHash) {

    static ColumnKey of(TenantId tenant, LearnerId learner, URI lineItem) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(lineItem.toString().getBytes(StandardCharsets.UTF_8));
            return new ColumnKey(tenant, learner, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
