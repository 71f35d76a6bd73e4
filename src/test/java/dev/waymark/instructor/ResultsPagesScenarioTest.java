package dev.waymark.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.Browser.Answer;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Files of grades over HTTP: who may, what a file would do, and what it did. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResultsPagesScenarioTest implements TestPropertyProvider {

    private static final String BOUNDARY = "----waymarktest";

    private final FakePlatform platform = FakePlatform.start();
    private final LaunchDriver driver = new LaunchDriver(platform);

    @Inject
    EmbeddedServer server;

    @Inject
    DataSource database;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-results-scenario");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString(), "waymark.mastery.recount", "1h");
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private static final String FILE = """
            Username,Section,Essay (max 20),Talk
            ada,A,15,3
            charles,A,abc,4
            """;

    @Test
    void onlyWhoSetsTheCourseUpMay() {
        assertThat(launched("Learner").get("/course/results").status()).isEqualTo(403);
        assertThat(launched("Mentor").get("/course/results").status()).isEqualTo(403);
        assertThat(launched("Instructor").get("/course/results").status()).isEqualTo(200);
    }

    @Test
    void aFileIsLookedThroughReadInAndTakenBack() {
        Browser teacher = launched("Instructor");
        assertThat(teacher.get("/course/ledger").body()).contains("Read in a file of grades");
        Answer page = teacher.get("/course/results");
        assertThat(page.body()).contains("No file was read into this course yet.");
        String csrf = csrf(page);
        Answer none = upload(teacher, page, csrf, "a,b\n1,2\n");
        assertThat(none.body()).contains("No column says who the people are");

        Answer looked = upload(teacher, page, csrf, FILE);
        assertThat(looked.status()).isEqualTo(200);
        assertThat(looked.body())
                .contains("It would bring one score.", "2 people have not opened Waymark yet")
                .contains("It is no number.", "Nothing says how many points can be reached.")
                .doesNotContain("&lt;");
        String draft = one(looked.body(), "name=\"draft\" value=\"([^\"]+)\"");
        Map<String, String> form = Map.of(
                "csrf", csrf, "draft", draft, "columns", "2 3", "take2", "yes", "take3", "yes", "possible3", "4");
        Map<String, String> again = new java.util.HashMap<>(form);
        again.put("act", "again");
        assertThat(teacher.post(action(looked, "apply"), again).body()).contains("It would bring 3 scores.");
        Map<String, String> apply = new java.util.HashMap<>(form);
        apply.put("act", "apply");
        Answer done = teacher.post(action(looked, "apply"), apply);
        assertThat(done.status()).isEqualTo(303);
        Answer after = teacher.get(done.location());
        assertThat(after.body()).contains("3 scores were read in. Those of 2 people wait.", "f.csv", "Take it back");
        assertThat(teacher.get(teacher.post(action(looked, "apply"), apply).location())
                        .body())
                .contains("is not there any more");
        String id = one(after.body(), "name=\"import\" value=\"([^\"]+)\"");
        Answer undone = teacher.post(action(after, "undo"), Map.of("csrf", csrf, "import", id));
        assertThat(teacher.get(undone.location()).body()).contains("counts no longer", "taken back on");
    }

    @Test
    void aLongFileIsReadInWhileNobodyWaits() throws Exception {
        Browser teacher = launched("Instructor", "long-file");
        Answer page = teacher.get("/course/results");
        String csrf = csrf(page);
        Answer looked = upload(teacher, page, csrf, longFile());
        assertThat(one(looked.body(), "(It would [^.]*\\.)")).isEqualTo("It would bring 1,400 scores.");
        String draft = one(looked.body(), "name=\"draft\" value=\"([^\"]+)\"");
        Map<String, String> form = Map.of("csrf", csrf, "draft", draft, "columns", "1", "take1", "yes", "act", "apply");
        String watch = teacher.post(action(looked, "apply"), form).location();
        assertThat(watch).contains("said=going");
        // Whoever sends the form twice waits for the same.
        assertThat(teacher.post(action(looked, "apply"), form).location()).containsAnyOf("said=gone", "said=going");
        String after = watchToItsEnd(teacher, watch);
        assertThat(after).contains("The file is read in.", "1,400 scores").containsOnlyOnce("name=\"import\"");

        Map<String, String> back = Map.of("csrf", csrf, "import", one(after, "name=\"import\" value=\"([^\"]+)\""));
        Answer page2 = teacher.get("/course/results");
        String watchBack = teacher.post(action(page2, "undo"), back).location();
        assertThat(watchBack).contains("said=back");
        assertThat(teacher.post(action(page2, "undo"), back).location())
                .as("sent twice, it is one work")
                .contains("said=gone");
        assertThat(watchToItsEnd(teacher, watchBack))
                .contains("counts no longer", "taken back on")
                .doesNotContain("name=\"import\"");
    }

    @Test
    void aLongFileWhoseTakingBackStoppedIsGoneOnWith() throws Exception {
        Browser teacher = launched("Instructor", "stopped-back");
        Answer page = teacher.get("/course/results");
        String csrf = csrf(page);
        Answer looked = upload(teacher, page, csrf, longFile());
        String draft = one(looked.body(), "name=\"draft\" value=\"([^\"]+)\"");
        Map<String, String> form = Map.of("csrf", csrf, "draft", draft, "columns", "1", "take1", "yes", "act", "apply");
        watchToItsEnd(teacher, teacher.post(action(looked, "apply"), form).location());
        Answer applied = teacher.get("/course/results?said=going");
        assertThat(applied.body()).contains("name=\"import\"");
        // As a node leaves it that died on the way; nobody may begin a taking back by going on with it.
        try (var connection =
                ((DelegatingDataSource) database).getTargetDataSource().getConnection()) {
            try (var update = connection.prepareStatement("UPDATE results_import SET going_at = 1 WHERE id = ?")) {
                update.setString(1, draft);
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
            String goOn = action(page, "check").replace("/check", "/go-on");
            assertThat(teacher.post(goOn, Map.of("csrf", csrf, "draft", draft)).location())
                    .contains("said=gone");
            try (var update = connection.prepareStatement("UPDATE results_import SET going_done = 500,"
                    + " going_total = 1400, undone_at = imported_at WHERE id = ?")) {
                update.setString(1, draft);
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
        }
        Answer stopped = teacher.get("/course/results");
        assertThat(stopped.body())
                .contains("is not taken back to its end: it stopped after 500 of 1,400 scores", "Go on")
                .doesNotContain("name=\"import\"");
        Answer on = teacher.post(action(stopped, "go-on"), Map.of("csrf", csrf, "draft", draft));
        assertThat(on.location()).contains("said=back");
        assertThat(watchToItsEnd(teacher, on.location())).contains("counts no longer", "taken back on");
    }

    @Test
    void aLongFileThatStoppedIsGoneOnWith() throws Exception {
        Browser teacher = launched("Instructor", "stopped-file");
        Answer page = teacher.get("/course/results");
        String csrf = csrf(page);
        Answer looked = upload(teacher, page, csrf, longFile());
        String draft = one(looked.body(), "name=\"draft\" value=\"([^\"]+)\"");
        // As a node leaves it that died on the way.
        try (var connection =
                        ((DelegatingDataSource) database).getTargetDataSource().getConnection();
                var update = connection.prepareStatement("UPDATE results_import SET going_at = 1, going_done = 500,"
                        + " going_total = 1400, going_with = ? WHERE id = ?")) {
            update.setString(1, "[{\"column\":1,\"take\":true,\"possible\":20.0}]");
            update.setString(2, draft);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        Answer stopped = teacher.get("/course/results");
        assertThat(stopped.body()).contains("f.csv stopped after 500 of 1,400 scores.", "Go on");
        Answer other = teacher.post(action(stopped, "go-on"), Map.of("csrf", csrf, "draft", "not-one"));
        assertThat(other.location()).contains("said=gone");
        Answer on = teacher.post(action(stopped, "go-on"), Map.of("csrf", csrf, "draft", draft));
        assertThat(watchToItsEnd(teacher, on.location())).contains("The file is read in.", "1,400 scores");
    }

    private static String longFile() {
        var file = new StringBuilder("Username,Essay (max 20)\n");
        for (int n = 0; n < 1_400; n++) {
            file.append("writer").append(n).append(',').append(n % 21).append('\n');
        }
        return file.toString();
    }

    private static String watchToItsEnd(Browser browser, String place) throws InterruptedException {
        String body = "";
        for (int n = 0; n < 300; n++) {
            body = browser.get(place).body();
            if (!body.contains("id=\"progress\"")) {
                break;
            }
            assertThat(body).contains("You may leave this page");
            Thread.sleep(200);
        }
        return body;
    }

    @Test
    void aFileWithoutOurFormIsRefused() {
        Browser teacher = launched("Instructor");
        Answer page = teacher.get("/course/results");
        assertThat(upload(teacher, page, "wrong", FILE).status()).isEqualTo(403);
    }

    private static Answer upload(Browser browser, Answer page, String csrf, String file) {
        return send(
                browser,
                action(page, "check"),
                part("csrf", csrf)
                        + "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n"
                        + "Content-Type: text/csv\r\n\r\n" + file + "\r\n"
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
        return one(page.body(), "action=\"([^\"]*/course/results/" + which + "[^\"]*)\"")
                .replace("&amp;", "&");
    }

    private static String one(String body, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(body);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private Browser launched(String role) {
        return launched(role, "course-2");
    }

    private Browser launched(String role, String course) {
        Browser browser = Browser.on(server.getURI());
        LaunchFixtures.Case student = LaunchFixtures.one("valid", "student-normal");
        String payload = student.payload()
                .replaceAll("\"http://purl.imsglobal.org/vocab/lis/v2/membership#Learner\"", role(role))
                .replace("\"locale\": \"es\"", "\"locale\": \"en\"")
                .replace("\"course-2\"", "\"" + course + "\"")
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
