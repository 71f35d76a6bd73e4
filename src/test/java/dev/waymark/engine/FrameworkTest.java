package dev.waymark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.Prerequisite;
import dev.waymark.engine.model.Tier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrameworkTest {

    @Test
    void takesAChainOfPrerequisitesAsLongAsAStatesStandards() {
        assertThat(chain(20_000, false).competencies()).hasSize(20_000);
    }

    @Test
    void namesTheCircleWhereverItIs() {
        assertThatThrownBy(() -> chain(3, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("run in a circle: [S0@2, S2@2, S1@2, S0@2]");
    }

    @Test
    void aCircleBetweenCompetenciesIsNoneBetweenTiers() {
        var framework = new Framework(
                "t/1",
                Map.of(id("A"), CutScores.DEFAULT, id("B"), CutScores.DEFAULT),
                Set.of(
                        new Prerequisite(at("A", 2), at("B", 1)),
                        new Prerequisite(at("B", 3), at("A", 2)),
                        new Prerequisite(at("A", 3), at("B", 2))));
        assertThat(framework.requirementsOf(at("A", 3))).containsExactly(at("A", 2), at("B", 2));
        assertThat(framework.requirementsOf(at("A", 2))).isEmpty();
    }

    @Test
    void equalContentIsEqual() {
        assertThat(chain(5, false)).isEqualTo(chain(5, false)).hasSameHashCodeAs(chain(5, false));
        assertThat(chain(5, false)).isNotEqualTo(chain(6, false));
    }

    private static Framework chain(int length, boolean closed) {
        Map<CompetencyId, CutScores> cuts = new HashMap<>();
        Set<Prerequisite> prerequisites = new HashSet<>();
        for (int i = 0; i < length; i++) {
            cuts.put(id("S" + i), CutScores.DEFAULT);
            if (i > 0) {
                prerequisites.add(new Prerequisite(at("S" + i, 2), at("S" + (i - 1), 2)));
            }
        }
        if (closed) {
            prerequisites.add(new Prerequisite(at("S0", 2), at("S" + (length - 1), 2)));
        }
        return new Framework("t/1", cuts, prerequisites);
    }

    private static CompetencyId id(String id) {
        return new CompetencyId(id);
    }

    private static CompetencyTier at(String id, int tier) {
        return new CompetencyTier(id(id), Tier.ofLevel(tier));
    }
}
