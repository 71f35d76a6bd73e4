package dev.waymark.lti.registration;

import java.util.List;

/** A file of the configuration folder, already found to fit the schema. */
record PlatformFile(
        String name,
        String issuer,
        String clientId,
        String authorizationEndpoint,
        String tokenEndpoint,
        String jwksUri,
        List<String> deploymentIds) {

    PlatformFile {
        deploymentIds = List.copyOf(deploymentIds);
    }
}
