package dev.waymark.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.Browser.Answer;
import dev.waymark.permission.PermissionCourse.Person;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What staff do about one learner, over HTTP, and what the learner and the log show of it. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaffActsScenarioTest implements TestPropertyProvider {

    private final PermissionCourse course = new PermissionCourse("target/lti-config-staff-acts");

    @Inject
    EmbeddedServer server;

    @Inject
    PermissionCourse.Rooms rooms;

    @Override
    public Map<String, String> getProperties() {
        return course.properties();
    }

    @BeforeAll
    void people() {
        course.open(server.getURI(), rooms);
    }

    @AfterAll
    void stop() {
        course.close();
    }

    @Test
    void aTierThatIsSetReachesThePathAndTheLearnerAndIsTakenBack() {
        Browser teacher = course.browser(Person.INSTRUCTOR);
        String reachedBefore = csvLine(teacher);
        Answer answer = post(
                teacher,
                "/course/person/tier",
                Map.of(
                        "skill", "C03",
                        "tier", "4",
                        "reason", "Watched her in <three> reviews",
                        "until", LocalDate.now(ZoneOffset.UTC).plusDays(30).toString()));
        assertThat(answer.location()).contains("said=set");
        assertThat(teacher.get(answer.location()).body())
                .contains("The tier is set.")
                .contains("Watched her in &lt;three&gt; reviews")
                .contains("What staff did")
                .contains("Person INSTRUCTOR");
        assertThat(course.ownBrowser().get("/home").body())
                .contains("Set by your instructor until")
                .contains("Watched her in &lt;three&gt; reviews");
        assertThat(csvLine(teacher)).isNotEqualTo(reachedBefore);

        Answer taken = post(teacher, "/course/person/tier/withdraw", Map.of("number", "1", "reason", "A mix-up"));
        assertThat(taken.location()).contains("said=withdrawn");
        assertThat(csvLine(teacher)).isEqualTo(reachedBefore);
        assertThat(course.ownBrowser().get("/home").body()).doesNotContain("Set by your instructor until");
        assertThat(teacher.get("/course/person?learner=" + course.own()).body())
                .contains("taken back. Reason: A mix-up");
    }

    @Test
    void aTierNeedsAReasonAndADay() {
        Browser teacher = course.browser(Person.INSTRUCTOR);
        String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
        assertThat(post(
                                teacher,
                                "/course/person/tier",
                                Map.of("skill", "C03", "tier", "4", "reason", " ", "until", tomorrow))
                        .location())
                .contains("mistake=reason");
        assertThat(post(
                                teacher,
                                "/course/person/tier",
                                Map.of("skill", "C03", "tier", "4", "reason", "because", "until", "2020-01-01"))
                        .location())
                .contains("mistake=until");
        assertThat(post(
                                teacher,
                                "/course/person/tier",
                                Map.of("skill", "C03", "tier", "5", "reason", "because", "until", tomorrow))
                        .location())
                .contains("mistake=skill");
    }

    @Test
    void notesAreReadByStaffAndNotByMentorsOrTheLearner() {
        Browser teacher = course.browser(Person.INSTRUCTOR);
        post(teacher, "/course/person/note", Map.of("act", "add", "text", "Likes to be asked first."));
        String page = "/course/person?learner=" + course.own();
        assertThat(course.browser(Person.ASSISTANT).get(page).body()).contains("Likes to be asked first.");
        assertThat(course.browser(Person.MENTOR).get(page).body()).doesNotContain("Likes to be asked first.");
        assertThat(course.ownBrowser().get("/home").body()).doesNotContain("Likes to be asked first.");
        post(course.browser(Person.ASSISTANT), "/course/person/note", Map.of("act", "remove", "number", "1"));
        assertThat(teacher.get(page).body())
                .as("only whoever wrote it takes it out")
                .contains("Likes to be asked first.");
        post(teacher, "/course/person/note", Map.of("act", "remove", "number", "1"));
        assertThat(teacher.get(page).body()).doesNotContain("Likes to be asked first.");
    }

    @Test
    void aStepIsPinnedWithAReasonThatTheLogHas() {
        Browser assistant = course.browser(Person.ASSISTANT);
        String page = assistant.get("/course/person?learner=" + course.own()).body();
        String step = page.substring(page.indexOf("name=\"step\""));
        String item = step.substring(step.indexOf("value=\"") + 7, step.indexOf("\"", step.indexOf("value=\"") + 7));
        Answer answer = post(
                assistant, "/course/person/step", Map.of("step", item, "act", "pin", "reason", "Came up in a review"));
        assertThat(answer.location()).contains("said=stepped");
        assertThat(assistant.get(answer.location()).body()).contains("pinned ").contains("Came up in a review");
    }

    @Test
    void theClassFiltersSortsAndGoesOutAsAFileThatRunsNothing() {
        Browser teacher = course.browser(Person.INSTRUCTOR);
        assertThat(teacher.get("/course?q=olivia").body())
                .contains(PermissionCourse.OWN)
                .doesNotContain(PermissionCourse.SECOND);
        assertThat(teacher.get("/course?section=72").body())
                .contains(PermissionCourse.SECOND)
                .doesNotContain(PermissionCourse.OWN);
        assertThat(teacher.get("/course?skill=C03&tier=below").body()).contains(PermissionCourse.OWN);
        assertThat(teacher.get("/course?skill=C03&tier=4").body()).doesNotContain(PermissionCourse.SECOND);
        assertThat(teacher.get("/course?sort=name").body().indexOf(PermissionCourse.OWN))
                .isLessThan(teacher.get("/course?sort=name").body().indexOf(PermissionCourse.SECOND));
        rooms.put("UPDATE learner_person SET display_name = '=HYPERLINK(1)' WHERE tenant = 1 AND display_name = '"
                + PermissionCourse.SECOND + "'");
        assertThat(teacher.get("/course/class.csv").body())
                .contains("'=HYPERLINK(1)")
                .doesNotContain("\n=HYPERLINK");
        rooms.put("UPDATE learner_person SET display_name = '" + PermissionCourse.SECOND
                + "' WHERE tenant = 1 AND display_name = '=HYPERLINK(1)'");
    }

    @Test
    void aDesignerSeesNoGroupOfFewerThanFive() {
        Browser designer = course.browser(Person.DESIGNER);
        assertThat(designer.get("/course/heatmap").body())
                .contains("fewer than 5")
                .doesNotContain(PermissionCourse.OWN)
                .doesNotContain("Learners instead of roles");
        assertThat(designer.get("/course/heatmap?by=learner").body()).doesNotContain(PermissionCourse.OWN);
        assertThat(designer.get("/course/heatmap.csv?by=learner").body()).doesNotContain(PermissionCourse.OWN);
        assertThat(course.browser(Person.INSTRUCTOR)
                        .get("/course/heatmap?by=learner")
                        .body())
                .contains(PermissionCourse.OWN);
    }

    private String csvLine(Browser teacher) {
        return teacher.get("/course/class.csv?q=Olivia")
                .body()
                .lines()
                .skip(1)
                .findFirst()
                .orElse("");
    }

    private Answer post(Browser browser, String path, Map<String, String> fields) {
        Map<String, String> form = new TreeMap<>(fields);
        form.put("learner", course.own());
        form.put("csrf", course.csrf(browser));
        return browser.post(path, form);
    }
}
