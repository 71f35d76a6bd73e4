package dev.waymark.mastery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Launches;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.FakeLrs;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Feeds;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.sandbox.course.Course;
import dev.waymark.sandbox.course.Course.Activity;
import dev.waymark.sandbox.course.CourseRecords;
import dev.waymark.sandbox.course.CourseWork;
import dev.waymark.sandbox.course.Gradebook;
import dev.waymark.sandbox.course.Person;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What people do in the practice course, in the statements that it sends, and what of it is then done. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticeCourseScenarioTest implements TestPropertyProvider {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final int READ = 11;
    private static final int QUIZ = 12;
    private static final int ASSIGNMENT = 14;
    private static final int PACKAGE = 15;

    private final FakeLrs lrs = new FakeLrs();
    private final CourseWork work = new CourseWork(
            URI.create(Written.SITE),
            Course.PRACTICE,
            new CourseRecords(Optional.empty()),
            new Gradebook(Optional.empty()),
            this::send);

    private Person who = Person.TWELVE.getFirst();
    private int next;

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    Configurations configurations;

    @Inject
    Learners learners;

    @Inject
    Feeds feeds;

    @Inject
    WorkShown workShown;

    @Override
    public Map<String, String> getProperties() {
        return Map.of(
                "waymark.lrs.url",
                lrs.url(),
                "waymark.lrs.user",
                FakeLrs.USER,
                "waymark.lrs.password",
                FakeLrs.PASSWORD,
                "waymark.lrs.poll",
                "1h");
    }

    @BeforeAll
    void settleTheCourse() {
        settle(READ, EvidenceKind.EXPOSURE);
        settle(QUIZ, EvidenceKind.ASSESSMENT);
        settle(ASSIGNMENT, EvidenceKind.PRACTICAL);
        settle(PACKAGE, EvidenceKind.ASSESSMENT);
    }

    @BeforeEach
    void somebodyElseLaunches() {
        who = Person.TWELVE.get(next++);
        launches.publishEvent(Launches.of(who.id(), Role.LEARNER));
    }

    @AfterAll
    void stop() {
        lrs.close();
    }

    @Test
    void aPageIsDoneWhenItIsTickedAndNoLongerWhenTheTickIsTakenBack() {
        work.view(who, activity(READ), MORNING);
        assertThat(done()).isEmpty();

        work.tick(who, activity(READ), true, MORNING.plusSeconds(60));
        assertThat(done()).containsExactly(iri(READ));

        work.tick(who, activity(READ), false, MORNING.plusSeconds(120));
        assertThat(done()).isEmpty();
    }

    @Test
    void aQuizIsDoneOnceAnAttemptAttainsEnoughThoughItsAnswersAreWhatCounts() {
        attempt(3, MORNING);
        assertThat(done()).isEmpty();

        attempt(5, MORNING.plusSeconds(600));
        assertThat(done()).contains(iri(QUIZ));

        attempt(1, MORNING.plusSeconds(1200));
        assertThat(done()).as("once done, done").contains(iri(QUIZ));
    }

    @Test
    void aPackageThatWasFailedIsNotDoneThoughTheCourseCallsItComplete() {
        work.finishPackage(who, activity(PACKAGE), answers(PACKAGE, 1), MORNING);
        assertThat(done()).isEmpty();

        work.finishPackage(who, activity(PACKAGE), answers(PACKAGE, 99), MORNING.plusSeconds(600));
        assertThat(done()).containsExactly(iri(PACKAGE));
    }

    @Test
    void anAssignmentIsDoneWhenItIsRatedWellEnough() {
        work.submitText(who, activity(ASSIGNMENT), "Three prompts", MORNING);
        assertThat(done()).isEmpty();

        rate(40, MORNING.plusSeconds(600));
        assertThat(done()).isEmpty();

        rate(85, MORNING.plusSeconds(1200));
        assertThat(done()).containsExactly(iri(ASSIGNMENT));
    }

    private void attempt(int right, Instant at) {
        var open = work.startAttempt(who, activity(QUIZ), at);
        work.finishAttempt(
                who, activity(QUIZ), open, answers(QUIZ, right), OptionalDouble.empty(), at.plusSeconds(300));
    }

    private void rate(double points, Instant at) {
        work.rate(Person.INSTRUCTOR, who, activity(ASSIGNMENT), points, "", at);
    }

    /** Right ones first, the rest wrong. */
    private static Map<Integer, String> answers(int cmid, int right) {
        Map<Integer, String> answers = new HashMap<>();
        for (var question : activity(cmid).questions()) {
            String wrong = question.choices().stream()
                    .filter(choice -> !question.isRight(choice))
                    .findFirst()
                    .orElse("something else");
            answers.put(question.id(), answers.size() < right ? question.right() : wrong);
        }
        return answers;
    }

    private Set<String> done() {
        feeds.readNow(TENANT);
        LearnerId learner = learners.bySubject(TENANT, Launches.MOODLE, who.id())
                .orElseThrow()
                .id();
        return workShown.activitiesOf(TENANT, learner).keySet().stream()
                .map(ActivityId::iri)
                .filter(iri -> iri.contains("/mod/"))
                .collect(Collectors.toSet());
    }

    private void send(List<ObjectNode> statements) {
        statements.forEach(each -> lrs.add(each.put("id", Written.id()).toString()));
    }

    private void settle(int cmid, EvidenceKind kind) {
        var about = new TreeSet<>(Set.of(new CompetencyTier(new CompetencyId("C01"), Tier.LITERATE)));
        var id = new ActivityId(iri(cmid));
        configurations.settle(TENANT, id, Optional.of(new Alignment(id, about, kind, 1, false)), "test");
    }

    private static Activity activity(int cmid) {
        return Course.PRACTICE.activity(cmid);
    }

    private static String iri(int cmid) {
        return "%s/mod/%s/view.php?id=%d"
                .formatted(Written.SITE, activity(cmid).kind().module(), cmid);
    }
}
