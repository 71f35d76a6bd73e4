package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.competency.CaseExport.Version;
import dev.waymark.competency.ContentFiles.Competency;
import dev.waymark.competency.ContentFiles.Framework;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frameworks in and out by CASE: what came in goes out again, and what we write keeps to the binding's shapes. */
class CaseRoundTripTest {

    private static final String BASE = "https://waymark.test";
    private static final Instant PUBLISHED = Instant.parse("2026-11-25T10:00:00Z");
    private static final JsonText SHAPES = new JsonText(Documents.resource("/case/case-1.1.schema.json"));

    @ParameterizedTest
    @EnumSource(Version.class)
    void theDefaultFrameworkComesBackWholeTiersOfPrerequisitesIncluded(Version version) {
        Framework ours = bundled();
        String json = new CaseExport(ours, Optional.empty(), version, BASE, PUBLISHED)
                .write()
                .toString();

        Framework back = imported(json, Optional.empty()).framework();

        assertThat(back.competencies().stream().map(CaseRoundTripTest::withoutItem))
                .containsExactlyElementsOf(ours.competencies().stream()
                        .map(CaseRoundTripTest::withoutItem)
                        .toList());
        assertThat(back.name()).isEqualTo(ours.name());
        assertThat(back.tiers()).isEqualTo(ours.tiers());
        assertThat(back.cutScores()).isEqualTo(ours.cutScores());
        assertThat(back.version()).isEqualTo(ours.version());
        assertThat(needs(back)).isEqualTo(needs(ours));
    }

    @Test
    void whatWeWriteKeepsToTheShapesOfCase11() {
        String json = new CaseExport(bundled(), Optional.empty(), Version.V1_1, BASE, PUBLISHED)
                .write()
                .toString();
        assertThat(SHAPES.complaints(json)).isEmpty();
        JsonNode root = tree(json);
        assertThat(root.path("CFItems")).hasSize(12);
        assertThat(root.path("CFRubrics").get(0).path("CFRubricCriteria")).hasSize(12);
        assertThat(root.path("CFRubrics").get(0).path("CFRubricCriteria").get(0).path("CFRubricCriterionLevels"))
                .hasSize(4);
    }

    @Test
    void theCheckerOfShapesSeesAPlantedFault() {
        ObjectNode root =
                (ObjectNode) new CaseExport(bundled(), Optional.empty(), Version.V1_1, BASE, PUBLISHED).write();
        ((ObjectNode) root.path("CFItems").get(0)).put("identifier", "NOT-A-UUID");
        ((ObjectNode) root.path("CFItems").get(1)).remove("uri");
        ((ObjectNode) root.path("CFDocument")).put("lastChangeDateTime", "2026-11-25 10:00:00");
        assertThat(SHAPES.complaints(root.toString()))
                .anyMatch(each -> each.startsWith("field /CFItems/0/identifier"))
                .anyMatch(each -> each.startsWith("field /CFItems/1"))
                .anyMatch(each -> each.startsWith("field /CFDocument/lastChangeDateTime"));
    }

    @Test
    void aForeignPackageLosesNothing() {
        String came = Documents.resource("/case/messy.json");
        CasePackage source = read(came);
        Framework framework = imported(came, Optional.empty()).framework();
        JsonNode goes = new CaseExport(framework, Optional.of(source), Version.V1_1, BASE, PUBLISHED).write();

        List<String> lost = new ArrayList<>();
        lost("", tree(came), goes, lost);
        // Everything that differs is a repair: no field and no element is gone.
        assertThat(lost)
                .containsExactlyInAnyOrder(
                        "/CFItems/2/identifier",
                        "/CFItems/3/lastChangeDateTime",
                        "/CFItems/4/lastChangeDateTime",
                        "/CFItems/4/statusStartDate",
                        "/CFItems/4/educationLevel",
                        "/CFItems/5/lastChangeDateTime",
                        "/CFAssociations/3/sequenceNumber",
                        "/CFAssociations/4/originNodeURI",
                        "/CFAssociations/12/associationType");
        assertThat(goes.at("/CFItems/2/weightedBy")).isEqualTo(tree(came).at("/CFItems/2/weightedBy"));
        assertThat(goes.at("/vendorNote/kept").asBoolean()).isTrue();
        assertThat(goes.at("/CFAssociations/12/associationType").asText()).isEqualTo("ext:Aligned-To");
        assertThat(goes.at("/CFAssociations/12/extensions/waymark/associationType")
                        .asText())
                .isEqualTo("Aligned To");
        assertThat(SHAPES.complaints(goes.toString()))
                .allMatch(each -> each.contains("additional") || each.contains("not defined in the schema"));
    }

