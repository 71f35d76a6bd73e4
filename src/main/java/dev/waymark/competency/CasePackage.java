package dev.waymark.competency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A package of 1EdTech CASE 1.0 or 1.1 as it came, with an index over it. Everything in it is kept, understood or not.
 *
 * @param root the CFPackage; not to be changed
 * @param items by identifier in lower case, in the order of the file
 * @param parents of each item that has any, items only
 * @param criteria rubric criteria by the item that they are for
 */
record CasePackage(
        ObjectNode root,
        Map<String, JsonNode> items,
        Map<String, Set<String>> parents,
        Map<String, JsonNode> criteria) {

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
                            e.getOriginalMessage())));
        } catch (IOException e) {
            return new Reading.Refused(List.of("the file cannot be read: " + e.getMessage()));
        }
    }

    private static Reading read(JsonNode file) {
        JsonNode root = file.path("CFPackage").isObject() ? file.path("CFPackage") : file;
        if (!(root instanceof ObjectNode whole) || !root.path("CFDocument").isObject()) {
            return new Reading.Refused(List.of("/CFDocument: expected a CASE package with its CFDocument, found "
                    + (file.isObject() ? "fields " + names(file) : file.getNodeType())));
        }
        List<String> reasons = new ArrayList<>();
        if (CaseNode.identifier(root.path("CFDocument")).isEmpty()) {
            reasons.add("/CFDocument/identifier: expected a UUID, found none");
        }
        Map<String, JsonNode> items = new LinkedHashMap<>();
        JsonNode all = root.path("CFItems");
        if (all.isEmpty() || all.size() > MOST_ITEMS) {
            reasons.add("/CFItems: expected 1 to %d items, found %d".formatted(MOST_ITEMS, all.size()));
        }
        for (int i = 0; i < Math.min(all.size(), MOST_ITEMS); i++) {
            Optional<String> id = CaseNode.identifier(all.get(i));
            if (id.isEmpty()) {
                reasons.add("/CFItems/%d/identifier: expected a UUID, found none".formatted(i));
            } else if (items.putIfAbsent(id.get(), all.get(i)) != null) {
                reasons.add("/CFItems/%d/identifier: each item stands once, found %s twice".formatted(i, id.get()));
            }
        }
        return reasons.isEmpty()
                ? new Reading.Accepted(new CasePackage(whole, items, parents(root, items), criteria(root)))
                : new Reading.Refused(reasons.subList(0, Math.min(50, reasons.size())));
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

    private static Map<String, JsonNode> criteria(JsonNode root) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (JsonNode rubric : root.path("CFRubrics")) {
            for (JsonNode criterion : rubric.path("CFRubricCriteria")) {
                CaseNode.target(criterion.path("CFItemURI")).ifPresent(item -> found.putIfAbsent(item, criterion));
            }
        }
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
