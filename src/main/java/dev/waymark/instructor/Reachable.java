package dev.waymark.instructor;

import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.LtiSession;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The learners whom somebody may look at: those of their course; for a mentor the ones whose mentor they are, and for an
 * assistant whom the platform keeps to sections the ones of these. Everybody else does not exist for them.
 */
@Singleton
final class Reachable {

    private final Learners learners;

    Reachable(Learners learners) {
        this.learners = learners;
    }

    /** By name. */
    List<Learner> all(LtiSession session) {
        List<Learner> all = learners.inCourse(session.tenant(), session.course());
        return whole(session) ? all : all.stream().filter(within(session)).toList();
    }

    Optional<Learner> one(LtiSession session, String id) {
        return id.matches("[0-9a-f-]{36}") ? one(session, LearnerId.of(id)) : Optional.empty();
    }

    Optional<Learner> one(LtiSession session, LearnerId id) {
        Optional<Learner> found = learners.inCourse(session.tenant(), session.course(), id);
        return found.isEmpty() || whole(session) ? found : found.filter(within(session));
    }

    /** True if the person's rights over people do not end before the course does. */
    static boolean whole(LtiSession session) {
        return !session.mentorOnly() && !session.reach().sectionsOnly();
    }

    /** Those of a course whom the session reaches. */
    Predicate<Learner> within(LtiSession session) {
        if (session.mentorOnly()) {
            Set<LearnerId> mentees = learners.bySubjects(
                    session.tenant(), session.registration(), session.reach().mentees());
            return learner -> mentees.contains(learner.id());
        }
        if (session.reach().sectionsOnly()) {
            Map<LearnerId, Set<String>> sections = learners.sectionsIn(session.tenant(), session.course());
            Set<String> own = session.reach().sections();
            return learner ->
                    sections.getOrDefault(learner.id(), Set.of()).stream().anyMatch(own::contains);
        }
        return learner -> true;
    }
}