    @Test
    void aForeignPackageExportedAndImportedAgainIsTheSameFramework() {
        String came = Documents.resource("/case/messy.json");
        Framework first = imported(came, Optional.empty()).framework();
        String goes = new CaseExport(first, Optional.of(read(came)), Version.V1_1, BASE, PUBLISHED)
                .write()
                .toString();
        assertThat(imported(goes, Optional.empty()).framework()).isEqualTo(first);
    }

    @Test
    void changesSinceTheImportAreInTheExport() {
        String came = Documents.resource("/case/messy.json");
        Framework first = imported(came, Optional.empty()).framework();
        List<Competency> competencies = new ArrayList<>(first.competencies());
        Competency dropped = competencies.removeLast();
        competencies.add(new Competency("NEW", Map.of("en", "A new one"), null, null, List.of(-1.0, 0.0, 1.0), null));
        var changed = new Framework(
                "example-standards/2",
                first.name(),
                first.tiers(),
                first.cutScores(),
                competencies,
                List.of(new ContentFiles.Needs("NEW@3", List.of("DA.1-a@2"))),
                null,
                first.origin());
        String goes = new CaseExport(changed, Optional.of(read(came)), Version.V1_1, BASE, PUBLISHED)
                .write()
                .toString();
        Framework back = imported(goes, Optional.empty()).framework();
        assertThat(back.competencies())
                .extracting(Competency::id)
                .contains("NEW")
                .doesNotContain(dropped.id());
        assertThat(back.competencies().getLast().cutScores()).containsExactly(-1.0, 0.0, 1.0);
        assertThat(needs(back)).isEqualTo(needs(changed));
    }

