package dev.waymark.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.Tier;
import dev.waymark.lrs.feed.Intake;
import dev.waymark.lrs.xapi.Statement;
import dev.waymark.lrs.xapi.StatementPage;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.lrs.xapi.Unusable;
import dev.waymark.shared.TenantId;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever is wrong with a statement, its page is read: its neighbours are as they would be without it, and it is either
 * read for something or kept with the reason, under which it can be tried again.
 */
@Tag("storage")
@MicronautTest(transactional = false)
class BrokenStatementsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEEP = "[".repeat(3_000) + "]".repeat(3_000);
    private static final String LONG = "x".repeat(1_000_000);

    /** Values that stand where something else is expected, as JSON; some are none, but tools write them. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e308",
            "-1e308",
            "1e999",
            "9223372036854775808",
            "99999999999999999999999999999999999999",
            "1" + "0".repeat(2_000),
            "0.1e-400",
            "NaN",
            "-Infinity",
            "+1",
            "007",
            ".5",
            "5.",
            "\"\"",
            "\" \"",
            "\"NaN\"",
            "\"PT0S\"",
            "\"-PT5S\"",
            "\"P1Y2M\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"2026-02-28T24:00:00Z\"",
            "\"2026-02-28T10:00:00+25:00\"",
            "\"2026-02-28T10:00:00-00:00\"",
            "\"2026-02-28T10:00\"",
            "\"2026-02-28\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59.999999999+00:00\"",
            "\"http://a b/c d?e=\\\"f\\\"\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"a\\u0000b\"",
            "\"a\tb\nc\"",
            "\"\\x\"",
            "\"" + "İ".repeat(3_000) + "\"",
            "\"http://adlnet.gov/" + "/".repeat(200_000) + "x\"",
            "\"" + LONG + "\"",
            "[]",
            "[[]]",
            "[null]",
            "[{}]",
            "{}",
            "{\"id\":{}}",
            "{\"a\":1,\"a\":2,}",
            "{\"" + LONG.substring(0, 60_000) + "\":1}",
            DEEP);

    @Inject
    Intake intake;

    @Inject
    DataSource tables;

    @Test
    void noMutationOfAnyMemberFailsItsPage() throws Exception {
        Random random = new Random(20261127);
        List<ObjectNode> samples = samples();
        int usable = 0;
        for (int i = 0; i < 6_000; i++) {
            ObjectNode good = named(samples.get(random.nextInt(samples.size())), 2 * i);
            String broken = mutated(named(samples.get(random.nextInt(samples.size())), 2 * i + 1), random);
            byte[] body = ("{\"statements\":[" + good + "," + broken + "," + good + "],\"more\":\"\"}")
                    .getBytes(StandardCharsets.UTF_8);
            StatementPage page = StatementPages.read(body);
            assertThat(page.statements().stream().filter(each -> each.raw().equals(good.toString())))
                    .as(shown(broken))
                    .hasSize(2);
            assertThat(page.statements().size() + page.unusable().size())
                    .as(shown(broken))
                    .isEqualTo(3);
            page.unusable().forEach(each -> assertCanBeTriedAgain(each, broken));
            page.statements().forEach(BrokenStatementsTest::assertIsReadForSomething);
            usable += page.statements().size() - 2;
        }
        // Both happen: else the mutations would show nothing.
        assertThat(usable).isBetween(1_000, 5_000);
    }

    @Test
    void bytesThatAreNoUtf8FailNoPage() throws Exception {
        Random random = new Random(7);
        List<ObjectNode> samples = samples();
        for (int i = 0; i < 1_000; i++) {
            byte[] one = named(samples.get(random.nextInt(samples.size())), 1)
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            byte[] broken = one.clone();
            for (int j = 0; j <= random.nextInt(4); j++) {
                int at = random.nextInt(broken.length);
                // Within a text: what holds the page together stays.
                if (Character.isLetter(one[at]) && isInText(one, at)) {
                    broken[at] = (byte) (0x80 + random.nextInt(0x80));
                }
            }
            var body = new ByteArrayOutputStream();
            body.write("{\"statements\":[".getBytes(StandardCharsets.UTF_8));
            body.write(broken);
            body.write(',');
            body.write(one);
            body.write("]}".getBytes(StandardCharsets.UTF_8));
            StatementPage page = StatementPages.read(body.toByteArray());
            assertThat(page.statements().size() + page.unusable().size()).isEqualTo(2);
            assertThat(page.statements().getLast().raw()).isEqualTo(new String(one, StandardCharsets.UTF_8));
        }
    }

    private static boolean isInText(byte[] json, int at) {
        boolean inside = false;
        for (int i = 0; i < at; i++) {
            if (json[i] == '\\') {
                i++;
                if (i == at) {
                    return false;
                }
            } else if (json[i] == '"') {
                inside = !inside;
            }
        }
        return inside;
    }

    @Test
    void aPageInAnotherEncodingOrWithAMarkIsTheSamePage() throws Exception {
        String body = "{\"statements\":[" + named(samples().getFirst(), 1) + "]}";
        StatementPage plain = StatementPages.read(body.getBytes(StandardCharsets.UTF_8));
        assertThat(plain.statements()).hasSize(1);
        assertThat(StatementPages.read(("\uFEFF" + body).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(plain);
        assertThat(StatementPages.read(body.getBytes(StandardCharsets.UTF_16))).isEqualTo(plain);
        assertThat(StatementPages.read(body.getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(plain);
        assertThat(StatementPages.read(body.getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo(plain);
    }

    @Test
    void pagesOfBrokenStatementsAreStoredAndEntered() throws Exception {
        Random random = new Random(42);
        List<ObjectNode> samples = samples();
        int usable = 0;
        int unusable = 0;
        for (int page = 0; page < 12; page++) {
            var body = new StringBuilder("{\"statements\":[");
            for (int i = 0; i < 40; i++) {
                ObjectNode sample = named(samples.get(random.nextInt(samples.size())), 100_000 + 100 * page + i);
                body.append(i == 0 ? "" : ",")
                        .append(i % 4 == 0 ? sample.toString() : shortened(mutated(sample, random)));
            }
            StatementPage read =
                    StatementPages.read(body.append("]}").toString().getBytes(StandardCharsets.UTF_8));
            intake.take(TenantId.FIRST, "broken", read);
            usable += (int)
                    read.statements().stream().map(Statement::id).distinct().count();
            unusable +=
                    (int) read.unusable().stream().map(Unusable::raw).distinct().count();
        }
        assertThat(count("SELECT COUNT(*) FROM lrs_statement WHERE source = 'broken'"))
                .isEqualTo(usable);
        assertThat(count("SELECT COUNT(DISTINCT statement_id) FROM evidence_entry WHERE source = 'broken'"))
                .isEqualTo(usable);
        assertThat(count("SELECT COUNT(*) FROM lrs_unusable WHERE source = 'broken' AND reason <> ''"))
                .isEqualTo(unusable);
    }

    private long count(String sql) throws Exception {
        Connection connection = ((io.micronaut.data.connection.jdbc.advice.DelegatingDataSource) tables)
                .getTargetDataSource()
                .getConnection();
        try (connection;
                var select = connection.prepareStatement(sql);
                var rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void assertCanBeTriedAgain(Unusable unusable, String broken) {
        assertThat(unusable.reason()).as(shown(broken)).isNotBlank().hasSizeLessThan(1_000);
        StatementPage again = StatementPages.readOne(unusable.raw());
        assertThat(again.statements()).as(shown(broken)).isEmpty();
        assertThat(again.unusable()).as(shown(broken)).containsExactly(unusable);
    }

    private static void assertIsReadForSomething(Statement statement) {
        Statement stored = statement.stored().isPresent() ? statement : statement.storedAt(java.time.Instant.EPOCH);
        List<StatementFacts> facts = StatementReading.rows(stored, "test").stream()
                .map(Row::facts)
                .map(each -> FactsJson.read(FactsJson.write(each), false))
                .toList();
        assertThat(facts).isNotEmpty();
        for (StatementFacts each : facts) {
            List<Mapped> mapped = ReadingRules.mapper().map(List.of(each), BrokenStatementsTest::anything);
            assertThat(mapped).hasSize(1);
            assertThat(MappedJson.read(MappedJson.write(mapped.getFirst()))).isEqualTo(mapped.getFirst());
            assertThat(LedgerSearch.wordOf(each.verb())).hasSizeLessThanOrEqualTo(100);
        }
    }

    private static Optional<Alignment> anything(StatementFacts.Activity activity) {
        return Optional.of(new Alignment(
                activity.id(),
                new TreeSet<>(List.of(new CompetencyTier(new CompetencyId("C01"), Tier.LITERATE))),
                EvidenceKind.ASSESSMENT,
                1,
                false));
    }

    /** One or two members are left out, doubled, or have another value, somewhere in the statement. */
    private static String mutated(ObjectNode statement, Random random) throws Exception {
        String text = statement.toString();
        for (int i = 0; i <= random.nextInt(2); i++) {
            List<ObjectNode> objects = new ArrayList<>();
            collect(statement, objects);
            ObjectNode into = objects.get(random.nextInt(objects.size()));
            List<String> names = new ArrayList<>();
            into.fieldNames().forEachRemaining(names::add);
            if (names.isEmpty()) {
                continue;
            }
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                into.remove(name);
                text = statement.toString();
            } else {
                String mark = "\"@@" + i + "\"";
                into.put(name, "@@" + i);
                String value = VALUES.get(random.nextInt(VALUES.size()));
                String twice = random.nextInt(5) == 0 ? value + ",\"" + name + "\":" + value : value;
                text = statement.toString().replace(mark, twice);
                break; // what is no JSON cannot be taken apart again
            }
        }
        return text;
    }

    /** Some of what is longest would make the tables of a test heavy; half a megabyte in all is enough of it. */
    private static String shortened(String broken) {
        return broken.length() > 250_000 ? broken.replace(LONG, LONG.substring(0, 100_000)) : broken;
    }

    private static void collect(JsonNode node, List<ObjectNode> into) {
        if (node instanceof ObjectNode object) {
            into.add(object);
        }
        node.forEach(each -> collect(each, into));
    }

    private static ObjectNode named(ObjectNode sample, int number) {
        ObjectNode statement = sample.deepCopy();
        statement.put("id", "00000000-0000-4000-9000-%012d".formatted(number));
        statement.put("stored", "2026-03-03T00:00:00Z");
        if (!statement.has("actor")) {
            ObjectNode actor = statement.putObject("actor");
            actor.putObject("account").put("homePage", "https://broken.test").put("name", "kim");
        }
        return statement;
    }

    private static List<ObjectNode> samples() throws Exception {
        List<ObjectNode> samples = new ArrayList<>();
        try (var files = Files.list(Path.of("src/test/resources/evidence/sources"))) {
            for (Path file : files.sorted().toList()) {
                ArrayNode statements = (ArrayNode) JSON.readTree(file.toFile()).path("statements");
                statements.forEach(each -> samples.add(((ObjectNode) each).without("expect")));
            }
        }
        return samples;
    }

    private static String shown(String broken) {
        return broken.length() < 3_000 ? broken : broken.substring(0, 3_000) + " … " + broken.length();
    }
}
