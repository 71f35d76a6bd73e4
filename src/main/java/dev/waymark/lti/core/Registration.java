package dev.waymark.lti.core;

import java.net.URI;
import java.util.Set;

/**
 * Our standing with one platform: who it is, who we are to it, and where it has placed us. Known by (issuer, client_id):
 * many platforms share an issuer.
 *
 * @param issuer compared character by character
 * @param deploymentIds each is known only together with issuer and client_id
 */
public record Registration(
        String issuer,
        String clientId,
        Set<String> deploymentIds,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        URI jwksUri) {

    public Registration {
        deploymentIds = Set.copyOf(deploymentIds);
    }
}
