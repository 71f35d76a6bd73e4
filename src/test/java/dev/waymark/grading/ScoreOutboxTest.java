package dev.waymark.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.grading.Grades.Fate;
import dev.waymark.learner.LearnerId;
import dev.waymark.lti.ags.Scores.Answer;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everything that a platform, a network and a dying node can do to a score. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.grading.send", value = "false")
class ScoreOutboxTest {

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private GradingFixture room;

    @BeforeEach
    void aRoom() {
        room = new GradingFixture(jdbc, transactions);
    }

    @Test
    void timestampsRiseByASecondOrMoreAndAreNeverInTheFuture() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 1);
        room.drain();
        room.clock.forward(Duration.ofMillis(300));
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        assertThat(room.scores.given()).as("the second waits for its second").containsExactly(50.0);

        room.clock.forward(Duration.ofMillis(700));
        Instant now = room.clock.instant();
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0, 100.0);
        Instant first = room.scores.posted.getFirst().score().timestamp();
        Instant second = room.scores.posted.getLast().score().timestamp();
        assertThat(second).isAfterOrEqualTo(first.plusSeconds(1)).isBeforeOrEqualTo(now);
    }

    @Test
    void aNewerScoreReplacesOneThatWaits() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 1);
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        assertThat(room.scores.given()).containsExactly(100.0);
    }

    @Test
    void aScoreThatComesWhileOneIsOnItsWayIsSentAfterIt() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 1);
        room.scores.meanwhile = call -> {
            room.scores.meanwhile = none -> {};
            room.learns(ana, "C01", 2, "C03", 2);
        };
        room.drain();
        room.clock.forward(Duration.ofSeconds(2));
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0, 100.0);
        assertThat(room.history(ana)).containsExactly("5000 ACCEPTED", "10000 ACCEPTED");
    }

    @Test
    void aScoreSurvivesTheDeathOfItsSenderBetweenPostAndCommit() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 1);
        ScoreOutbox dying = room.node("first", event -> {
            throw new IllegalStateException("the node dies before it can note what was answered");
        });
        assertThatThrownBy(() -> dying.drain(room.tenant, room.registration)).hasMessageContaining("dies");
        assertThat(room.history(ana)).isEmpty();

        ScoreOutbox second = room.node("second");
        second.drain(room.tenant, room.registration);
        assertThat(room.scores.posted).as("the claim still holds").hasSize(1);

        room.clock.forward(ScoreOutbox.LEASE);
        room.scores.answers.add(new Answer.AlreadyNewer());
        second.drain(room.tenant, room.registration);
        assertThat(room.scores.posted).hasSize(2);
        assertThat(room.scores.posted.getLast().score())
                .as("the same score with the same timestamp")
                .isEqualTo(room.scores.posted.getFirst().score());
        assertThat(room.standing(ana).fate()).contains(Fate.ALREADY_NEWER);
        assertThat(room.history(ana)).containsExactly("5000 ALREADY_NEWER");
    }

    @Test
    void anAnswerThatComesAfterItsClaimRanOutChangesNothing() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 1);
        room.scores.meanwhile = call -> {
            room.scores.meanwhile = none -> {};
            room.clock.forward(ScoreOutbox.LEASE);
            room.leases.clear();
            room.node("second").drain(room.tenant, room.registration);
        };
        room.drain();
        assertThat(room.scores.posted).hasSize(2);
        assertThat(room.history(ana)).containsExactly("5000 ACCEPTED");
        assertThat(room.accepted).hasSize(1);
    }

    @Test
    void onlyTheNodeThatHoldsTheLeaseSends() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 1);
        room.leases.put("grading/" + room.tenant + "/" + room.registration.value(), "second");
        room.drain();
        assertThat(room.scores.posted).isEmpty();
        room.node("second").drain(room.tenant, room.registration);
        assertThat(room.scores.posted).hasSize(1);
    }

    @Test
    void evenTwoNodesThatBothBelieveToHoldTheLeaseSendEachScoreOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            LearnerId each = room.newLearner();
            room.launch(each);
            room.learns(each, "C01", 2, "C03", 1);
        }
        var start = new CyclicBarrier(2);
        try (var pool = Executors.newFixedThreadPool(2)) {
            var both = List.of("first", "second").stream()
                    .map(name -> pool.submit(() -> {
                        ScoreOutbox node = new ScoreOutbox(
                                new ColumnRows(jdbc),
                                room.orders,
                                new SentRows(jdbc),
                                new ShownRows(jdbc),
                                new ConcludedRows(jdbc),
                                new ClosedRows(jdbc),
                                new ScoreDelivery(room.scores, room.results, room.clock),
                                new LostColumns(
                                        room.lineItems,
                                        new ColumnRows(jdbc),
                                        room.orders,
                                        room.courses,
                                        transactions,
                                        room.clock),
                                new Fakes.FakeLeases(new HashMap<>(), name),
                                room.clock,
                                transactions,
                                ApplicationEventPublisher.noOp());
                        start.await();
                        node.drain(room.tenant, room.registration);
                        return true;
                    }))
                    .toList();
            for (var each : both) {
                assertThat(each.get()).isTrue();
            }
        }
        assertThat(room.scores.posted.stream()
                        .map(call -> call.score().userId())
                        .distinct())
                .hasSize(20);
        assertThat(room.scores.posted).hasSize(20);
    }

    @Test
    void aPlatformThatCannotNowIsAskedAgainLater() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 1);
        room.scores.answers.add(new Answer.TryLater(Optional.empty(), "503"));
        room.drain();
        assertThat(room.standing(ana).fate()).contains(Fate.RETRYING);
        room.drain();
        assertThat(room.scores.posted).hasSize(1);
        room.clock.forward(Duration.ofSeconds(6));
        room.drain();
        assertThat(room.scores.posted).hasSize(2);
        assertThat(room.standing(ana).fate()).contains(Fate.ACCEPTED);
        assertThat(room.scores.posted.getLast().score().timestamp())
                .isEqualTo(room.scores.posted.getFirst().score().timestamp());
    }

    @Test
    void aPlatformThatNamesATimeIsLeftInPeaceUntilThen() {
        LearnerId ana = room.newLearner();
        LearnerId ben = room.newLearner();
        for (LearnerId each : List.of(ana, ben)) {
            room.launch(each);
            room.learns(each, "C01", 2, "C03", 1);
        }
        room.scores.answers.add(new Answer.TryLater(Optional.of(Duration.ofMinutes(10)), "429"));
        room.drain();
        room.clock.forward(Duration.ofMinutes(9));
        room.drain();
        assertThat(room.scores.posted).as("the other score waits too").hasSize(1);
        room.clock.forward(Duration.ofMinutes(1));
        room.drain();
        assertThat(room.scores.posted).hasSize(3);
        assertThat(room.accepted).hasSize(2);
    }

    @Test
    void aPlatformThatIsDownIsNotAskedForEveryScore() {
        for (int i = 0; i < 10; i++) {
            LearnerId each = room.newLearner();
            room.launch(each);
            room.learns(each, "C01", 2, "C03", 1);
            room.scores.answers.add(new Answer.TryLater(Optional.empty(), "no route"));
        }
        room.drain();
        assertThat(room.scores.posted).hasSize(3);
        room.scores.answers.clear();
        room.clock.forward(Duration.ofMinutes(1));
        room.drain();
        assertThat(room.accepted).hasSize(10);
    }

    @Test
    void oneScoreThatDoesNotGoThroughDoesNotHoldUpTheOthers() {
        LearnerId ana = room.newLearner();
        LearnerId ben = room.newLearner();
        for (LearnerId each : List.of(ana, ben)) {
            room.launch(each);
            room.learns(each, "C01", 2, "C03", 1);
        }
        room.scores.answers.add(new Answer.TryLater(Optional.empty(), "500"));
        room.drain();
        assertThat(room.scores.posted).hasSize(2);
        assertThat(room.accepted).hasSize(1);
    }

    @Test
    void whatWasRefusedIsKeptWithItsReasonAndTriedAgainAtTheNextLaunch() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 1);
        room.scores.answers.add(new Answer.Refused(422, "This course has concluded"));
        room.drain();
        assertThat(room.standing(ana).fate()).contains(Fate.REFUSED);
        assertThat(room.standing(ana).sent()).isEmpty();
        assertThat(room.history(ana)).containsExactly("5000 REFUSED 422 This course has concluded");

        room.clock.forward(Duration.ofDays(1));
        room.masteryChanged(ana);
        room.drain();
        assertThat(room.scores.posted).hasSize(1);

        room.launch(ana);
        room.drain();
        assertThat(room.scores.posted).hasSize(2);
        assertThat(room.history(ana)).containsExactly("5000 REFUSED 422 This course has concluded", "5000 ACCEPTED");
    }

    @Test
    void aPlatformWithSomethingNewerIsLeftWithIt() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 1);
        room.scores.answers.add(new Answer.AlreadyNewer());
        room.drain();
        room.clock.forward(Duration.ofHours(1));
        room.launch(ana);
        room.drain();
        assertThat(room.scores.posted).hasSize(1);
        assertThat(room.standing(ana).fate()).contains(Fate.ALREADY_NEWER);
        assertThat(room.accepted).isEmpty();
    }

    @Test
    void aSenderThatBreaksIsOneThatTriesLater() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 1);
        room.scores.meanwhile = call -> {
            throw new IllegalStateException("broken");
        };
        room.drain();
        assertThat(room.standing(ana).fate()).contains(Fate.RETRYING);
    }

    @Test
    void aWholeYearGroupIsSentInOneGo() {
        for (int i = 0; i < 500; i++) {
            LearnerId each = room.newLearner();
            room.masteries.knows(each, Standings.standing("C01", 2, "C03", 1));
            room.launch(each);
        }
        room.drain();
        assertThat(room.accepted).hasSize(500);
        assertThat(room.outbox.waiting(room.tenant)).doesNotContain(room.registration);
    }
}
