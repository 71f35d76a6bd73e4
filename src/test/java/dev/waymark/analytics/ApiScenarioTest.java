package dev.waymark.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.waymark.access.ApiTokens;
import dev.waymark.access.Scope;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A program with a key reads what is its own organisation's, all of it and once. */
@Tag("storage")
@MicronautTest(transactional = false)
class ApiScenarioTest {

    private static final int PEOPLE = 7;

    @Inject
    EmbeddedServer server;

    @Inject
    ApiTokens tokens;

    @Inject
    Rows rows;

    private final ObjectMapper json = new ObjectMapper();
    private String key = "";

    @BeforeEach
    void people() {
        rows.clear();
        for (int i = 0; i < PEOPLE; i++) {
            rows.person(1, "person-" + i, "ROLE");
            rows.tier(1, "person-" + i, "C01", 2);
            rows.tier(1, "person-" + i, "C02", 1);
            rows.move(1, "person-" + i, 1, 5_000_000L + i);
        }
        rows.staff(1, "teacher");
        rows.person(2, "of-another-organisation", "ROLE");
        rows.tier(2, "of-another-organisation", "C01", 4);
        key = key(Scope.PEOPLE);
    }

    @Test
    void readsEveryRowOncePageByPage() throws Exception {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = json.readTree(get("/api/v1/tiers?limit=4" + cursor, 200));
            page.get("data")
                    .forEach(row -> seen.add(
                            row.get("person").asText() + row.get("competency").asText()));
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asText();
            pages++;
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(PEOPLE * 2).doesNotHaveDuplicates().isSorted();
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void aRowHasEveryColumnOfTheDictionaryAndNoOther() throws Exception {
        JsonNode row = json.readTree(get("/api/v1/tiers", 200)).get("data").get(0);

        List<String> names = new ArrayList<>();
        row.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactlyElementsOf(
                        Dataset.TIERS.shown().stream().map(Column::name).toList());
        assertThat(row.get("doubt").asDouble()).isEqualTo(0.5);
        assertThat(row.get("known").asBoolean()).isTrue();
        assertThat(row.get("as_of").asText()).isEqualTo("1970-01-01T00:00:03Z");
    }

    @Test
    void neitherStaffNorAnotherOrganisationIsInIt() throws Exception {
        assertThat(get("/api/v1/people", 200)).doesNotContain("teacher").doesNotContain("of-another-organisation");
        assertThat(get("/api/v1/export/tiers.jsonl", 200)).doesNotContain("of-another-organisation");
    }

    @Test
    void noDatasetTellsAName() throws Exception {
        key = key(Scope.PEOPLE, Scope.GROUPS, Scope.IDENTITIES);
        for (Dataset dataset : Dataset.values()) {
            assertThat(get("/api/v1/" + dataset.slug(), 200)).doesNotContain("Real Name");
        }
    }

    @Test
    void aGroupOfFewerThanFiveIsNotTold() throws Exception {
        key = key(Scope.GROUPS);
        rows.put("DELETE FROM competency_target");
        for (String role : List.of("ROLE", "SMALL")) {
            rows.put(
                    "INSERT INTO competency_target (tenant, job_role, competency, tier) VALUES (1, ?, 'C02', 2)", role);
        }
        for (int i = 0; i < 4; i++) {
            rows.person(1, "small-" + i, "SMALL");
            rows.tier(1, "small-" + i, "C02", 1);
        }
        rows.person(1, "nothing-known", "ROLE");

        JsonNode cells = json.readTree(get("/api/v1/heat-map", 200)).get("data");
        assertThat(cells).hasSize(2);
        assertThat(cells.get(0).get("job_role").asText()).isEqualTo("ROLE");
        assertThat(cells.get(0).get("people").asInt()).isEqualTo(PEOPLE + 1);
        assertThat(cells.get(0).get("below_target").asInt()).isEqualTo(PEOPLE);
        assertThat(cells.get(0).get("not_known").asInt()).isEqualTo(1);
        assertThat(cells.get(1).get("job_role").asText()).isEqualTo("SMALL");
        for (String hidden : List.of("people", "below_target", "not_known")) {
            assertThat(cells.get(1).get(hidden).isNull()).isTrue();
        }
    }

    @Test
    void beginsAtATime() throws Exception {
        JsonNode all = json.readTree(get("/api/v1/tier-moves?since=1970-01-01T00:00:05.000004Z", 200));

        assertThat(all.get("data")).hasSize(PEOPLE - 4);
        assertThat(get("/api/v1/tier-moves?since=yesterday", 400)).contains("found yesterday");
        key = key(Scope.IDENTITIES);
        assertThat(get("/api/v1/identities?since=2026-01-01T00:00:00Z", 400)).contains("has no time");
    }

    @Test
    void asksForAKey() throws Exception {
        key = "";
        assertThat(get("/api/v1/tiers", 401)).contains("found none");
        key = "wmk_000000000000000000000000_abc";
        assertThat(get("/api/v1/tiers", 401)).contains("not known");
        assertThat(response("/api/v1/tiers").headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).contains("invalid_token"));
    }

