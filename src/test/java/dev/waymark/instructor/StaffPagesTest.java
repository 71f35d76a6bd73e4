package dev.waymark.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.grading.GradeDesk;
import dev.waymark.grading.Grades.Fate;
import dev.waymark.grading.Grades.Sent;
import dev.waymark.grading.Grades.Withheld;
import dev.waymark.home.PretendHouse;
import dev.waymark.learner.LearnerId;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import dev.waymark.web.PagesForTests;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The staff's pages of grades and of one person. */
class StaffPagesTest {

    private static final String CELL = "ab".repeat(32);

    final PretendHouse house = new PretendHouse();
    final List<String> told = new ArrayList<>();
    final LtiSession teacher = PretendHouse.session(Role.INSTRUCTOR);
    final LtiSession learner = PretendHouse.session(Role.LEARNER);
    private final CourseFace face = new CourseFace(house, house, PagesForTests.pages(), PagesForTests.refusals());
    private final Clock clock = Clock.fixed(PretendHouse.NOW, ZoneOffset.UTC);
    private GradeDesk.Line line = line(Fate.HELD, Optional.empty());
    private final GradesController grades =
            new GradesController(new GradesPages(new Desk(), house, house, face, clock), new Desk(), face, clock);
    private final PersonController person = new PersonController(house, house, house, house, house, face, clock);

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
        line = line(Fate.REFUSED, Optional.of("concluded"));
        assertThat(page(teacher))
                .contains("The course has concluded and takes no more scores.")
                .contains("Answer: 422 the platform answered 422")
                .contains("name=\"act\" value=\"again\"");
    }

    @Test
    void offersToSetToNothingOnlyWhatNothingStandsBehind() {
        line = new GradeDesk.Line(
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
    void answersLearnersWithARefusal() {
        assertThat(grades.grades(request(), learner, Optional.empty(), Optional.empty(), Optional.empty())
                        .code())
                .isEqualTo(403);
        assertThat(grades.tell(learner, "learner=" + PretendHouse.SOFIA + "&cell=" + CELL + "&act=overwrite")
                        .code())
                .isEqualTo(403);
        assertThat(grades.read(learner, "").code()).isEqualTo(403);
        assertThat(grades.columns(learner, "measure=path").code()).isEqualTo(403);
        assertThat(person.person(request(), learner, Optional.of("42")).code()).isEqualTo(403);
        assertThat(told).isEmpty();
    }

    @Test
    void showsWhatStandsBehindAGradeOfALearnerOfThisCourse() {
        String shown = text(person.person(request(), teacher, Optional.of("42")));
        assertThat(shown)
                .contains("<h1>Sofía Marín</h1>")
                .contains("Try it on your own backlog")
                .contains("41.7 due")
                .doesNotContain("<form");
        assertThat(person.person(request(), teacher, Optional.of("nobody")).code())
                .isEqualTo(404);
        assertThat(person.person(request(), teacher, Optional.empty()).code()).isEqualTo(404);
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

    private static GradeDesk.Line line(Fate fate, Optional<String> why) {
        return new GradeDesk.Line(
                PretendHouse.SOFIA,
                CELL,
                "path",
                Optional.of(91.0),
                Optional.empty(),
                Optional.of(91.0),
                Optional.of(new Sent(82, PretendHouse.NOW)),
                Optional.of(fate),
                why.map(any -> "422 the platform answered 422"),
                why,
                0,
                Optional.empty(),
                Optional.of(new GradeDesk.Shown(Optional.of(80.0), 100, PretendHouse.NOW)));
    }

    private final class Desk implements GradeDesk {
        @Override
        public Board board(TenantId tenant, CourseId course, Filter filter, int from, int count) {
            return new Board(
                    List.of(line),
                    1,
                    List.of(1, 1, 0, 0),
                    Optional.of(PretendHouse.NOW.plusSeconds(600)),
                    Optional.of(PretendHouse.NOW),
                    List.of(new CourseColumnState("path", "stopped", Optional.of("403 no"))),
                    true);
        }

        @Override
        public boolean tell(
                TenantId tenant, CourseId course, LearnerId who, String cell, Act act, String by, Instant at) {
            return told.add(act + " by " + by);
        }

        @Override
        public void readBack(TenantId tenant, CourseId course, Instant at) {
            told.add("read");
        }

        @Override
        public boolean chooseColumns(TenantId tenant, CourseId course, Set<String> measures, String by, Instant at) {
            return told.add("columns " + new java.util.TreeSet<>(measures));
        }
    }
}
