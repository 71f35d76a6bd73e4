package dev.waymark.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger;
import dev.waymark.learner.Identities;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.results.ResultFiles.Choice;
import dev.waymark.results.ResultFiles.Report;
import dev.waymark.results.ResultFiles.Standing;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Staff of a Canvas course read the gradebook in: looked through, applied, corrected, taken back. */
@Tag("storage")
@MicronautTest(transactional = false)
class ResultFilesScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final long REGISTRATION = 77;
    private static int courses;

    @Inject
    ResultFiles files;

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    Learners learners;

    @Inject
    ResultRows rows;

    @Inject
    Identities identities;

    @Inject
    Ledger ledger;

    @Inject
    Configurations configurations;

    private CourseId course = new CourseId(REGISTRATION, "none");
    private int base;

    @BeforeEach
    void begin() {
        courses++;
        base = 1000 * courses;
        course = new CourseId(REGISTRATION, "course-" + courses + "-" + System.nanoTime());
    }

    private String canvas(String ada, String charles) {
        return """
                Student,ID,SIS User ID,SIS Login ID,Section,Case study (355)
                    Points Possible,,,,,10.00
                "Byron, Ada",%d,S-%d,ada%d,Group A,%s
                "Babbage, Charles",%d,S-%d,charles%d,Group A,%s
                "Student, Test",%d,,3f2504e0,Group A,9
                """.formatted(base + 1, base + 1, base, ada, base + 2, base + 2, base, charles, base + 3);
    }

    @Test
    void whatAFileWouldDoIsSaidBeforeAndThenDone() {
        LearnerId ada = launch(course, base + 1);
        launch(new CourseId(REGISTRATION, "another"), base + 2);
        Report report = files.check(TENANT, course, "grades.csv", canvas("8.50", "7"), "test");
        assertThat(report.kind()).isEqualTo("CANVAS");
        assertThat(report.people())
                .extracting(ResultFiles.Person::standing)
                .containsExactly(Standing.KNOWN, Standing.NOT_IN_THIS_COURSE, Standing.TEST_STUDENT);
        assertThat(report.scores()).isEqualTo(1);
        assertThat(ledger.entriesOf(TENANT, ada)).isEmpty();

        align(report);
        var done = files.apply(TENANT, course, report.draft(), Map.of(), "test").orElseThrow();
        assertThat(done.scores()).isEqualTo(1);
        assertThat(scores(ada)).containsExactly(0.85);
        assertThat(files.apply(TENANT, course, report.draft(), Map.of(), "test"))
                .isEmpty();
        assertThat(ledger.entriesOf(TENANT, ada))
                .singleElement()
                .satisfies(entry -> assertThat(entry.source()).isEqualTo("results"));

        // The same again brings nothing; another score takes the place of the one before.
        Report again = files.check(TENANT, course, "grades.csv", canvas("8.50", ""), "test");
        assertThat(again.scores()).isZero();
        assertThat(again.columns().getFirst().same()).isEqualTo(1);
        assertThat(apply(again).unchanged()).isEqualTo(1);
        apply(files.check(TENANT, course, "grades.csv", canvas("6", ""), "test"));
        assertThat(scores(ada)).containsExactly(0.6);
        apply(files.check(TENANT, course, "grades.csv", canvas("8.50", ""), "test"));
        assertThat(scores(ada)).containsExactly(0.85);
        // An empty cell says nothing; an excuse takes the score away.
        apply(files.check(TENANT, course, "grades.csv", canvas("", ""), "test"));
        assertThat(scores(ada)).containsExactly(0.85);
        apply(files.check(TENANT, course, "grades.csv", canvas("EX", ""), "test"));
        assertThat(scores(ada)).isEmpty();
    }

    @Test
    void anImportThatIsTakenBackLeavesWhatHeldBefore() {
        LearnerId ada = launch(course, base + 1);
        Report first = files.check(TENANT, course, "one.csv", canvas("4", ""), "test");
        align(first);
        apply(first);
        Report second = files.check(TENANT, course, "two.csv", canvas("9", ""), "test");
        apply(second);
        assertThat(scores(ada)).containsExactly(0.9);
        assertThat(files.undo(TENANT, new CourseId(REGISTRATION, "another"), second.draft(), "test"))
                .isFalse();
        assertThat(files.undo(TENANT, course, second.draft(), "test")).isTrue();
        assertThat(scores(ada)).containsExactly(0.4);
        assertThat(files.undo(TENANT, course, second.draft(), "test")).isFalse();
        // And may be read in once more.
        apply(files.check(TENANT, course, "two.csv", canvas("9", ""), "test"));
        assertThat(scores(ada)).containsExactly(0.9);
        assertThat(files.of(TENANT, course))
                .hasSize(3)
                .filteredOn(each -> each.undone().isPresent())
                .hasSize(1);
    }

    @Test
    void takingBackThatStoppedHalfWayCanBeFinished() {
        LearnerId ada = launch(course, base + 1);
        Report report = files.check(TENANT, course, "one.csv", canvas("4", ""), "test");
        align(report);
        apply(report);
        // A node begins, and dies before and after it has told what is taken back.
        assertThat(rows.undoing(TENANT, course, report.draft(), Instant.ofEpochSecond(1_800_000_000)))
                .isPresent();
        assertThat(files.of(TENANT, course))
                .singleElement()
                .satisfies(each -> assertThat(each.undone()).isEmpty());
        assertThat(files.undo(TENANT, course, report.draft(), "test")).isTrue();
        assertThat(scores(ada)).isEmpty();
        assertThat(files.of(TENANT, course))
                .singleElement()
                .satisfies(each -> assertThat(each.undone()).hasValue(Instant.ofEpochSecond(1_800_000_000)));
        assertThat(files.undo(TENANT, course, report.draft(), "test")).isFalse();
    }

    @Test
    void whoIsNotHereYetHasTheirResultsFromTheirFirstLaunchOfThisCourseOn() {
        Report report = files.check(TENANT, course, "grades.csv", canvas("5", "10"), "test");
        assertThat(report.people(Standing.NOT_YET_HERE)).isEqualTo(2);
        align(report);
        assertThat(apply(report).unknown()).isEqualTo(2);
        launch(new CourseId(REGISTRATION, "another"), base + 2);
        LearnerId ada = launch(course, base + 1);
        assertThat(scores(ada)).containsExactly(0.5);
        // Another course of theirs gives nobody their results.
        LearnerId charles = learners.bySubject(TENANT, new RegistrationId(REGISTRATION), "opaque " + (base + 2))
                .orElseThrow()
                .id();
        assertThat(scores(charles)).isEmpty();
        launch(course, base + 2);
        assertThat(scores(charles)).containsExactly(1.0);
        // A correction finds them under what they are known as.
        apply(files.check(TENANT, course, "grades.csv", canvas("7", "10"), "test"));
        assertThat(scores(ada)).containsExactly(0.7);
    }

    @Test
    void pointsOfNothingCountOnceSomebodySaysOfHowMany() {
        LearnerId ada = launch(course, base + 1);
        String text = "Canvas User ID,Talk\n" + (base + 1) + ",3\n";
        Report report = files.check(TENANT, course, "talk.csv", text, "test");
        assertThat(report.columns().getFirst().needsMaximum()).isTrue();
        assertThat(report.troubles())
                .singleElement()
                .satisfies(each -> assertThat(each.problem()).isEqualTo("no-maximum"));
        Map<Integer, Choice> chosen = Map.of(1, new Choice(true, Optional.empty(), OptionalDouble.of(4)));
        assertThat(files.again(TENANT, course, report.draft(), chosen)
                        .orElseThrow()
                        .scores())
                .isEqualTo(1);
        align(report);
        files.apply(TENANT, course, report.draft(), chosen, "test");
        assertThat(scores(ada)).containsExactly(0.75);
    }

    @Test
    void aDraftBelongsToItsCourse() {
        Report report = files.check(TENANT, course, "grades.csv", canvas("5", "10"), "test");
        var other = new CourseId(REGISTRATION, "another");
        assertThat(files.apply(TENANT, other, report.draft(), Map.of(), "test")).isEmpty();
        assertThat(files.again(TENANT, other, report.draft(), Map.of())).isEmpty();
        assertThat(files.check(TENANT, course, "x", "a,b", "test").draft()).isEmpty();
        assertThat(files.check(TENANT, course, "x", "x".repeat(ResultFiles.LONGEST + 1), "test")
                        .fault())
                .isEqualTo("TOO_LONG");
    }

    private ResultFiles.Done apply(Report report) {
        return files.apply(TENANT, course, report.draft(), Map.of(), "test").orElseThrow();
    }

    private List<Double> scores(LearnerId learner) {
        return ledger.evidenceOf(TENANT, learner).stream()
                .map(each -> ((Observation.Score) each.observation()).share())
                .toList();
    }

    private void align(Report report) {
        var id = new ActivityId(report.columns().getFirst().activity());
        configurations.settle(
                TENANT,
                id,
                Optional.of(new Alignment(
                        id,
                        new TreeSet<>(List.of(new CompetencyTier(new CompetencyId("C02"), Tier.LITERATE))),
                        EvidenceKind.ASSESSMENT,
                        1,
                        false)),
                "test");
    }

    private LearnerId launch(CourseId where, int user) {
        var launch = new ResourceLinkLaunch(
                "https://canvas.results.test",
                "results",
                "1",
                Optional.of("opaque " + user),
                Set.of(Role.LEARNER),
                false,
                URI.create("https://waymark.test/home"),
                new ResourceLinkLaunch.ResourceLink("link", Optional.empty()),
                Optional.of(new ResourceLinkLaunch.Context(where.contextId(), Optional.empty(), Optional.empty())),
                new ResourceLinkLaunch.PersonName(
                        Optional.of("Person"), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("canvas"),
                Map.of("canvas_user_id", Integer.toString(user)),
                Optional.empty(),
                Optional.empty());
        launches.publishEvent(new LaunchAccepted(TENANT, new RegistrationId(REGISTRATION), launch, Instant.now()));
        return learners.bySubject(TENANT, new RegistrationId(REGISTRATION), "opaque " + user)
                .orElseThrow()
                .id();
    }
}
