package dev.waymark.grading;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.mastery.Masteries.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Standings and roles by their levels, for tests: {@code standing("C01", 2, "C03", 3)}. */
final class Standings {

    private Standings() {}

    static JobRole role(String id, Object... targets) {
        Map<CompetencyId, Tier> wanted = new TreeMap<>();
        pairs(targets).forEach((competency, level) -> wanted.put(competency, Tier.ofLevel(level)));
        return new JobRole(new JobRoleId(id), 1, Tier.AWARE, wanted);
    }

    /** Level 0 is a competency that nothing has told us about. */
    static Standing standing(Object... levels) {
        Map<CompetencyId, Integer> held = pairs(levels);
        int evidence = (int) held.values().stream().filter(level -> level > 0).count();
        return standing(evidence, held);
    }

    static Standing nothingKnown() {
        return standing(0, Map.of(new CompetencyId("C01"), 0));
    }

    private static Standing standing(int evidence, Map<CompetencyId, Integer> held) {
        TreeMap<CompetencyId, Placement> placements = new TreeMap<>();
        held.forEach((competency, level) -> placements.put(competency, placement(competency, level)));
        return new Standing(new LearnerMastery(Instant.EPOCH, "0", new TreeMap<>(), List.of()), placements, evidence);
    }

    static Placement placement(CompetencyId competency, int level) {
        return new Placement(
                competency,
                level > 0,
                Tier.ofLevel(Math.max(1, level)),
                false,
                0.8,
                OptionalDouble.empty(),
                -1,
                1,
                Optional.empty());
    }

    private static Map<CompetencyId, Integer> pairs(Object... pairs) {
        Map<CompetencyId, Integer> found = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            found.put(new CompetencyId((String) pairs[i]), (Integer) pairs[i + 1]);
        }
        return found;
    }
}
