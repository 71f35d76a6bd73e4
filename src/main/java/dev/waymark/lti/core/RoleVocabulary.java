package dev.waymark.lti.core;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads roles as platforms write them (CORE, appendix A): full URIs, sub-roles, short names, and the URNs of LTI 1.1.
 * What is unknown is dropped.
 *
 * <p>Only a role in the course gives a right in the course. A role at the institution or in the system says what somebody
 * is elsewhere: a professor may sit in a colleague's course as a learner. It counts for one case alone: an administrator
 * who has no role at all in the course.
 */
final class RoleVocabulary {

    private static final Pattern MEMBERSHIP =
            Pattern.compile("http://purl\\.imsglobal\\.org/vocab/lis/v2/membership(?:/([A-Za-z]+))?#([A-Za-z]+)");
    private static final Pattern ELSEWHERE = Pattern.compile(
            "http://purl\\.imsglobal\\.org/vocab/lis/v2/(?:institution/|system/)?person#(?:Administrator|SysAdmin|AccountAdmin)"
                    + "|urn:lti:(?:inst|sys)role:ims/lis/(?:Administrator|SysAdmin)(?:/.*)?");
    private static final Pattern URN = Pattern.compile("urn:lti:role:ims/lis/([A-Za-z]+)(?:/([A-Za-z]+))?");
    private static final String TEST_USER = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";

    private static final Map<String, Role> PRINCIPAL = Map.of(
            "Learner", Role.LEARNER,
            "Instructor", Role.INSTRUCTOR,
            "TeachingAssistant", Role.TEACHING_ASSISTANT,
            "Mentor", Role.MENTOR,
            "ContentDeveloper", Role.CONTENT_DEVELOPER,
            "Administrator", Role.ADMINISTRATOR);

    private RoleVocabulary() {}

    static Set<Role> roles(Collection<String> names) {
        Set<Role> found = EnumSet.noneOf(Role.class);
        names.forEach(name -> inCourse(name).ifPresent(found::add));
        if (found.isEmpty()
                && names.stream().anyMatch(name -> ELSEWHERE.matcher(name).matches())) {
            found.add(Role.ADMINISTRATOR);
        }
        return found;
    }

    static boolean testUser(Collection<String> names) {
        return names.contains(TEST_USER);
    }

    private static Optional<Role> inCourse(String name) {
        var membership = MEMBERSHIP.matcher(name);
        if (membership.matches()) {
            return membership.group(1) == null
                    ? principal(membership.group(2))
                    : subRole(membership.group(1), membership.group(2));
        }
        var urn = URN.matcher(name);
        if (urn.matches()) {
            return urn.group(2) == null ? principal(urn.group(1)) : subRole(urn.group(1), urn.group(2));
        }
        return principal(name);
    }

    private static Optional<Role> principal(String name) {
        return Optional.ofNullable(PRINCIPAL.get(name));
    }

    /** An assistant or grader is named as a kind of instructor, but is not given what only the instructor may do. */
    private static Optional<Role> subRole(String principal, String sub) {
        boolean assistant = sub.startsWith("TeachingAssistant") || sub.equals("Grader");
        return principal.equals("Instructor") && assistant
                ? Optional.of(Role.TEACHING_ASSISTANT)
                : principal(principal);
    }
}
