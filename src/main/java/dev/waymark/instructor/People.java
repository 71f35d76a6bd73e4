package dev.waymark.instructor;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.grading.Grades;
import dev.waymark.instructor.CoursePage.Person;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.path.Paths;
import dev.waymark.path.Paths.Current;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The learners of a course, a line each. */
@Singleton
final class People {

    private final Paths paths;
    private final Grades grades;
    private final SessionLinks links;
    private final Clock clock;

    People(Paths paths, Grades grades, SessionLinks links, Clock clock) {
        this.links = links;
        this.paths = paths;
        this.grades = grades;
        this.clock = clock;
    }

    List<Person> of(LtiSession session, Words words, Published configuration, List<Learner> learners) {
        return learners.stream()
                .map(learner -> person(session, words, configuration, learner))
                .toList();
    }

    private Person person(LtiSession session, Words words, Published configuration, Learner learner) {
        Instant now = clock.instant();
        Current current = paths.current(session.tenant(), learner.id(), session.course(), now);
        long reached = current.gaps().stream()
                .filter(gap -> gap.known() && gap.reached())
                .count();
        int targets = current.gaps().size();
        var lines = new GradeLine(words);
        return new Person(
                name(words, learner),
                links.to(session, "/course/learner?learner=" + learner.id()),
                learner.role()
                        .filter(role -> configuration.role(learner.role()).id().equals(role))
                        .map(role -> configuration.words().role(role, words.locale()))
                        .orElseGet(() -> words.text("instructor.no-role")),
                words.text("instructor.reached", reached, targets),
                targets == 0 ? 0 : Math.round(1000.0 * reached / targets) / 10.0,
                current.path().steps().stream()
                        .filter(step -> step.lockedBy().isEmpty())
                        .findFirst()
                        .map(Step::item)
                        .map(item ->
                                configuration.words().item(item, words.locale()).title())
                        .orElseGet(() -> words.text("instructor.no-step")),
                words.since(learner.lastSeen(), now),
                grades.of(session.tenant(), learner.id(), session.course()).stream()
                        .map(standing -> named(words, configuration, standing.measure(), lines.of(standing)))
                        .toList());
    }

    /** A column of one competency says which; the path's needs no name. */
    private static String named(Words words, Published configuration, String measure, String line) {
        return MeasureWords.competency(measure, words, configuration)
                .map(name -> words.text("instructor.grade.of", name, line))
                .orElse(line);
    }

    static String name(Words words, Learner learner) {
        return learner.displayName().filter(name -> !name.isBlank()).orElseGet(() -> words.text("instructor.nameless"));
    }
}
