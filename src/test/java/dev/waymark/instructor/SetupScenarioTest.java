package dev.waymark.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.CourseSetups;
import dev.waymark.competency.Frameworks;
import dev.waymark.competency.Frameworks.Kind;
import dev.waymark.competency.Frameworks.Upload;
import dev.waymark.lti.Browser;
import dev.waymark.lti.Browser.Answer;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A course's set-up over HTTP, told in order: nothing, a draft, published, changed, and a newer framework. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SetupScenarioTest implements TestPropertyProvider {

    private static final TenantId TENANT = TenantId.FIRST;

    private final FakePlatform platform = FakePlatform.start();
    private final LaunchDriver driver = new LaunchDriver(platform);

    @Inject
    EmbeddedServer server;

    @Inject
    CourseSetups setups;

    @Inject
    Configurations configurations;

    @Inject
    Frameworks frameworks;

    @Inject
    Courses courses;

    /** Asks the table itself. */
    @Singleton
    static class Courses {
        private final JdbcOperations jdbc;

        Courses(JdbcOperations jdbc) {
            this.jdbc = jdbc;
        }

        @Transactional
        public CourseId only() {
            return jdbc.prepareStatement("SELECT DISTINCT course FROM competency_course", select -> {
                try (var rows = select.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    return CourseId.ofKey(rows.getString(1));
                }
            });
        }
    }

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-setup-scenario");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString(), "waymark.mastery.recount", "200ms");
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    @Order(1)
    void aCourseThatIsNotSetUpShowsStaffTheFirstActAndLearnersNothingOfIt() {
        Browser teacher = launched("Instructor");
        Answer course = teacher.get("/course");
        assertThat(course.body()).contains("This course is not set up yet", "Choose a framework");
        Answer setup = teacher.get("/course/setup");
        assertThat(setup.body())
                .contains("First choose a framework.", "What is there to learn?", "ai-upskilling/1")
                .doesNotContain("There is no draft.");
        Browser learner = launched("Learner");
        for (String page : new String[] {"/course/setup", "/course/coverage", "/course/criteria"}) {
            assertThat(learner.get(page).status()).as(page).isEqualTo(403);
        }
    }

    @Test
    @Order(2)
    void aDraftIsMadeStepByStepAndPublishedAsItWasLookedAt() {
        Browser teacher = launched("Instructor");
        Answer first = teacher.get("/course/setup");
        Answer roles = post(teacher, first, "setup/framework", Map.of("version", "ai-upskilling/1", "library", "yes"));
        assertThat(roles.body()).contains("Who learns here", "Saved in the draft.", "Product manager");

        Answer table = teacher.get(link(roles, "step=roles&amp;role=sales"));
        assertThat(table.body()).contains("Targets of: Sales");
        Answer saved = post(teacher, table, "setup/targets", Map.of("role", "sales", "t-C04", "4", "t-C07", ""));
        assertThat(saved.body()).contains("One target.");
        Answer activities = post(teacher, saved, "setup/roles", Map.of("role", "sales"));
        assertThat(activities.body())
                .contains("What does each activity show?", "No activity has shown itself yet", "learners can reach");
        Answer preview = post(
                teacher,
                teacher.get("/course/setup?step=preview"),
                "setup/preview",
                Map.of("learner", "", "role", "sales", "hours", "4", "rate-C04", "3"));
        assertThat(preview.body()).contains("Somebody made up", "target 4 Expert");

        Answer before = teacher.get("/course/setup?step=publish");
        assertThat(before.body()).contains("Publish for this course");
        post(teacher, saved, "setup/roles", Map.of("role", "sales"));
        Answer late = post(teacher, before, "setup/publish", Map.of("revision", hidden(before, "revision")));
        assertThat(late.body()).contains("Somebody changed the draft after you looked");
        assertThat(teacher.get("/course").body()).contains("A draft of the set-up waits");

        Answer now = teacher.get("/course/setup?step=publish");
        Answer published = post(teacher, now, "setup/publish", Map.of("revision", hidden(now, "revision")));
        assertThat(published.body()).contains("Version 1 of this set-up holds", "There is no draft.");
        assertThat(teacher.get("/course").body())
                .doesNotContain("This course is not set up yet", "A draft of the set-up waits");
        Browser learner = launched("Learner");
        assertThat(learner.get("/home").body()).contains("Sales").doesNotContain("Software engineer");
    }

    @Test
    @Order(3)
    void criteriaAreWrittenInLinesSaidInWordsAndShownToLearnersOncePublished() {
        Browser teacher = launched("Instructor");
        Answer page = teacher.get("/course/criteria");
        assertThat(page.body()).contains("No tier asks for anything else.");
        Answer faulty = post(teacher, page, "criteria", Map.of("act", "keep", "criteria", "C04@2\n  bannner x"));
        assertThat(faulty.body()).contains("Line 2 cannot be read: bannner x", "  bannner x");
        Answer unknown =
                post(teacher, page, "criteria", Map.of("act", "keep", "criteria", "C99@2\n  badge https://b.test/1"));
        assertThat(unknown.body()).contains("A skill is named that this framework does not have");
        Answer kept = post(
                teacher,
                page,
                "criteria",
                Map.of(
                        "act",
                        "keep",
                        "criteria",
                        "C04@2\n  any\n    score 75% https://lms.test/a1 Assignment 1\n    badge https://b.test/1 Badge"));
        assertThat(kept.body())
                .contains(
                        "One tier asks for something else.",
                        "one of these:",
                        "at least 75% on Assignment 1",
                        "the badge Badge");
        Browser learner = launched("Learner");
        assertThat(learner.get("/home/check").body()).doesNotContain("Assignment 1");

        publish(teacher);
        assertThat(learner.get("/home/check").body()).contains("one of these", "Assignment 1");
        Answer back = post(teacher, teacher.get("/course/criteria"), "criteria", Map.of("act", "version"));
        assertThat(back.body()).contains("No tier asks for anything else.");
        publish(teacher);
    }

    @Test
    @Order(4)
    void aNewerVersionOfTheFrameworkIsOfferedWithItsDifferencesAndTakenOnlyByPublishing() {
        Browser teacher = launched("Instructor");
        String csv = frameworks
                .export(TENANT, "ai-upskilling/1", Frameworks.Format.ROLES_CSV)
                .orElseThrow();
        String fewer = csv.lines()
                .filter(line -> !line.startsWith("software-engineer,"))
                .reduce("", (all, line) -> all + line + "\n");
        String draft = frameworks
                .keep(
                        TENANT,
                        new Upload(
                                Kind.ROLES,
                                fewer.getBytes(StandardCharsets.UTF_8),
                                "ai-upskilling/1",
                                Optional.empty()),
                        "test")
                .orElseThrow();
        assertThat(frameworks.publish(TENANT, draft, true, "test")).isInstanceOf(Frameworks.Publishing.Published.class);

        Answer page = teacher.get("/course/setup?step=framework");
        assertThat(page.body())
                .contains("A newer version of your framework", "ai-upskilling/2", "Role software-engineer");
        assertThat(setups.history(TENANT, course()).getFirst().setup().framework())
                .isEqualTo("ai-upskilling/1");
        Answer taken = post(teacher, page, "setup/update", Map.of("version", "ai-upskilling/2"));
        assertThat(taken.body()).contains("Who is affected, and how?");
        assertThat(configurations.of(TENANT, course()).version()).startsWith("ai-upskilling/1~");
        publish(teacher);
        assertThat(configurations.of(TENANT, course()).version()).startsWith("ai-upskilling/2~");

        Answer again = post(teacher, teacher.get("/course/setup?step=framework"), "setup/again", Map.of("number", "1"));
        assertThat(again.body()).contains("The draft is now as that version was.");
        Answer gone = post(teacher, again, "setup/discard", Map.of());
        assertThat(gone.body()).contains("The draft is gone.");
    }

    @Test
    @Order(5)
    void coverageNamesWhatNothingLeadsToAndTheActThatMendsIt() {
        Browser teacher = launched("Instructor");
        Answer plain = teacher.get("/course/coverage");
        assertThat(plain.body()).contains("Every target can be reached.", "Checking outputs");
        post(
                teacher,
                teacher.get("/course/setup?step=framework"),
                "setup/framework",
                Map.of("version", "ai-upskilling/2"));
        Answer bare = teacher.get("/course/coverage");
        assertThat(bare.body())
                .contains(
                        "nothing leads there yet",
                        "nothing, and asked for",
                        "Offer the learning items of the framework");
        String found = teacher.get("/course/coverage?q=CHECKING&show=missing").body();
        assertThat(found).contains("Checking outputs", "Show everything").doesNotContain("AI foundations");
        assertThat(teacher.get("/course/coverage?show=covered").body()).contains("Nothing here fits.");
        String file =
                teacher.get("/course/coverage.csv?q=checking&show=missing").body();
        assertThat(file.lines())
                .hasSize(4)
                .allMatch(line -> line.endsWith("\"Covered, %\"") || line.startsWith("Checking outputs,"))
                .anyMatch(line -> line.endsWith(",\"Asked for, and nothing leads there\",0,0"));
        assertThat(teacher.get("/course/coverage.csv?show=nonsense").body().lines())
                .as("what cannot be understood is left out: every skill at tiers 2 to 4")
                .hasSize(12 * 3 + 1);
        assertThat(launched("Learner").get("/course/coverage.csv").status()).isEqualTo(403);
        Browser assistant = launched("TeachingAssistant");
        assertThat(assistant.get("/course/setup").status()).isEqualTo(403);
        assertThat(assistant.get("/course/coverage").body())
                .contains("nothing, and asked for")
                .doesNotContain("Offer the learning items of the framework", "/course/setup");
        Answer mended = post(teacher, bare, "coverage/library", Map.of());
        assertThat(mended.body()).contains("Every target can be reached.");
    }

    @Test
    @Order(20)
    void whoMayNotSeePeopleIsNotToldWhatAFewOfThemDid() {
        launched("Learner");
        String teachers = launched("Instructor").get("/course/coverage").body();
        assertThat(teachers).contains("Content nobody used").doesNotContain("Fewer than 5 people learn here");
        String designers = launched("ContentDeveloper").get("/course/coverage").body();
        assertThat(designers).contains("Fewer than 5 people learn here").doesNotContain("Nobody has done it");
    }

    private CourseId course() {
        return courses.only();
    }

    private void publish(Browser teacher) {
        Answer now = teacher.get("/course/setup?step=publish");
        Answer published = post(teacher, now, "setup/publish", Map.of("revision", hidden(now, "revision")));
        assertThat(published.body()).contains("There is no draft.");
    }

    private static Answer post(Browser browser, Answer page, String to, Map<String, String> fields) {
        String action =
                one(page.body(), "action=\"([^\"]*/course/" + to + "[^\"/]*)\"").replace("&amp;", "&");
        Map<String, String> all = new HashMap<>(fields);
        all.put("csrf", hidden(page, "csrf"));
        Answer answer = browser.post(action, all);
        return answer.status() == 303 ? browser.get(answer.location()) : answer;
    }

    private static String link(Answer page, String part) {
        return one(page.body(), "href=\"([^\"#]*" + Pattern.quote(part) + "[^\"#]*)")
                .replace("&amp;", "&");
    }

    private static String hidden(Answer page, String name) {
        return one(page.body(), "name=\"" + name + "\" value=\"([^\"]+)\"");
    }

    private static String one(String body, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(body);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private Browser launched(String role) {
        Browser browser = Browser.on(server.getURI());
        LaunchFixtures.Case student = LaunchFixtures.one("valid", "student-normal");
        String payload = student.payload()
                .replaceAll(
                        "\"http://purl.imsglobal.org/vocab/lis/v2/membership#Learner\"",
                        role.equals("TeachingAssistant")
                                ? "\"http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant\""
                                : "\"http://purl.imsglobal.org/vocab/lis/v2/membership#" + role + "\"")
                .replace("\"locale\": \"es\"", "\"locale\": \"en\"")
                .replace("u-4711", "u-setup-" + role);
        Answer launch = driver.launch(
                browser, new LaunchFixtures.Case("as " + role, payload, Optional.empty(), Optional.empty()));
        assertThat(launch.status()).isEqualTo(303);
        browser.get(launch.location());
        return browser;
    }
}
