package dev.waymark.lti.session;

import dev.waymark.lti.core.Role;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.util.Optional;
import java.util.Set;

/** What a course's own list of people calls somebody; the room that keeps lists answers. */
public interface CourseList {

    /** Empty where the list was never read to its end, or does not name them. */
    Optional<Set<Role>> rolesOnTheList(TenantId tenant, RegistrationId registration, CourseId course, String subject);
}
