package dev.waymark.lti.launch;

import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import java.time.Instant;

/** A person came in. Published after the launch was accepted and its session exists; listeners run one by one. */
public record LaunchAccepted(TenantId tenant, RegistrationId registration, ResourceLinkLaunch launch, Instant at) {}
