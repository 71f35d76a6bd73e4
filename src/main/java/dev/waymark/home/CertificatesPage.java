package dev.waymark.home;

import dev.waymark.web.TierMark;
import java.util.List;
import java.util.Optional;

/**
 * The reader's certificates.
 *
 * @param said key of what was just done; empty for nothing
 * @param issuing false if the organisation issues none yet
 * @param name what would stand on a new one, if the platform says one
 */
public record CertificatesPage(
        String said,
        boolean issuing,
        String csrf,
        String action,
        String withdrawAction,
        String handIn,
        Optional<String> name,
        List<Ready> ready,
        List<Had> had,
        List<Missing> missing) {

    public CertificatesPage {
        ready = List.copyOf(ready);
        had = List.copyOf(had);
        missing = List.copyOf(missing);
    }

    /** What can be had. */
    public record Ready(String competency, String tier, String name, TierMark mark, String grounds) {}

    /**
     * @param state when it was issued, or revoked and why
     * @param remark of whoever revoked it; empty for none
     * @param address empty once it is revoked
     */
    public record Had(String id, String name, TierMark mark, String state, String remark, Optional<String> address) {}

    /** @param lacks sentences */
    public record Missing(String competency, TierMark mark, List<String> lacks) {
        public Missing {
            lacks = List.copyOf(lacks);
        }
    }
}
