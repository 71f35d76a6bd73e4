package dev.waymark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.learner.Identities;
import dev.waymark.lrs.Pace;
import dev.waymark.lrs.Source;
import dev.waymark.lrs.SourceBook;
import dev.waymark.lrs.SourceDraft;
import dev.waymark.lrs.canvas.CanvasFeeds;
import dev.waymark.lti.Browser;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An administrator lets a Canvas send its events, sees what was refused and why, and stops it again. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanvasPageScenarioTest {

    private static final String PASSWORD = "four words that nobody joins";
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final Pattern ADDRESS = Pattern.compile("(/canvas/events/wmc_[A-Za-z0-9_-]+)");
    private static final Pattern PLATFORM = Pattern.compile("<option value=\"([0-9]+)\">Page Canvas");

    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    SourceBook book;

    @Inject
    CanvasFeeds feeds;

    @Inject
    Identities identities;

    @Inject
    Registrations registrations;

    /** A registration as a platform's file would make it. */
    @Singleton
    static class Registrations {
        private final JdbcOperations jdbc;

        Registrations(JdbcOperations jdbc) {
            this.jdbc = jdbc;
        }

        @Transactional
        public void add() {
            jdbc.prepareStatement(
                    "INSERT IGNORE INTO lti_registration (tenant, issuer, client_id, name, authorization_endpoint,"
                            + " token_endpoint, jwks_uri, active, updated_at) VALUES (1, 'https://canvas.page.test', 'c',"
                            + " 'Page Canvas', 'https://x.test/a', 'https://x.test/t', 'https://x.test/k', 1, 0)",
                    PreparedStatement::executeUpdate);
        }
    }

    private Browser browser;
    private String source = "";

    @BeforeAll
    void signIn() {
        registrations.add();
        accounts.keep(TenantId.FIRST, "canvas-page", Passwords.hash(PASSWORD.toCharArray()));
        browser = Browser.on(server.getURI());
        String csrf = found(CSRF, browser.get("/admin/login").body());
        browser.post("/admin/login", Map.of("csrf", csrf, "login", "canvas-page", "password", PASSWORD));
        var draft = new SourceDraft("Our Canvas", "", Source.Authorization.NONE, "", "", "1.0.3", Pace.USUAL, false);
        source = ((SourceBook.Entered.Kept) book.add(TenantId.FIRST, draft, "test")).source();
    }

    @Test
    void fromTheStepsToTheFirstRefusalAndBack() throws IOException, InterruptedException {
        String sourcePage =
                browser.get("/admin/sources/one?source=" + encoded()).body();
        assertThat(sourcePage).contains("/admin/sources/canvas?source=");
        String empty = page();
        assertThat(empty).contains("Sign Payload", "grade_change", "execute-api.us-east-1.amazonaws.com/main/jwks");

        assertThat(enter(empty, "", "").body()).contains("Expected one to five host names");
        assertThat(enter(empty, "school.instructure.test", "ftp://keys").body()).contains("public keys cannot be used");
        String made = enter(empty, "https://School.Instructure.test/", "").body();
        String address = found(ADDRESS, made);
        assertThat(page()).doesNotContain(address).contains("No event has come yet");
        assertThat(feeds.of(TenantId.FIRST, source).orElseThrow().hosts()).containsExactly("school.instructure.test");
        assertThat(identities.mappings(TenantId.FIRST))
                .anySatisfy(
                        each -> assertThat(each.declared().homePage()).startsWith("https://school.instructure.test"));

        assertThat(post(address)).isEqualTo(401);
        assertThat(page()).contains("the event was not signed");

        browser.post("/admin/sources/canvas/stop", Map.of("csrf", found(CSRF, page()), "source", source));
        assertThat(post(address)).isEqualTo(404);
        assertThat(feeds.of(TenantId.FIRST, source)).isEmpty();
    }

    private Browser.Answer enter(String page, String hosts, String keys) {
        return browser.post(
                "/admin/sources/canvas/enter",
                Map.of(
                        "csrf",
                        found(CSRF, page),
                        "source",
                        source,
                        "hosts",
                        hosts,
                        "keys",
                        keys.isEmpty() ? "https://keys.test.example/jwks" : keys,
                        "platform",
                        found(PLATFORM, page),
                        "people",
                        "USER"));
    }

    private int post(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.getURI().resolve(URI.create(address)))
                                .POST(HttpRequest.BodyPublishers.ofString("{\"metadata\":{},\"body\":{}}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private String page() {
        return browser.get("/admin/sources/canvas?source=" + encoded()).body();
    }

    private String encoded() {
        return URLEncoder.encode(source, StandardCharsets.UTF_8);
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }
}
