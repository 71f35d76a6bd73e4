package dev.waymark.lti.session;

import dev.waymark.lti.core.Role;
import java.util.EnumSet;
import java.util.Set;

/**
 * What somebody may do in the course they opened Waymark from: the one place that says which role has which right. A route
 * says which right it takes by {@link Allows}; {@code docs/permissions.md} lists every route, and a test walks it.
 *
 * <p>A right is always one in the session's own course, and for some roles in a part of it: a mentor sees the people whose
 * mentor they are, an assistant whom the platform keeps to sections sees those (see {@link LtiSession.Reach}).
 */
public enum Right {
    /** One's own page and path, evidence and data. Everybody who came in has it. */
    OWN_PAGES(false, EnumSet.allOf(Role.class)),

    /** The class and one learner: names, tiers, next steps. */
    SEE_PEOPLE(false, EnumSet.of(Role.ADMINISTRATOR, Role.INSTRUCTOR, Role.TEACHING_ASSISTANT, Role.MENTOR)),

    /** Figures of groups, and what the course teaches: heat map, frameworks, coverage. Nobody's name. */
    SEE_GROUPS(false, EnumSet.of(Role.ADMINISTRATOR, Role.INSTRUCTOR, Role.TEACHING_ASSISTANT, Role.CONTENT_DEVELOPER)),

    /** What is of the whole course and names people: every statement, every score. */
    SEE_COURSE(false, EnumSet.of(Role.ADMINISTRATOR, Role.INSTRUCTOR, Role.TEACHING_ASSISTANT)),

    /** To read and write private notes of the staff. */
    NOTES(true, EnumSet.of(Role.ADMINISTRATOR, Role.INSTRUCTOR, Role.TEACHING_ASSISTANT)),

    /** To change a learner's path: pin and waive steps, try what would be; to rate practical work. */
    GUIDE(true, EnumSet.of(Role.ADMINISTRATOR, Role.INSTRUCTOR, Role.TEACHING_ASSISTANT)),

    /** To set a tier, say yes to a role, release or clear a score, revoke a certificate: what a grade rests on. */
    DECIDE(true, EnumSet.of(Role.ADMINISTRATOR, Role.INSTRUCTOR)),

    /** To say what activities count for, read files in, make drafts. */
    CONTENT(true, EnumSet.of(Role.ADMINISTRATOR, Role.INSTRUCTOR, Role.CONTENT_DEVELOPER)),

    /** To set up the course: columns, what counts for the grade, the list of people. */
    CONFIGURE(true, EnumSet.of(Role.ADMINISTRATOR, Role.INSTRUCTOR)),

    /** To add links to the course; the platform decides who is asked. */
    LINKS(false, EnumSet.of(Role.ADMINISTRATOR, Role.INSTRUCTOR, Role.TEACHING_ASSISTANT, Role.CONTENT_DEVELOPER)),

    /** To put a framework in force for the whole organisation. */
    PUBLISH(true, EnumSet.of(Role.ADMINISTRATOR));

    private final boolean changes;
    private final Set<Role> roles;

    Right(boolean changes, Set<Role> roles) {
        this.changes = changes;
        this.roles = Set.copyOf(roles);
    }

    /** True if it changes something of the course; nobody has such a right once the course has concluded. */
    public boolean changes() {
        return changes;
    }

    /** True if it is a right of the whole course, which somebody who sees a part of it has not. */
    boolean ofTheWholeCourse() {
        return this == SEE_COURSE || this == CONFIGURE || this == CONTENT || this == PUBLISH;
    }

    boolean isOf(Set<Role> held) {
        return this == OWN_PAGES || held.stream().anyMatch(roles::contains);
    }
}
