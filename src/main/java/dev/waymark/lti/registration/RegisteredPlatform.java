package dev.waymark.lti.registration;

import dev.waymark.lti.core.Origins;
import dev.waymark.lti.core.Registration;
import dev.waymark.shared.TenantId;
import java.util.Set;
import java.util.TreeSet;

/**
 * A registration of a tenant, with our number for it.
 *
 * @param name what the administrator calls it
 */
public record RegisteredPlatform(TenantId tenant, RegistrationId id, String name, Registration registration) {

    /** Origins whose pages may hold us in a frame: those of the issuer and of the authorization endpoint. */
    public Set<String> frameOrigins() {
        Set<String> origins = new TreeSet<>();
        origins.add(Origins.of(registration.authorizationEndpoint()));
        Origins.address(registration.issuer()).map(Origins::of).ifPresent(origins::add);
        return origins;
    }
}
