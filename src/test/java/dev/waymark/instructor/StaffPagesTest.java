package dev.waymark.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.model.Tier;
import dev.waymark.grading.ColumnNames.Renaming;
import dev.waymark.grading.GradeDesk;
import dev.waymark.grading.Grades.Fate;
import dev.waymark.grading.Grades.Sent;
import dev.waymark.grading.Grades.Withheld;
import dev.waymark.home.PretendHouse;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.web.PagesForTests;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The staff's pages of grades and of one person. */
class StaffPagesTest {

    private static final String CELL = PretendDesk.CELL;

    final PretendHouse house = new PretendHouse();
    final List<String> told = new ArrayList<>();
    final LtiSession teacher = PretendHouse.session(Role.INSTRUCTOR);
    final LtiSession learner = PretendHouse.session(Role.LEARNER);
    private final CourseFace face = new CourseFace(house, house, PagesForTests.pages(), PagesForTests.refusals());
    private final Clock clock = Clock.fixed(PretendHouse.NOW, ZoneOffset.UTC);
    private final PretendDesk desk = new PretendDesk(told);
    private final GradesController grades =
            new GradesController(new GradesPages(desk, house, house, face, clock), desk, desk, face, clock);
    private final PersonController person = PretendCourse.person(house, clock);

    @Test
    void thatSomebodyWasRemindedOfARecheckThatIsDueIsToldOnceItIsSaid() {
        PretendCourse.REMINDED.clear();
        var due = PretendHouse.NOW.minusSeconds(60);
        house.path = new LearningPath(
                house.path.steps(),
                List.of(),
                45,
                0,
                List.of(
                        new LearningPath.Recheck(
                                new CompetencyTier(new CompetencyId("C03"), Tier.LITERATE),
                                due,
                                new Reason.RecheckScheduled(30),
                                Optional.empty()),
                        new LearningPath.Recheck(
                                new CompetencyTier(new CompetencyId("C04"), Tier.LITERATE),
                                PretendHouse.NOW.plusSeconds(60),
                                new Reason.RecheckScheduled(30),
                                Optional.empty())),
                Optional.empty());
        String learner = PretendHouse.SOFIA.toString();
        String shown = text(person.person(
                request(),
                teacher,
                Optional.of("42"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        assertThat(shown)
                .contains("is to be shown again", "name=\"skill\" value=\"C03\"")
                .doesNotContain("value=\"C04\">I have");
        assertThat(person.reminded(teacher, Map.of("learner", learner, "skill", "C04"))
                        .header("Location"))
                .as("not due")
                .contains("mistake=skill");
        assertThat(person.reminded(PretendHouse.session(Role.LEARNER), Map.of("learner", learner, "skill", "C03"))
                        .code())
                .isEqualTo(403);
        assertThat(PretendCourse.REMINDED).isEmpty();
        assertThat(person.reminded(teacher, Map.of("learner", learner, "skill", "C03"))
                        .header("Location"))
                .contains("said=reminded");
        assertThat(PretendCourse.REMINDED).containsExactly("C03 " + due + " notice");
    }

    @Test
    void saysThatATeacherChangedAGradeAndOffersToOverwriteIt() {
        assertThat(page(teacher))
                .contains("The course shows 80, we sent 82: a teacher changed it. Ours would be 91 now.")
                .contains("name=\"act\" value=\"overwrite\"")
                .contains("Overwrite with 91")
                .contains("80 of 100, read")
                .doesNotContain("value=\"zero\"");
    }

    @Test
    void saysWhyAGradeWasRefusedAndOffersToSendItAgain() {
        desk.line = PretendDesk.line(Fate.REFUSED, Optional.of("concluded"));
        assertThat(page(teacher))
                .contains("The course has concluded and takes no more scores.")
                .contains("Nothing is lost. The platform is asked again on")
                .contains("What a score counts", "counts the steps of that skill alone")
                .contains("<dt>Product manager</dt><dd>17 steps</dd>")
                .contains("Answer: 422 the platform answered 422")
                .contains("name=\"act\" value=\"again\"");
    }

    @Test
    void offersToSetToNothingOnlyWhatNothingStandsBehind() {
        desk.line = new GradeDesk.Line(
                PretendHouse.SOFIA,
                CELL,
                "path",
                Optional.empty(),
                Optional.of(Withheld.NO_EVIDENCE),
                Optional.of(82.0),
                Optional.of(new Sent(82, PretendHouse.NOW)),
                Optional.of(Fate.ACCEPTED),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty());
        assertThat(page(teacher)).contains("name=\"act\" value=\"zero\"").contains("Withheld: no evidence yet");
    }

    @Test
    void passesOnWhatStaffSayAndNothingElse() {
        assertThat(location(grades.tell(teacher, "learner=" + PretendHouse.SOFIA + "&cell=" + CELL + "&act=overwrite")))
                .contains("said=told");
        assertThat(told).containsExactly("OVERWRITE by " + PretendHouse.SOFIA);
        for (String body : List.of(
                "learner=x&cell=" + CELL + "&act=overwrite",
                "learner=" + PretendHouse.SOFIA + "&cell=" + CELL + "&act=delete",
                "learner=" + PretendHouse.SOFIA + "&cell=..&act=again",
                "")) {
            assertThat(location(grades.tell(teacher, body))).contains("said=not-told");
        }
        assertThat(told).hasSize(1);
        assertThat(location(grades.columns(teacher, "measure=path&measure=competency%2FC03")))
                .contains("said=columns");
        assertThat(told).contains("columns [competency/C03, path]");
    }

    @Test
    void columnsThatWereChosenShowTheirNamesToChange() {
        assertThat(page(teacher))
                .contains("name=\"name\" value=\"Path &amp; &#34;more&#34;\"")
                .contains("Rename<span class=\"vh\"> Whole path</span>")
                .doesNotContain("aria-invalid=\"true\"");
        assertThat(location(grades.names(request(), teacher, "measure=path&name=My+path")))
                .contains("said=renamed");
        assertThat(told).containsExactly("name path My path by " + PretendHouse.SOFIA);
        desk.renaming = new Renaming.Kept();
        assertThat(location(grades.names(request(), teacher, "measure=path&name=My+path")))
                .contains("said=named");
    }

    @Test
    void scoresArePagedThroughByWhereTheLastOneStands() {
        String place = PretendHouse.SOFIA + "_" + CELL + "_competency/C03";
        assertThat(page(teacher))
                .contains("filter=attention&amp;after=" + place.replace("/", "%2F"), "2 of 60")
                .doesNotContain("From the beginning");
        assertThat(text(grades.grades(
                        request(), teacher, Optional.of("attention"), Optional.of(place), Optional.empty())))
                .contains("From the beginning")
                .doesNotContain("after=");
        for (String none :
                List.of("", "2", PretendHouse.SOFIA + "_" + CELL + "_", "-".repeat(36) + "_" + CELL + "_x")) {
            assertThat(text(grades.grades(request(), teacher, Optional.empty(), Optional.of(none), Optional.empty())))
                    .as(none)
                    .contains("after=")
                    .doesNotContain("From the beginning");
        }
    }

    @Test
    void aNameThatWasNotTakenStaysInItsFieldBesideWhatThePlatformSaid() {
        for (Renaming not : List.of(
                new Renaming.Refused("the platform answered 403"),
                new Renaming.Later("the platform answered 503"),
                new Renaming.Busy(),
                new Renaming.NoColumn(),
                new Renaming.Unfit())) {
            desk.renaming = not;
            var answer = grades.names(request(), teacher, "measure=path&name=%3Cmine%3E");
            assertThat(answer.code()).isEqualTo(422);
            assertThat(text(answer))
                    .contains("role=\"alert\" id=\"mistake\"")
                    .contains("value=\"&lt;mine>\"")
                    .contains("aria-invalid=\"true\" aria-describedby=\"mistake\"");
        }
        desk.renaming = new Renaming.Refused("the platform answered 403");
        assertThat(text(grades.names(request(), teacher, "measure=path&name=Mine")))
                .contains("did not take the name “Mine”", "the platform answered 403");
    }

    @Test
    void answersLearnersWithARefusal() {
        assertThat(grades.grades(request(), learner, Optional.empty(), Optional.empty(), Optional.empty())
                        .code())
                .isEqualTo(403);
        assertThat(grades.tell(learner, "learner=" + PretendHouse.SOFIA + "&cell=" + CELL + "&act=overwrite")
                        .code())
                .isEqualTo(403);
        assertThat(grades.read(learner, "").code()).isEqualTo(403);
        assertThat(grades.columns(learner, "measure=path").code()).isEqualTo(403);
        assertThat(grades.names(request(), learner, "measure=path&name=Mine").code())
                .isEqualTo(403);
        assertThat(person.person(
                                request(),
                                learner,
                                Optional.of("42"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())
                        .code())
                .isEqualTo(403);
        assertThat(told).isEmpty();
    }

    @Test
    void showsThePathOfALearnerAsATrailOfWhatIsDoneNowAndLater() {
        String shown = text(person.person(
                request(),
                teacher,
                Optional.of("42"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        String trail = shown.substring(shown.indexOf("The path: done, now and later"));
        trail = trail.substring(0, trail.indexOf("</ol>"));
        assertThat(trail)
                .containsSubsequence(
                        "<li class=\"done\">", "Done: ", "<li class=\"now\">", "Now: ", "Try it on your own backlog");
        assertThat(trail).containsSubsequence("<li class=\"locked\">", "Locked: ", "Opens when ");
    }

    @Test
    void showsWhatStandsBehindAGradeOfALearnerOfThisCourse() {
        String shown = text(person.person(
                request(),
                teacher,
                Optional.of("42"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        assertThat(shown)
                .contains("<h1>Sofía Marín</h1>")
                .contains("Try it on your own backlog")
                .contains("Earned so far: 41.7")
                .contains("action=\"/course/person/tier?t=sealed\"")
                .contains("Watched her read three &lt;reports&gt;.")
                .contains("Prefers mornings &amp; &lt;tea&gt;.")
                .contains("role=\"img\" aria-labelledby=\"ct cd\"");
        String assistants = text(person.person(
                request(),
                PretendHouse.session(Role.TEACHING_ASSISTANT),
                Optional.of("42"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        assertThat(assistants)
                .as("an assistant writes notes and steers, and sets no tier")
                .contains("/course/person/note", "/course/person/step")
                .doesNotContain("/course/person/tier");
        assertThat(person.person(
                                request(),
                                teacher,
                                Optional.of("nobody"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())
                        .code())
                .isEqualTo(404);
        assertThat(person.person(
                                request(),
                                teacher,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())
                        .code())
                .isEqualTo(404);
    }

    private String page(LtiSession session) {
        return text(grades.grades(request(), session, Optional.of("attention"), Optional.empty(), Optional.of("told")));
    }

    private static String text(HttpResponse<String> answer) {
        return answer.getBody(String.class).orElse("");
    }

    private static String location(HttpResponse<String> answer) {
        return String.valueOf(answer.header("Location"));
    }

    private static HttpRequest<?> request() {
        return HttpRequest.GET("/course/grades");
    }
}
