package dev.waymark.lti.registration;

import com.nimbusds.jose.jwk.RSAKey;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Our key pairs, apart for each registration, so that one that leaks speaks to one platform. Two are published, soon
 * after the first was made: the one that signs and the next one, which platforms thus know before it is needed.
 */
public interface ToolKeys {

    /** The private key with which we sign for this platform now; made when first asked for. */
    RSAKey signingKey(TenantId tenant, RegistrationId registration);

    /** The public halves of all keys that are published, as a JWK Set. */
    String publicKeySet();

    /** The same for one registration; empty if there is no such registration. */
    Optional<String> publicKeySet(RegistrationId registration);

    /**
     * Lets the next key sign from now on, or as soon as platforms have had time to see it, and publishes another one after
     * it. The old key stays published until what it signed is over.
     *
     * @return when the new key begins to sign
     */
    Instant rotate(TenantId tenant, RegistrationId registration);

    /**
     * For keys that somebody else may have: none of them is published any more, the waiting one neither, and a new one
     * signs at once. Until the platform has asked for our keys anew, which some do only after minutes or hours, it refuses
     * what we sign; nothing is lost meanwhile, as grades wait and are sent again.
     */
    void withdraw(TenantId tenant, RegistrationId registration);

    /** All published keys of a registration, the newest first. */
    List<Published> published(TenantId tenant, RegistrationId registration);

    /**
     * @param signsFrom empty for the next key, which waits for a rotation
     * @param servedUntil empty as long as no newer key has taken over
     */
    record Published(String kid, Instant createdAt, Optional<Instant> signsFrom, Optional<Instant> servedUntil) {}
}
