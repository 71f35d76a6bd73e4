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
 * @param reach how far their rights go
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
        boolean carried,
        Reach reach) {

    public LtiSession {
        roles = Set.copyOf(roles);
    }

    /** A session that reaches the whole course. */
    public LtiSession(
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
        this(
                id,
                tenant,
                registration,
                issuer,
                deploymentId,
                subject,
                displayName,
                roles,
                testUser,
                course,
                courseTitle,
                resourceLinkId,
                locale,
                returnUrl,
                platformOrigin,
                productFamily,
                startedAt,
                carried,
                Reach.WHOLE);
    }

    /**
     * How far the person's rights reach in their course, as the platform told it.
     *
     * @param sections the person's sections or groups, by the platform's ids
     * @param sectionsOnly true if the platform keeps them to these
     * @param mentees the platform's names for the people whose mentor they are (CORE 5.4.7, role_scope_mentor)
     * @param concluded true if the course is over: everything can be looked at, nothing can be changed
     */
    public record Reach(Set<String> sections, boolean sectionsOnly, Set<String> mentees, boolean concluded) {

        /** All of a course that is under way. */
        public static final Reach WHOLE = new Reach(Set.of(), false, Set.of(), false);

        public Reach {
            sections = Set.copyOf(sections);
            mentees = Set.copyOf(mentees);
        }
    }

    @Override
    public String toString() {
        return "LtiSession[course=" + course.key() + "]"; // neither the id nor the person is a log's to keep
    }

    /** The same session with other roles. */
    LtiSession with(Set<Role> counted) {
        return counted.equals(roles)
                ? this
                : new LtiSession(
                        id,
                        tenant,
                        registration,
                        issuer,
                        deploymentId,
                        subject,
                        displayName,
                        counted,
                        testUser,
                        course,
                        courseTitle,
                        resourceLinkId,
                        locale,
                        returnUrl,
                        platformOrigin,
                        productFamily,
                        startedAt,
                        carried,
                        reach);
    }

    /** The same session in another language. */
    LtiSession speaking(String language) {
        return language.equals(locale)
                ? this
                : new LtiSession(
                        id,
                        tenant,
                        registration,
                        issuer,
                        deploymentId,
                        subject,
                        displayName,
                        roles,
                        testUser,
                        course,
                        courseTitle,
                        resourceLinkId,
                        language,
                        returnUrl,
                        platformOrigin,
                        productFamily,
                        startedAt,
                        carried,
                        reach);
    }

    /** True for those who teach in a course. */
    public boolean staff() {
        return staff(roles);
    }

    private static boolean staff(Set<Role> roles) {
        return roles.contains(Role.INSTRUCTOR)
                || roles.contains(Role.ADMINISTRATOR)
                || roles.contains(Role.TEACHING_ASSISTANT);
    }

    /** True for those who are in the course to learn: a learner, and everybody whose role we do not know. */
    public boolean learns() {
        return learns(roles);
    }

    /** The same for the roles of a launch. */
    public static boolean learns(Set<Role> roles) {
        boolean elsewhere = roles.contains(Role.MENTOR) || roles.contains(Role.CONTENT_DEVELOPER);
        return !staff(roles) && (roles.contains(Role.LEARNER) || !elsewhere);
    }

    /** The sections or groups that a launch told of; ids of the platform, at most 100. */
    public static Set<String> sections(java.util.Map<String, String> custom) {
        return SessionReach.sections(custom);
    }

    /** True if the person has this right, in this course as it is now. */
    public boolean may(Right right) {
        return right.isOf(roles)
                && !(right.changes() && reach.concluded())
                && !(right.ofTheWholeCourse() && reach.sectionsOnly() && !roles.contains(Role.ADMINISTRATOR));
    }

    /** True if their rights over people end with those whose mentor they are. */
    public boolean mentorOnly() {
        return roles.contains(Role.MENTOR) && !staff();
    }
}
