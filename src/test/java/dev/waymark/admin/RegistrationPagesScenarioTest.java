package dev.waymark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.registration.KeptRegistration;
import dev.waymark.lti.registration.Registrations;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An administrator writes a platform down, approves its deployments, checks it, switches it off and removes it. */
@Tag("storage")
@MicronautTest(transactional = false)
class RegistrationPagesScenarioTest {

    private static final String LIST = "/admin/registrations";

    @Inject
    EmbeddedServer server;

    @Inject
    AdminAtWork adminAtWork;

    @Inject
    Registrations registrations;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private final FakePlatform lms = FakePlatform.start();
    private Browser admin;

    @BeforeEach
    void signIn() {
        admin = adminAtWork.signedIn(server.getURI());
    }

    @AfterEach
    void close() {
        lms.close();
    }

    @Test
    void aPlatformIsWrittenDownAndItsDeploymentApprovedWhenItAsks() {
        String page = writeDown(FakePlatform.CLIENT_ID, "");
        var driver = new LaunchDriver(lms);
        var learner = LaunchFixtures.one("valid", "student-normal");
        var refused = driver.launch(Browser.on(server.getURI()), learner);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(admin.get(page).body()).contains("Deployments that ask", "d-1", "deployment_unknown");
        assertThat(admin.get(LIST).body()).contains("One deployment asks to be approved");

        var approved =
                AdminAtWork.send(admin, page, page + "/deployments", Map.of("deployment", "d-1", "act", "approve"));
        assertThat(approved.status()).isEqualTo(303);
        assertThat(admin.get(page).body()).doesNotContain("Deployments that ask");
        assertThat(driver.launch(Browser.on(server.getURI()), learner).status()).isEqualTo(303);
        assertThat(admin.get(page).body()).contains("Came in");
    }

