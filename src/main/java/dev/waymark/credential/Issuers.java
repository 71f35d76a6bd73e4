package dev.waymark.credential;

import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who issues, and with which keys. A pair for each organisation, private half sealed. The public half of every key that ever
 * signed stays published, so that what it signed can be verified for good.
 */
public interface Issuers {

    /** Longest name, characters. */
    int LONGEST_NAME = 200;

    /** Longest address, characters. */
    int LONGEST_URL = 500;

    /** Empty as long as nobody has said under which name the organisation issues; then it issues nothing. */
    Optional<Issuer> of(TenantId tenant);

    /**
     * Says under which name certificates are issued from now on; what was issued keeps the name it bears.
     *
     * @param by a name of ours for who says so
     * @return false if the name is blank or too long, or the address is none of https or http
     */
    boolean name(TenantId tenant, String name, String url, String by, Instant at);

    /** All keys of an organisation, the newest first. */
    List<Key> keys(TenantId tenant);

    /** Another key signs from now on. The private half of the one before is destroyed, its public half stays. */
    Key rotate(TenantId tenant, String by, Instant at);

    /** Public keys as a JWK Set; empty if the organisation issues nothing and never did. */
    Optional<String> keySet(TenantId tenant);

    /** One public key as a JWK, which is what the {@code kid} of a credential leads to (OB 3.0, 8.2.4.1 and 8.5). */
    Optional<String> publicKey(String kid);

    /** The organisation as an Open Badges {@code Profile}, as JSON. */
    Optional<String> profile(TenantId tenant);

    /**
     * @param id its address, which leads to its profile
     * @param url its web page
     */
    record Issuer(TenantId tenant, URI id, String name, URI url) {}

    /**
     * @param address where the public half is
     * @param retiredAt empty while it signs
     */
    record Key(String kid, URI address, Instant createdAt, Optional<Instant> retiredAt) {}
}
