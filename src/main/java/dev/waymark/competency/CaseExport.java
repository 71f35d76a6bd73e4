package dev.waymark.competency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.competency.ContentFiles.Competency;
import dev.waymark.competency.ContentFiles.Needs;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.shared.NameBasedUuid;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes a framework as a CASE package. A framework that was made of a package begins with that package, brought into shape,
 * and adds what has changed since; another one begins with an empty one. Then: an item for each competency, its tiers as the
 * levels of a rubric criterion, each prerequisite as {@code precedes}.
 *
 * <p>CASE joins items, and our prerequisites join items at tiers. So each end's title begins with {@code C04@2}, and with
 * CASE 1.1 the association's extension says the tiers again. What else CASE has no field for stands in the extension {@code
 * waymark}, with CASE 1.0 in a note that begins so.
 */
final class CaseExport {

    enum Version {
        V1_0,
        V1_1
    }

    private final ContentFiles.Framework framework;
    private final Optional<CasePackage> source;
    private final Version version;
    private final String base;
    private final String changed;
    private final ObjectNode root;
    private final Map<String, ObjectNode> items = new LinkedHashMap<>();
    private final Map<String, String> itemIds = new HashMap<>();

    /**
     * @param source the package that the framework was made of, if it was made of one
     * @param base the tool's own address, without a trailing slash
     * @param published stands for the time of change of all that says none
     */
    CaseExport(
            ContentFiles.Framework framework,
            Optional<CasePackage> source,
            Version version,
            String base,
            Instant published) {
        this.framework = framework;
        this.source = source;
        this.version = version;
        this.base = base + "/case/" + (version == Version.V1_1 ? "v1p1" : "v1p0");
        this.changed = published.toString();
        this.root = source.map(found -> CaseShape.of(found, this.base, published))
                .orElseGet(CasePackage.MAPPER::createObjectNode);
    }

    static String id(String... names) {
        return NameBasedUuid.of(NameBasedUuid.WAYMARK, String.join("\u001f", names))
                .toString();
    }

    JsonNode write() {
        for (JsonNode each : root.path("CFItems")) {
            if (each instanceof ObjectNode item) {
                CaseNode.identifier(item).ifPresent(id -> items.put(id, item));
            }
        }
        ObjectNode document = document();
        Set<String> gone = dropped();
        ArrayNode all = list("CFItems");
        removeIf(all, each -> CaseNode.identifier(each).filter(gone::contains).isPresent());
        for (Competency each : framework.competencies()) {
            String id = each.caseItem() != null && items.containsKey(each.caseItem())
                    ? each.caseItem()
                    : each.caseItem() != null ? each.caseItem() : id("item", name(), each.id());
            itemIds.put(each.id(), id);
            if (!items.containsKey(id)) {
                ObjectNode item = newItem(each, id);
                all.add(item);
                items.put(id, item);
                childOf(document, id, item);
            }
        }
        rubric();
        associations(gone);
        keepWhatCaseHasNoFieldFor(document);
        return root;
    }

    private String name() {
        return framework.version().replaceAll("/.*", "");
    }

    private ObjectNode document() {
        ObjectNode document = root.withObject("/CFDocument");
        if (source.isEmpty()) {
            String id = framework.origin() != null ? framework.origin().document() : id("document", name());
            String title = word(framework.name());
            document.put("identifier", id);
            document.put("uri", base + "/CFDocuments/" + id);
            document.put("creator", "Waymark");
            document.put("title", title);
            document.put("lastChangeDateTime", changed);
            document.put("version", framework.version());
            document.put("language", language(framework.name()));
        }
        if (version == Version.V1_1) {
            document.put("caseVersion", "1.1");
        } else {
            document.remove("caseVersion");
        }
        return document;
    }

    /** Items that were competencies of the package and are none any more. */
    private Set<String> dropped() {
        Set<String> gone = new HashSet<>();
        if (source.isPresent() && framework.origin() != null) {
            Granularity.of(framework.origin().granularity())
                    .ifPresent(chosen -> gone.addAll(chosen.chosen(source.get())));
            framework.competencies().forEach(each -> gone.remove(each.caseItem() == null ? "" : each.caseItem()));
        }
        return gone;
    }

    private ObjectNode newItem(Competency competency, String id) {
        ObjectNode item = CasePackage.MAPPER.createObjectNode();
        item.put("identifier", id);
        item.put("fullStatement", word(competency.name()));
        item.put("humanCodingScheme", competency.id());
        item.put("CFItemType", "Competency");
        item.put("uri", base + "/CFItems/" + id);
        item.put("language", language(competency.name()));
        item.put("lastChangeDateTime", changed);
        return item;
    }

