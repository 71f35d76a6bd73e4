package dev.waymark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.engine.estimate.Constants;
import dev.waymark.engine.estimate.Estimator;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.place.TierRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The statements of a real course, twelve learners, against what a person makes of their quiz scores. */
@Tag("shared-data")
class MoodleCourseSharedDataTest {

    private static final Path DATA = Path.of("../shared/data/xapi");
    private static final Instant TWO_DAYS_AFTER = Instant.parse("2026-11-16T08:00:00Z");
    private static final CompetencyId FIRST = new CompetencyId("C01");
    private static final CompetencyId SECOND = new CompetencyId("C03");
    private static final CompetencyId THIRD = new CompetencyId("C04");
    private static final Framework FRAMEWORK = new Framework(
            "test/1", Map.of(FIRST, CutScores.DEFAULT, SECOND, CutScores.DEFAULT, THIRD, CutScores.DEFAULT), Set.of());

    private final SortedMap<String, List<StatementFacts>> byActor = new TreeMap<>();

    @BeforeEach
    void read() {
        Path file = DATA.resolve("moodle-stream/statements.jsonl");
        Assumptions.assumeTrue(Files.exists(file), "skipped: the shared data is not at " + file);
        for (JsonNode each : StatementJson.lines(file)) {
            String actor = each.path("actor").path("account").path("name").asText();
            byActor.computeIfAbsent(actor, name -> new ArrayList<>()).add(StatementJson.facts(each, "none"));
        }
    }

