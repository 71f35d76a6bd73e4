package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.competency.Frameworks.Finding;
import dev.waymark.competency.Frameworks.Kind;
import dev.waymark.competency.Frameworks.Upload;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.Prerequisite;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A file whose prerequisites run in a circle is refused as it comes in, with the rows that make the circle. */
class CirclesTest {

    private static final Documents BASE = Documents.bundled();

    @Test
    void everyRowOfACircleIsNamedAndOthersAreNot() {
        UploadReading read = csv("target,requires\nC02@2,C01@2\nC03@2,C04@2\nC05@2,C01@2\nC04@2,C06@2\nC06@2,C03@2\n");
        assertThat(read.findings())
                .extracting(Finding::line, Finding::column, Finding::found)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(3, "requires", "C03@2 needs C04@2 needs C06@2 needs C03@2"),
                        org.assertj.core.groups.Tuple.tuple(5, "requires", "C03@2 needs C04@2 needs C06@2 needs C03@2"),
                        org.assertj.core.groups.Tuple.tuple(
                                6, "requires", "C03@2 needs C04@2 needs C06@2 needs C03@2"));
        assertThat(read.documents()).isEmpty();
    }

    @Test
    void thatATierNeedsTheOneBelowClosesACircleTooAndTierOneClosesNone() {
        assertThat(csv("target,requires\nC03@2,C04@4\nC04@2,C03@2\n").findings())
                .extracting(Finding::found)
                .containsOnly("C03@2 needs C04@4 needs C04@3 needs C04@2 needs C03@2")
                .hasSize(2);
        assertThat(csv("target,requires\nC03@2,C03@2\n").findings()).hasSize(1);
        assertThat(csv("target,requires\nC03@2,C04@1\nC04@2,C03@1\n").findings())
                .isEmpty();
        assertThat(csv("target,requires\nC03@3,C04@2\nC04@2,C03@2\n").findings())
                .isEmpty();
    }

    /** Says the same as the engine's own check, which looks for one circle and stops. */
    @Test
    void agreesWithTheFrameworkOnRandomFiles() {
        Random random = new Random(5);
        int circles = 0;
        for (int i = 0; i < 500; i++) {
            StringBuilder csv = new StringBuilder("target,requires\n");
            TreeSet<Prerequisite> all = new TreeSet<>();
            for (int row = 0; row < 1 + random.nextInt(14); row++) {
                String target = "C0%d@%d".formatted(1 + random.nextInt(5), 2 + random.nextInt(3));
                String requires = "C0%d@%d".formatted(1 + random.nextInt(5), 1 + random.nextInt(4));
                csv.append(target).append(',').append(requires).append('\n');
                all.add(new Prerequisite(ContentReader.competencyTier(target), ContentReader.competencyTier(requires)));
            }
            boolean refused = refusedByFramework(all);
            circles += refused ? 1 : 0;
            assertThat(csv(csv.toString()).findings().isEmpty())
                    .as(csv.toString())
                    .isEqualTo(!refused);
        }
        assertThat(circles).isBetween(50, 450);
    }

    @Test
    void aPackageNamesTheAssociationsThatMakeTheCircle() throws Exception {
        ObjectNode pack = (ObjectNode) CasePackage.MAPPER.readTree(Documents.resource("/case/messy.json"));
        ArrayNode associations = (ArrayNode) pack.path("CFAssociations");
        ObjectNode first = null;
        for (var each : associations) {
            first = first == null && each.path("associationType").asText().equals("precedes")
                    ? (ObjectNode) each
                    : first;
        }
        ObjectNode back = first.deepCopy();
        back.set("originNodeURI", first.path("destinationNodeURI"));
        back.set("destinationNodeURI", first.path("originNodeURI"));
        back.put("identifier", "c1c1c1c1-0000-4000-8000-000000000001");
        associations.add(back);
        UploadReading read = UploadReading.of(
                new Upload(Kind.CASE, pack.toString().getBytes(StandardCharsets.UTF_8), "", Optional.of("leaves")),
                BASE,
                Map.of());
        assertThat(read.findings())
                .hasSize(2)
                .allSatisfy(finding -> {
                    assertThat(finding.expected()).isEqualTo("prerequisites that do not run in a circle");
                    assertThat(finding.found()).contains(" needs ");
                })
                .extracting(Finding::column)
                .contains("/CFAssociations/" + (associations.size() - 1));
        assertThat(read.granularities()).isNotEmpty();
        assertThat(read.documents()).isEmpty();
    }

    private static boolean refusedByFramework(Set<Prerequisite> all) {
        try {
            Map<CompetencyId, CutScores> cuts = new TreeMap<>();
            for (int i = 1; i <= 5; i++) {
                cuts.put(new CompetencyId("C0" + i), CutScores.DEFAULT);
            }
            return new Framework("x/1", cuts, all).version().isEmpty();
        } catch (IllegalArgumentException circle) {
            return true;
        }
    }

    private static UploadReading csv(String text) {
        return UploadReading.of(
                new Upload(Kind.PREREQUISITES, text.getBytes(StandardCharsets.UTF_8), "", Optional.empty()),
                BASE,
                Map.of());
    }
}
