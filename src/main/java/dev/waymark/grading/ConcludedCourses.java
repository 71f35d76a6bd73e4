package dev.waymark.grading;

import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;

/** Courses of a platform that are over and take no scores, for an administrator to look at. */
public interface ConcludedCourses {

    /** Those of one platform, the newest first. */
    List<Concluded> of(TenantId tenant, RegistrationId registration);

    /**
     * One of the scores that wait finds out within seconds whether the course is still over.
     *
     * @return false if nothing is known of this course being over
     */
    boolean askNow(TenantId tenant, CourseId course, Instant at);

    /**
     * @param since when the platform said so first
     * @param askAt when it is asked again, if nobody wants it sooner
     * @param waiting scores that are sent once it takes one
     */
    record Concluded(CourseId course, Instant since, Instant askAt, int waiting) {}
}
