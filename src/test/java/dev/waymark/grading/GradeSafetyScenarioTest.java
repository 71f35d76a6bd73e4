package dev.waymark.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.grading.GradeDesk.Act;
import dev.waymark.grading.GradeDesk.Filter;
import dev.waymark.grading.Grades.Fate;
import dev.waymark.grading.Grades.Withheld;
import dev.waymark.learner.LearnerId;
import dev.waymark.lti.ags.Results;
import dev.waymark.lti.ags.Scores.Answer;
import dev.waymark.lti.ags.Scores.Why;
import dev.waymark.lti.core.LineItem;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.core.ScoreMessage.Submission;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.registration.ToolFacts;
import dev.waymark.shared.CourseId;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores and the people who grade beside us: nothing of theirs is lost, and nothing of ours. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.grading.send", value = "false")
class GradeSafetyScenarioTest {

    private static final URI COLUMN = GradingFixture.lineItem(7);

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private GradingFixture room;
    private LearnerId ana;

    @BeforeEach
    void aLearnerWhoseScoreTheCourseHas() {
        room = new GradingFixture(jdbc, transactions);
        ana = room.newLearner();
        room.learners.launched.add(ana);
        room.scores.meanwhile = call -> room.gradebook.shows(
                call.lineItem(),
                call.score().userId(),
                call.score().given() / 2,
                50,
                call.score().timestamp());
        room.launchReadable(ana);
        room.learns(ana, "C01", 2, "C03", 1);
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0);
        room.clock.forward(Duration.ofMinutes(1));
    }

    @Test
    void aGradeThatATeacherGaveIsNotOverwrittenUntilSomebodySaysSo() {
        teacherGives(40);
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        assertThat(room.scores.given()).as("nothing was sent").containsExactly(50.0);
        assertThat(room.standing(ana).fate()).contains(Fate.HELD);
        var line = line(Filter.ATTENTION);
        assertThat(line.wanted()).contains(100.0);
        assertThat(line.sent().orElseThrow().score()).isEqualTo(50.0);
        assertThat(line.shown().orElseThrow().points()).contains(40.0);
        assertThat(line.shown().orElseThrow().maximum()).isEqualTo(50.0);

        room.launchReadable(ana);
        room.drain();
        assertThat(room.scores.given()).as("nor at the next launch").containsExactly(50.0);

        assertThat(tell(Act.OVERWRITE)).isTrue();
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0, 100.0);
        assertThat(room.standing(ana).fate()).contains(Fate.ACCEPTED);
        assertThat(acts()).containsExactly("OVERWRITE HELD by tess");
    }

    @Test
    void overwritingHoldsForOneScoreOnly() {
        teacherGives(40);
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        tell(Act.OVERWRITE);
        room.drain();
        room.clock.forward(Duration.ofMinutes(1));
        teacherGives(30);
        room.learns(ana, "C01", 2, "C03", 1);
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0, 100.0);
        assertThat(room.standing(ana).fate()).contains(Fate.HELD);
    }

    @Test
    void aGradeThatWasThereBeforeUsStays() {
        LearnerId ben = room.newLearner();
        room.gradebook.shows(COLUMN, GradingFixture.subject(ben), 12, 50, room.clock.instant());
        room.launchReadable(ben);
        room.learns(ben, "C01", 2, "C03", 1);
        room.drain();
        assertThat(room.scores.posted).hasSize(1);
        assertThat(room.standing(ben).fate()).contains(Fate.HELD);
    }

    @Test
    void aGradeThatSomebodyClearedIsNotPutBack() {
        room.gradebook.clear(COLUMN, GradingFixture.subject(ana));
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        assertThat(room.scores.posted).hasSize(1);
        assertThat(room.standing(ana).fate()).contains(Fate.HELD);
    }

    @Test
    void ourOwnScoreRescaledAndRoundedIsOurs() {
        room.gradebook.shows(COLUMN, GradingFixture.subject(ana), 5.0, 10, room.clock.instant());
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0, 100.0);
    }

    @Test
    void readingBackHoldsWhatATeacherChangedAndLetsGoWhatIsOursAgain() {
        teacherGives(41);
        room.desk.readBack(room.tenant, room.course, room.clock.instant());
        room.reading.readDue(room.tenant);
        assertThat(room.standing(ana).fate()).contains(Fate.HELD);
        assertThat(room.results.asked).contains("all");

        teacherGives(25);
        room.clock.forward(Duration.ofHours(25));
        room.reading.readDue(room.tenant);
        assertThat(room.standing(ana).fate()).contains(Fate.ACCEPTED);
        assertThat(board(Filter.ALL).readAt()).contains(room.clock.instant());
    }

    @Test
    void aNodeThatDiesAfterThePlatformTookAScoreDoesNotMakeItTwo() {
        var first = room.outbox;
        room.scores.meanwhile = call -> {
            room.gradebook.shows(
                    call.lineItem(),
                    call.score().userId(),
                    call.score().given(),
                    100,
                    call.score().timestamp());
            throw new AssertionError("kill -9");
        };
        room.learns(ana, "C01", 2, "C03", 2);
        assertThatThrownBy(() -> first.drain(room.tenant, room.registration)).hasMessage("kill -9");
        room.scores.meanwhile = call -> {};
        room.clock.forward(ScoreOutbox.LEASE.plusSeconds(1));
        room.node("second").drain(room.tenant, room.registration);
        assertThat(room.scores.given()).as("posted once").containsExactly(50.0, 100.0);
        assertThat(room.standing(ana).fate()).contains(Fate.ACCEPTED);
        assertThat(room.accepted).hasSize(2);
    }

    @Test
    void aNodeThatDiesBeforeItCouldSendLosesNothing() {
        room.scores.meanwhile = call -> {
            throw new AssertionError("kill -9");
        };
        room.learns(ana, "C01", 2, "C03", 2);
        assertThatThrownBy(() -> room.outbox.drain(room.tenant, room.registration))
                .hasMessage("kill -9");
        Instant stamp = room.scores.posted.getLast().score().timestamp();
        room.scores.meanwhile = call -> {};
        room.clock.forward(ScoreOutbox.LEASE.plusSeconds(1));
        room.node("second").drain(room.tenant, room.registration);
        assertThat(room.scores.posted.getLast().score().timestamp()).isEqualTo(stamp);
        assertThat(room.standing(ana).sent().orElseThrow().score()).isEqualTo(100.0);
    }

    @Test
    void aConflictWithAnOlderScoreOfOursIsPassedByALaterTimestamp() {
        Instant ahead = room.clock.instant().plusSeconds(40);
        room.gradebook.shows(COLUMN, GradingFixture.subject(ana), 25, 50, ahead);
        room.scores.answers.add(new Answer.AlreadyNewer());
        room.scores.meanwhile = call -> {};
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        room.clock.forward(Duration.ofSeconds(2));
        room.drain();
        assertThat(room.scores.posted.getLast().score().timestamp()).isAfter(ahead);
        assertThat(room.standing(ana).fate()).contains(Fate.ACCEPTED);
    }

    @Test
    void aConflictWithATeachersGradeIsHeld() {
        room.scores.answers.add(new Answer.AlreadyNewer());
        room.scores.meanwhile = call -> teacherGives(33); // between our look and our score
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        assertThat(room.standing(ana).fate()).contains(Fate.HELD);
        assertThat(line(Filter.ATTENTION).shown().orElseThrow().points()).contains(33.0);
    }

    @Test
    void aRetryThatArrivedBeforeIsKnownByTheConflictItMakes() {
        room.scores.answers.add(new Answer.TryLater(Optional.empty(), "the answer was lost"));
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        assertThat(room.standing(ana).fate()).contains(Fate.RETRYING);
        room.clock.forward(Duration.ofSeconds(10));
        room.drain();
        assertThat(room.scores.given()).as("seen, not sent again").containsExactly(50.0, 100.0);
        assertThat(room.standing(ana).fate()).contains(Fate.ACCEPTED);
    }

    @Test
    void whereNobodyLetsUsLookScoresAreSentAllTheSame() {
        room.results.answers.add(new Results.Answer.NotTold(401, "no right"));
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0, 100.0);
    }

    @Test
    void aGradebookThatCannotBeReadNowIsTriedLater() {
        room.results.answers.add(new Results.Answer.TryLater(Optional.empty(), "503"));
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0);
        assertThat(room.standing(ana).fate()).contains(Fate.RETRYING);
        room.clock.forward(Duration.ofSeconds(6));
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0, 100.0);
    }

    @Test
    void aWholeClassIsLookedAtOnce() {
        for (int i = 0; i < 20; i++) {
            LearnerId each = room.newLearner();
            room.launchReadable(each);
            room.learns(each, "C01", 2, "C03", 1);
        }
        room.results.asked.clear();
        room.drain();
        assertThat(room.accepted).hasSize(21);
        assertThat(room.results.asked).containsExactly("all");
    }

    @Test
    void aCourseThatIsOverIsAskedOnceAndItsScoresWaitForAPerson() {
        for (int i = 0; i < 5; i++) {
            LearnerId each = room.newLearner();
            room.launchReadable(each);
            room.learns(each, "C01", 2, "C03", 1);
        }
        room.scores.posted.clear();
        room.scores.answers.add(new Answer.Refused(422, Why.CONCLUDED, "the platform answered 422"));
        room.drain();
        assertThat(room.scores.posted).hasSize(1);
        assertThat(board(Filter.ATTENTION).total()).isEqualTo(5);
        assertThat(board(Filter.ATTENTION).lines())
                .allSatisfy(line -> assertThat(line.why()).contains("concluded"));
    }

    @Test
    void aLearnerWhoComesIntoACourseThatIsOverAsksAgainEveryQuarterOfAnHourAtMost() {
        int asked = concluded();
        room.clock.forward(Duration.ofMinutes(14));
        room.launchReadable(room.newLearner());
        room.outbox.waiting(room.tenant);
        room.drain();
        assertThat(room.scores.posted).as("it was asked just before").hasSize(asked);

        room.clock.forward(Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            room.launchReadable(room.newLearner());
        }
        room.scores.answers.add(new Answer.Refused(422, Why.CONCLUDED, "the platform answered 422"));
        assertThat(room.outbox.waiting(room.tenant)).contains(room.registration);
        room.drain();
        assertThat(room.scores.posted).as("once, however many come").hasSize(asked + 1);
        room.launchReadable(room.newLearner());
        assertThat(room.outbox.waiting(room.tenant)).doesNotContain(room.registration);
        assertThat(board(Filter.ALL).concluded())
                .hasValueSatisfying(over -> assertThat(over.askAt())
                        .as("a day from now on")
                        .isEqualTo(room.clock.instant().plus(Duration.ofDays(1))));

        room.clock.forward(Duration.ofMinutes(15));
        room.launchReadable(room.newLearner());
        room.outbox.waiting(room.tenant);
        room.drain();
        room.clock.forward(Duration.ofSeconds(2)); // timestamps rise by whole seconds
        room.drain();
        assertThat(board(Filter.ATTENTION).total()).as("it is open again").isZero();
        assertThat(board(Filter.ALL).concluded()).isEmpty();
    }

    @Test
    void staffAndTestUsersWhoLookAtACourseThatIsOverAskNothing() {
        int asked = concluded();
        room.clock.forward(Duration.ofHours(1));
        room.launchFully(
                room.newLearner(),
                Set.of(Role.INSTRUCTOR),
                Optional.of(GradingFixture.lineItem(7)),
                "moodle",
                Map.of());
        room.launch(
                room.newLearner(),
                Set.of(Role.LEARNER),
                true,
                Optional.of(GradingFixture.lineItem(7)),
                List.of(GradingNews.SCORE_SCOPE));
        assertThat(room.outbox.waiting(room.tenant)).doesNotContain(room.registration);
        room.drain();
        assertThat(room.scores.posted).hasSize(asked);
    }

    @Test
    void aCourseThatIsOverIsLeftAloneForADayWhateverIsLearntThere() {
        int before = concluded();
        LearnerId late = room.newLearner();
        room.launchReadable(late);
        room.learns(late, "C01", 2, "C03", 1);
        room.launchReadable(ana);
        room.learns(ana, "C01", 3, "C03", 2);
        room.drain();
        assertThat(room.scores.posted)
                .as("neither news asks, nor a launch so soon")
                .hasSize(before);
        assertThat(room.desk
                        .board(room.tenant, room.course, Filter.ALL, Optional.empty(), 50)
                        .concluded())
                .hasValueSatisfying(
                        over -> assertThat(over.askAt()).isEqualTo(over.since().plus(Duration.ofDays(1))));

        room.clock.forward(Duration.ofHours(23));
        room.learns(ana, "C01", 3, "C03", 3);
        room.drain();
        assertThat(room.scores.posted).as("news never asks").hasSize(before);
        room.clock.forward(Duration.ofHours(1));
        room.scores.answers.add(new Answer.Refused(422, Why.CONCLUDED, "the platform answered 422"));
        assertThat(room.outbox.waiting(room.tenant)).contains(room.registration);
        room.drain();
        assertThat(room.scores.posted).as("one of all is asked with").hasSize(before + 1);
        assertThat(room.outbox.waiting(room.tenant)).doesNotContain(room.registration);
    }

    @Test
    void whenItIsOpenAgainAllThatWasRefusedFollows() {
        concluded();
        room.clock.forward(Duration.ofDays(1));
        room.outbox.waiting(room.tenant);
        room.drain();
        room.clock.forward(Duration.ofSeconds(2));
        room.drain();
        assertThat(board(Filter.ATTENTION).total()).isZero();
        assertThat(board(Filter.ALL).concluded()).isEmpty();
        assertThat(room.outbox.waiting(room.tenant)).doesNotContain(room.registration);
    }

    @Test
    void aPersonWhoSendsAgainDoesNotHaveToWaitForTheDayToEnd() {
        concluded();
        var line = board(Filter.ATTENTION).lines().getFirst();
        assertThat(room.desk.tell(
                        room.tenant, room.course, line.learner(), line.cell(), Act.AGAIN, "tess", room.clock.instant()))
                .isTrue();
        room.drain();
        room.clock.forward(Duration.ofSeconds(2)); // timestamps rise by whole seconds
        room.drain();
        assertThat(board(Filter.ATTENTION).total()).isZero();
        assertThat(board(Filter.ALL).concluded()).isEmpty();
    }

    @Test
    void anAdministratorSeesWhatWaitsForACourseThatIsOverAndAsksAtOnce() {
        concluded();
        var desk = new ConcludedDesk(new ConcludedRows(room.jdbc), room.transactions);
        assertThat(desk.of(room.tenant, room.registration)).singleElement().satisfies(over -> {
            assertThat(over.course()).isEqualTo(room.course);
            assertThat(over.waiting()).isEqualTo(5);
            assertThat(over.askAt()).isEqualTo(over.since().plus(Duration.ofDays(1)));
        });
        assertThat(desk.of(room.tenant, new RegistrationId(room.registration.value() - 1)))
                .isEmpty();
        assertThat(desk.askNow(room.tenant, new CourseId(room.registration.value(), "course-3"), room.clock.instant()))
                .isFalse();

        assertThat(room.outbox.waiting(room.tenant)).doesNotContain(room.registration);
        assertThat(desk.askNow(room.tenant, room.course, room.clock.instant())).isTrue();
        assertThat(room.outbox.waiting(room.tenant)).contains(room.registration);
        room.drain();
        room.clock.forward(Duration.ofSeconds(2)); // timestamps rise by whole seconds
        room.drain();
        assertThat(board(Filter.ATTENTION).total()).isZero();
        assertThat(desk.of(room.tenant, room.registration)).isEmpty();
    }

    /** Five people's scores refused by a course that is over; answers how often the platform was asked. */
    private int concluded() {
        for (int i = 0; i < 5; i++) {
            LearnerId each = room.newLearner();
            room.launchReadable(each);
            room.learns(each, "C01", 2, "C03", 1);
        }
        room.scores.answers.add(new Answer.Refused(422, Why.CONCLUDED, "the platform answered 422"));
        room.drain();
        assertThat(board(Filter.ATTENTION).total()).isEqualTo(5);
        return room.scores.posted.size();
    }

    @Test
    void aColumnThatTakesNoScoresIsNotAskedForEachLearner() {
        int asked = closed();
        assertThat(board(Filter.ATTENTION).total()).isEqualTo(5);
        assertThat(board(Filter.ATTENTION).lines()).allSatisfy(line -> {
            assertThat(line.why()).contains("column-closed");
            assertThat(line.answered())
                    .hasValueSatisfying(said -> assertThat(said).contains("takes no scores"));
        });
        assertThat(room.scores.posted).as("asked once for all").hasSize(asked);

        LearnerId late = room.newLearner();
        room.launchReadable(late);
        room.learns(late, "C01", 2, "C03", 1);
        room.drain();
        assertThat(room.scores.posted).as("a launch does not ask either").hasSize(asked);
        assertThat(room.outbox.waiting(room.tenant)).doesNotContain(room.registration);

        room.clock.forward(Duration.ofDays(1));
        room.scores.answers.add(new Answer.Refused(422, Why.COLUMN_CLOSED, "the column takes no scores"));
        assertThat(room.outbox.waiting(room.tenant)).contains(room.registration);
        room.drain();
        assertThat(room.scores.posted).as("one of all is asked with").hasSize(asked + 1);
        assertThat(room.outbox.waiting(room.tenant)).doesNotContain(room.registration);
    }

    @Test
    void onceTheColumnTakesOneAllOthersFollowAndSendAgainNeedsNoDay() {
        closed();
        var line = board(Filter.ATTENTION).lines().getFirst();
        assertThat(room.desk.tell(
                        room.tenant, room.course, line.learner(), line.cell(), Act.AGAIN, "tess", room.clock.instant()))
                .isTrue();
        room.drain();
        room.clock.forward(Duration.ofSeconds(2)); // timestamps rise by whole seconds
        room.drain();
        assertThat(board(Filter.ATTENTION).total()).isZero();
        assertThat(room.outbox.waiting(room.tenant)).doesNotContain(room.registration);
        room.clock.forward(Duration.ofDays(2));
        assertThat(room.outbox.waiting(room.tenant)).doesNotContain(room.registration);
    }

    @Test
    void anotherColumnOfTheCourseIsNotHeldBack() {
        int asked = closed();
        LearnerId elsewhere = room.newLearner();
        room.launchFully(elsewhere, Set.of(Role.LEARNER), Optional.of(GradingFixture.lineItem(8)), "moodle", Map.of());
        room.learns(elsewhere, "C01", 2, "C03", 1);
        room.drain();
        assertThat(room.scores.posted).hasSize(asked + 1);
        assertThat(board(Filter.SENT).lines())
                .filteredOn(line -> line.learner().equals(elsewhere))
                .hasSize(1);
    }

    @Test
    void aPersonWhoCannotBeGradedIsAskedForAgainOnlyWhenTheyComeBack() {
        LearnerId guest = room.newLearner();
        room.launchReadable(guest);
        room.scores.answers.add(new Answer.Refused(400, Why.NOT_GRADABLE, "the platform answered 400"));
        room.learns(guest, "C01", 2, "C03", 1);
        room.drain();
        int asked = room.scores.posted.size();
        assertThat(line(Filter.ATTENTION).wanted()).hasValue(50.0);
        room.learns(guest, "C01", 2, "C03", 2);
        room.drain();
        assertThat(room.scores.posted).as("a new score does not ask").hasSize(asked);
        assertThat(line(Filter.ATTENTION).why()).contains("not-gradable");
        assertThat(line(Filter.ATTENTION).wanted()).as("it is kept").hasValue(100.0);

        LearnerId other = room.newLearner();
        room.launchReadable(other);
        room.learns(other, "C01", 2, "C03", 1);
        room.drain();
        assertThat(room.scores.posted).as("nobody else is held back for it").hasSize(asked + 1);

        room.gradebook.cells.remove(COLUMN + " " + GradingFixture.subject(guest));
        room.clock.forward(Duration.ofMinutes(1));
        room.launchReadable(guest);
        room.drain();
        assertThat(room.scores.posted).hasSize(asked + 2);
        assertThat(room.scores.posted.getLast().score().given()).isEqualTo(100.0);
    }

    /** Five people's scores for a column that takes none; answers how often the platform was asked. */
    private int closed() {
        for (int i = 0; i < 5; i++) {
            LearnerId each = room.newLearner();
            room.launchReadable(each);
            room.learns(each, "C01", 2, "C03", 1);
        }
        room.scores.answers.add(new Answer.Refused(422, Why.COLUMN_CLOSED, "the column takes no scores"));
        room.drain();
        return room.scores.posted.size();
    }

    @Test
    void sendAgainTriesWhatWasRefused() {
        room.scores.answers.add(new Answer.Refused(400, Why.NOT_GRADABLE, "the platform answered 400"));
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        assertThat(line(Filter.ATTENTION).why()).contains("not-gradable");
        room.gradebook.shows(COLUMN, GradingFixture.subject(ana), 25, 50, room.clock.instant());
        assertThat(tell(Act.AGAIN)).isTrue();
        room.drain();
        assertThat(room.standing(ana).fate()).contains(Fate.ACCEPTED);
        assertThat(tell(Act.AGAIN)).as("there is nothing to try").isFalse();
    }

    @Test
    void staffOfAnotherCourseTellNothing() {
        teacherGives(40);
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        var elsewhere = new CourseId(room.registration.value(), "course-3");
        assertThat(room.desk.tell(room.tenant, elsewhere, ana, cell(), Act.OVERWRITE, "eve", room.clock.instant()))
                .isFalse();
        assertThat(room.desk
                        .board(room.tenant, elsewhere, Filter.ALL, Optional.empty(), 50)
                        .lines())
                .isEmpty();
        room.drain();
        assertThat(room.scores.posted).hasSize(1);
    }

    @Test
    void evidenceTakenBackLeavesTheGradeUntilAPersonSetsItToNothing() {
        assertThat(tell(Act.ZERO)).as("there is evidence").isFalse();
        room.masteries.knows(ana, Standings.nothingKnown());
        room.masteryChanged(ana);
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0);
        assertThat(room.standing(ana).withheld()).contains(Withheld.NO_EVIDENCE);

        assertThat(tell(Act.ZERO)).isTrue();
        room.masteryChanged(ana); // news in between does not call it off
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0, 0.0);
        assertThat(room.scores.posted.getLast().score().comment().orElseThrow()).contains("taken back");
        assertThat(acts()).containsExactly("ZERO ACCEPTED by tess");

        room.clock.forward(Duration.ofMinutes(1));
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0, 0.0, 100.0);
    }

    @Test
    void aColumnThatMovedIsFoundByItsLinkAndGetsTheScoreOnce() {
        URI moved = GradingFixture.lineItem(8);
        room.lineItems.items.add(item(moved, Optional.empty(), Optional.of("link-16")));
        room.scores.answers.add(new Answer.Refused(404, Why.GONE, "the platform answered 404"));
        room.scores.meanwhile = call -> {};
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        room.drain();
        assertThat(room.scores.posted).hasSize(3);
        assertThat(room.scores.posted.getLast().lineItem()).isEqualTo(moved);
        assertThat(room.grades.of(room.tenant, ana, room.course))
                .singleElement()
                .satisfies(standing -> {
                    assertThat(standing.lineItem()).isEqualTo(moved);
                    assertThat(standing.fate()).contains(Fate.ACCEPTED);
                });
    }

    @Test
    void aColumnThatIsNowhereStopsItsScores() {
        room.scores.answers.add(new Answer.Refused(404, Why.GONE, "the platform answered 404"));
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        assertThat(line(Filter.ATTENTION).why()).contains("gone");
        assertThat(room.lineItems.made).isZero();
    }

    @Test
    void staffChooseColumnsThatAreFoundBeforeTheyAreMade() {
        URI there = GradingFixture.lineItem(50);
        room.lineItems.items.add(item(there, Optional.of("waymark/path"), Optional.empty()));
        choose(Set.of("path", "competency/C03", "competency/C99"));
        room.courseColumns.setUp(room.tenant);
        assertThat(room.lineItems.made).as("the path's was there").isEqualTo(1);
        assertThat(room.lineItems.items.getLast().resourceId()).contains("waymark/competency/C03");
        assertThat(board(Filter.ALL).columns())
                .hasSize(2)
                .allMatch(column -> column.state().equals("found"));
        room.drain();
        assertThat(room.scores.posted)
                .filteredOn(call -> call.lineItem().equals(there))
                .singleElement()
                .satisfies(call -> assertThat(call.score().given()).isEqualTo(50.0));
        assertThat(room.scores.posted)
                .filteredOn(call -> call.lineItem().equals(GradingFixture.lineItem(101)))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.score().given()).as("tier 1 of 2 in C03").isEqualTo(0.0);
                    assertThat(call.score().comment()).contains("0 of 1 tier steps for C03");
                });
        choose(Set.of("path", "competency/C03"));
        room.courseColumns.setUp(room.tenant);
        assertThat(room.lineItems.made).as("chosen twice, made once").isEqualTo(1);
    }

    @Test
    void aCompetencyWithoutEvidenceHasNoScoreYet() {
        choose(Set.of("competency/C04"));
        room.courseColumns.setUp(room.tenant);
        room.hasRole(ana, Fakes.FakeConfigurations.MANAGER.id());
        room.drain();
        assertThat(room.scores.posted).noneMatch(call -> call.lineItem().equals(GradingFixture.lineItem(101)));
        assertThat(board(Filter.ALL).lines())
                .filteredOn(line -> line.measure().equals("competency/C04"))
                .singleElement()
                .satisfies(line -> assertThat(line.withheld()).contains(Withheld.NO_EVIDENCE));
    }

    @Test
    void aNodeThatDiesAfterMakingAColumnDoesNotMakeItTwo() {
        choose(Set.of("competency/C03"));
        room.lineItems.afterMaking = () -> {
            throw new AssertionError("kill -9");
        };
        assertThatThrownBy(() -> room.courseColumns.setUp(room.tenant)).hasMessage("kill -9");
        room.lineItems.afterMaking = () -> {};
        room.courseColumns.setUp(room.tenant);
        assertThat(room.lineItems.made).isEqualTo(1);
        assertThat(board(Filter.ALL).columns())
                .singleElement()
                .satisfies(column -> assertThat(column.state()).isEqualTo("found"));
    }

    @Test
    void aChosenColumnThatVanishesIsMadeAgainOnceAndThenStaysAway() {
        choose(Set.of("competency/C03"));
        room.courseColumns.setUp(room.tenant);
        room.drain();
        for (int round = 1; round <= 2; round++) {
            room.lineItems.items.clear();
            room.clock.forward(Duration.ofMinutes(1));
            int level = round + 1;
            room.learns(ana, "C01", 2, "C03", level > 2 ? 1 : level);
            room.scores.meanwhile = call -> {};
            room.scores.answers.clear();
            URI made = GradingFixture.lineItem(100 + round);
            answersGoneFor(made);
            room.courseColumns.setUp(room.tenant);
        }
        assertThat(room.lineItems.made).isEqualTo(2);
        assertThat(board(Filter.ALL).columns()).singleElement().satisfies(column -> {
            assertThat(column.state()).isEqualTo("stopped");
            assertThat(column.detail().orElseThrow()).contains("deleted");
        });
        choose(Set.of("competency/C03"));
        room.courseColumns.setUp(room.tenant);
        assertThat(room.lineItems.made).as("staff said so").isEqualTo(3);
    }

    /** The names are those that platforms are asked for, and the one of links that were placed before. */
    @ParameterizedTest
    @ValueSource(strings = {ToolFacts.CONTEXT_HISTORY, "waymark_context_history"})
    void aCopiedCourseKeepsItsChoiceWithoutASecondColumn(String parameter) {
        if (parameter.equals(ToolFacts.CONTEXT_HISTORY)) {
            assertThat(ToolFacts.custom()).containsEntry(parameter, "$Context.id.history");
            assertThat(ToolFacts.customForCanvas()).containsEntry(parameter, "$Context.id.history");
        }
        choose(Set.of("competency/C03"));
        room.courseColumns.setUp(room.tenant);
        assertThat(room.lineItems.made).isEqualTo(1);

        var copy = new GradingFixture(jdbc, transactions, room.tenant, false, room.registration, "course-9");
        copy.lineItems.items.addAll(room.lineItems.items); // the platform copied the column as well
        LearnerId ben = copy.newLearner();
        copy.learners.launched.add(ben);
        copy.learns(ben, "C01", 2, "C03", 2);
        copy.launchFully(
                ben,
                Set.of(Role.LEARNER),
                Optional.of(GradingFixture.lineItem(77)),
                "moodle",
                Map.of(parameter, "course-2"));
        copy.courseColumns.setUp(copy.tenant);
        assertThat(copy.lineItems.made).isZero();
        assertThat(copy.desk
                        .board(copy.tenant, copy.course, Filter.ALL, Optional.empty(), 50)
                        .columns())
                .singleElement()
                .satisfies(column -> assertThat(column.state()).isEqualTo("found"));
        copy.drain();
        assertThat(copy.scores.posted).hasSize(2);
    }

    @Test
    void aLinkWithoutItsColumnInTheLaunchIsLookedFor() {
        LearnerId ben = room.newLearner();
        room.learners.launched.add(ben);
        room.lineItems.items.add(item(COLUMN, Optional.empty(), Optional.of("link-16")));
        room.launchFully(ben, Set.of(Role.LEARNER), Optional.empty(), "moodle", Map.of());
        room.learns(ben, "C01", 2, "C03", 1);
        room.courseColumns.setUp(room.tenant);
        room.drain();
        assertThat(room.scores.posted.getLast().lineItem()).isEqualTo(COLUMN);
        assertThat(room.scores.posted.getLast().score().userId()).isEqualTo(GradingFixture.subject(ben));
        assertThat(room.lineItems.made).isZero();
    }

    @Test
    void tellsCanvasOfOneSubmissionThroughoutAndOfTheTeachersPriority() {
        LearnerId ben = room.newLearner();
        room.launchFully(ben, Set.of(Role.LEARNER), Optional.of(COLUMN), "canvas", Map.of());
        room.learns(ben, "C01", 2, "C03", 1);
        room.drain();
        Submission first = room.scores.posted.getLast().score().submission().orElseThrow();
        assertThat(first.keepsTeachers()).isTrue();
        assertThat(first.submittedAt()).isBefore(room.clock.instant().minusSeconds(90));
        room.clock.forward(Duration.ofDays(1));
        room.learns(ben, "C01", 2, "C03", 2);
        room.drain();
        assertThat(room.scores.posted.getLast().score().submission()).contains(first);
        assertThat(room.scores.posted.getFirst().score().submission())
                .as("Moodle is not told")
                .isEmpty();
    }

    @Test
    void aPlatformThatKeepsFailingIsProbedByOneScoreOnly() {
        for (int i = 0; i < 8; i++) {
            LearnerId each = room.newLearner();
            room.launch(each);
            room.learns(each, "C01", 2, "C03", 1);
        }
        room.scores.posted.clear();
        for (int i = 0; i < 4; i++) {
            room.scores.answers.add(new Answer.TryLater(Optional.empty(), "500"));
        }
        room.drain();
        assertThat(room.scores.posted).hasSize(3);
        room.node("second").drain(room.tenant, room.registration);
        assertThat(room.scores.posted).as("the other node knows").hasSize(3);
        assertThat(board(Filter.ALL).peace()).isPresent();
        room.clock.forward(Duration.ofMinutes(1));
        room.node("second").drain(room.tenant, room.registration);
        assertThat(room.scores.posted).as("one probe").hasSize(4);
        room.clock.forward(Duration.ofMinutes(2));
        room.drain();
        assertThat(room.accepted).hasSize(9);
    }

    private void answersGoneFor(URI address) {
        room.scores.meanwhile = call -> {
            if (call.lineItem().equals(address)) {
                room.scores.answers.add(new Answer.Refused(404, Why.GONE, "the platform answered 404"));
            }
        };
        room.drain();
    }

    private static LineItem item(URI id, Optional<String> resourceId, Optional<String> link) {
        return new LineItem(id, "Column", 100, resourceId, resourceId.map(any -> "waymark"), link);
    }

    private void choose(Set<String> measures) {
        assertThat(room.desk.chooseColumns(room.tenant, room.course, measures, "tess", room.clock.instant()))
                .isTrue();
    }

    private void teacherGives(double points) {
        room.gradebook.shows(COLUMN, GradingFixture.subject(ana), points, 50, room.clock.instant());
    }

    private String cell() {
        return ColumnKey.of(room.tenant, ana, COLUMN).lineItemHash();
    }

    private boolean tell(Act act) {
        room.clock.forward(Duration.ofSeconds(2));
        return room.desk.tell(room.tenant, room.course, ana, cell(), act, "tess", room.clock.instant());
    }

    private GradeDesk.Board board(Filter filter) {
        return room.desk.board(room.tenant, room.course, filter, Optional.empty(), 50);
    }

    private GradeDesk.Line line(Filter filter) {
        assertThat(board(filter).lines()).hasSize(1);
        return board(filter).lines().getFirst();
    }

    private List<String> acts() {
        return transactions.executeWrite(status -> jdbc.prepareStatement(
                "SELECT act, state_before, told_by FROM grading_act WHERE tenant = ? AND learner = ? ORDER BY at",
                select -> {
                    select.setLong(1, room.tenant.value());
                    select.setString(2, ana.toString());
                    var found = new java.util.ArrayList<String>();
                    try (var row = select.executeQuery()) {
                        while (row.next()) {
                            found.add(row.getString(1) + " " + row.getString(2) + " by " + row.getString(3));
                        }
                    }
                    return List.copyOf(found);
                }));
    }
}