    @Test
    void aKeyOpensOnlyItsScope() throws Exception {
        assertThat(get("/api/v1/identities", 403)).contains("identities:read");
        key = key(Scope.GROUPS);
        assertThat(get("/api/v1/tiers", 403)).contains("people:read");
        assertThat(get("/api/v1/export/tiers.csv", 403)).contains("people:read");
    }

    @Test
    void refusesWhatItDoesNotUnderstandInWords() throws Exception {
        assertThat(get("/api/v1/tears", 404)).contains("tiers").contains("found tears");
        assertThat(get("/api/v1/tiers?limit=0", 400)).contains("found 0");
        assertThat(get("/api/v1/tiers?limit=1001", 400)).contains("1000");
        assertThat(get("/api/v1/tiers?limit=many", 400)).contains("found many");
        assertThat(get("/api/v1/tiers?cursor=abc", 400)).contains("cursor");
        assertThat(get("/api/v1/export/tiers.xml", 404)).contains(".csv or .jsonl");
    }

    @Test
    void aCursorLeadsNowhereElse() throws Exception {
        String next =
                json.readTree(get("/api/v1/tiers?limit=1", 200)).get("next").asText();

        assertThat(get("/api/v1/people?cursor=" + next, 400)).contains("cursor");
        key = tokens.make(new TenantId(2), "theirs", Set.of(Scope.PEOPLE), Duration.ofDays(1), "x")
                .key();
        assertThat(get("/api/v1/tiers?cursor=" + next, 400)).contains("cursor");
    }

    @Test
    void exportsTheSameRowsAsCsvAndAsJsonLines() throws Exception {
        String csv = get("/api/v1/export/courses.csv", 200);
        List<NamedCsvRecord> records;
        try (var reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            records = reader.stream().toList();
        }
        assertThat(records).hasSize(PEOPLE);
        assertThat(records.getFirst().getHeader()).containsExactly("person", "registration", "context", "last_seen");
        assertThat(records.getFirst().getField("context")).isEqualTo("'=course");

        List<String> lines = get("/api/v1/export/courses.jsonl", 200).lines().toList();
        assertThat(lines).hasSize(PEOPLE);
        assertThat(json.readTree(lines.getFirst()).get("context").asText()).isEqualTo("=course");
    }

    @Test
    void exportsMoreThanAPage() throws Exception {
        for (int i = 0; i < Export.PAGE; i++) {
            rows.move(1, "person-0", 100 + i, 9_000_000L);
        }

        List<String> lines = get("/api/v1/export/tier-moves.jsonl", 200).lines().toList();
        assertThat(lines).hasSize(PEOPLE + Export.PAGE).doesNotHaveDuplicates();
        assertThat(get("/api/v1/export/tier-moves.csv", 200).lines()).hasSize(PEOPLE + Export.PAGE + 1);
    }

