package dev.waymark.instructor;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.evidence.LastWork;
import dev.waymark.grading.Grades;
import dev.waymark.grading.Grades.RoleRequest;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.mastery.ClassMoves;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.path.ClassPaths;
import dev.waymark.path.ClassPaths.Line;
import dev.waymark.path.Paths;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everybody in a course whom the session reaches, with what a class list needs of each. A handful of readings, each for all
 * of them at once: the number of queries does not grow with the class.
 */
@Singleton
final class ClassList {

    /** Days without a visit that are worth a word. */
    static final int QUIET_DAYS = 7;

    private static final Duration LATELY = Duration.ofDays(14);

    /** People whose path was never summed up, such as before an update: so many are caught up with at a look. */
    private static final int CATCH_UP = 50;

    private final Reachable reachable;
    private final Learners learners;
    private final ClassPaths classPaths;
    private final Paths paths;
    private final LastWork lastWork;
    private final ClassMoves moves;
    private final Grades grades;
    private final Clock clock;

    ClassList(
            Reachable reachable,
            Learners learners,
            ClassPaths classPaths,
            Paths paths,
            LastWork lastWork,
            ClassMoves moves,
            Grades grades,
            Clock clock) {
        this.reachable = reachable;
        this.learners = learners;
        this.classPaths = classPaths;
        this.paths = paths;
        this.lastWork = lastWork;
        this.moves = moves;
        this.grades = grades;
        this.clock = clock;
    }

    /**
     * @param line empty if nobody has planned a path for them yet
     * @param lastWork when they last did something that a statement tells of
     * @param sections by the platform's ids
     * @param reasons to have a word with them; facts that can be checked, in the order of {@link Why}
     */
    record Row(
            Learner learner,
            Optional<Line> line,
            Optional<Instant> lastWork,
            Set<String> sections,
            List<Reason> reasons) {

        Row {
            reasons = List.copyOf(reasons);
        }

        int reached() {
            return line.map(Line::reached).orElse(0);
        }

        int targets() {
            return line.map(found -> found.gaps().size()).orElse(0);
        }

        double share() {
            return targets() == 0 ? 0 : (double) reached() / targets();
        }
    }

    /** Why somebody may be glad of a word. No verdict on a person, and no number put together from others. */
    enum Why {
        /** A change of role waits for an answer. */
        ROLE_WAITS,
        /** No visit for so many days. */
        NO_VISIT,
        /** A tier went down. */
        FELL,
        /** The path is longer than there is time for, by so many minutes. */
        TOO_LONG,
        /** Nothing has told us about them yet. */
        NO_WORK,
        NO_ROLE
    }

    /**
     * @param amount days or minutes, 0 where there is none
     * @param move the fall, for {@link Why#FELL}
     */
    record Reason(Why why, int amount, Optional<TierMove> move) {

        Optional<CompetencyId> competency() {
            return move.map(TierMove::competency);
        }
    }

    /** By name. */
    List<Row> of(LtiSession session) {
        Instant now = clock.instant();
        List<Learner> people = reachable.all(session);
        List<LearnerId> ids = people.stream().map(Learner::id).toList();
        Map<LearnerId, Line> lines = new HashMap<>(classPaths.of(session.tenant(), session.course()));
        if (people.stream().anyMatch(each -> !lines.containsKey(each.id()))) {
            people.stream()
                    .map(Learner::id)
                    .filter(id -> !lines.containsKey(id))
                    .limit(CATCH_UP)
                    .forEach(id -> paths.current(session.tenant(), id, session.course(), now));
            lines.putAll(classPaths.of(session.tenant(), session.course()));
        }
        Map<LearnerId, Instant> worked = lastWork.of(session.tenant(), ids);
        Map<LearnerId, TierMove> falls = moves.fallsSince(session.tenant(), ids, now.minus(LATELY));
        Set<LearnerId> waiting = grades.pendingRoles(session.tenant(), session.course()).stream()
                .map(RoleRequest::learner)
                .collect(Collectors.toSet());
        Map<LearnerId, Set<String>> sections = learners.sectionsIn(session.tenant(), session.course());
        return people.stream()
                .map(each -> {
                    Optional<Line> line = Optional.ofNullable(lines.get(each.id()));
                    Optional<Instant> last = Optional.ofNullable(worked.get(each.id()));
                    return new Row(
                            each,
                            line,
                            last,
                            sections.getOrDefault(each.id(), Set.of()),
                            reasons(
                                    each,
                                    line,
                                    last,
                                    Optional.ofNullable(falls.get(each.id())),
                                    waiting.contains(each.id()),
                                    now));
                })
                .toList();
    }

    private static List<Reason> reasons(
            Learner learner,
            Optional<Line> line,
            Optional<Instant> lastWork,
            Optional<TierMove> fall,
            boolean roleWaits,
            Instant now) {
        List<Reason> reasons = new ArrayList<>();
        if (roleWaits) {
            reasons.add(new Reason(Why.ROLE_WAITS, 0, Optional.empty()));
        }
        long days = Duration.between(learner.lastSeen(), now).toDays();
        if (days >= QUIET_DAYS) {
            reasons.add(new Reason(Why.NO_VISIT, (int) Math.min(days, 9999), Optional.empty()));
        }
        fall.ifPresent(move -> reasons.add(new Reason(Why.FELL, 0, Optional.of(move))));
        line.filter(found -> found.shortfall() > 0)
                .ifPresent(found -> reasons.add(new Reason(Why.TOO_LONG, found.shortfall(), Optional.empty())));
        if (lastWork.isEmpty() && Duration.between(learner.firstSeen(), now).toDays() >= 2) {
            reasons.add(new Reason(Why.NO_WORK, 0, Optional.empty()));
        }
        if (learner.role().isEmpty()
                && Duration.between(learner.firstSeen(), now).toDays() >= 2) {
            reasons.add(new Reason(Why.NO_ROLE, 0, Optional.empty()));
        }
        return reasons;
    }
}
