package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.competency.ContentFiles.Framework;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A package as registries have them: thousands of items nine levels deep, associations of all types, characters of all
 * scripts, fields that are missing, objects known only by their address, rubrics. It comes in and goes out whole.
 */
class RegistryPackageTest {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryPackageTest.class);
    private static final int ITEMS = 10_000;
    private static final int DEEP = 9;
    private static final String[] TYPES = {
        "isPartOf",
        "exactMatchOf",
        "precedes",
        "isRelatedTo",
        "replacedBy",
        "exemplar",
        "hasSkillLevel",
        "isTranslationOf"
    };
    private static final String[] WORDS = {
        "Lire – « à voix haute »",
        "数学的に考える",
        "Понимание дробей",
        "قراءة الخرائط",
        "Emoji 🧪 & <b>bold</b> \u2028 line",
        "Zero\u200bwidth",
        "Quote \" backslash \\ tab\t",
        "=SUM(A1)"
    };

    @Test
    void tenThousandItemsComeInAndGoOutWithNothingLost() {
        String json = json();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Instant begun = Instant.now();
        CasePackage source = ((CasePackage.Reading.Accepted) CasePackage.read(bytes)).read();
        CaseImport.Result result = new CaseImport(source).run(Optional.empty(), Map.of(), "");
        Framework framework = result.framework();
        Instant read = Instant.now();
        JsonNode goes = new CaseExport(
                        framework, Optional.of(source), CaseExport.Version.V1_1, "https://w.test", Instant.EPOCH)
                .write();
        Instant written = Instant.now();
        LOG.info(
                "{} items, {} associations, {} kB: read in {} ms, written in {} ms, {} competencies",
                ITEMS,
                source.root().path("CFAssociations").size(),
                bytes.length / 1024,
                Duration.between(begun, read).toMillis(),
                Duration.between(read, written).toMillis(),
                framework.competencies().size());

        assertThat(framework.competencies()).hasSizeGreaterThan(500);
        JsonNode came = JsonText.read(json, JsonNode.class);
        for (String list : List.of("CFItems", "CFAssociations", "CFRubrics")) {
            assertThat(goes.path(list).size())
                    .as(list)
                    .isGreaterThanOrEqualTo(came.path(list).size());
        }
        List<String> lost = new ArrayList<>();
        lost("", came, goes, lost);
        assertThat(lost).isEmpty();
        CasePackage again = ((CasePackage.Reading.Accepted)
                        CasePackage.read(goes.toString().getBytes(StandardCharsets.UTF_8)))
                .read();
        Framework back =
                new CaseImport(again).run(Optional.empty(), Map.of(), "").framework();
        assertThat(back.competencies()).isEqualTo(framework.competencies());
        assertThat(back.prerequisites()).isEqualTo(framework.prerequisites());
    }

    private static String json() {
        ObjectNode root = CasePackage.MAPPER.createObjectNode();
        String document = CaseExport.id("registry", "document");
        root.putObject("CFDocument")
                .put("identifier", document)
                .put("uri", uri("CFDocuments", document))
                .put("creator", "Ministry of Everything")
                .put("title", "Standards “2026” – Übersicht")
                .put("lastChangeDateTime", "2026-02-03T04:05:06+00:00")
                .put("adoptionStatus", "Adopted")
                .put("vendorField", "kept");
        ArrayNode items = root.putArray("CFItems");
        ArrayNode associations = root.putArray("CFAssociations");
        for (int i = 0; i < ITEMS; i++) {
            String id = item(i);
            ObjectNode item = items.addObject();
            item.put("identifier", id)
                    .put("uri", uri("CFItems", id))
                    .put("fullStatement", WORDS[i % WORDS.length] + " " + i)
                    .put("lastChangeDateTime", "2026-02-03T04:05:06+00:00");
            if (i % 3 != 0) {
                item.put("humanCodingScheme", "R." + i / 50 + "." + i % 50);
            }
            if (i % 7 == 0) {
                item.put("notes", WORDS[(i + 3) % WORDS.length]).put("language", "fr");
                item.putArray("conceptKeywords").add("water").add("水");
            }
            if (i % 2 == 0) {
                item.put("abbreviatedStatement", "").put("alternativeLabel", "").put("listEnumeration", "");
                item.putArray("educationLevel");
            }
            if (i % 11 == 0) {
                item.putObject("extensions").put("ext:vendor", i);
            }
            // A chain of nine under each of several tops: deep, and not only wide.
            String parent = i % DEEP == 0 ? document : item(i - 1);
            join(associations, i, "isChildOf", id, parent, i % 2 == 0);
            if (i > 10 && i % 5 == 0) {
                join(associations, i + ITEMS, TYPES[i / 5 % TYPES.length], item(i - 7), id, true);
            }
        }
        elsewhere(associations, "exactMatchOf", "S11434D3", "https://asn.test/resources/S11434D3");
        elsewhere(associations, "isRelatedTo", item(-1), "https://other.test/ims/case/v1p0/CFItems/" + item(-1));
        elsewhere(associations, "exemplar", "lesson", "https://lessons.test/1?a=b&c=d#e");
        ArrayNode criteria = root.putArray("CFRubrics")
                .addObject()
                .put("identifier", CaseExport.id("registry", "rubric"))
                .put("uri", uri("CFRubrics", CaseExport.id("registry", "rubric")))
                .put("title", "Rubric")
                .put("lastChangeDateTime", "2026-02-03T04:05:06+00:00")
                .putArray("CFRubricCriteria");
        for (int i = DEEP - 1; i < 200; i += DEEP) {
            String id = CaseExport.id("registry", "criterion", Integer.toString(i));
            ObjectNode criterion = criteria.addObject()
                    .put("identifier", id)
                    .put("uri", uri("CFRubricCriteria", id))
                    .put("category", "c" + i)
                    .put("position", i)
                    .put("rubricId", CaseExport.id("registry", "rubric"))
                    .put("lastChangeDateTime", "2026-02-03T04:05:06+00:00");
            criterion.set("CFItemURI", link(item(i), "CFItems"));
            ArrayNode levels = criterion.putArray("CFRubricCriterionLevels");
            for (int level = 1; level <= 4; level++) {
                String levelId = CaseExport.id("registry", "level", i + "-" + level);
                levels.addObject()
                        .put("identifier", levelId)
                        .put("uri", uri("CFRubricCriterionLevels", levelId))
                        .put("description", "Level " + level + " " + WORDS[level])
                        .put("quality", "Q" + level)
                        .put("score", level)
                        .put("position", level)
                        .put("rubricCriterionId", id)
                        .put("lastChangeDateTime", "2026-02-03T04:05:06+00:00");
            }
        }
        return root.toString();
    }

    private static void join(ArrayNode associations, int n, String type, String from, String to, boolean withSequence) {
        String id = CaseExport.id("registry", "association", Integer.toString(n));
        ObjectNode association = associations
                .addObject()
                .put("identifier", id)
                .put("associationType", type)
                .put("uri", uri("CFAssociations", id))
                .put("lastChangeDateTime", "2026-02-03T04:05:06+00:00");
        if (withSequence) {
            association.put("sequenceNumber", n % 10);
        }
        association.set("originNodeURI", link(from, "CFItems"));
        association.set("destinationNodeURI", link(to, "CFItems"));
    }

    /** With something that another registry has, or nobody. */
    private static void elsewhere(ArrayNode associations, String type, String identifier, String uri) {
        String id = CaseExport.id("registry", "association", uri);
        ObjectNode association = associations
                .addObject()
                .put("identifier", id)
                .put("associationType", type)
                .put("uri", uri("CFAssociations", id))
                .put("lastChangeDateTime", "2026-02-03T04:05:06+00:00")
                .put("notes", "");
        association.set("originNodeURI", link(item(1), "CFItems"));
        association
                .putObject("destinationNodeURI")
                .put("title", "")
                .put("identifier", identifier)
                .put("uri", uri);
    }

    private static ObjectNode link(String id, String kind) {
        return CasePackage.MAPPER
                .createObjectNode()
                .put("title", "Item")
                .put("identifier", id)
                .put("uri", uri(kind, id));
    }

    private static String item(int i) {
        return CaseExport.id("registry", "item", Integer.toString(i));
    }

    private static String uri(String kind, String id) {
        return "https://registry.test/ims/case/v1p1/" + kind + "/" + id;
    }

    /** Places at which something of the first is not in the second. */
    private static void lost(String at, JsonNode before, JsonNode after, List<String> lost) {
        if (before.isObject() && after.isObject()) {
            before.properties()
                    .forEach(each -> lost(at + "/" + each.getKey(), each.getValue(), after.path(each.getKey()), lost));
        } else if (before instanceof ArrayNode list && after.isArray() && list.size() <= after.size()) {
            for (int i = 0; i < list.size(); i++) {
                lost(at + "/" + i, list.get(i), after.path(i), lost);
            }
        } else if (!before.equals(after)) {
            lost.add(at + ": " + before + " / " + after);
        }
    }
}