    @Test
    void describesItself() throws Exception {
        key = "";
        JsonNode description = json.readTree(get("/api/v1/openapi.json", 200));

        assertThat(description.get("openapi").asText()).startsWith("3.1");
        for (Dataset dataset : Dataset.values()) {
            assertThat(description.get("paths").has("/api/v1/" + dataset.slug()))
                    .isTrue();
            assertThat(description.get("paths").has("/api/v1/export/" + dataset.slug() + ".csv"))
                    .isTrue();
        }
        assertThat(description.findValuesAsText("$ref"))
                .allSatisfy(ref -> assertThat(description.at(ref.substring(1)).isMissingNode())
                        .isFalse());
    }

    /** Every answer is as the description says, nulls and refusals included. */
    @Test
    void answersAsItIsDescribed() throws Exception {
        rows.put("DELETE FROM competency_target");
        for (String role : List.of("ROLE", "SMALL")) {
            rows.put(
                    "INSERT INTO competency_target (tenant, job_role, competency, tier) VALUES (1, ?, 'C02', 2)", role);
        }
        rows.person(1, "alone", "SMALL");
        rows.put("INSERT INTO evidence_entry (tenant, statement_id, agent_hash, owner, linked, agent_key, agent_name,"
                + " source, experienced, stored_at, voided, group_hash, subject_hash, has_result, facts, outcome, mapped)"
                + " VALUES (1, 's', 'a', 'alone', 1, 'k', '', 's', 1, 2, 0, 'g', 's', 1, '{}', 'COUNTED', '{}')");
        key = key(Scope.PEOPLE, Scope.GROUPS, Scope.IDENTITIES);
        JsonNode description = json.readTree(get("/api/v1/openapi.json", 200));
        Set<Dataset> withRows = new java.util.HashSet<>();
        for (Dataset dataset : Dataset.values()) {
            String path = "/api/v1/" + dataset.slug();
            JsonNode answer = json.readTree(get(path, 200));
            JsonNode said = description.at(
                    "/paths/" + path.replace("/", "~1") + "/get/responses/200/content/application~1json/schema");
            assertThat(complaints(description, said, answer)).as(dataset.slug()).isEmpty();
            for (String line : get("/api/v1/export/" + dataset.slug() + ".jsonl", 200)
                    .lines()
                    .toList()) {
                assertThat(complaints(description, schemaOf(description, dataset), json.readTree(line)))
                        .as(line)
                        .isEmpty();
                withRows.add(dataset);
            }
        }
        assertThat(withRows)
                .contains(
                        Dataset.PEOPLE,
                        Dataset.COURSES,
                        Dataset.TIERS,
                        Dataset.TIER_MOVES,
                        Dataset.EVIDENCE,
                        Dataset.TARGETS,
                        Dataset.HEAT_MAP);
        JsonNode problem = description.at("/components/schemas/problem");
        for (var refused : java.util.Map.of("/api/v1/tiers?limit=0", 400, "/api/v1/replays", 403)
                .entrySet()) {
            assertThat(complaints(description, problem, json.readTree(get(refused.getKey(), refused.getValue()))))
                    .isEmpty();
        }
    }

    private static JsonNode schemaOf(JsonNode description, Dataset dataset) {
        return description.at("/components/schemas/" + dataset.name().toLowerCase(java.util.Locale.ROOT));
    }

    /** What the answer has that the schema does not allow; what the schema names is looked up in the description. */
    private static List<String> complaints(JsonNode description, JsonNode said, JsonNode answer) {
        assertThat(said.isObject()).isTrue();
        ObjectNode schema = said.deepCopy();
        schema.set("components", description.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON)
                .validate(answer.toString(), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private String key(Scope... scopes) {
        return tokens.make(TenantId.FIRST, "test", Set.of(scopes), Duration.ofDays(1), "test")
                .key();
    }

    private String get(String path, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = response(path);
        assertThat(answer.statusCode()).as(path + " answered " + answer.body()).isEqualTo(status);
        return answer.body();
    }

    private HttpResponse<String> response(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(server.getURI().resolve(path));
            if (!key.isEmpty()) {
                request.header("Authorization", "Bearer " + key);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
