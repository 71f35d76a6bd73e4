package dev.waymark.lti.registration;

import dev.waymark.lti.core.CanvasCloud;
import dev.waymark.lti.core.Origins;
import dev.waymark.lti.core.Registration;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A registration of a tenant, with our number for it.
 *
 * @param name what the administrator calls it
 */
public record RegisteredPlatform(TenantId tenant, RegistrationId id, String name, Registration registration) {

    /** Origins that speak for the platform in a login: those of the issuer and of the authorization endpoint. */
    public Set<String> loginOrigins() {
        Set<String> origins = new TreeSet<>();
        origins.add(Origins.of(registration.authorizationEndpoint()));
        Origins.address(registration.issuer()).map(Origins::of).ifPresent(origins::add);
        return origins;
    }

    /**
     * The origin of the page around us: that of the way back, if it is one of the platform's own, else that of the login.
     *
     * @param returnUrl of a launch whose signature held
     */
    public String pageOrigin(Optional<URI> returnUrl) {
        return returnUrl
                .map(Origins::of)
                .filter(origin -> frameOrigins().contains(origin) || CanvasCloud.isIssuer(registration.issuer()))
                .orElseGet(() -> Origins.of(registration.authorizationEndpoint()));
    }

    /**
     * Sources, as in a Content Security Policy, whose pages may hold us in a frame. Canvas shows its pages at the
     * customer's host, which is that of the token endpoint, and signs on at another.
     */
    public Set<String> frameOrigins() {
        Set<String> origins = loginOrigins();
        origins.add(Origins.of(registration.tokenEndpoint()));
        if (CanvasCloud.isIssuer(registration.issuer())) {
            origins.add(CanvasCloud.pages());
        }
        return origins;
    }
}
