package dev.waymark.lti.session;

import dev.waymark.lti.core.Message;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.session.LtiSession.Reach;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How far somebody's rights reach: read from what a launch told, and from what the course's own list calls them.
 *
 * <p>Sections and the end of a course come as custom parameters, which a platform fills in if it can (CORE 5.4.6): Canvas
 * has sections, Moodle has groups.
 */
@Singleton
class SessionReach {

    private static final int MOST_SECTIONS = 100;
    private static final int MOST_MENTEES = 2000;
    private static final int LONGEST = 255;

    private final Optional<CourseList> list;

    SessionReach(Optional<CourseList> list) {
        this.list = list;
    }

    /**
     * What a launch told.
     *
     * @param endsAt when the course ends or ended
     */
    record Told(Set<String> sections, boolean sectionsOnly, Set<String> mentees, Optional<Instant> endsAt) {

        Told {
            sections = Set.copyOf(sections);
            mentees = Set.copyOf(mentees);
        }

        static Told of(Message launch) {
            Map<String, String> custom = launch.custom();
            return new Told(
                    SessionReach.sections(custom),
                    Optional.ofNullable(custom.get("waymark_section_restricted"))
                            .filter("true"::equalsIgnoreCase)
                            .isPresent(),
                    launch.roles().contains(Role.MENTOR)
                            ? launch.mentees().stream()
                                    .filter(id -> id.length() <= LONGEST && !id.contains("\n"))
                                    .limit(MOST_MENTEES)
                                    .collect(Collectors.toSet())
                            : Set.of(),
                    endsAt(custom));
        }

        Reach at(Instant now) {
            return new Reach(
                    sections,
                    sectionsOnly,
                    mentees,
                    endsAt.filter(end -> !end.isAfter(now)).isPresent());
        }

        private static Optional<Instant> endsAt(Map<String, String> custom) {
            if (Optional.ofNullable(custom.get("waymark_course_state"))
                    .filter("completed"::equals)
                    .isPresent()) {
                return Optional.of(Instant.EPOCH);
            }
            return List.of("waymark_course_ends", "waymark_term_ends").stream()
                    .flatMap(name -> Optional.ofNullable(custom.get(name)).flatMap(Told::instant).stream())
                    .findFirst();
        }

        private static Optional<Instant> instant(String text) {
            try {
                return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
            } catch (DateTimeException e) {
                return Optional.empty(); // not said in a way that can be relied upon: the course goes on
            }
        }
    }

    /** The sections or groups that a launch named, without double entries; ids only. */
    static Set<String> sections(Map<String, String> custom) {
        return List.of("waymark_sections", "waymark_groups").stream()
                .flatMap(name -> Arrays.stream(custom.getOrDefault(name, "").split(",")))
                .map(String::strip)
                .filter(id -> !id.isEmpty() && id.length() <= 64)
                .limit(MOST_SECTIONS)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The roles that count. Moodle launches an assistant, who may not edit the course, as an instructor, and lists them as
     * a learner: somebody who is both has the rights of an assistant.
     */
    Set<Role> roles(LtiSession session) {
        if (!session.roles().contains(Role.INSTRUCTOR)
                || session.roles().contains(Role.ADMINISTRATOR)
                || session.productFamily().filter("moodle"::equalsIgnoreCase).isEmpty()) {
            return session.roles();
        }
        boolean listedAsLearner = session.subject()
                .flatMap(subject -> list.flatMap(found ->
                        found.rolesOnTheList(session.tenant(), session.registration(), session.course(), subject)))
                .filter(Set.of(Role.LEARNER)::equals)
                .isPresent();
        if (!listedAsLearner) {
            return session.roles();
        }
        EnumSet<Role> counted = EnumSet.copyOf(session.roles());
        counted.remove(Role.INSTRUCTOR);
        counted.add(Role.TEACHING_ASSISTANT);
        return counted;
    }
}
