package dev.waymark.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.access.DatabaseAccounts;
import dev.waymark.shared.TenantId;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the analyst's page says is so: every column is in the dictionary, and its examples run and find what they say. */
@Tag("storage")
@MicronautTest(transactional = false)
class AnalystDocumentTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("```sql\\n-- example: ([a-z-]+)\\n(.*?);\\n```", Pattern.DOTALL);
    private static final String DAY_AGO = "86400000000";

    @Inject
    Rows rows;

    @Inject
    DatabaseAccounts accounts;

    private String document = "";

    @BeforeEach
    void read() throws IOException {
        document = Files.readString(Path.of("docs/analyst.md"));
        rows.clear();
        rows.put("DELETE FROM access_database_account");
    }

    @Test
    void everyColumnIsInTheDictionary() {
        for (Dataset dataset : Dataset.values()) {
            String name = dataset.name().toLowerCase(Locale.ROOT);
            int from = document.indexOf("\n### " + name + "\n");
            assertThat(from).as("a section " + name).isPositive();
            int to = document.indexOf("\n##", from + 5);
            String section = document.substring(from, to);
            assertThat(section).contains(dataset.scope().text());
            assertThat(dataset.shown()).allSatisfy(column -> assertThat(section).contains("`" + column.name() + "`"));
        }
    }

    @Test
    void theExamplesFindWhatTheySay() throws Exception {
        long now = System.currentTimeMillis() * 1000;
        for (int i = 0; i < 6; i++) {
            rows.person(1, "p" + i, "ROLE");
            rows.tier(1, "p" + i, "C01", i < 2 ? 1 : 3);
            rows.put("UPDATE learner_person SET last_seen = ? WHERE id = ?", now, "p" + i);
            rows.put("UPDATE learner_course SET context_id = 'course-1' WHERE learner = ?", "p" + i);
            work("p" + i, now - Long.parseLong(DAY_AGO));
        }
        rows.put("UPDATE learner_person SET last_seen = ? WHERE id = 'p0'", now - 8 * Long.parseLong(DAY_AGO));
        rows.put(
                "INSERT INTO mastery_move (tenant, learner, revision, competency, from_tier, to_tier, moved_at)"
                        + " VALUES (1, 'p1', 2, 'C01', 2, 1, ?)",
                now - Long.parseLong(DAY_AGO));
        rows.put("DELETE FROM competency_target");
        rows.put("INSERT INTO competency_target (tenant, job_role, competency, tier) VALUES (1, 'ROLE', 'C01', 2)");

        Map<String, List<List<String>>> found = run();

        assertThat(found).containsOnlyKeys("at-risk", "heat-map", "before-after");
        assertThat(found.get("at-risk")).extracting(List::getFirst).containsExactlyInAnyOrder("p0", "p1");
        assertThat(found.get("heat-map")).singleElement().satisfies(row -> {
            assertThat(row.subList(0, 4)).containsExactly("ROLE", "C01", "2", "6");
            assertThat(Double.parseDouble(row.get(4))).isEqualTo(33);
        });
        assertThat(found.get("before-after"))
                .singleElement()
                .satisfies(row -> assertThat(row.subList(0, 2)).containsExactly("C01", "6"));
    }

    private void work(String person, long at) {
        rows.put(
                "INSERT INTO evidence_entry (tenant, statement_id, agent_hash, owner, linked, agent_key, agent_name,"
                        + " source, experienced, stored_at, voided, group_hash, subject_hash, has_result, facts, outcome,"
                        + " mapped) VALUES (1, ?, 'a', ?, 1, 'k', '', 's', ?, ?, 0, 'g', 's', 1, '{}', 'COUNTED', '{}')",
                "s-" + person,
                person,
                at,
                at);
    }

    private Map<String, List<List<String>>> run() throws Exception {
        String url = rows.database();
        accounts.add(TenantId.FIRST, "analyst", true, "test");
        if (url.startsWith("jdbc:h2")) {
            rows.put("CREATE USER IF NOT EXISTS analyst PASSWORD 'x'");
            Matcher granted =
                    Pattern.compile("GRANT SELECT ON waymark\\.(\\w+) TO").matcher(document);
            while (granted.find()) {
                rows.put("GRANT SELECT ON " + granted.group(1) + " TO analyst");
            }
        }
        Map<String, List<List<String>>> all = new HashMap<>();
        Matcher example = EXAMPLE.matcher(document);
        try (var own = DriverManager.getConnection(url, "analyst", "x")) {
            while (example.find()) {
                List<List<String>> lines = new ArrayList<>();
                try (var statement = own.createStatement();
                        var result = statement.executeQuery(example.group(2))) {
                    while (result.next()) {
                        List<String> line = new ArrayList<>();
                        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                            line.add(String.valueOf(result.getString(i)));
                        }
                        lines.add(line);
                    }
                }
                all.put(example.group(1), lines);
            }
        }
        return all;
    }
}