    @Test
    void oneIssuerWithManyClientIdsIsManyPlatformsAndNoPairIsThereTwice() {
        String one = writeDown("c-1", "1, 2");
        String other = writeDown("c-2", "1");
        assertThat(one).isNotEqualTo(other);
        var again = AdminAtWork.send(admin, LIST + "/new", LIST + "/new", fields("c-1", "9"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("registered already", "value=\"c-1\"");
        var changed = AdminAtWork.send(admin, other + "/change", other + "/change", fields("c-1", ""));
        assertThat(changed.status()).isEqualTo(409);
    }

    @Test
    void saysBesideEachFieldWhatIsWrong() {
        Map<String, String> form = new HashMap<>(fields("", "1"));
        form.put("tokenEndpoint", "not an address");
        var answer = AdminAtWork.send(admin, LIST + "/new", LIST + "/new", form);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("This is needed.", "This must be a whole https address.");
    }

    @Test
    void checksKeysAndEachScopeAtTheTokenEndpoint() {
        String page = writeDown("c-check", "1");
        lms.onToken(request -> request.body().contains("contextmembership")
                ? new FakePlatform.Response(400, "text/html", "{\"error\":\"invalid_scope\"}", Map.of())
                : new FakePlatform.Response(
                        200,
                        "text/html",
                        "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}",
                        Map.of()));
        var good = AdminAtWork.send(admin, page, page + "/check", Map.of());
        assertThat(good.body())
                .contains("answers with one key", "k-1", "does not grant this")
                .contains("only see learners who have opened Waymark");

        String deaf = writeDown("c-deaf", "1");
        lms.onToken(request -> new FakePlatform.Response(503, "text/html", "down", Map.of()));
        assertThat(AdminAtWork.send(admin, deaf, deaf + "/check", Map.of()).body())
                .contains("token endpoint gives us nothing", "503");
    }

    @Test
    void removesOnlyWhatIsOffAndOnlyByItsClientId() {
        String page = writeDown("c-remove", "1");
        assertThat(remove(page, "c-remove").status()).isEqualTo(400);
        AdminAtWork.send(admin, page, page + "/switch", Map.of("to", "off"));
        assertThat(admin.get(page).body()).contains("Switched off");
        assertThat(remove(page, "c-other").status()).isEqualTo(400);
        assertThat(remove(page, "c-remove").status()).isEqualTo(303);
        assertThat(admin.get(page).status()).isEqualTo(404);
    }

    @Test
    void keysThatLeakedGoAtOnceButOnlyForWhoSaysTheyAreSure() {
        String page = writeDown("c-leak", "1");
        String jwks = "/lti/jwks/" + page.substring(page.lastIndexOf('/') + 1);
        AdminAtWork.send(admin, page, page + "/check", Map.of());
        String before = admin.get(jwks).body();
        assertThat(before).contains("\"kid\"");
        var unsure = AdminAtWork.send(admin, page, page + "/keys/withdraw", Map.of());
        assertThat(unsure.status()).isEqualTo(422);
        assertThat(unsure.body()).contains("Tick that you know what this does");
        assertThat(admin.get(jwks).body()).isEqualTo(before);

        var sure = AdminAtWork.send(admin, page, page + "/keys/withdraw", Map.of("sure", "yes"));
        assertThat(sure.status()).isEqualTo(303);
        String after = admin.get(jwks).body();
        assertThat(after).contains("\"kid\"").isNotEqualTo(before);
        assertThat(admin.get(page + "?said=leaked").body()).contains("All keys were withdrawn");
    }

    @Test
    void showsWhichCoursesAreOverAndAsksOneOfThemAtOnce() {
        String page = writeDown("c-over", "1");
        String other = writeDown("c-open", "1");
        assertThat(admin.get(page).body()).doesNotContain("Courses that are over");
        long id = Long.parseLong(page.substring(page.lastIndexOf('/') + 1));
        over(id + "/course-" + id);
        assertThat(admin.get(page).body())
                .contains("Courses that are over", "course-" + id, "No score waits", "Asked again on", "Ask now");
        assertThat(admin.get(other).body()).doesNotContain("Courses that are over");

        assertThat(ask(admin, other, "course-" + id).status())
                .as("it is a course of another platform")
                .isEqualTo(404);
        assertThat(askAt(id + "/course-" + id)).hasValue(FAR);
        var asked = ask(admin, page, "course-" + id);
        assertThat(asked.status()).isEqualTo(303);
        assertThat(admin.get(asked.location()).body()).contains("The platform is asked within seconds");
        assertThat(askAt(id + "/course-" + id).filter(at -> at.equals(FAR))).isEmpty();
        assertThat(ask(adminAtWork.signedIn(server.getURI(), new TenantId(2)), page, "course-" + id)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void showsWhichColumnsTakeNoScoresAndAsksOneOfThemAtOnce() {
        String page = writeDown("c-shut", "1");
        String other = writeDown("c-free", "1");
        long id = Long.parseLong(page.substring(page.lastIndexOf('/') + 1));
        String column = "cd".repeat(32);
        assertThat(admin.get(page).body()).doesNotContain("Columns that take no scores");
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "INSERT INTO grading_closed (tenant, course, line_item_hash, detail, since, ask_at)"
                        + " VALUES (1, ?, ?, 'it is <locked>', 1795000000000000, ?)",
                insert -> {
                    insert.setString(1, id + "/course-" + id);
                    insert.setString(2, column);
                    insert.setLong(3, FAR);
                    return insert.executeUpdate();
                }));
        assertThat(admin.get(page).body())
                .contains("Columns that take no scores", "course-" + id, "No score waits; closed since")
                .contains("The platform answered: it is &lt;locked&gt;", "Asked again on", "Ask now");
        assertThat(admin.get(other).body()).doesNotContain("Columns that take no scores");

        Map<String, String> asking = Map.of("course", "course-" + id, "column", column);
        assertThat(AdminAtWork.send(admin, other, other + "/closed", asking).status())
                .as("it is a column of another platform")
                .isEqualTo(404);
        assertThat(AdminAtWork.send(admin, page, page + "/closed", Map.of("course", "course-" + id, "column", "ef"))
                        .status())
                .isEqualTo(404);
        assertThat(admin.get(page).body()).contains("Asked again on");
        var asked = AdminAtWork.send(admin, page, page + "/closed", asking);
        assertThat(asked.status()).isEqualTo(303);
        assertThat(admin.get(asked.location()).body())
                .contains("If the column takes the score", "It is being asked now");
    }

    private static final Long FAR = 4_102_444_800_000_000L;

    private void over(String course) {
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "INSERT INTO grading_concluded (tenant, course, since, ask_at) VALUES (1, ?, 1795000000000000, ?)",
                insert -> {
                    insert.setString(1, course);
                    insert.setLong(2, FAR);
                    return insert.executeUpdate();
                }));
    }

