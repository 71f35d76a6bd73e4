package dev.waymark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.evidence.Replays;
import dev.waymark.evidence.Replays.Replay;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Intake;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.lti.Browser;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An administrator has the ledger made anew and sees how far that is and what it did. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplaysPageScenarioTest implements TestPropertyProvider {

    private static final String PATH = "/admin/ledger/anew";

    @Inject
    EmbeddedServer server;

    @Inject
    AdminAtWork admins;

    @Inject
    Replays replays;

    @Inject
    Intake intake;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Override
    public Map<String, String> getProperties() {
        return Map.of("waymark.evidence.replay", "1s");
    }

    @Test
    void isBegunFollowedAndTold() throws Exception {
        Browser browser = admins.signedIn(server.getURI());
        String statement = Written.quizAttempt("replays-page", 1, 1, 7, "2026-03-01T10:00:00Z");
        intake.take(
                TenantId.FIRST,
                "replays-page",
                StatementPages.read(("{\"statements\":[" + statement + "]}").getBytes(StandardCharsets.UTF_8)));
        assertThat(browser.get("/admin/ledger").body()).contains(PATH);

        assertThat(AdminAtWork.send(browser, PATH, PATH, Map.of("source", "nobody-of-that-name"))
                        .location())
                .endsWith("said=no-source");
        assertThat(replays.newest(TenantId.FIRST, 10)).isEmpty();
        Map<String, String> form = Map.of("csrf", admins.csrf(browser), "source", "replays-page");
        assertThat(browser.post(PATH, form).location()).endsWith("said=begun");
        if (!over()) {
            assertThat(browser.post(PATH, form).location()).endsWith("said=runs");
            assertThat(browser.get(PATH).body()).contains("The ledger is made anew");
        }
        until(this::over);

        String page = browser.get(PATH).body();
        assertThat(page).contains("replays-page", "Statements read: 1.", "administrator ", "Read everything again");
        assertThat(replays.newest(TenantId.FIRST, 10))
                .allSatisfy(each -> assertThat(each.statements()).isEqualTo(1));
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "INSERT IGNORE INTO shared_tenant (id, name, created_at) VALUES (2, 'Other', 0)",
                insert -> insert.executeUpdate()));
        Browser elsewhere = admins.signedIn(server.getURI(), new TenantId(2));
        assertThat(elsewhere.get(PATH).body()).doesNotContain("Statements read: 1.");
        assertThat(browser.post(PATH, Map.of("source", "")).status())
                .as("without the form's key")
                .isEqualTo(403);
    }

    private boolean over() {
        List<Replay> all = replays.newest(TenantId.FIRST, 1);
        return !all.isEmpty() && all.getFirst().state().isOver();
    }

    private static void until(Callable<Boolean> so) throws Exception {
        for (int i = 0; i < 600 && !so.call(); i++) {
            Thread.sleep(100);
        }
        assertThat(so.call()).isTrue();
    }
}
