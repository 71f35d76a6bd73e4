package dev.waymark.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerOptimumTest {

    @Test
    void reachesNearlyTheOptimumOnTwoHundredSmallInstances() throws IOException {
        List<Double> ratios = new ArrayList<>();
        for (long seed = 1; ratios.size() < 200; seed++) {
            PlanRequest request = PlanFixture.generated(seed, 12 + (int) (seed % 4), 4);
            ExactOptimum exact = new ExactOptimum(request);
            double optimum = exact.gain();
            if (optimum == 0) {
                continue;
            }
            List<LearningItemId> path = new Planner()
                    .plan(request).steps().stream().map(LearningPath.Step::item).toList();
            ratios.add(exact.gainOfIds(path) / optimum);
        }
        Collections.sort(ratios);
        double mean = ratios.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        long optimal = ratios.stream().filter(ratio -> ratio > 1 - 1e-9).count();
        Files.createDirectories(Path.of("target"));
        Files.writeString(
                Path.of("target/planner-optimum.txt"),
                "200 instances: mean %.4f of the optimum, p5 %.4f, least %.4f, optimal %d%n"
                        .formatted(mean, ratios.get(10), ratios.get(0), optimal));
        assertThat(mean).isGreaterThanOrEqualTo(0.999);
        assertThat(ratios.get(10)).as("fifth percentile").isGreaterThanOrEqualTo(0.995);
        assertThat(ratios.get(ratios.size() - 1))
                .as("nothing beats the optimum")
                .isLessThanOrEqualTo(1 + 1e-9);
    }
}
