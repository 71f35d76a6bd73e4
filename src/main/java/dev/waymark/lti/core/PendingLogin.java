package dev.waymark.lti.core;

import java.util.Optional;

/**
 * What we remember of a login until its launch comes back with the same {@code state}.
 *
 * @param nonce the one we sent
 * @param targetLinkUri as the login had it; empty if it had none
 * @param deploymentId as the login had it; empty if it had none
 */
public record PendingLogin(String nonce, Optional<String> targetLinkUri, Optional<String> deploymentId) {}
