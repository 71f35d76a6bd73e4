package dev.waymark.lti.registration;

import dev.waymark.shared.TenantId;
import java.util.List;
import java.util.Optional;

/** The platforms that may launch us. */
public interface Platforms {

    /** All registrations of an issuer that are switched on; many platforms may share one issuer. */
    List<RegisteredPlatform> ofIssuer(String issuer);

    /** All registrations that are switched on, of all tenants. */
    List<RegisteredPlatform> all();

    /** True if there is such a registration and it is switched off, or waits for an administrator. */
    boolean switchedOff(String issuer, Optional<String> clientId);

    /** One registration that is switched on. */
    Optional<RegisteredPlatform> find(TenantId tenant, RegistrationId id);
}
