package dev.waymark.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.engine.model.JobRoleId;
import dev.waymark.grading.Fakes.FakeConfigurations;
import dev.waymark.grading.Grades.RoleAnswer;
import dev.waymark.grading.Grades.RoleRequest;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.ags.Scores.Answer;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody picks the role that their tiers look best in once they were graded. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.grading.send", value = "false")
class RoleChangesTest {

    private static final JobRoleId MANAGER = FakeConfigurations.MANAGER.id();
    private static final JobRoleId CLERK = FakeConfigurations.CLERK.id();

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private GradingFixture room;
    private LearnerId ana;

    @BeforeEach
    void aRoom() {
        room = new GradingFixture(jdbc, transactions);
        ana = room.newLearner();
        room.launch(ana);
    }

    @Test
    void theFirstChoiceIsFreeEvenAfterAGrade() {
        gradeAna();
        assertThat(ask(MANAGER)).isEqualTo(RoleAnswer.GRANTED);
        assertThat(roleOfAna()).contains(MANAGER);
    }

    @Test
    void aLaterChoiceIsFreeWhileNothingWasGraded() {
        ask(MANAGER);
        assertThat(ask(CLERK)).isEqualTo(RoleAnswer.GRANTED);
        assertThat(roleOfAna()).contains(CLERK);
    }

    @Test
    void aLaterChoiceWaitsOnceAnythingWasGraded() {
        ask(MANAGER);
        gradeAna();
        assertThat(ask(CLERK)).isEqualTo(RoleAnswer.WAITS_FOR_INSTRUCTOR);
        assertThat(roleOfAna()).contains(MANAGER);
        var request = new RoleRequest(ana, Optional.of(MANAGER), CLERK, room.clock.instant());
        assertThat(room.grades.pendingRole(room.tenant, ana)).contains(request);
        assertThat(room.grades.pendingRoles(room.tenant, room.course)).containsExactly(request);
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0);
    }

    @Test
    void aScoreThatMayHaveArrivedCountsAsGraded() {
        ask(MANAGER);
        room.learns(ana, "C01", 2, "C03", 2);
        room.scores.answers.add(new Answer.TryLater(Optional.empty(), "timeout"));
        room.drain();
        assertThat(ask(CLERK)).isEqualTo(RoleAnswer.WAITS_FOR_INSTRUCTOR);
    }

    @Test
    void anInstructorsYesSetsTheRoleAndGradesAnew() {
        ask(MANAGER);
        gradeAna();
        ask(CLERK);
        room.clock.forward(Duration.ofMinutes(5));
        assertThat(answer(true)).isTrue();
        assertThat(roleOfAna()).contains(CLERK);
        room.drain();
        assertThat(room.scores.given()).containsExactly(50.0, 100.0);
        assertThat(log()).isEqualTo("clerk YES by teacher-9");
    }

    @Test
    void anInstructorsNoChangesNothing() {
        ask(MANAGER);
        gradeAna();
        ask(CLERK);
        assertThat(answer(false)).isTrue();
        assertThat(roleOfAna()).contains(MANAGER);
        assertThat(room.grades.pendingRole(room.tenant, ana)).isEmpty();
        assertThat(log()).isEqualTo("clerk NO by teacher-9");
    }

    @Test
    void aRequestIsAnsweredOnce() {
        ask(MANAGER);
        gradeAna();
        ask(CLERK);
        assertThat(answer(false)).isTrue();
        assertThat(answer(true)).isFalse();
        assertThat(roleOfAna()).contains(MANAGER);
    }

    @Test
    void instructorsOfAnotherCourseOrTenantCannotAnswer() {
        ask(MANAGER);
        gradeAna();
        ask(CLERK);
        var otherCourse = new CourseId(room.registration.value(), "course-3");
        assertThat(room.grades.answerRole(room.tenant, otherCourse, ana, true, "teacher-9", room.clock.instant()))
                .isFalse();
        assertThat(room.grades.answerRole(new TenantId(2), room.course, ana, true, "teacher-9", room.clock.instant()))
                .isFalse();
        assertThat(room.grades.pendingRoles(new TenantId(2), room.course)).isEmpty();
        assertThat(roleOfAna()).contains(MANAGER);
    }

    @Test
    void askingForTheRoleOneHasTakesAWaitingRequestBack() {
        ask(MANAGER);
        gradeAna();
        ask(CLERK);
        assertThat(ask(MANAGER)).isEqualTo(RoleAnswer.UNCHANGED);
        assertThat(room.grades.pendingRole(room.tenant, ana)).isEmpty();
        assertThat(log()).isEqualTo("clerk WITHDRAWN by " + ana);
    }

    @Test
    void askingTwiceForTheSameKeepsTheFirstRequest() {
        ask(MANAGER);
        gradeAna();
        ask(CLERK);
        var first = room.grades.pendingRole(room.tenant, ana);
        room.clock.forward(Duration.ofHours(1));
        assertThat(ask(CLERK)).isEqualTo(RoleAnswer.WAITS_FOR_INSTRUCTOR);
        assertThat(room.grades.pendingRole(room.tenant, ana)).isEqualTo(first);
    }

    @Test
    void aRoleThatIsNotOfferedIsRefused() {
        assertThatThrownBy(() -> ask(new JobRoleId("astronaut")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("astronaut");
    }

    private RoleAnswer ask(JobRoleId role) {
        return room.grades.askForRole(room.tenant, ana, room.course, role, room.clock.instant());
    }

    private boolean answer(boolean yes) {
        return room.grades.answerRole(room.tenant, room.course, ana, yes, "teacher-9", room.clock.instant());
    }

    private Optional<JobRoleId> roleOfAna() {
        return room.learners.find(room.tenant, ana).flatMap(Learner::role);
    }

    private void gradeAna() {
        room.learns(ana, "C01", 2, "C03", 2);
        room.drain();
        assertThat(room.scores.posted).isNotEmpty();
        room.clock.forward(Duration.ofMinutes(1));
    }

    private String log() {
        return transactions.executeWrite(status -> jdbc.prepareStatement(
                "SELECT role_wanted, answer, answered_by FROM grading_role_answer WHERE tenant = ? AND learner = ?",
                select -> {
                    select.setLong(1, room.tenant.value());
                    select.setString(2, ana.toString());
                    try (var row = select.executeQuery()) {
                        assertThat(row.next()).isTrue();
                        return row.getString(1) + " " + row.getString(2) + " by " + row.getString(3);
                    }
                }));
    }
}
