package dev.waymark.lti.notice;

import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.util.List;

/**
 * A course was made from others: a platform's notice said so, or a launch brought its history. Published in no
 * transaction; may come more than once for one course.
 *
 * @param from context ids of the courses it was made from, newest first
 */
public record CourseCopied(
        TenantId tenant, RegistrationId registration, String deploymentId, CourseId course, List<String> from) {
    public CourseCopied {
        from = List.copyOf(from);
    }
}
