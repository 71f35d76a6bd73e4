package dev.waymark.verify;

import dev.waymark.web.TierMark;
import java.util.List;
import java.util.Optional;

/**
 * A certificate as everybody sees it who has its address.
 *
 * @param state {@code valid}, {@code revoked} or {@code unknown}
 * @param sentence what that means here
 * @param certificate empty unless it is valid: of what was revoked no more is said than that it was
 */
public record CertificatePage(String state, String sentence, Optional<Body> certificate, String check) {

    /**
     * @param language of the words that were signed
     * @param direction {@code ltr} or {@code rtl}
     * @param holder the name that the holder agreed to
     * @param code the address, for a camera
     */
    public record Body(
            String language,
            String direction,
            Optional<String> holder,
            String competency,
            TierMark tier,
            String description,
            String criteria,
            List<String> evidence,
            String issuer,
            String issuerUrl,
            String date,
            String address,
            QrCode code) {
        public Body {
            evidence = List.copyOf(evidence);
        }
    }
}
