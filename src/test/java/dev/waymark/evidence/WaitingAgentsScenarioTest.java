package dev.waymark.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.evidence.LedgerSearch.Waiting;
import dev.waymark.evidence.LedgerSearch.WaitingCursor;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Intake;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Agents that are nobody's are all shown, each once, whatever comes in between the pages. */
@Tag("storage")
@MicronautTest(transactional = false)
class WaitingAgentsScenarioTest {

    private static final TenantId TENANT = new TenantId(41);
    private static final int AGENTS = 1_200;

    @Inject
    DataSource tables;

    @Inject
    Intake intake;

    @Inject
    LedgerSearch search;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @AfterEach
    void whatCountsIsKeptAsInTheLedger() throws SQLException {
        Counted.agrees(tables);
    }

    @Test
    void everyAgentComesOnceWhileMoreComesIn() throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            // Most have one statement: the order among equals is what is easily lost.
            for (int many = 0; many <= (i % 50 == 0 ? i / 50 : 0); many++) {
                all.add(Written.viewed("waits-" + i, "2026-03-01T10:00:00Z"));
            }
        }
        push(all);
        assertThat(search.unlinkedAgents(TENANT)).isEqualTo(AGENTS);

        List<String> seen = new ArrayList<>();
        List<Long> before = new ArrayList<>();
        Optional<WaitingCursor> after = Optional.empty();
        do {
            Waiting page = search.unlinked(TENANT, after, 50);
            before.add(page.before());
            page.agents().forEach(each -> seen.add(each.agentKey()));
            if (before.size() == 3) {
                // One already shown is linked, one still to come gets more than all others, and one is new.
                put("UPDATE evidence_entry SET owner = 'a-learner', linked = 1 WHERE agent_key = ?", seen.getFirst());
                List<String> more = new ArrayList<>();
                for (int i = 0; i < 60; i++) {
                    more.add(Written.viewed("waits-1199", "2026-03-02T10:00:00Z"));
                }
                more.add(Written.viewed("waits-since", "2026-03-02T10:00:00Z"));
                push(more);
            }
            after = page.next().map(cursor -> WaitingCursor.read(cursor.text()).orElseThrow());
        } while (after.isPresent());

        assertThat(seen).doesNotHaveDuplicates().hasSize(AGENTS);
        assertThat(seen).allSatisfy(key -> assertThat(key).contains("waits-").doesNotContain("since"));
        assertThat(before).startsWith(0L, 50L, 100L).hasSize(AGENTS / 50);
        Waiting anew = search.unlinked(TENANT, Optional.empty(), 2);
        assertThat(anew.agents().getFirst().agentKey()).endsWith(" waits-1199");
        assertThat(anew.agents().getFirst().statements()).isEqualTo(61);
        assertThat(search.unlinkedAgents(TENANT)).isEqualTo(AGENTS);
        for (String none : List.of("", "1", "1-1-1-?", "1-1-1-" + "a".repeat(65), "-1-1-1-a", "1-1-1-x")) {
            assertThat(WaitingCursor.read(none)).as(none).isEmpty();
        }
    }

    private void push(List<String> statements) throws Exception {
        intake.take(
                TENANT,
                "waits",
                StatementPages.read(("{\"statements\":[" + String.join(",", statements) + "],\"more\":\"\"}")
                        .getBytes(StandardCharsets.UTF_8)));
    }

    private void put(String sql, String value) {
        transactions.executeWrite(status -> jdbc.prepareStatement(sql, statement -> {
            statement.setString(1, value);
            return statement.executeUpdate();
        }));
    }
}