    private void childOf(ObjectNode document, String id, ObjectNode item) {
        ObjectNode association =
                association("isChildOf", id, CaseNode.identifier(document).orElse(""));
        association.set("originNodeURI", link(item, item.path("fullStatement").asText()));
        association.set(
                "destinationNodeURI", link(document, document.path("title").asText()));
        association.put("sequenceNumber", items.size());
        list("CFAssociations").add(association);
    }

    /** A criterion with four levels for each competency that describes its tiers and has no criterion yet. */
    private void rubric() {
        Map<String, JsonNode> known = new HashMap<>();
        source.ifPresent(found -> known.putAll(found.criteria()));
        ArrayNode criteria = CasePackage.MAPPER.createArrayNode();
        String rubric = id("rubric", name());
        for (Competency each : framework.competencies()) {
            String item = itemIds.getOrDefault(each.id(), "");
            List<Map<String, String>> descriptors = each.descriptors();
            if (descriptors == null || known.containsKey(item)) {
                continue;
            }
            String criterion = id("criterion", name(), each.id());
            ObjectNode written = criteria.addObject();
            written.put("identifier", criterion);
            written.put("uri", base + "/CFRubricCriteria/" + criterion);
            written.put("category", each.id());
            written.put("description", word(each.name()));
            written.set("CFItemURI", link(items.getOrDefault(item, root), word(each.name())));
            written.put("position", criteria.size());
            written.put("rubricId", rubric);
            written.put("lastChangeDateTime", changed);
            ArrayNode levels = written.putArray("CFRubricCriterionLevels");
            for (int tier = 1; tier <= 4; tier++) {
                String level = id("level", name(), each.id(), Integer.toString(tier));
                ObjectNode one = levels.addObject();
                one.put("identifier", level);
                one.put("uri", base + "/CFRubricCriterionLevels/" + level);
                one.put("quality", word(framework.tiers().get(tier - 1)));
                one.put("description", word(descriptors.get(tier - 1)));
                one.put("score", tier);
                one.put("position", tier);
                one.put("rubricCriterionId", criterion);
                one.put("lastChangeDateTime", changed);
            }
        }
        if (!criteria.isEmpty()) {
            ObjectNode written = list("CFRubrics").addObject();
            written.put("identifier", rubric);
            written.put("uri", base + "/CFRubrics/" + rubric);
            written.put("title", word(framework.name()));
            written.put("lastChangeDateTime", changed);
            written.set("CFRubricCriteria", criteria);
        }
    }

    private void associations(Set<String> gone) {
        ArrayNode all = list("CFAssociations");
        removeIf(
                all,
                each -> List.of("originNodeURI", "destinationNodeURI").stream()
                        .anyMatch(end -> CaseNode.target(each.path(end))
                                .filter(gone::contains)
                                .isPresent()));
        Set<String> wanted = new TreeSet<>();
        for (Needs needs : framework.prerequisites()) {
            needs.requires().forEach(before -> wanted.add(before + ">" + needs.target()));
        }
        Set<String> there = new TreeSet<>();
        source.ifPresent(found -> new CaseImport(found)
                .run(granularity(), knownIds(), "")
                .framework()
                .prerequisites()
                .forEach(needs -> needs.requires().forEach(before -> there.add(before + ">" + needs.target()))));
        if (!there.equals(wanted)) {
            Set<String> ours = new HashSet<>(itemIds.values());
            removeIf(
                    all,
                    each -> CaseNode.kind(each).equals("precedes")
                            && CaseNode.target(each.path("originNodeURI"))
                                    .filter(ours::contains)
                                    .isPresent()
                            && CaseNode.target(each.path("destinationNodeURI"))
                                    .filter(ours::contains)
                                    .isPresent());
            wanted.forEach(each -> all.add(precedes(each.split(">", -1))));
        }
    }

    private ObjectNode precedes(String[] ends) {
        CompetencyTier before = ContentReader.competencyTier(ends[0]);
        CompetencyTier after = ContentReader.competencyTier(ends[1]);
        ObjectNode association = association("precedes", ends[0], ends[1]);
        association.set("originNodeURI", atTier(before));
        association.set("destinationNodeURI", atTier(after));
        if (version == Version.V1_1) {
            ObjectNode own = association.withObject("/extensions/" + CaseImport.EXTENSION);
            own.put("originTier", before.tier().level());
            own.put("destinationTier", after.tier().level());
        }
        return association;
    }