    @Test
    void codesBecomeIdsAndRubricLevelsBecomeTiersByTheirScores() {
        CaseImport.Result result = imported(Documents.resource("/case/messy.json"), Optional.empty());
        assertThat(result.framework().competencies())
                .extracting(Competency::id)
                .startsWith("DA.1-a")
                .contains("SA.2")
                .doesNotHaveDuplicates()
                .hasSize(4);
        Competency first = result.framework().competencies().getFirst();
        assertThat(first.descriptors().getFirst()).containsEntry("en", "Starting reading of charts");
        assertThat(first.descriptors().getLast()).containsEntry("en", "Expert reading of charts");
        assertThat(result.framework().tiers().getFirst()).containsEntry("en", "Starting");
        assertThat(needs(result.framework()).values()).containsExactly(List.of("DA.1-a@2"));
        assertThat(result.notes())
                .anyMatch(note -> note.contains("3 of 4 competencies have no rubric levels"))
                .anyMatch(note -> note.startsWith("1 associations \"precedes\""))
                .anyMatch(note -> note.contains("has no fullStatement"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"level:1", "type:Strand"})
    void aHigherLevelOrATypeMayBecomeTheCompetencies(String choice) {
        assertThat(imported(Documents.resource("/case/messy.json"), Granularity.of(choice))
                        .framework()
                        .competencies())
                .extracting(Competency::id)
                .contains("DA", "SA")
                .doesNotContain("DA.1-a");
    }

    @Test
    void anEarlierImportsIdsStay() {
        String came = Documents.resource("/case/messy.json");
        Framework first = imported(came, Optional.empty()).framework();
        ObjectNode later = (ObjectNode) tree(came);
        ((ObjectNode) later.at("/CFItems/2")).put("humanCodingScheme", "DA.9");
        Map<String, String> known = new HashMap<>();
        first.competencies().forEach(each -> known.put(each.caseItem(), each.id()));
        assertThat(new CaseImport(read(later.toString()))
                        .run(Optional.empty(), known, "")
                        .framework()
                        .competencies())
                .extracting(Competency::id)
                .isEqualTo(first.competencies().stream().map(Competency::id).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"CFItems\": []}",
                "{\"CFDocument\": {\"identifier\": \"x\"}, \"CFItems\": []}",
                "{\"CFDocument\": {}, \"CFItems\": [{\"fullStatement\": \"a\"}]}",
                "{\"CFDocument\": {\"identifier\": \"x\"}, \"CFItems\": [{\"identifier\":\"a\"},{\"identifier\":\"A\"}]}"
            })
    void whatIsNoPackageIsRefusedWithThePlace(String json) {
        assertThat(CasePackage.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        CasePackage.Reading.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .isNotEmpty()
                                .allMatch(reason -> reason.contains("expected") || reason.contains("stands once")));
    }

    @Test
    void aTowerOfBracketsIsRefusedAndNotFallenOver() {
        String tower = "{\"CFDocument\":" + "[".repeat(100_000);
        assertThat(CasePackage.read(tower.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CasePackage.Reading.Refused.class);
    }

    @Test
    void aHierarchyThatRunsInACircleIsRead() {
        String json = """
                {"CFDocument": {"identifier": "11111111-1111-4111-8111-111111111111", "title": "T"},
                 "CFItems": [{"identifier": "a", "fullStatement": "A"}, {"identifier": "b", "fullStatement": "B"},
                             {"identifier": "c", "fullStatement": "C"}],
                 "CFAssociations": [
                  {"associationType": "isChildOf", "originNodeURI": {"identifier": "a"}, "destinationNodeURI": {"identifier": "b"}},
                  {"associationType": "isChildOf", "originNodeURI": {"identifier": "b"}, "destinationNodeURI": {"identifier": "a"}}]}
                """;
        assertThat(imported(json, Granularity.of("level:1")).framework().competencies())
                .hasSize(3);
        assertThat(imported(json, Optional.empty()).framework().competencies()).hasSize(1);
    }

    @Test
    void readsAStatesStandardsWithThousandsOfItems() {
        String json = BigPackage.json(5_000);
        Framework framework = imported(json, Optional.empty()).framework();
        assertThat(framework.competencies().size()).isGreaterThan(4_000);
        JsonNode goes = new CaseExport(framework, Optional.of(read(json)), Version.V1_1, BASE, PUBLISHED).write();
        List<String> lost = new ArrayList<>();
        lost("", tree(json), goes, lost);
        assertThat(lost).isEmpty();
    }

    static Framework bundled() {
        return JsonText.read(Documents.bundled().text(Part.FRAMEWORK), Framework.class);
    }

    static CasePackage read(String json) {
        return switch (CasePackage.read(json.getBytes(StandardCharsets.UTF_8))) {
            case CasePackage.Reading.Accepted accepted -> accepted.read();
            case CasePackage.Reading.Refused refused -> throw new AssertionError(refused.reasons());
        };
    }

    static CaseImport.Result imported(String json, Optional<Granularity> choice) {
        return new CaseImport(read(json)).run(choice, Map.of(), "");
    }

    private static Competency withoutItem(Competency each) {
        return new Competency(each.id(), each.name(), each.descriptors(), each.alignsWith(), each.cutScores(), null);
    }

    private static Map<String, List<String>> needs(Framework framework) {
        Map<String, List<String>> needs = new HashMap<>();
        framework
                .prerequisites()
                .forEach(each -> needs.put(
                        each.target(), each.requires().stream().sorted().toList()));
        return needs;
    }

    /** Places at which something of the first is not in the second; nulls say nothing. */
    private static void lost(String at, JsonNode before, JsonNode after, List<String> lost) {
        if (before.isNull()) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            before.properties()
                    .forEach(each -> lost(at + "/" + each.getKey(), each.getValue(), after.path(each.getKey()), lost));
        } else if (before instanceof ArrayNode list && after.isArray() && list.size() <= after.size()) {
            for (int i = 0; i < list.size(); i++) {
                lost(at + "/" + i, list.get(i), after.path(i), lost);
            }
        } else if (!before.equals(after)) {
            lost.add(at);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return CasePackage.MAPPER.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
