package dev.waymark.competency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A package of 1EdTech CASE 1.0 or 1.1 as it came, with an index over it. Everything in it is kept, understood or not.
 *
 * @param root the CFPackage; not to be changed
 * @param items by identifier in lower case, in the order of the file
 * @param parents of each item that has any, items only
 * @param criteria rubric criteria by the item that they are for
 * @param oddities what is not as CASE has it and was read all the same, each with its place, for the reader of a dry run
 */
record CasePackage(
        ObjectNode root,
        Map<String, JsonNode> items,
        Map<String, Set<String>> parents,
        Map<String, JsonNode> criteria,
        List<String> oddities) {

    /** More of the same say nothing new. */
    private static final int MOST_ODDITIES = 50;

    /** Deeper than any real package, and far from what would exhaust a reader. */
    private static final int DEEPEST = 64;

    private static final int MOST_ITEMS = 50_000;

    /** Numbers keep every digit they were written with. */
    static final ObjectMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(1_000_000)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(com.fasterxml.jackson.databind.node.JsonNodeFactory.withExactBigDecimals(true))
            .build();

    /** What became of reading a file. */
    sealed interface Reading {
        record Accepted(CasePackage read) implements Reading {}

        /** @param reasons each says where, what was expected and what was found */
        record Refused(List<String> reasons) implements Reading {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    static Reading read(byte[] json) {
        try {
            return read(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            return new Reading.Refused(List.of("line %d, column %d: expected JSON of a CASE package, found: %s"
                    .formatted(
                            where == null ? 1 : where.getLineNr(),
                            where == null ? 1 : where.getColumnNr(),
                            e.getOriginalMessage().replaceAll("\\[Source: REDACTED[^;]*; ", "["))));
        } catch (IOException e) {
            return new Reading.Refused(List.of("the file cannot be read: " + e.getMessage()));
        }
    }

    private static Reading read(JsonNode file) {
        JsonNode root = file.path("CFPackage").isObject() ? file.path("CFPackage") : file;
        if (!(root instanceof ObjectNode whole) || !root.path("CFDocument").isObject()) {
            return new Reading.Refused(List.of("/CFDocument: expected a CASE package with its CFDocument, found "
                    + (file.isObject()
                            ? "fields " + names(file)
                            : file.isMissingNode() ? "an empty file" : file.getNodeType())));
        }
        List<String> reasons = new ArrayList<>();
        List<String> oddities = new ArrayList<>();
        if (CaseNode.identifier(root.path("CFDocument")).isEmpty()) {
            reasons.add("/CFDocument/identifier: expected a UUID, found none");
        }
        if (root != file && file.size() > 1) {
            oddities.add(
                    "beside /CFPackage: fields %s are no part of the package and are not kept".formatted(names(file)));
        }
        for (String list : List.of("CFItems", "CFAssociations", "CFRubrics")) {
            asList(whole, list, oddities);
        }
        Map<String, JsonNode> items = index(whole.path("CFItems"), reasons, oddities);
        return reasons.isEmpty()
                ? new Reading.Accepted(new CasePackage(
                        whole,
                        items,
                        parents(root, items),
                        criteria(root, oddities),
                        List.copyOf(oddities.subList(0, Math.min(MOST_ODDITIES, oddities.size())))))
                : new Reading.Refused(reasons.subList(0, Math.min(50, reasons.size())));
    }

    /** A list that was written as an object with a name for each element, or as its one element. */
    private static void asList(ObjectNode root, String name, List<String> oddities) {
        JsonNode found = root.path(name);
        if (found instanceof ObjectNode object) {
            boolean one = object.path("identifier").isValueNode();
            oddities.add("/%s: expected a list, found an object: read as %s"
                    .formatted(name, one ? "a list of one" : "a list of its %d fields".formatted(object.size())));
            ArrayNode list = MAPPER.createArrayNode();
            if (one) {
                list.add(object);
            } else {
                object.properties().forEach(each -> {
                    if (each.getValue() instanceof ObjectNode element
                            && CaseNode.identifier(element).isEmpty()) {
                        element.put("identifier", each.getKey());
                    }
                    list.add(each.getValue());
                });
            }
            root.set(name, list);
        } else if (!found.isArray() && !found.isNull() && !found.isMissingNode()) {
            oddities.add("/%s: expected a list, found %s: not read"
                    .formatted(name, found.getNodeType().toString().toLowerCase(java.util.Locale.ROOT)));
        }
    }

    /** Items by identifier. One without any gets one that is made of what it says; one that stands twice is read once. */
    private static Map<String, JsonNode> index(JsonNode all, List<String> reasons, List<String> oddities) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        if (!all.isArray() || all.isEmpty() || all.size() > MOST_ITEMS) {
            reasons.add("/CFItems: expected 1 to %d items, found %d".formatted(MOST_ITEMS, all.size()));
            return items;
        }
        for (int i = 0; i < all.size(); i++) {
            if (!(all.get(i) instanceof ObjectNode item)) {
                oddities.add("/CFItems/%d: expected an item, found %s: kept, and not used"
                        .formatted(i, all.get(i).getNodeType().toString().toLowerCase(java.util.Locale.ROOT)));
                continue;
            }
            String id = CaseNode.identifier(item).orElse("");
            if (id.isEmpty()) {
                id = CaseExport.id("CFItems", item.toString());
                oddities.add("/CFItems/%d/identifier: expected a UUID, found none: it is called %s".formatted(i, id));
                item.put("identifier", id);
            }
            JsonNode known = items.putIfAbsent(id, item);
            if (known != null && known.equals(item)) {
                oddities.add("/CFItems/%d: %s stands twice, word for word: read once".formatted(i, id));
            } else if (known != null) {
                reasons.add("/CFItems/%d/identifier: each item stands once, found %s twice and not the same"
                        .formatted(i, id));
            }
        }
        if (items.isEmpty() && reasons.isEmpty()) {
            reasons.add("/CFItems: expected items, found none among %d elements".formatted(all.size()));
        }
        return items;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.subList(0, Math.min(8, names.size()));
    }

    private static Map<String, Set<String>> parents(JsonNode root, Map<String, JsonNode> items) {
        Map<String, Set<String>> parents = new HashMap<>();
        for (JsonNode each : root.path("CFAssociations")) {
            if (CaseNode.kind(each).equals("ischildof")) {
                String child = CaseNode.target(each.path("originNodeURI")).orElse("");
                String parent = CaseNode.target(each.path("destinationNodeURI")).orElse("");
                if (items.containsKey(child) && items.containsKey(parent)) {
                    parents.computeIfAbsent(child, key -> new HashSet<>()).add(parent);
                }
            }
        }
        return parents;
    }

    private static Map<String, JsonNode> criteria(JsonNode root, List<String> oddities) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        Map<String, Integer> more = new LinkedHashMap<>();
        for (JsonNode rubric : root.path("CFRubrics")) {
            for (JsonNode criterion : rubric.path("CFRubricCriteria")) {
                CaseNode.target(criterion.path("CFItemURI")).ifPresent(item -> {
                    if (found.putIfAbsent(item, criterion) != null) {
                        more.merge(item, 1, Integer::sum);
                    }
                });
            }
        }
        more.forEach((item, others) ->
                oddities.add("item %s has %d rubric criteria: the first gives its tiers, the others are kept"
                        .formatted(item, others + 1)));
        return found;
    }

    JsonNode document() {
        return root.path("CFDocument");
    }

    String documentId() {
        return CaseNode.identifier(document()).orElseThrow();
    }

    /** Two letters of the language that the package is written in; English if it does not say. */
    String language(JsonNode item) {
        String tag = CaseNode.text(item, "language")
                .or(() -> CaseNode.text(document(), "language"))
                .orElse("en");
        String language = tag.split("[-_]", -1)[0].toLowerCase(java.util.Locale.ROOT);
        return language.matches("[a-z]{2,3}") ? language : "en";
    }
}
