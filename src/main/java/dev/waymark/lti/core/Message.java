package dev.waymark.lti.core;

import dev.waymark.lti.core.ResourceLinkLaunch.Context;
import dev.waymark.lti.core.ResourceLinkLaunch.GradeService;
import dev.waymark.lti.core.ResourceLinkLaunch.MembershipService;
import dev.waymark.lti.core.ResourceLinkLaunch.PersonName;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A message by which a person comes in, checked: what all kinds have in common (CORE 5.3). Everything that may be absent
 * is; see {@link ResourceLinkLaunch} for what each part means.
 */
public sealed interface Message permits ResourceLinkLaunch, DeepLinkingRequest, SubmissionReviewRequest {

    String issuer();

    String clientId();

    String deploymentId();

    Optional<String> subject();

    Set<Role> roles();

    boolean testUser();

    URI targetLinkUri();

    Optional<Context> context();

    PersonName person();

    Optional<String> locale();

    Optional<URI> returnUrl();

    Optional<String> productFamily();

    Map<String, String> custom();

    Optional<GradeService> grades();

    Optional<MembershipService> members();

    /** The platform's names for the people whose mentor the person is (CORE 5.4.7, {@code role_scope_mentor}). */
    default Set<String> mentees() {
        return Set.of();
    }

    /** The place in the course that was clicked; a deep linking request has none. */
    Optional<ResourceLinkLaunch.ResourceLink> link();
}