    @Test
    void everyStatementHasOneOutcomeAndTiersFollowTheScores() throws IOException {
        SortedMap<String, Integer> totals = new TreeMap<>();
        StringBuilder table = new StringBuilder("\n");
        List<Runnable> checks = new ArrayList<>();
        int learners = 0;
        for (Map.Entry<String, List<StatementFacts>> each : byActor.entrySet()) {
            List<Mapped> outcomes = dev.waymark.evidence.ReadingRules.mapper()
                    .map(each.getValue(), MoodleCourseSharedDataTest::alignment);
            assertThat(outcomes).hasSameSizeAs(each.getValue());
            outcomes.forEach(outcome -> totals.merge(label(outcome), 1, Integer::sum));
            List<Evidence> evidence = outcomes.stream()
                    .filter(Mapped.Counted.class::isInstance)
                    .map(outcome -> ((Mapped.Counted) outcome).evidence())
                    .toList();
            if (evidence.isEmpty()) {
                continue;
            }
            learners++;
            LearnerMastery mastery = new Estimator(Constants.PUBLISHED)
                    .estimate(evidence, FRAMEWORK, ParameterSnapshot.INITIAL, Tier.AWARE, TWO_DAYS_AFTER);
            table.append("%-4s".formatted(each.getKey()));
            boolean poorSomewhere = FRAMEWORK.competencies().stream()
                    .flatMap(competency -> attemptShares(each.getValue(), competency).stream())
                    .anyMatch(score -> score <= 0.5);
            for (CompetencyId competency : FRAMEWORK.competencies()) {
                Placement placement = TierRule.PUBLISHED.place(mastery.of(competency), CutScores.DEFAULT);
                List<Double> scores = attemptShares(each.getValue(), competency);
                table.append(" | %s %-26s %+.2f sd %.2f n=%-2d P2=%.2f tier %d%s%s"
                        .formatted(
                                competency,
                                scores.stream().map("%.2f"::formatted).toList(),
                                mastery.of(competency).mean(),
                                mastery.of(competency).sd(),
                                mastery.of(competency).direct(),
                                mastery.of(competency).probabilityAtLeast(-1.2),
                                placement.tier().level(),
                                placement.provisional() ? "?" : "",
                                placement.known() ? "" : " (unknown)"));
                checks.add(() -> assertSensible(each.getKey(), scores, poorSomewhere, placement));
            }
            table.append("\n");
        }
        Files.writeString(Path.of("target/moodle-course-tiers.txt"), totals + table.toString());
        checks.forEach(Runnable::run);
        assertThat(learners).as("twelve learners, of whom two took no quiz").isEqualTo(10);
        assertThat(totals.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(924);
    }

    @Test
    void everyStatementOfEachFamilyHasOneOutcome() throws IOException {
        SortedMap<String, SortedMap<String, Integer>> byFamily = new TreeMap<>();
        try (var files = Files.list(DATA.resolve("moodle-logstore"))) {
            for (Path file : files.sorted().toList()) {
                List<StatementFacts> facts = new ArrayList<>();
                for (JsonNode each : StatementJson.document(file)) {
                    facts.add(StatementJson.facts(each, "s-%03d".formatted(facts.size())));
                }
                List<Mapped> outcomes = dev.waymark.evidence.ReadingRules.mapper()
                        .map(
                                facts,
                                activity -> Optional.of(new Alignment(
                                        activity.id(),
                                        new TreeSet<>(Set.of(new CompetencyTier(FIRST, Tier.LITERATE))),
                                        EvidenceKind.ASSESSMENT,
                                        1,
                                        true)));
                assertThat(outcomes).hasSameSizeAs(facts);
                SortedMap<String, Integer> counts = new TreeMap<>();
                outcomes.forEach(outcome -> counts.merge(label(outcome), 1, Integer::sum));
                byFamily.put(file.getFileName().toString(), counts);
                assertThat(counts).as(file.toString()).doesNotContainKey("VERB_UNKNOWN");
            }
        }
        StringBuilder table = new StringBuilder("\n");
        byFamily.forEach((family, counts) ->
                table.append(family).append(' ').append(counts).append('\n'));
        Files.writeString(Path.of("target/moodle-families.txt"), table);
    }

    /**
     * A person would not call somebody literate who never got half of the points, and would call somebody literate who
     * always got four fifths and did poorly nowhere else.
     */
    private static void assertSensible(String actor, List<Double> scores, boolean poorSomewhere, Placement placement) {
        if (scores.isEmpty()) {
            assertThat(placement.known()).as(actor).isFalse();
            return;
        }
        if (scores.stream().allMatch(score -> score <= 0.5)) {
            assertThat(placement.tier()).as("%s %s", actor, scores).isEqualTo(Tier.AWARE);
        }
        if (scores.stream().allMatch(score -> score >= 0.8) && !poorSomewhere) {
            assertThat(placement.tier()).as("%s %s", actor, scores).isEqualTo(Tier.LITERATE);
        }
    }

    private static List<Double> attemptShares(List<StatementFacts> statements, CompetencyId competency) {
        List<Double> shares = new ArrayList<>();
        for (StatementFacts each : statements) {
            if (each.verb().endsWith("/completed")
                    && each.object().orElseThrow().id().iri().contains("attempt.php")
                    && alignment(each.parents().get(0))
                            .filter(found ->
                                    found.competencies().first().competency().equals(competency))
                            .isPresent()) {
                shares.add(
                        each.result().raw().orElseThrow() / each.result().max().orElseThrow());
            }
        }
        return shares;
    }

    private static Optional<Alignment> alignment(StatementFacts.Activity activity) {
        Map<String, CompetencyId> quizzes = Map.of("17", FIRST, "18", SECOND, "19", THIRD);
        String iri = activity.id().iri();
        int at = iri.indexOf("/mod/quiz/view.php?id=");
        CompetencyId competency = at < 0 ? null : quizzes.get(iri.substring(iri.indexOf('=') + 1));
        return competency == null
                ? Optional.empty()
                : Optional.of(new Alignment(
                        activity.id(),
                        new TreeSet<>(Set.of(new CompetencyTier(competency, Tier.LITERATE))),
                        EvidenceKind.ASSESSMENT,
                        1,
                        false));
    }

    private static String label(Mapped outcome) {
        if (outcome instanceof Mapped.Counted counted) {
            return "counted" + counted.note().map(note -> ":" + note).orElse("");
        }
        return ((Mapped.Ignored) outcome).why().name();
    }
}
