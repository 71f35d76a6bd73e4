package dev.waymark.admin;

import dev.waymark.shared.TenantId;

/**
 * A person who runs this installation for one tenant, and sees nothing of another.
 *
 * @param login what they sign in with, in lower case
 */
public record Administrator(TenantId tenant, long id, String login) {}
