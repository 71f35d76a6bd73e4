package dev.waymark.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.Browser.Answer;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** After a publication staff see how far the counting anew has come, and that it is done. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountingAnewScenarioTest implements TestPropertyProvider {

    private final FakePlatform platform = FakePlatform.start();
    private final LaunchDriver driver = new LaunchDriver(platform);

    @Inject
    EmbeddedServer server;

    @Inject
    Waiting waiting;

    /** Asks the table itself. */
    @Singleton
    static class Waiting {
        private final JdbcOperations jdbc;

        Waiting(JdbcOperations jdbc) {
            this.jdbc = jdbc;
        }

        @Transactional
        public void settle() {
            jdbc.prepareStatement("DELETE FROM mastery_stale", PreparedStatement::executeUpdate);
        }
    }

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-counting-anew");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString(), "waymark.mastery.recount", "1h");
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void showsHowManyAreCountedUntilAllAre() {
        Browser teacher = launched("Instructor");
        launched("Learner");
        Answer roles = post(
                teacher,
                teacher.get("/course/setup"),
                "setup/framework",
                Map.of("version", "ai-upskilling/1", "library", "yes"));
        assertThat(roles.body()).doesNotContain("id=\"progress\"");
        Answer now = teacher.get("/course/setup?step=publish");
        Answer published = post(teacher, now, "setup/publish", Map.of("revision", hidden(now, "revision")));
        assertThat(published.body())
                .contains("id=\"progress\"", "0 of 1 people are counted anew", "aria-live=\"polite\"")
                .doesNotContain(" data-after>");
        String poll = one(published.body(), "hx-get=\"([^\"]+)\"").replace("&amp;", "&");
        assertThat(teacher.get(poll).body()).contains("0 of 1 people");
        assertThat(teacher.get("/course/setup?step=roles").body())
                .as("a reload")
                .contains("0 of 1 people");
        waiting.settle();
        assertThat(teacher.get(poll).body())
                .contains(" data-after>", "All people of this course are counted anew")
                .doesNotContain("id=\"progress\"");
        assertThat(teacher.get("/course/setup?step=roles").body()).doesNotContain(" data-after>", "id=\"progress\"");
    }

    private static Answer post(Browser browser, Answer page, String to, Map<String, String> fields) {
        String action =
                one(page.body(), "action=\"([^\"]*/course/" + to + "[^\"/]*)\"").replace("&amp;", "&");
        Map<String, String> all = new HashMap<>(fields);
        all.put("csrf", hidden(page, "csrf"));
        Answer answer = browser.post(action, all);
        return answer.status() == 303 ? browser.get(answer.location()) : answer;
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
