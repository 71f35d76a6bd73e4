package dev.waymark.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.grading.Grades.RoleRequest;
import dev.waymark.home.PretendHouse;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.session.LtiSession;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CourseControllerTest {

    private static final String QUIZ = PretendCourse.QUIZ;
    private static final String PAGE = PretendCourse.PAGE;

    final PretendHouse house = new PretendHouse();
    final CourseController controller = PretendCourse.controller(house);
    final LtiSession teacher = PretendHouse.session(Role.INSTRUCTOR);

    @Test
    void listsTheClassWithTargetsNextStepAndGrade() {
        assertThat(course(teacher))
                .contains("Sofía Marín")
                .contains("Product manager")
                .contains("3 of 10")
                .contains("Try it on your own backlog")
                .contains("41.7 due, 37.5 in the course: waiting to be sent");
    }

    @Test
    void answersLearnersWithARefusal() {
        LtiSession learner = PretendHouse.session(Role.LEARNER);

        assertThat(controller
                        .course(request(), learner, Optional.empty(), Optional.empty())
                        .code())
                .isEqualTo(403);
        assertThat(controller.role(learner, Map.of()).code()).isEqualTo(403);
        assertThat(controller
                        .settle(learner, Map.of("activity", QUIZ, "act", "nothing"))
                        .code())
                .isEqualTo(403);
        assertThat(house.asked).isEmpty();
    }

    @Test
    void showsOnlyActivitiesOfItsOwnPlatformAndSaysWhatIsSettled() {
        assertThat(course(teacher))
                .contains("Suggested, not settled: a test score, weight 0.8.")
                .contains("Nobody has said what it shows; its results do not count.")
                .contains("2 activities wait for your word.")
                .doesNotContain("Another platform’s quiz");

        house.settled.put(new ActivityId(PAGE), Optional.empty());

        assertThat(course(teacher))
                .contains("Settled: counts for nothing.")
                .contains("One activity waits for your word.");
    }

    @Test
    void settlesAnActivityForACompetencyOrForNothing() {
        controller.settle(
                teacher,
                Map.of("activity", PAGE, "competency", "C05", "tier", "2", "kind", "ASSESSMENT", "act", "settle"));
        controller.settle(teacher, Map.of("activity", QUIZ, "act", "nothing"));

        assertThat(house.asked)
                .containsExactly(
                        "settle " + PAGE + " Optional[[C05@2]] by " + PretendHouse.SOFIA,
                        "settle " + QUIZ + " Optional.empty by " + PretendHouse.SOFIA);
    }

    @Test
    void settlesNothingThatItHasNotShown() {
        controller.settle(teacher, Map.of("activity", "https://elsewhere.example/quiz/1", "act", "nothing"));
        controller.settle(
                teacher,
                Map.of("activity", QUIZ, "competency", "C99", "tier", "2", "kind", "ASSESSMENT", "act", "settle"));
        controller.settle(
                teacher,
                Map.of("activity", QUIZ, "competency", "C01", "tier", "5", "kind", "ASSESSMENT", "act", "settle"));

        assertThat(house.asked).isEmpty();
    }

    @Test
    void answersOnlyRoleChangesThatWaitInThisCourse() {
        controller.role(teacher, Map.of("learner", PretendHouse.SOFIA.toString(), "answer", "yes"));
        assertThat(house.asked).isEmpty();

        house.roleRequest = Optional.of(new RoleRequest(
                PretendHouse.SOFIA,
                Optional.of(new JobRoleId("product-manager")),
                new JobRoleId("sales"),
                PretendHouse.NOW));

        assertThat(course(teacher)).contains("Sofía Marín asks to change from Product manager to Sales");
        controller.role(teacher, Map.of("learner", PretendHouse.SOFIA.toString(), "answer", "maybe"));
        assertThat(house.asked).isEmpty();
        assertThat(controller
                        .role(teacher, Map.of("learner", PretendHouse.SOFIA.toString(), "answer", "no"))
                        .header("Location"))
                .isEqualTo("/course?said=answered&t=sealed");
        assertThat(house.asked).containsExactly("answerRole " + PretendHouse.SOFIA + " false");
    }

    @Test
    void showsUnlinkedAccountsWithoutNames() {
        assertThat(course(teacher))
                .contains("ACCOUNT https://other.example 77", "MBOX mailto:…@other.example")
                .doesNotContain("Somebody Else", "somebody.else");
    }

    @Test
    void showsANameAsTextWhateverIsInIt() {
        house.name = "<script>alert(1)</script>";

        assertThat(course(teacher)).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
    }

    private String course(LtiSession session) {
        HttpResponse<String> answer = controller.course(request(), session, Optional.empty(), Optional.empty());
        return answer.getBody(String.class).orElse("");
    }

    private static HttpRequest<?> request() {
        return HttpRequest.GET("/course");
    }
}