    private Optional<Long> askAt(String course) {
        return transactions.executeWrite(status -> jdbc.prepareStatement(
                "SELECT ask_at FROM grading_concluded WHERE tenant = 1 AND course = ?", select -> {
                    select.setString(1, course);
                    try (var row = select.executeQuery()) {
                        return row.next() ? Optional.of(row.getLong(1)) : Optional.<Long>empty();
                    }
                }));
    }

    private static Browser.Answer ask(Browser browser, String page, String course) {
        return AdminAtWork.send(browser, LIST, page + "/concluded", Map.of("course", course));
    }

    @Test
    void aFileDecidesOverItsOwn() {
        String page = writeDown("c-file", "1");
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "UPDATE lti_registration SET origin = 'file' WHERE tenant = 1 AND client_id = 'c-file'",
                update -> update.executeUpdate()));
        assertThat(admin.get(page).body()).contains("A file in the configuration folder");
        assertThat(AdminAtWork.send(admin, page, page + "/switch", Map.of("to", "off"))
                        .status())
                .isEqualTo(409);
        assertThat(AdminAtWork.send(admin, page, page + "/deployments", Map.of("deployment", "7", "act", "approve"))
                        .status())
                .isEqualTo(409);
        assertThat(AdminAtWork.send(admin, page, page + "/change", fields("c-file", ""))
                        .status())
                .isEqualTo(409);
        assertThat(kept("c-file").state()).isEqualTo(KeptRegistration.State.ON);
        assertThat(kept("c-file").platform().registration().deploymentIds()).containsExactly("1");
    }

    @Test
    void anotherTenantSeesAndChangesNothing() {
        String page = writeDown("c-secret", "1");
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "INSERT IGNORE INTO shared_tenant (id, name, created_at) VALUES (2, 'Other', 0)",
                insert -> insert.executeUpdate()));
        var other = adminAtWork.signedIn(server.getURI(), new TenantId(2));
        assertThat(other.get(LIST).body()).doesNotContain("c-secret");
        assertThat(other.get(page).status()).isEqualTo(404);
        assertThat(AdminAtWork.send(other, LIST, page + "/switch", Map.of("to", "off"))
                        .status())
                .isEqualTo(404);
        assertThat(kept("c-secret").state()).isEqualTo(KeptRegistration.State.ON);
        var taken = AdminAtWork.send(other, LIST + "/new", LIST + "/new", fields("c-secret", "1"));
        assertThat(taken.status()).isEqualTo(409);
    }

    private KeptRegistration kept(String client) {
        return registrations.of(TenantId.FIRST).stream()
                .filter(each -> each.platform().registration().clientId().equals(client))
                .findFirst()
                .orElseThrow();
    }

    private Browser.Answer remove(String page, String client) {
        return AdminAtWork.send(admin, page, page + "/remove", Map.of("client", client));
    }

    private String writeDown(String client, String deployments) {
        var saved = AdminAtWork.send(admin, LIST + "/new", LIST + "/new", fields(client, deployments));
        assertThat(saved.status()).isEqualTo(303);
        return saved.location().replaceAll("\\?.*", "");
    }

    private Map<String, String> fields(String client, String deployments) {
        return Map.of(
                "name",
                "Our Moodle",
                "issuer",
                lms.issuer(),
                "clientId",
                client,
                "authorizationEndpoint",
                lms.issuer() + "/auth.php",
                "tokenEndpoint",
                lms.issuer() + "/token",
                "jwksUri",
                lms.issuer() + "/keys",
                "deploymentIds",
                deployments,
                "family",
                "moodle");
    }
}
