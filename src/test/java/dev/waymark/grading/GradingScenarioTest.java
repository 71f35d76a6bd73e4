package dev.waymark.grading;

import static dev.waymark.grading.GradingFixture.lineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.grading.Fakes.FakeConfigurations;
import dev.waymark.grading.Grades.Fate;
import dev.waymark.grading.Grades.Withheld;
import dev.waymark.learner.LearnerId;
import dev.waymark.lti.core.Role;
import dev.waymark.mastery.Masteries.MasteriesChanged;
import dev.waymark.mastery.Masteries.MasteryChanged;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From a launch to the gradebook: what is due, what is sent, what is withheld, and what never slips. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.grading.send", value = "false")
class GradingScenarioTest {

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
    void whatALearnerCanDoArrivesInTheGradebook() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        assertThat(room.standing(ana).withheld()).contains(Withheld.NO_EVIDENCE);

        room.learns(ana, "C01", 2, "C03", 1);
        assertThat(room.standing(ana).due()).contains(50.0);
        assertThat(room.standing(ana).fate()).contains(Fate.WAITING);

        room.drain();
        var posted = room.scores.posted.getFirst();
        assertThat(posted.lineItem()).isEqualTo(lineItem(7));
        assertThat(posted.deployment()).isEqualTo("1");
        assertThat(posted.score().userId()).isEqualTo(GradingFixture.subject(ana));
        assertThat(posted.score().given()).isEqualTo(50);
        assertThat(posted.score().maximum()).isEqualTo(100);
        assertThat(posted.score().comment()).contains("1 of 2 tier steps for all-staff");
        assertThat(room.standing(ana).fate()).contains(Fate.ACCEPTED);
        assertThat(room.standing(ana).sent().orElseThrow().score()).isEqualTo(50);
        assertThat(room.accepted).singleElement().satisfies(event -> {
            assertThat(event.learner()).isEqualTo(ana);
            assertThat(event.course()).isEqualTo(room.course);
            assertThat(event.given()).isEqualTo(50);
        });
        assertThat(room.history(ana)).containsExactly("5000 ACCEPTED");
    }

    @Test
    void aLearnerWhoIsKnownAlreadyIsGradedByTheLaunchItself() {
        LearnerId ana = room.newLearner();
        room.masteries.knows(ana, Standings.standing("C01", 2, "C03", 2));
        room.launch(ana);
        room.drain();
        assertThat(room.scores.given()).containsExactly(100.0);
    }

    @Test
    void theSameScoreIsNeverSentTwice() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 1);
        room.drain();
        room.clock.forward(Duration.ofMinutes(1));
        room.learns(ana, "C01", 2, "C03", 1, "C04", 3);
        room.launch(ana);
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0);
    }

    @Test
    void forgettingNeverLowersAPostedScoreButVoidedEvidenceDoes() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();

        room.clock.forward(Duration.ofDays(200));
        room.masteries.fadesTo(ana, Standings.standing("C01", 1, "C03", 1));
        room.masteryChanged(ana);
        room.launch(ana);
        room.drain();
        assertThat(room.scores.given()).containsExactly(100.0);
        assertThat(room.standing(ana).due()).contains(100.0);

        room.learns(ana, "C01", 2, "C03", 1);
        room.drain();
        assertThat(room.scores.given()).containsExactly(100.0, 50.0);
    }

    @Test
    void forgettingLowersWhereTheCourseSaysSo() {
        room = new GradingFixture(jdbc, transactions, TenantId.FIRST, true);
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        room.clock.forward(Duration.ofDays(200));
        room.masteries.fadesTo(ana, Standings.standing("C01", 1, "C03", 2));
        room.masteryChanged(ana);
        room.drain();
        assertThat(room.scores.given()).containsExactly(100.0, 50.0);
    }

    @Test
    void whenAllEvidenceIsTakenBackAWaitingScoreDoesNotLeave() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 2);
        room.learns(ana);
        room.drain();
        assertThat(room.scores.posted).isEmpty();
        assertThat(room.standing(ana).withheld()).contains(Withheld.NO_EVIDENCE);
        assertThat(room.standing(ana).fate()).isEmpty();
    }

    @Test
    void whoCameInAsStaffOnlyIsNotGradedAnyMore() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.launch(ana, Set.of(Role.INSTRUCTOR), false, Optional.of(lineItem(7)), List.of(GradingNews.SCORE_SCOPE));
        room.learns(ana, "C01", 2);
        room.drain();
        assertThat(room.scores.posted).isEmpty();
        assertThat(room.standing(ana).withheld()).contains(Withheld.NOT_A_LEARNER);
    }

    @Test
    void noColumnIsLearnedFromStaffTestUsersOrLaunchesWithoutAGradeOfTheirOwn() {
        LearnerId teacher = room.newLearner();
        LearnerId preview = room.newLearner();
        LearnerId ungraded = room.newLearner();
        LearnerId readOnly = room.newLearner();
        var scope = List.of(GradingNews.SCORE_SCOPE);
        room.launch(teacher, Set.of(Role.INSTRUCTOR), false, Optional.of(lineItem(7)), scope);
        room.launch(preview, Set.of(Role.LEARNER), true, Optional.of(lineItem(7)), scope);
        room.launch(ungraded, Set.of(Role.LEARNER), false, Optional.empty(), scope);
        room.launch(readOnly, Set.of(Role.LEARNER), false, Optional.of(lineItem(7)), List.of("…/result.readonly"));
        for (LearnerId each : List.of(teacher, preview, ungraded, readOnly)) {
            assertThat(room.grades.of(room.tenant, each, room.course)).isEmpty();
        }
    }

    @Test
    void aTeacherWhoLearnsHereTooIsGraded() {
        LearnerId ana = room.newLearner();
        room.launch(
                ana,
                Set.of(Role.INSTRUCTOR, Role.LEARNER),
                false,
                Optional.of(lineItem(7)),
                List.of(GradingNews.SCORE_SCOPE));
        assertThat(room.grades.of(room.tenant, ana, room.course)).hasSize(1);
    }

    @Test
    void aLinkWithANewLineItemLeavesTheOldOneAlone() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 1);
        room.launch(ana, Set.of(Role.LEARNER), false, Optional.of(lineItem(8)), List.of(GradingNews.SCORE_SCOPE));
        room.drain();
        assertThat(room.scores.posted)
                .singleElement()
                .satisfies(call -> assertThat(call.lineItem()).isEqualTo(lineItem(8)));
        assertThat(room.grades.of(room.tenant, ana, room.course)).hasSize(1);
    }

    @Test
    void anotherTenantSeesAndSendsNothing() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2);
        TenantId other = new TenantId(2);
        assertThat(room.grades.of(other, ana, room.course)).isEmpty();
        assertThat(room.outbox.waiting(other)).doesNotContain(room.registration);
        room.outbox.drain(other, room.registration);
        assertThat(room.scores.posted).isEmpty();
        room.news.masteriesChanged(new MasteriesChanged(
                other,
                List.of(new MasteryChanged(
                        other, ana, Standings.standing("C01", 1), new TreeSet<>(), room.clock.instant()))));
        assertThat(room.standing(ana).due()).contains(50.0);
    }

    @Test
    void anOrderIsGoneIfTheChangeItFollowsFromIsRolledBack() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        assertThatThrownBy(() -> transactions.executeWrite(status -> {
                    room.learns(ana, "C01", 2);
                    throw new IllegalStateException("the evidence could not be kept");
                }))
                .hasMessageContaining("could not be kept");
        room.drain();
        assertThat(room.scores.posted).isEmpty();
    }

    @Test
    void anotherRoleIsAnotherScore() {
        LearnerId ana = room.newLearner();
        room.launch(ana);
        room.learns(ana, "C01", 2, "C03", 2);
        room.hasRole(ana, FakeConfigurations.MANAGER.id());
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0);
        assertThat(room.scores.posted.getFirst().score().comment()).contains("2 of 4 tier steps for product-manager");
    }

    /** First launches make rows side by side; locks on the gaps between them would be a deadlock. */
    @Test
    void aClassThatComesInAllAtOnceIsGradedWhole() throws Exception {
        List<LearnerId> group = Stream.generate(room::newLearner).limit(64).toList();
        group.forEach(each -> room.masteries.knows(each, Standings.standing("C01", 2, "C03", 1)));
        try (var pool = Executors.newFixedThreadPool(8)) {
            var launches = group.stream()
                    .map(each -> pool.submit(() -> {
                        room.launch(each);
                        return each;
                    }))
                    .toList();
            for (var each : launches) {
                assertThat(group).contains(each.get());
            }
        }
        room.drain();
        assertThat(room.accepted).hasSize(64);
    }
}
