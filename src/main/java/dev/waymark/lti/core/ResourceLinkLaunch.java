package dev.waymark.lti.core;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A launch whose signature, times and claims have all been checked: the only door by which a person enters.
 *
 * @param subject the platform's name for the person, at most 255 characters; empty for an anonymous launch
 * @param roles known roles only; an unknown role is dropped, so an empty set means least privilege
 * @param testUser true for a platform's student preview: treated as a person, never graded
 * @param targetLinkUri the signed one
 * @param locale of {@code launch_presentation}, as sent
 * @param returnUrl of {@code launch_presentation}
 * @param documentTarget {@code frame}, {@code iframe} or {@code window}, as sent
 * @param personSourcedId {@code lis.person_sourcedid}; blank is absent
 * @param productFamily {@code tool_platform.product_family_code}, such as {@code moodle} or {@code canvas}
 * @param custom without the variables that the platform left unresolved
 * @param notices where the platform tells of what happens to a course, if it does
 * @param mentees the platform's names for the people whose mentor the person is (CORE 5.4.7)
 * @param username what the person signs in with, where the platform tells it ({@code ext.user_username} of Moodle)
 */
public record ResourceLinkLaunch(
        String issuer,
        String clientId,
        String deploymentId,
        Optional<String> subject,
        Set<Role> roles,
        boolean testUser,
        URI targetLinkUri,
        ResourceLink resourceLink,
        Optional<Context> context,
        PersonName person,
        Optional<String> locale,
        Optional<URI> returnUrl,
        Optional<String> documentTarget,
        Optional<String> personSourcedId,
        Optional<String> productFamily,
        Map<String, String> custom,
        Optional<GradeService> grades,
        Optional<MembershipService> members,
        Optional<NoticeService> notices,
        Set<String> mentees,
        Optional<String> username)
        implements Message {

    public ResourceLinkLaunch {
        mentees = Set.copyOf(mentees);
        roles = Set.copyOf(roles);
        custom = Map.copyOf(custom);
    }

    /** A launch of a platform that sends no notices. */
    public ResourceLinkLaunch(
            String issuer,
            String clientId,
            String deploymentId,
            Optional<String> subject,
            Set<Role> roles,
            boolean testUser,
            URI targetLinkUri,
            ResourceLink resourceLink,
            Optional<Context> context,
            PersonName person,
            Optional<String> locale,
            Optional<URI> returnUrl,
            Optional<String> documentTarget,
            Optional<String> personSourcedId,
            Optional<String> productFamily,
            Map<String, String> custom,
            Optional<GradeService> grades,
            Optional<MembershipService> members) {
        this(
                issuer,
                clientId,
                deploymentId,
                subject,
                roles,
                testUser,
                targetLinkUri,
                resourceLink,
                context,
                person,
                locale,
                returnUrl,
                documentTarget,
                personSourcedId,
                productFamily,
                custom,
                grades,
                members,
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    @Override
    public Optional<ResourceLink> link() {
        return Optional.of(resourceLink);
    }

    /** The place in the course that was clicked (CORE 5.3.5). */
    public record ResourceLink(String id, Optional<String> title) {}

    /** The course (CORE 5.4.1). */
    public record Context(String id, Optional<String> label, Optional<String> title) {}

    /** What the platform tells of the person; all of it optional. */
    public record PersonName(
            Optional<String> name, Optional<String> given, Optional<String> family, Optional<String> email) {}

    /**
     * Assignment and Grade Services of this launch (AGS 3.1).
     *
     * @param scopes what we may do
     * @param lineItem present only when the link has exactly one
     */
    public record GradeService(List<String> scopes, Optional<URI> lineItems, Optional<URI> lineItem) {
        public GradeService {
            scopes = List.copyOf(scopes);
        }
    }

    /** Names and Role Provisioning Services of this launch (NRPS 3.6.1). */
    public record MembershipService(URI memberships) {}

    /**
     * Platform Notification Service of this launch (PNS 1.0).
     *
     * @param handlers where we say which notices we want
     * @param types the notices there are, such as {@code LtiContextCopyNotice}
     */
    public record NoticeService(URI handlers, Set<String> types) {
        public NoticeService {
            types = Set.copyOf(types);
        }
    }
}
