package dev.waymark.engine.estimate;

import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Observation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each try of the same item weighs. The last try in full, each one before it by a factor of the one after: who
 * failed twice and then got it right has shown that they can, and who no longer gets it right has shown that too. All
 * tries of one item together never weigh more than two, so trying until it works cannot replace other evidence.
 *
 * <p>With exposure it is the first that counts in full, by competency: more reading is more of the same.
 */
final class Repeats {

    private Repeats() {}

    /**
     * @param history in order
     * @return weights by evidence, above 0 and up to 1
     */
    static Map<EvidenceId, Double> weigh(List<Evidence> history, double factor) {
        Map<EvidenceId, Double> weights = new HashMap<>();
        Map<Object, Integer> later = new HashMap<>();
        for (int i = history.size() - 1; i >= 0; i--) {
            Evidence each = history.get(i);
            if (!(each.observation() instanceof Observation.Exposure)) {
                int after = later.merge(List.of(each.item(), each.observation().getClass()), 1, Integer::sum) - 1;
                weights.put(each.id(), StrictMath.pow(factor, after));
            }
        }
        Map<Object, Integer> read = new HashMap<>();
        for (Evidence each : history) {
            if (each.observation() instanceof Observation.Exposure) {
                int most = each.competencies().stream()
                        .mapToInt(about -> read.merge(about.competency(), 1, Integer::sum))
                        .max()
                        .orElse(1);
                weights.put(each.id(), StrictMath.pow(factor, most - 1));
            }
        }
        return weights;
    }
}
