package dev.waymark.lti.session;

import dev.waymark.lti.core.Role;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who is looking, in which course, with which role. Made by an accepted launch, never changed. A controller asks for it
 * by having a parameter of this type; without a valid session the request is answered 401 before it gets there.
 *
 * @param id 128 random bits or more; never shown
 * @param issuer of the platform
 * @param subject empty for an anonymous launch
 * @param displayName what the platform calls the person, if it says
 * @param locale language tag to answer in
 * @param platformOrigin of the page that frames us, for {@code postMessage} and {@code frame-ancestors}
 * @param carried true if this request came with a sealed token instead of a cookie, so that links and forms carry one
 */
public record LtiSession(
        String id,
        TenantId tenant,
        RegistrationId registration,
        String issuer,
        String deploymentId,
        Optional<String> subject,
        Optional<String> displayName,
        Set<Role> roles,
        boolean testUser,
        CourseId course,
        Optional<String> courseTitle,
        String resourceLinkId,
        String locale,
        Optional<URI> returnUrl,
        String platformOrigin,
        Optional<String> productFamily,
        Instant startedAt,
        boolean carried) {

    public LtiSession {
        roles = Set.copyOf(roles);
    }

    @Override
    public String toString() {
        return "LtiSession[course=" + course.key() + "]"; // neither the id nor the person is a log's to keep
    }

    /** True for those who may see a whole course. */
    public boolean staff() {
        return roles.contains(Role.INSTRUCTOR)
                || roles.contains(Role.ADMINISTRATOR)
                || roles.contains(Role.TEACHING_ASSISTANT);
    }
}
