package dev.waymark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.learner.Identities;
import dev.waymark.lti.Browser;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An administrator's page of accounts, by the forms that are on it. */
@Tag("storage")
@MicronautTest(transactional = false)
class AccountsPageScenarioTest {

    private static final String PASSWORD = "four words that nobody joins";
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final Pattern MAPPING = Pattern.compile("name=\"id\" value=\"([^\"]+)\"");

    @Inject
    dev.waymark.lrs.feed.Intake intake;

    @Inject
    EmbeddedServer server;

    @Inject
    Invitations invitations;

    @Inject
    Identities identities;

    @Inject
    Registered registered;

    @jakarta.inject.Singleton
    static class Registered {
        private final io.micronaut.data.jdbc.runtime.JdbcOperations jdbc;

        Registered(io.micronaut.data.jdbc.runtime.JdbcOperations jdbc) {
            this.jdbc = jdbc;
        }

        @io.micronaut.transaction.annotation.Transactional
        public long add(String issuer) {
            jdbc.prepareStatement(
                    "INSERT IGNORE INTO lti_registration (tenant, issuer, client_id, name, authorization_endpoint,"
                            + " token_endpoint, jwks_uri, active, updated_at) VALUES (1, ?, 'accounts', 'Campus',"
                            + " 'https://x.test/a', 'https://x.test/t', 'https://x.test/k', 1, 0)",
                    insert -> {
                        insert.setString(1, issuer);
                        return insert.executeUpdate();
                    });
            return jdbc.prepareStatement(
                    "SELECT id FROM lti_registration WHERE tenant = 1 AND issuer = ? AND client_id = 'accounts'",
                    select -> {
                        select.setString(1, issuer);
                        try (var rows = select.executeQuery()) {
                            rows.next();
                            return rows.getLong(1);
                        }
                    });
        }
    }

    @Test
    void declaresWithdrawsAndVouches() {
        String registration = Long.toString(registered.add("https://campus.test"));
        Browser browser = signedIn("accounts-admin");
        assertThat(Browser.on(server.getURI()).get("/admin/accounts").status()).isEqualTo(303);
        String csrf = csrf(browser.get("/admin/accounts").body());

        var refused = browser.post("/admin/accounts/declare", declared(csrf, registration, "not an address"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Nothing was changed").contains("http or https");
        assertThat(browser.post("/admin/accounts/declare", declared("x", registration, "https://content.test"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.post("/admin/accounts/declare", declared(csrf, registration, "https://content.test"))
                        .location())
                .isEqualTo("/admin/accounts?said=declared");
        String page = browser.get("/admin/accounts?said=declared").body();
        assertThat(page).contains("Accounts on https://content.test are people of Campus");
        assertThat(identities.mappings(TenantId.FIRST)).hasSize(1);

        var matcher = MAPPING.matcher(page);
        assertThat(matcher.find()).isTrue();
        assertThat(browser.post("/admin/accounts/withdraw", Map.of("csrf", csrf, "id", matcher.group(1)))
                        .status())
                .isEqualTo(303);
        assertThat(identities.mappings(TenantId.FIRST)).isEmpty();

        assertThat(browser.post(
                                "/admin/accounts/mail",
                                Map.of("csrf", csrf, "registration", registration, "vouch", "yes"))
                        .status())
                .isEqualTo(303);
        assertThat(browser.get("/admin/accounts").body()).contains("Campus: its addresses are vouched for");
        assertThat(browser.post(
                                "/admin/accounts/link",
                                Map.of("csrf", csrf, "agent", "ACCOUNT https://content.test 1", "learner", "nobody"))
                        .status())
                .isEqualTo(400);
        assertThat(browser.get("/admin/accounts?person=nobody-at-all").body()).contains("Nobody");
    }

    @Test
    void theLedgerIsForAdministratorsAlone() throws Exception {
        assertThat(Browser.on(server.getURI()).get("/admin/ledger").status()).isEqualTo(303);
        Browser browser = signedIn("ledger-admin");
        String page = browser.get("/admin/ledger?became=not-aligned&from=2026-01-01&until=nonsense&after=zz")
                .body();
        assertThat(page).contains("What became of every statement").contains("value=\"not-aligned\" selected");

        String id = dev.waymark.lrs.Written.id();
        String statement = dev.waymark.lrs.Written.quizAttempt(id, "nobody-yet", 77, 1, 7, "2026-03-01T10:00:00Z")
                .strip()
                .replaceFirst("\\{", "{\"stored\":\"2026-03-02T10:00:00Z\",")
                .replace("\"result\"", "\"note\":\"<script>\",\"result\"");
        intake.take(
                TenantId.FIRST,
                "pushed",
                dev.waymark.lrs.xapi.StatementPages.read(("{\"statements\":[" + statement + "],\"more\":\"\"}")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        String activity =
                java.net.URLEncoder.encode(dev.waymark.lrs.Written.quizId(77), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(browser.get("/admin/ledger?activity=" + activity).body()).contains("/admin/ledger/" + id);
        assertThat(browser.get("/admin/ledger?source=pushed").body())
                .contains("/admin/ledger/" + id, "value=\"pushed\" selected");
        assertThat(browser.get("/admin/ledger?source=another&verb=no-such-verb").body())
                .contains("value=\"no-such-verb\" selected")
                .doesNotContain("/admin/ledger/" + id);
        assertThat(browser.get("/admin/ledger?activity=https://x.test/other").body())
                .doesNotContain("/admin/ledger/" + id);
        assertThat(browser.get("/admin/ledger?activity=" + activity).body())
                .contains("Account nobody-yet at")
                .doesNotContain("ACCOUNT ");
        String one = browser.get("/admin/ledger/" + id).body();
        assertThat(one)
                .contains("How one statement was read", "As it came from pushed", "2026-03-01T10:00:00Z")
                .doesNotContain("<script>\"");
        assertThat(browser.get("/admin/ledger/" + dev.waymark.lrs.Written.id()).status())
                .isEqualTo(303);
        assertThat(Browser.on(server.getURI()).get("/admin/ledger/" + id).location())
                .contains("/admin");
    }

    @Test
    void showsOfAnAddressOnlyAPart() {
        assertThat(AccountsController.shown("MBOX mailto:beatrice@x.test")).isEqualTo("b…@x.test");
        assertThat(AccountsController.shown("ACCOUNT https://x.test 7")).isEqualTo("https://x.test 7");
    }

    private static Map<String, String> declared(String csrf, String registration, String home) {
        return Map.of(
                "csrf", csrf, "registration", registration, "kind", "ACCOUNT", "home", home, "field", "CANVAS_USER_ID");
    }

    private Browser signedIn(String login) {
        Browser browser = Browser.on(server.getURI());
        var link = invitations.link(TenantId.FIRST, Optional.of(login));
        String path = link.getPath() + "?" + link.getRawQuery();
        String token = link.getQuery().substring("token=".length());
        String csrf = csrf(browser.get(path).body());
        assertThat(browser.post(
                                "/admin/enter",
                                Map.of(
                                        "csrf",
                                        csrf,
                                        "token",
                                        token,
                                        "login",
                                        "",
                                        "password",
                                        PASSWORD,
                                        "again",
                                        PASSWORD))
                        .status())
                .isEqualTo(303);
        return browser;
    }

    private static String csrf(String body) {
        var matcher = CSRF.matcher(body);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
