package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.competency.CaseExport.Version;
import dev.waymark.competency.ContentFiles.Competency;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages in the shapes in which registries write them, our words inside: what is odd is said, and nothing is lost. */
class CaseOfRegistriesTest {

    private static final Instant PUBLISHED = Instant.parse("2026-11-25T10:00:00Z");

    /** What the binding knows and allows no null in. */
    private static final Set<String> NO_NULLS = Set.of(
            "description",
            "frameworkType",
            "officialSourceURL",
            "statusStartDate",
            "statusEndDate",
            "licenseURI",
            "listEnumeration",
            "conceptKeywords",
            "subject",
            "extensions",
            "abbreviatedStatement",
            "educationLevel",
            "targetType",
            "notes",
            "feedback",
            "position",
            "category",
            "CFItemURI",
            "CFRubricCriterionLevels");

    @ParameterizedTest
    @CsvSource({"opensalt-1.0, V1_0", "opensalt-1.0, V1_1", "opencase-1.1, V1_1", "opencase-1.1, V1_0"})
    void everyMemberComesOutAgain(String name, Version version) {
        String came = Documents.resource("/case/" + name + ".json");
        ObjectNode expected = (ObjectNode) tree(came);
        if (version == Version.V1_0) {
            ((ObjectNode) expected.path("CFDocument")).remove("caseVersion"); // a field of 1.1
        }

        JsonNode goes = exported(came, version);

        List<String> lost = new ArrayList<>();
        lost("", expected, goes, lost);
        assertThat(lost).isEmpty();
    }

    @Test
    void whatIsNoPackageIsRefusedWithWhatWasExpectedAndFound() {
        assertThat(refusal(""))
                .isEqualTo("/CFDocument: expected a CASE package with its CFDocument, found an empty file");
        assertThat(refusal("[]")).endsWith("with its CFDocument, found ARRAY");
        assertThat(refusal("<html>"))
                .startsWith("line 1, column 1: expected JSON of a CASE package, found: Unexpected character ('<'");
        assertThat(refusal("{\"CFDocument\":{}"))
                .startsWith("line 1, column 17: expected JSON of a CASE package, found: Unexpected end-of-input")
                .doesNotContain("REDACTED");
        assertThat(refusal("{\"CFDocument\":{\"identifier\":\"d0000000-0000-0000-0000-000000000000\"},\"CFItems\":[]}"))
                .isEqualTo("/CFItems: expected 1 to 50000 items, found 0");
    }

