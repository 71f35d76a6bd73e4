package dev.waymark.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.Browser.Answer;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Frameworks over HTTP: who may do what, files as a browser sends them, and what comes back. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrameworksPagesScenarioTest implements TestPropertyProvider {

    private static final int SKILLS = 10_000;

    private static final String BOUNDARY = "----waymarktest";

    private final FakePlatform platform = FakePlatform.start();
    private final LaunchDriver driver = new LaunchDriver(platform);

    @Inject
    EmbeddedServer server;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-frameworks-scenario");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString(), "waymark.mastery.recount", "1h");
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void aLearnerSeesNothingAndChangesNothing() {
        Browser learner = launched("Learner");
        assertThat(learner.get("/course/frameworks").status()).isEqualTo(403);
        assertThat(learner.get("/course/frameworks/export?of=ai-upskilling/1&format=CASE_1_1")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anInstructorChecksAFileKeepsADraftAndMayNotPublishIt() {
        Browser teacher = launched("Instructor");
        Answer page = teacher.get("/course/frameworks");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("ai-upskilling/1", "In force for the organisation.");
        String csrf = csrf(page);
        String check = action(page, "check");

        Answer faulty = upload(teacher, check, csrf, "PREREQUISITES", "target,requires\nC03@2,C99@1\n", "check");
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(faulty.body()).contains("One thing is wrong with the file.", "C99@1", "requires");

        Answer dry = upload(teacher, check, csrf, "PREREQUISITES", "target,requires\nC03@2,C01@1\n", "check");
        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.body()).contains("Nothing is wrong with the file.").doesNotContain("Draft of");

        Answer kept = upload(teacher, check, csrf, "PREREQUISITES", "target,requires\nC03@2,C01@1\n", "keep");
        assertThat(kept.status()).isEqualTo(303);
        Answer draft = teacher.get(kept.location());
        assertThat(draft.body())
                .contains("Draft of ai-upskilling/2", "Kept as a draft.", "A course picks it in its set-up");
        String id = one(draft.body(), "name=\"id\" value=\"([0-9a-f-]{36})\"");
        assertThat(teacher.post(
                                action(draft, "discard").replace("discard", "publish"),
                                Map.of("csrf", csrf, "id", id, "scope", "all"))
                        .status())
                .isEqualTo(403);

        Browser administrator = launched("Administrator");
        Answer theirs = administrator.get("/course/frameworks/draft?id=" + id);
        Answer published = administrator.post(
                action(theirs, "publish"), Map.of("csrf", csrf(theirs), "id", id, "scope", "courses"));
        assertThat(published.status()).isEqualTo(303);
        assertThat(administrator.get(published.location()).body())
                .contains("ai-upskilling/2", "Published. Courses can pick it in their set-up.");
    }

    @Test
    void aFileWithoutOurFormIsRefusedAndSoIsOneThatSaysItTooLate() {
        Browser teacher = launched("Instructor");
        Answer page = teacher.get("/course/frameworks");
        String check = action(page, "check");
        assertThat(upload(teacher, check, "wrong", "ROLES", "role\n", "check").status())
                .isEqualTo(403);
        String late = part("kind", "ROLES") + part("csrf", csrf(page)) + "--" + BOUNDARY + "--\r\n";
        assertThat(send(teacher, check, late).status()).isEqualTo(403);
    }

    @Test
    void aVersionGoesOutAsCaseAndAsCsv() {
        Browser teacher = launched("Instructor");
        Answer json = teacher.get("/course/frameworks/export?of=ai-upskilling/1&format=CASE_1_1");
        assertThat(json.status()).isEqualTo(200);
        assertThat(json.headers().firstValue("Content-Disposition").orElse(""))
                .isEqualTo("attachment; filename=\"ai-upskilling-1-case-1-1.json\"");
        assertThat(json.body()).startsWith("{").contains("\"caseVersion\":\"1.1\"", "\"precedes\"");
        assertThat(teacher.get("/course/frameworks/export?of=ai-upskilling/1&format=ROLES_CSV")
                        .body())
                .startsWith("role,baseline,name_en");
        assertThat(teacher.get("/course/frameworks/export?of=nothing&format=ROLES_CSV")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void largeFilesAreReadAndLargeFormsElsewhereAreNot() {
        Browser teacher = launched("Instructor");
        Answer page = teacher.get("/course/frameworks");
        String big = "id,name_en\nA," + "x".repeat(2_000_000) + "\n";
        Answer read = upload(teacher, action(page, "check"), csrf(page), "COMPETENCIES", big, "check");
        assertThat(read.status()).isIn(200, 422);
        assertThat(teacher.post(
                                action(page, "check").replace("check", "discard"),
                                Map.of("csrf", csrf(page), "id", "x".repeat(2_000_000)))
                        .status())
                .isIn(403, 413);
    }

    @Test
    void tenThousandSkillsAsCsvAreCheckedKeptAndComeOutAgain() {
        Browser teacher = launched("Instructor");
        Answer page = teacher.get("/course/frameworks");
        String check = action(page, "check");
        String many = IntStream.range(0, SKILLS)
                .mapToObj(number -> "S%05d,Skill number %d,Knows,Uses,Combines,Shapes".formatted(number, number))
                .collect(Collectors.joining("\n", "id,name_en,tier1_en,tier2_en,tier3_en,tier4_en\n", "\n"));
        Instant begun = Instant.now();

        Answer dry = upload(teacher, check, csrf(page), "COMPETENCIES", many, "check");
        assertThat(dry.body())
                .as("changes are cut to what a page can hold")
                .contains("S00001")
                .hasSizeLessThan(400_000);
        Answer faulty = upload(
                teacher,
                check,
                csrf(page),
                "COMPETENCIES",
                many.replace("S09999,Skill number 9999", "S09998,Skill number 9999"),
                "check");
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(faulty.body()).as("the line of the last one, twice there").contains("10001", "S09998");

        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(40));
    }

    private Answer upload(Browser browser, String action, String csrf, String kind, String file, String act) {
        return send(
                browser,
                action,
                part("csrf", csrf)
                        + part("kind", kind)
                        + part("base", "ai-upskilling/1")
                        + part("granularity", "")
                        + "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n"
                        + "Content-Type: text/csv\r\n\r\n" + file + "\r\n"
                        + part("act", act)
                        + "--" + BOUNDARY + "--\r\n");
    }

    private static Answer send(Browser browser, String action, String body) {
        return browser.postAs("multipart/form-data; boundary=" + BOUNDARY, action, body);
    }

    private static String part(String name, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String csrf(Answer page) {
        return one(page.body(), "name=\"csrf\" value=\"([^\"]+)\"");
    }

    private static String action(Answer page, String which) {
        return one(page.body(), "action=\"([^\"]*/course/frameworks/" + which + "[^\"]*)\"")
                .replace("&amp;", "&");
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
                .replaceAll("\"http://purl.imsglobal.org/vocab/lis/v2/membership#Learner\"", role(role))
                .replace("\"locale\": \"es\"", "\"locale\": \"en\"")
                .replace("u-4711", "u-" + role);
        Answer launch = driver.launch(
                browser, new LaunchFixtures.Case("as " + role, payload, Optional.empty(), Optional.empty()));
        assertThat(launch.status()).isEqualTo(303);
        browser.get(launch.location());
        return browser;
    }

    private static String role(String role) {
        return role.equals("Administrator")
                ? "\"http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator\""
                : "\"http://purl.imsglobal.org/vocab/lis/v2/membership#" + role + "\"";
    }
}
