package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.competency.ContentFiles.Demand;
import dev.waymark.competency.CriteriaText.Fault;
import dev.waymark.competency.CriteriaText.Parsed;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Criterion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Criteria as people write them. */
class CriteriaTextTest {

    private static final String TREE = """
            C03@3
              all
                score 75% https://lms.test/a1 Assignment 1
                any
                  badge https://lms.test/badge/1 Prompt badge
                  rated 60%
                  rated 50% https://lms.test/lab Lab
                completed https://lms.test/course/2
            C04@2
              badge https://lms.test/badge/2
            """;

    @Test
    void aTreeIsReadAndPrintedAgainAsItWas() {
        Map<CompetencyTier, Criterion> criteria = read(TREE);
        assertThat(criteria).hasSize(2);
        assertThat(criteria.values())
                .first()
                .isInstanceOfSatisfying(
                        Criterion.All.class, all -> assertThat(all.parts()).hasSize(3));
        String again = CriteriaText.print(criteria, activity -> switch (activity.iri()) {
            case "https://lms.test/a1" -> Optional.of("Assignment 1");
            case "https://lms.test/badge/1" -> Optional.of("Prompt badge");
            case "https://lms.test/lab" -> Optional.of("Lab");
            default -> Optional.empty();
        });
        assertThat(again).isEqualTo(TREE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C03@1\n  badge https://b.test/1",
                "C03@2\n  score 75 https://a.test/1",
                "C03@2\n  score 0% https://a.test/1",
                "C03@2\n  score 101% https://a.test/1",
                "C03@2\n  all",
                "C03@2",
                "C03@2\n  badge https://b.test/1\n  badge https://b.test/2",
                "C03@2\n      badge https://b.test/1",
                "C03@2\n   badge https://b.test/1",
                "  badge https://b.test/1",
                "C03@2\n  badge nothing"
            })
    void whatCannotBeReadIsNamedByItsLine(String text) {
        Parsed parsed = CriteriaText.parse(text);
        assertThat(parsed.json()).isEmpty();
        assertThat(parsed.faults()).isNotEmpty();
    }

    @Test
    void aFaultSaysTheLine() {
        assertThat(CriteriaText.parse("C03@2\n\n  banana").faults()).contains(new Fault(3, "  banana"));
        assertThat(CriteriaText.parse("").json()).contains("[]");
    }

    private static Map<CompetencyTier, Criterion> read(String text) {
        String json = CriteriaText.parse(text).json().orElseThrow();
        return new java.util.TreeMap<>(Conditions.read(List.of(JsonText.read(json, Demand[].class))));
    }
}