    private static String refusal(String file) {
        var reading = CasePackage.read(file.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return ((CasePackage.Reading.Refused) reading).reasons().getFirst();
    }

    @Test
    void theComparisonSeesAPlantedLoss() {
        String came = Documents.resource("/case/opencase-1.1.json");
        ObjectNode goes = (ObjectNode) exported(came, Version.V1_1);
        ((ObjectNode) goes.at("/CFItems/0")).remove("vendorRank");
        ((ObjectNode) goes.at("/CFItems/1/extensions")).put("hours", 2);
        ((ArrayNode) goes.at("/CFRubrics/0/CFRubricCriteria")).remove(2);
        List<String> lost = new ArrayList<>();
        lost("", tree(came), goes, lost);
        assertThat(lost)
                .containsExactlyInAnyOrder(
                        "/CFItems/0/vendorRank", "/CFItems/1/extensions/hours", "/CFRubrics/0/CFRubricCriteria");
    }

    @ParameterizedTest
    @CsvSource({"opensalt-1.0, V1_0", "opencase-1.1, V1_1"})
    void whatGoesOutAndComesInAgainGoesOutTheSame(String name, Version version) {
        String once =
                exported(Documents.resource("/case/" + name + ".json"), version).toString();
        assertThat(tree(exported(once, version).toString())).isEqualTo(tree(once));
    }

    @Test
    void itemsWithoutACodeAndWithOneThatIsTakenAreCalledByTheirIdentifiers() {
        assertThat(imported(Documents.resource("/case/opensalt-1.0.json"))
                        .framework()
                        .competencies())
                .extracting(Competency::id)
                .containsExactly("M.1", "5e000000-0000-4000-8000-000000000003", "5e000000-0000-4000-8000-000000000004");
    }

    @Test
    void levelsWrittenFromTheBestDownBecomeTiersAndASecondCriterionIsToldOf() {
        CaseImport.Result result = imported(Documents.resource("/case/opencase-1.1.json"));
        Competency first = result.framework().competencies().getFirst();
        assertThat(first.id()).isEqualTo("MAP-A-1");
        assertThat(first.descriptors())
                .extracting(each -> each.get("ja"))
                .startsWith("まだ言えない")
                .endsWith("説明し応用できる");
        assertThat(result.notes())
                .contains(
                        "item 10000000-0000-0000-0000-000000000011 has 2 rubric criteria: the first gives its tiers, the"
                                + " others are kept");
    }

    @Test
    void listsThatAreWrittenAsObjectsAreRead() {
        String json = """
                {"CFDocument": {"identifier": "11111111-1111-4111-8111-111111111111", "title": "T", "creator": "c"},
                 "CFItems": {"k1": {"identifier": "22222222-2222-4222-8222-222222222222", "fullStatement": "One"},
                             "k2": {"fullStatement": "Two", "humanCodingScheme": "T.2"}},
                 "CFAssociations": {"identifier": "a-1", "associationType": "precedes",
                   "originNodeURI": "22222222-2222-4222-8222-222222222222", "destinationNodeURI": {"identifier": "k2"}},
                 "CFRubrics": "none"}
                """;
        CaseImport.Result result = imported(json);
        assertThat(result.framework().competencies()).hasSize(2);
        assertThat(result.framework().prerequisites()).hasSize(1);
        assertThat(result.notes())
                .contains("/CFItems: expected a list, found an object: read as a list of its 2 fields")
                .contains("/CFAssociations: expected a list, found an object: read as a list of one")
                .contains("/CFRubrics: expected a list, found string: not read");
        assertThat(exported(json, Version.V1_1).path("CFAssociations")).isNotEmpty();
    }

    @Test
    void oneOddElementDoesNotKeepTheOthersOut() {
        String json = """
                {"CFPackage": {"CFDocument": {"identifier": "11111111-1111-4111-8111-111111111111", "title": "T"},
                 "CFItems": [null, "a text", {"fullStatement": "No identifier"},
                   {"identifier": "22222222-2222-4222-8222-222222222222", "fullStatement": "One"},
                   {"identifier": "22222222-2222-4222-8222-222222222222", "fullStatement": "One"}],
                 "CFAssociations": [null, 7, {"associationType": null}]}, "requestId": 7}
                """;
        CaseImport.Result result = imported(json);
        assertThat(result.framework().competencies())
                .extracting(each -> each.name().get("en"))
                .containsExactly("No identifier", "One");
        assertThat(result.notes())
                .contains(
                        "beside /CFPackage: fields [CFPackage, requestId] are no part of the package and are not kept")
                .contains("/CFItems/0: expected an item, found null: kept, and not used")
                .contains("/CFItems/1: expected an item, found string: kept, and not used")
                .anyMatch(note -> note.startsWith("/CFItems/2/identifier: expected a UUID, found none: it is called "))
                .contains("/CFItems/4: 22222222-2222-4222-8222-222222222222 stands twice, word for word: read once");
        JsonNode goes = exported(json, Version.V1_1);
        assertThat(goes.path("CFItems")).hasSize(5);
        assertThat(exported(goes.toString(), Version.V1_1).path("CFItems")).isEqualTo(goes.path("CFItems"));
    }

    @Test
    void twoItemsThatSayDifferentThingsUnderOneIdentifierAreRefused() {
        String json = """
                {"CFDocument": {"identifier": "11111111-1111-4111-8111-111111111111", "title": "T"},
                 "CFItems": [{"identifier": "22222222-2222-4222-8222-222222222222", "fullStatement": "One"},
                   {"identifier": "22222222-2222-4222-8222-222222222222", "fullStatement": "Another"}]}
                """;
        assertThat(CasePackage.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        CasePackage.Reading.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .containsExactly("/CFItems/1/identifier: each item stands once, found"
                                        + " 22222222-2222-4222-8222-222222222222 twice and not the same"));
    }

    private static CaseImport.Result imported(String json) {
        return CaseRoundTripTest.imported(json, Optional.empty());
    }

    private static JsonNode exported(String json, Version version) {
        CasePackage source = CaseRoundTripTest.read(json);
        return new CaseExport(imported(json).framework(), Optional.of(source), version, "https://w.test", PUBLISHED)
                .write();
    }

    /** Places at which a member of the first is not in the second, nulls that mean something to others included. */
    private static void lost(String at, JsonNode before, JsonNode after, List<String> lost) {
        if (before.isObject() && after.isObject()) {
            before.properties().forEach(each -> {
                if (!(each.getValue().isNull() && NO_NULLS.contains(each.getKey()))) {
                    lost(at + "/" + each.getKey(), each.getValue(), after.path(each.getKey()), lost);
                }
            });
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
