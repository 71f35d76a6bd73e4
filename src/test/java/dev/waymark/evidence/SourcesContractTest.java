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
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.Tier;
import dev.waymark.lrs.xapi.StatementPage;
import dev.waymark.lrs.xapi.StatementPages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Statements in the form in which each kind of source writes them, with what should become of each, decided by hand. The
 * order in which they come must not matter.
 */
class SourcesContractTest {

    private static final Path FOLDER = Path.of("src/test/resources/evidence/sources");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Path> sources() throws Exception {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void readsEveryStatementAsDecidedByHand(Path file) throws Exception {
        JsonNode content = JSON.readTree(file.toFile());
        Map<String, String> expected = new HashMap<>();
        ArrayNode statements = JSON.createArrayNode();
        int number = 0;
        for (JsonNode each : content.path("statements")) {
            ObjectNode statement = ((ObjectNode) each).deepCopy();
            String id = "00000000-0000-4000-8000-%012d".formatted(++number);
            expected.put(id, statement.remove("expect").asText());
            statement.put("id", id).put("stored", "2026-03-03T00:00:00Z");
            statement.putObject("actor").put("mbox", "mailto:a@example.org");
            statements.add(statement);
        }
        StatementPage page = StatementPages.read(
                ("{\"statements\":" + statements + ",\"more\":\"\"}").getBytes(StandardCharsets.UTF_8));
        assertThat(page.unusable()).isEmpty();
        List<StatementFacts> facts = new ArrayList<>(page.statements().stream()
                .map(each -> StatementReading.rows(each, "test").get(0).facts())
                .map(each -> FactsJson.read(FactsJson.write(each), each.voided()))
                .toList());
        Map<String, String> found = read(content.path("aligned"), facts);
        assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
        Collections.shuffle(facts, new Random(7));
        assertThat(read(content.path("aligned"), facts)).isEqualTo(found);
    }

    private static Map<String, String> read(JsonNode aligned, List<StatementFacts> facts) {
        Map<String, String> found = new HashMap<>();
        ReadingRules.mapper()
                .map(facts, activity -> alignment(aligned, activity))
                .forEach(each -> found.put(each.statement().value(), words(each)));
        return found;
    }

    private static Optional<Alignment> alignment(JsonNode aligned, StatementFacts.Activity activity) {
        String kind = aligned.path(activity.id().iri()).asText("");
        return kind.isEmpty()
                ? Optional.empty()
                : Optional.of(new Alignment(
                        activity.id(),
                        new TreeSet<>(List.of(new CompetencyTier(new CompetencyId("C01"), Tier.LITERATE))),
                        kind.equals("suggested") ? EvidenceKind.ASSESSMENT : EvidenceKind.valueOf(kind),
                        1,
                        kind.equals("suggested")));
    }

    private static String words(Mapped mapped) {
        return switch (mapped) {
            case Mapped.Ignored ignored -> ignored.why().name();
            case Mapped.Counted counted ->
                switch (counted.evidence().observation()) {
                    case Observation.Answer it -> "Answer " + it.correct();
                    case Observation.Score it -> "Score " + round(it.share());
                    case Observation.PassFail it -> "PassFail " + it.passed();
                    case Observation.PracticalRating it -> "PracticalRating " + round(it.share());
                    case Observation.ImportedBadge it ->
                        "ImportedBadge " + it.tier().level();
                    case Observation.Exposure it -> "Exposure";
                    case Observation other -> other.toString();
                };
        };
    }

    private static String round(double share) {
        return String.format(Locale.ROOT, "%s", Math.round(share * 10_000) / 10_000.0);
    }
}
