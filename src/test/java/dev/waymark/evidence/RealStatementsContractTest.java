package dev.waymark.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.Tier;
import dev.waymark.lrs.xapi.Statement;
import dev.waymark.lrs.xapi.StatementPage;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.shared.NameBasedUuid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every real statement we were given is classified: counted, ignored with a reason, or unusable with a reason. */
@Tag("shared-data")
class RealStatementsContractTest {

    private static final Path DATA = Path.of("../shared/data/xapi");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNUSABLE = "(unusable)";
    private static final Logger LOG = LoggerFactory.getLogger(RealStatementsContractTest.class);

    @Test
    void everyRealStatementIsClassified() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "no " + DATA + ": the real statements are not here");
        var table = new StringBuilder();
        for (var folder : folders().entrySet()) {
            List<JsonNode> statements = folder.getValue();
            StatementPage page = read(statements);
            SortedMap<String, Integer> outcomes = new TreeMap<>();
            Set<String> classified = new TreeSet<>();
            byActor(page.statements()).values().forEach(all -> {
                List<Mapped> mapped = dev.waymark.evidence.ReadingRules.mapper()
                        .map(all.values(), RealStatementsContractTest::alignment);
                assertThat(mapped).hasSameSizeAs(all.values());
                mapped.forEach(each -> outcomes.merge(MappedJson.outcome(each), 1, Integer::sum));
                mapped.forEach(each -> classified.add(each.statement().value()));
            });
            page.unusable().forEach(each -> {
                assertThat(each.reason()).isNotBlank();
                classified.add(each.id().orElseThrow());
                outcomes.merge(UNUSABLE + " " + each.reason(), 1, Integer::sum);
            });
            table.append("\n%s: %d statements%n".formatted(folder.getKey(), statements.size()));
            outcomes.forEach((outcome, count) -> table.append("  %5d  %s%n".formatted(count, outcome)));
            assertThat(classified)
                    .as(folder.getKey())
                    .isEqualTo(statements.stream()
                            .map(each -> each.path("id").asText().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet()));
        }
        LOG.info("What became of the real statements (a group's once for each member):{}", table);
    }

    /** For eyes: of each kind of statement, what it was taken for and what became of it. */
    @Test
    void everyKindOfStatementIsTakenForSomething() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "no " + DATA + ": the real statements are not here");
        SortedMap<String, Integer> kinds = new TreeMap<>();
        for (var folder : folders().entrySet()) {
            byActor(read(folder.getValue()).statements()).values().forEach(all -> {
                Map<EvidenceId, Mapped> mapped = new HashMap<>();
                ReadingRules.mapper()
                        .map(all.values(), RealStatementsContractTest::alignment)
                        .forEach(each -> mapped.put(each.statement(), each));
                for (StatementFacts each : all.values()) {
                    var reading = ReadingRules.mapper().read(each);
                    Mapped outcome = mapped.get(each.id());
                    String line = "%-8s %-12s %-28s %-24s %-16s %s %s"
                            .formatted(
                                    reading.source(),
                                    tail(each.verb()),
                                    each.object()
                                            .flatMap(StatementFacts.Activity::type)
                                            .map(RealStatementsContractTest::tail)
                                            .orElse("-"),
                                    each.eventName()
                                            .map(RealStatementsContractTest::tail)
                                            .orElse("-"),
                                    reading.deed().map(Enum::name).orElse("unknown"),
                                    MappedJson.outcome(outcome),
                                    reading.rule().map(rule -> "(" + rule + ")").orElse(""));
                    kinds.merge(line, 1, Integer::sum);
                    assertThat(reading.deed().isPresent() || !each.verb().contains("adlnet.gov"))
                            .as("a verb of ADL that is not known: %s", each.verb())
                            .isTrue();
                }
            });
        }
        var table = new StringBuilder();
        kinds.forEach((line, count) -> table.append("\n%5d %s".formatted(count, line)));
        LOG.info("What kinds of statements were taken for:{}", table);
    }

    private static String tail(String iri) {
        String whole = iri.replaceAll("[/#]+$", "");
        return whole.substring(
                Math.max(Math.max(whole.lastIndexOf('/'), whole.lastIndexOf('#')), whole.lastIndexOf('\\')) + 1);
    }

    @Test
    void theLearnersOfTheStreamHaveEvidenceThatMatchesTheirQuizScores() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "no " + DATA + ": the real statements are not here");
        StatementPage page = read(folders().getOrDefault("moodle-stream", List.of()));
        var table = new StringBuilder();
        byActor(page.statements()).forEach((actor, statements) -> {
            List<String> scores = statements.values().stream()
                    .filter(RealStatementsContractTest::isSubmittedAttempt)
                    .sorted(java.util.Comparator.comparing(StatementFacts::experienced))
                    .map(each -> quizOf(each) + ": " + each.result().raw().orElse(Double.NaN) + "/"
                            + each.result().max().orElse(Double.NaN))
                    .toList();
            if (scores.isEmpty()) {
                return;
            }
            Map<String, Integer> counted = new TreeMap<>();
            List<Mapped> mapped = dev.waymark.evidence.ReadingRules.mapper()
                    .map(statements.values(), RealStatementsContractTest::alignment);
            for (Mapped each : mapped) {
                if (each instanceof Mapped.Counted hit) {
                    counted.merge(
                            hit.evidence().item().iri().replaceAll(".*/mod/", "") + " "
                                    + hit.evidence().observation()
                                    + hit.note().map(note -> " " + note).orElse(""),
                            1,
                            Integer::sum);
                }
            }
            assertThat(counted).as(actor).isNotEmpty();
            table.append("\n%s%n  scores  %s%n".formatted(actor, scores));
            counted.forEach((what, times) -> table.append("  counted %d x %s%n".formatted(times, what)));
        });
        LOG.info("Quiz scores and what counts for each learner:{}", table);
    }

    /** An LRS gives statements back with an id and a time of storage; the plugin's own output has neither. */
    private static SortedMap<String, List<JsonNode>> folders() throws IOException {
        SortedMap<String, List<JsonNode>> folders = new TreeMap<>();
        try (Stream<Path> files = Files.walk(DATA)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                String folder = DATA.relativize(file).getNameCount() > 1
                        ? DATA.relativize(file).getName(0).toString()
                        : name;
                if (folder.equals("profiles") || name.equals("lti-claims.jsonl") || name.equals("xAPI-About.json")) {
                    continue;
                }
                List<JsonNode> into = folders.computeIfAbsent(folder, any -> new ArrayList<>());
                if (name.endsWith(".jsonl")) {
                    for (String line : Files.readAllLines(file)) {
                        into.add(JSON.readTree(line));
                    }
                } else {
                    JsonNode content = JSON.readTree(file.toFile());
                    (content.isArray() ? content : JSON.createArrayNode().add(content)).forEach(into::add);
                }
            }
        }
        return folders;
    }

    private static StatementPage read(List<JsonNode> statements) throws IOException {
        List<Statement> usable = new ArrayList<>();
        List<dev.waymark.lrs.xapi.Unusable> unusable = new ArrayList<>();
        int line = 0;
        for (JsonNode each : statements) {
            line++;
            if (each instanceof ObjectNode object) {
                if (!object.has("id")) {
                    object.put(
                            "id",
                            NameBasedUuid.of(NameBasedUuid.WAYMARK, object.toString(), "" + line)
                                    .toString());
                }
                if (!object.has("stored")) {
                    object.put("stored", "2026-11-23T09:00:00Z");
                }
            }
            String result = "{\"statements\":[" + each + "],\"more\":\"\"}";
            StatementPage page;
            try {
                page = StatementPages.read(result.getBytes(StandardCharsets.UTF_8));
            } catch (dev.waymark.lrs.xapi.PageUnreadable e) {
                throw new IOException(e);
            }
            usable.addAll(page.statements());
            unusable.addAll(page.unusable());
        }
        return new StatementPage(usable, unusable, Optional.empty());
    }

    /** The same id is the same statement, as the feed stores it. */
    private static SortedMap<String, Map<EvidenceId, StatementFacts>> byActor(Collection<Statement> statements) {
        SortedMap<String, Map<EvidenceId, StatementFacts>> byActor = new TreeMap<>();
        for (Statement each : statements) {
            for (Row row : StatementReading.rows(each.storedAt(each.stored().orElse(Instant.EPOCH)), "test")) {
                byActor.computeIfAbsent(row.agentKey(), any -> new HashMap<>())
                        .putIfAbsent(row.facts().id(), row.facts());
            }
        }
        return byActor;
    }

    private static boolean isSubmittedAttempt(StatementFacts facts) {
        return facts.eventName()
                        .filter(name -> name.endsWith("attempt_submitted"))
                        .isPresent()
                && facts.object()
                        .flatMap(StatementFacts.Activity::type)
                        .filter(type -> type.endsWith("/attempt"))
                        .isPresent();
    }

    private static String quizOf(StatementFacts facts) {
        return Subject.of(facts).flatMap(StatementFacts.Activity::name).orElse("?");
    }

    /** Quizzes to the competencies of their names, pages to exposure; the rest is nobody's. */
    private static Optional<Alignment> alignment(StatementFacts.Activity activity) {
        Function<String, Alignment> aligned = competency -> new Alignment(
                activity.id(),
                new TreeSet<>(List.of(new CompetencyTier(new CompetencyId(competency), Tier.LITERATE))),
                activity.id().iri().contains("/mod/page/") ? EvidenceKind.EXPOSURE : EvidenceKind.ASSESSMENT,
                1,
                false);
        String iri = activity.id().iri();
        if (iri.contains("/mod/quiz/view.php")) {
            int number = Integer.parseInt(iri.replaceAll(".*id=", ""));
            return Optional.of(aligned.apply("C%02d".formatted(1 + number % 3)));
        }
        return iri.contains("/mod/page/view.php") ? Optional.of(aligned.apply("C04")) : Optional.empty();
    }
}
