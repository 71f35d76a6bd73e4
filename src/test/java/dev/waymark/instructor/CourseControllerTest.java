package dev.waymark.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Tier;
import dev.waymark.grading.Grades.RoleRequest;
import dev.waymark.home.PretendHouse;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.session.LtiSession;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CourseControllerTest {

    private static final String QUIZ = PretendCourse.QUIZ;
    private static final String PAGE = PretendCourse.PAGE;

    private static final Pattern SELECT =
            Pattern.compile("<select[^>]* name=\"([^\"]+)\">(.*?)</select>", Pattern.DOTALL);
    private static final Pattern SELECTED = Pattern.compile("<option value=\"([^\"]*)\" selected");
    private static final Pattern OPTION = Pattern.compile("<option value=\"([^\"]*)\"");

    final PretendHouse house = new PretendHouse();
    final CourseController controller = PretendCourse.controller(house);
    final LtiSession teacher = PretendHouse.session(Role.INSTRUCTOR);

    @Test
    void listsTheClassWithTargetsAndNextStep() {
        assertThat(course(teacher))
                .contains("Sofía Marín")
                .contains("Product manager")
                .contains("3 of 10")
                .contains("Try it on your own backlog")
                .contains("/course/person?learner=" + PretendHouse.SOFIA);
    }

    @Test
    void showsTheTierAndTheTargetInASkillThatIsAskedForAndSortsByIt() {
        assertThat(course(teacher))
                .contains("Choose a skill to see everybody’s tier in it")
                .contains("sort=worked")
                .doesNotContain("data-l=\"Tier in this skill\"");

        String page = text(controller.course(HttpRequest.GET("/course?skill=C04"), teacher, Optional.empty()));

        assertThat(page)
                .contains("data-l=\"Tier in this skill\"", "target 3 Practitioner", "skill=C04&amp;sort=tier")
                .doesNotContain("Choose a skill to see");
    }

    @Test
    void theCourseListHasAPageOfItsOwnThatTellsHowFarItsReadingIs() {
        String list =
                text(controller.list(HttpRequest.GET("/course/list"), teacher, Optional.empty(), Optional.empty()));
        assertThat(list)
                .contains("2 people on the list have not opened Waymark yet.", "Absent &lt;b&gt;Abel&lt;/b&gt;")
                .contains("/course/list/read")
                .doesNotContain("id=\"progress\"");
        assertThat(controller.readList(teacher, Map.of()).header("Location")).contains("/course/list?said=reading");

        String going = PretendCourse.listWhileItIsRead(1_250, 5_000);
        assertThat(going)
                .contains("id=\"progress\"", "1,250 of about 5,000 people so far.", "aria-valuenow=\"25\"")
                .contains("hx-get=\"/course/list?said=reading&amp;t=sealed\"")
                .doesNotContain("/course/list/read");
        assertThat(PretendCourse.listWhileItIsRead(1_250, 0))
                .as("nobody knows how many there are")
                .contains("1,250 people so far.")
                .doesNotContain("aria-valuenow");
    }

    @Test
    void answersLearnersWithARefusal() {
        LtiSession learner = PretendHouse.session(Role.LEARNER);

        assertThat(controller.course(request(), learner, Optional.empty()).code())
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
        assertThat(activities(teacher))
                .contains("Suggested, not settled: a test score, weight 0.8.")
                .contains("Nobody has said what it shows; its results do not count.")
                .contains("2 activities wait for your word.")
                .doesNotContain("Another platform’s quiz");

        house.settled.put(new ActivityId(PAGE), Optional.empty());

        assertThat(activities(teacher))
                .contains("Settled: counts for nothing.")
                .contains("One activity waits for your word.");
    }

    @Test
    void settlesAnActivityForACompetencyOrForNothing() {
        controller.settle(
                teacher,
                Map.of("activity", PAGE, "competency1", "C05", "tier1", "2", "kind", "ASSESSMENT", "act", "settle"));
        controller.settle(teacher, Map.of("activity", QUIZ, "act", "nothing"));

        assertThat(house.asked)
                .containsExactly(
                        "settle " + PAGE + " Optional[[C05@2]] by " + PretendHouse.SOFIA,
                        "settle " + QUIZ + " Optional.empty by " + PretendHouse.SOFIA);
    }

    @Test
    void keepsAllCompetenciesOfAnActivityWhenItsFormIsSavedAsItStands() {
        house.settled.put(
                new ActivityId(QUIZ),
                Optional.of(new Alignment(
                        new ActivityId(QUIZ),
                        new TreeSet<>(Set.of(step("C03", 3), step("C09", 2))),
                        EvidenceKind.PRACTICAL,
                        1,
                        false)));

        Map<String, Object> form = form(activities(teacher), QUIZ);
        assertThat(form)
                .containsEntry("competency1", "C03")
                .containsEntry("tier1", "3")
                .containsEntry("competency2", "C09")
                .containsEntry("tier2", "2")
                .containsEntry("competency3", "")
                .containsEntry("kind", "PRACTICAL");
        controller.settle(teacher, form);

        assertThat(house.asked)
                .containsExactly("settle " + QUIZ + " Optional[[C03@3, C09@2]] by " + PretendHouse.SOFIA);
    }

    @Test
    void settlesAnActivityForUpToThreeCompetencies() {
        assertThat(form(activities(teacher), QUIZ)).containsKey("competency3").doesNotContainKey("competency4");
        Map<String, Object> form = new HashMap<>(form(activities(teacher), QUIZ));
        form.putAll(Map.of("competency1", "C01", "competency2", "", "competency3", "C05", "tier3", "4"));

        controller.settle(teacher, form);

        assertThat(house.asked)
                .containsExactly("settle " + QUIZ + " Optional[[C01@2, C05@4]] by " + PretendHouse.SOFIA);
    }

    @Test
    void offersARowForEachCompetencyWhereAFileNamedMoreThanThree() {
        house.settled.put(
                new ActivityId(QUIZ),
                Optional.of(new Alignment(
                        new ActivityId(QUIZ),
                        new TreeSet<>(Set.of(step("C01", 2), step("C02", 2), step("C03", 2), step("C04", 2))),
                        EvidenceKind.ASSESSMENT,
                        1,
                        false)));

        controller.settle(teacher, form(activities(teacher), QUIZ));

        assertThat(house.asked)
                .containsExactly("settle " + QUIZ + " Optional[[C01@2, C02@2, C03@2, C04@2]] by " + PretendHouse.SOFIA);
    }

    @Test
    void settlesNothingWhereASkillIsChosenTwiceOrNone() {
        Map<String, Object> twice = new HashMap<>(form(activities(teacher), QUIZ));
        twice.putAll(Map.of("competency1", "C01", "competency2", "C01", "tier2", "3"));
        Map<String, Object> none = new HashMap<>(form(activities(teacher), QUIZ));
        none.put("competency1", "");

        assertThat(controller.settle(teacher, twice).header("Location")).contains("said=skills");
        assertThat(controller.settle(teacher, none).header("Location")).contains("said=skills");
        assertThat(house.asked).isEmpty();
    }

    @Test
    void settlesNothingThatItHasNotShown() {
        controller.settle(teacher, Map.of("activity", "https://elsewhere.example/quiz/1", "act", "nothing"));
        controller.settle(
                teacher,
                Map.of("activity", QUIZ, "competency1", "C99", "tier1", "2", "kind", "ASSESSMENT", "act", "settle"));
        controller.settle(
                teacher,
                Map.of("activity", QUIZ, "competency1", "C01", "tier1", "5", "kind", "ASSESSMENT", "act", "settle"));

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
        assertThat(activities(teacher))
                .contains("77 at other.example", "…@other.example")
                .doesNotContain("Somebody Else", "somebody.else");
    }

    @Test
    void showsANameAsTextWhateverIsInIt() {
        house.name = "<script>alert(1)</script>";

        assertThat(course(teacher)).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
    }

    @Test
    void listsWhoHasNeverOpenedWaymarkAndAsksWhetherManyHaveLeft() {
        assertThat(course(teacher))
                .contains("Absent &lt;b&gt;Abel&lt;/b&gt;")
                .contains("Somebody without a name")
                .contains("8 people are missing from the course list all at once")
                .contains("/course/list/confirm");
        assertThat(controller.confirmList(teacher, Map.of()).header("Location")).contains("said=list-confirmed");
        assertThat(controller
                        .readList(PretendHouse.session(Role.LEARNER), Map.of())
                        .code())
                .isEqualTo(403);
        assertThat(controller
                        .confirmList(PretendHouse.session(Role.LEARNER), Map.of())
                        .code())
                .isEqualTo(403);
    }

    private String course(LtiSession session) {
        return text(controller.course(request(), session, Optional.empty()));
    }

    private static String text(HttpResponse<String> answer) {
        return answer.getBody(String.class).orElse("");
    }

    private String activities(LtiSession session) {
        HttpResponse<String> answer = controller.activities(request(), session, Optional.empty());
        return answer.getBody(String.class).orElse("");
    }

    /** What a browser without scripts sends when the form of an activity is saved as it stands. */
    private static Map<String, Object> form(String page, String activity) {
        String start = "name=\"activity\" value=\"" + activity + "\"";
        assertThat(page).contains(start);
        String rest = page.substring(page.indexOf(start));
        String form = rest.substring(0, rest.indexOf("</form>"));
        Map<String, Object> fields = new HashMap<>(Map.of("activity", activity, "act", "settle"));
        Matcher select = SELECT.matcher(form);
        while (select.find()) {
            Matcher selected = SELECTED.matcher(select.group(2));
            Matcher first = OPTION.matcher(select.group(2));
            fields.put(select.group(1), selected.find() ? selected.group(1) : first.find() ? first.group(1) : "");
        }
        return Map.copyOf(fields);
    }

    private static CompetencyTier step(String competency, int level) {
        return new CompetencyTier(new CompetencyId(competency), Tier.ofLevel(level));
    }

    private static HttpRequest<?> request() {
        return HttpRequest.GET("/course");
    }
}
