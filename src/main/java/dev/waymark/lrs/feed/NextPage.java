package dev.waymark.lrs.feed;

import dev.waymark.lrs.Lrs;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where {@code more} points. The specification has it relative (xAPI 1.0.3 Data 4.2); some LRSs send it absolute, or with
 * characters that no address may have.
 */
final class NextPage {

    private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";

    private NextPage() {}

    /** Empty if it is no address, or on another origin, where our password has no business. */
    static Optional<URI> resolve(Lrs lrs, String more) {
        try {
            URI next = lrs.statements().resolve(new URI(mended(more.strip())));
            return lrs.sameOrigin(next) && next.getUserInfo() == null ? Optional.of(next) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String mended(String address) {
        var text = new StringBuilder();
        for (byte each : address.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || ALLOWED.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append('%').append("%02X".formatted((int) c));
            }
        }
        return text.toString();
    }
}
