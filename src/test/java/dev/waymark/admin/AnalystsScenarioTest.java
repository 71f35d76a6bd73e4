package dev.waymark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.access.ApiTokens;
import dev.waymark.access.DatabaseAccounts;
import dev.waymark.access.Scope;
import dev.waymark.lti.Browser;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An administrator lets programs read, and stops them. */
@Tag("storage")
@MicronautTest(transactional = false)
class AnalystsScenarioTest {

    private static final String PASSWORD = "four words that nobody joins";
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("wmk_[0-9a-f]{24}_[A-Za-z0-9_-]{43}");
    private static final String HOME = "/admin/analysts";
    private static int people;

    @Inject
    EmbeddedServer server;

    @Inject
    Invitations invitations;

    @Inject
    ApiTokens tokens;

    @Inject
    DatabaseAccounts accounts;

    private Browser browser;

    @BeforeEach
    void signIn() {
        browser = Browser.on(server.getURI());
        String login = "analyst-admin-" + people++;
        var link = invitations.link(TenantId.FIRST, Optional.of(login));
        String path = link.getPath() + "?" + link.getQuery();
        String body = browser.get(path).body();
        browser.post(
                link.getPath(),
                Map.of(
                        "csrf", csrf(body),
                        "token", link.getQuery().substring("token=".length()),
                        "login", login,
                        "password", PASSWORD,
                        "again", PASSWORD));
        assertThat(browser.get(HOME).status()).isEqualTo(200);
    }

    @Test
    void aKeyIsShownOnceAndWithdrawn() {
        var made = browser.post(
                HOME + "/key", Map.of("csrf", csrf(), "name", "Warehouse <b>", "scope-PEOPLE", "on", "days", "30"));
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.body()).contains("Warehouse &lt;b&gt;").doesNotContain("Warehouse <b>");
        Matcher key = KEY.matcher(made.body());
        assertThat(key.find()).isTrue();
        var token = tokens.open(key.group()).orElseThrow();
        assertThat(token.scopes()).containsExactly(Scope.PEOPLE);

        assertThat(browser.get(HOME).body()).contains("people:read").doesNotContainPattern(KEY);
        assertThat(browser.post(HOME + "/key/withdraw", Map.of("csrf", csrf(), "id", token.id()))
                        .location())
                .isEqualTo(HOME + "?said=withdrawn");
        assertThat(tokens.open(key.group())).isEmpty();
        assertThat(browser.post(HOME + "/key/withdraw", Map.of("csrf", csrf(), "id", token.id()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void saysWhatAKeyNeeds() {
        assertThat(make(Map.of("name", "x", "days", "30"))).contains("at least one thing");
        assertThat(make(Map.of("name", "x", "scope-GROUPS", "on", "days", "401")))
                .contains("1 to 400");
        assertThat(make(Map.of("name", " ", "scope-GROUPS", "on", "days", "30")))
                .contains("1 to 200 characters");
    }

    @Test
    void anAccountIsListedOnceAndRemoved() {
        assertThat(browser.post(HOME + "/account", Map.of("csrf", csrf(), "account", "Reader_X", "people", "on"))
                        .location())
                .isEqualTo(HOME + "?said=added");
        assertThat(accounts.all(TenantId.FIRST))
                .anySatisfy(each -> assertThat(each.name()).isEqualTo("reader_x"));
        assertThat(browser.post(HOME + "/account", Map.of("csrf", csrf(), "account", "reader_x"))
                        .body())
                .contains("listed already");
        assertThat(browser.post(HOME + "/account", Map.of("csrf", csrf(), "account", "a@b"))
                        .body())
                .contains("without its host");
        assertThat(browser.post(HOME + "/account/remove", Map.of("csrf", csrf(), "account", "reader_x"))
                        .location())
                .isEqualTo(HOME + "?said=removed");
    }

    @Test
    void aFormWithoutItsMarkChangesNothing() {
        assertThat(browser.post(HOME + "/account", Map.of("account", "reader_y"))
                        .status())
                .isEqualTo(403);
        assertThat(accounts.all(TenantId.FIRST))
                .noneSatisfy(each -> assertThat(each.name()).isEqualTo("reader_y"));
    }

    private String make(Map<String, String> fields) {
        var all = new java.util.HashMap<>(fields);
        all.put("csrf", csrf());
        var answer = browser.post(HOME + "/key", all);
        assertThat(answer.status()).isEqualTo(400);
        return answer.body();
    }

    private String csrf() {
        return csrf(browser.get(HOME).body());
    }

    private static String csrf(String body) {
        Matcher found = CSRF.matcher(body);
        assertThat(found.find()).as("a csrf field in " + body).isTrue();
        return found.group(1);
    }
}
