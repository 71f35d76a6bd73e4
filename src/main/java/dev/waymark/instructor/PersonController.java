package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.grading.Grades;
import dev.waymark.instructor.PersonPage.Skill;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.Allows;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.mastery.Masteries;
import dev.waymark.path.Paths;
import dev.waymark.path.Paths.Current;
import dev.waymark.web.TierMark;
import dev.waymark.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * One learner's page as staff see it, where a platform asks for the work behind a grade. Read only; of learners of the
 * session's own course, and of nobody else.
 */
@Controller("/course/person")
@Allows(Right.SEE_PEOPLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PersonController {

    private static final int STEPS = 5;

    private final Learners learners;
    private final Configurations configurations;
    private final Masteries masteries;
    private final Paths paths;
    private final Grades grades;
    private final Reachable reachable;
    private final CourseFace face;
    private final Clock clock;

    PersonController(
            Learners learners,
            Configurations configurations,
            Masteries masteries,
            Paths paths,
            Grades grades,
            Reachable reachable,
            CourseFace face,
            Clock clock) {
        this.learners = learners;
        this.configurations = configurations;
        this.masteries = masteries;
        this.paths = paths;
        this.grades = grades;
        this.reachable = reachable;
        this.face = face;
        this.clock = clock;
    }

    /**
     * @param user the platform's name for the learner
     */
    @Get
    HttpResponse<String> person(HttpRequest<?> request, LtiSession session, @QueryValue Optional<String> user) {
        if (!session.may(Right.SEE_PEOPLE)) {
            return face.notStaff(session);
        }
        Optional<Learner> known = user.filter(text -> text.length() <= 255)
                .flatMap(subject -> learners.bySubject(session.tenant(), session.registration(), subject))
                .flatMap(found -> reachable.one(session, found.id()));
        return known.map(found -> face.show(
                        request,
                        session,
                        "/course/person?user=" + encoded(user.orElse("")),
                        People.name(face.words(session), found),
                        "person",
                        page(session, found)))
                .orElseGet(() -> face.refused(session, HttpStatus.NOT_FOUND, "instructor.person.nobody", "WM-PERSON"));
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private PersonPage page(LtiSession session, Learner learner) {
        Words words = face.words(session);
        Published configuration = configurations.of(session.tenant(), session.course());
        Instant now = clock.instant();
        Current current = paths.current(session.tenant(), learner.id(), session.course(), now);
        var standing = masteries.at(session.tenant(), learner.id(), session.course(), now);
        long reached = current.gaps().stream()
                .filter(gap -> gap.known() && gap.reached())
                .count();
        var lines = new GradeLine(words);
        return new PersonPage(
                People.name(words, learner),
                learner.role()
                        .filter(role -> configuration.role(learner.role()).id().equals(role))
                        .map(role -> configuration.words().role(role, words.locale()))
                        .orElseGet(() -> words.text("instructor.no-role")),
                words.text("instructor.person.reached", reached, current.gaps().size()),
                current.gaps().stream()
                        .map(gap -> skill(
                                words, configuration, gap, standing.placements().get(gap.competency())))
                        .toList(),
                current.path().steps().stream()
                        .limit(STEPS)
                        .map(step -> configuration
                                .words()
                                .item(step.item(), words.locale())
                                .title())
                        .toList(),
                grades.of(session.tenant(), learner.id(), session.course()).stream()
                        .map(each -> MeasureWords.competency(each.measure(), words, configuration)
                                .map(name -> words.text("instructor.grade.of", name, lines.of(each)))
                                .orElseGet(() -> lines.of(each)))
                        .toList(),
                face.link(session, "/course"));
    }

    private static Skill skill(
            Words words, Published configuration, Gap gap, @org.jspecify.annotations.Nullable Placement placement) {
        TierMark mark = placement == null || !placement.known()
                ? new TierMark(0, words.text("instructor.person.not-known"))
                : new TierMark(placement.tier().level(), numbered(words, configuration, placement.tier()));
        return new Skill(
                configuration.words().competency(gap.competency(), words.locale()),
                mark,
                words.text("instructor.person.target", numbered(words, configuration, gap.target())));
    }

    private static String numbered(Words words, Published configuration, Tier tier) {
        return words.text("web.tier", tier.level(), configuration.words().tier(tier, words.locale()));
    }
}