    private ObjectNode atTier(CompetencyTier end) {
        JsonNode item = items.getOrDefault(itemIds.getOrDefault(end.competency().value(), ""), root);
        return link(
                item,
                end + " "
                        + CaseNode.first(item, "abbreviatedStatement", "fullStatement")
                                .orElse(""));
    }

    private ObjectNode association(String type, String origin, String destination) {
        String id = id(type, name(), origin, destination);
        ObjectNode association = CasePackage.MAPPER.createObjectNode();
        association.put("identifier", id);
        association.put("associationType", type);
        association.put("uri", base + "/CFAssociations/" + id);
        association.put("lastChangeDateTime", changed);
        return association;
    }

    private static ObjectNode link(JsonNode to, String title) {
        ObjectNode link = CasePackage.MAPPER.createObjectNode();
        link.put("title", title.length() > 300 ? title.substring(0, 300) : title);
        link.put("identifier", CaseNode.identifier(to).orElse(""));
        link.put("uri", to.path("uri").asText());
        return link;
    }

    /** Reads what was written so far, and says beside it whatever would come back otherwise. */
    private void keepWhatCaseHasNoFieldFor(ObjectNode document) {
        CasePackage written = ((CasePackage.Reading.Accepted)
                        CasePackage.read(root.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .read();
        ContentFiles.Framework back =
                new CaseImport(written).run(granularity(), knownIds(), "").framework();
        Map<String, Competency> seen = new HashMap<>();
        back.competencies().forEach(each -> seen.put(each.id(), each));
        for (Competency each : framework.competencies()) {
            String item = itemIds.getOrDefault(each.id(), "");
            Competency meant = new Competency(
                    each.id(), each.name(), each.descriptors(), each.alignsWith(), each.cutScores(), item);
            if (!meant.equals(seen.get(each.id()))) {
                ObjectNode own = CasePackage.MAPPER.createObjectNode();
                own.set("competency", CasePackage.MAPPER.valueToTree(each));
                keep(items.getOrDefault(item, document), own);
            }
        }
        ContentFiles.Framework plain = new ContentFiles.Framework(
                framework.version(),
                framework.name(),
                framework.tiers(),
                framework.cutScores(),
                List.of(),
                List.of(),
                framework.criteria(),
                null);
        ContentFiles.Framework found = new ContentFiles.Framework(
                back.version(),
                back.name(),
                back.tiers(),
                back.cutScores(),
                List.of(),
                List.of(),
                back.criteria(),
                null);
        boolean otherChoice =
                framework.origin() != null && !framework.origin().granularity().equals(Granularity.LEAVES.text());
        if (!plain.equals(found) || otherChoice) {
            ObjectNode own = CasePackage.MAPPER.createObjectNode();
            own.put("granularity", granularity().orElse(Granularity.LEAVES).text());
            own.set("framework", CasePackage.MAPPER.valueToTree(plain));
            keep(document, own);
        }
    }

    private void keep(ObjectNode object, ObjectNode own) {
        if (version == Version.V1_1) {
            object.withObject("/extensions").set(CaseImport.EXTENSION, own);
        } else if (!object.has("notes") || object.path("notes").asText().startsWith(CaseImport.EXTENSION + ":")) {
            object.put("notes", CaseImport.EXTENSION + ":" + own);
        } else {
            object.withObject("/extensions").set(CaseImport.EXTENSION, own);
        }
    }

    private Optional<Granularity> granularity() {
        return Optional.ofNullable(framework.origin()).flatMap(origin -> Granularity.of(origin.granularity()));
    }

    private Map<String, String> knownIds() {
        Map<String, String> known = new HashMap<>();
        framework.competencies().forEach(each -> known.put(itemIds.getOrDefault(each.id(), ""), each.id()));
        return known;
    }

    private ArrayNode list(String name) {
        return root.path(name) instanceof ArrayNode found ? found : root.putArray(name);
    }

    private static void removeIf(ArrayNode list, java.util.function.Predicate<JsonNode> which) {
        for (var each = list.iterator(); each.hasNext(); ) {
            if (which.test(each.next())) {
                each.remove();
            }
        }
    }

    private static String word(Map<String, String> words) {
        String english = words.get("en");
        return english != null ? english : words.values().stream().findFirst().orElse("");
    }

    private static String language(Map<String, String> words) {
        return words.containsKey("en")
                ? "en"
                : words.keySet().stream().findFirst().orElse("en");
    }
}
