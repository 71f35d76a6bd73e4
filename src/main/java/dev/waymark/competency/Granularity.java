package dev.waymark.competency;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which items of a hierarchy become competencies: {@code leaves} (items without children), {@code level:N} (items N steps
 * below the document, and leaves that end above) or {@code type:X} (items whose CFItemType is X).
 */
record Granularity(String text) {

    private static final Pattern SHAPE = Pattern.compile("leaves|level:[1-9][0-9]?|type:\\S.{0,99}");

    static final Granularity LEAVES = new Granularity("leaves");

    Granularity {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("expected leaves, level:1 to level:99 or type:…, found " + text);
        }
    }

    static Optional<Granularity> of(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new Granularity(text)) : Optional.empty();
    }

    /** Identifiers of the items that become competencies, in the order of the file. */
    List<String> chosen(CasePackage all) {
        if (text.startsWith("type:")) {
            String type = text.substring("type:".length());
            return all.items().entrySet().stream()
                    .filter(each -> CaseNode.text(each.getValue(), "CFItemType")
                            .filter(type::equalsIgnoreCase)
                            .isPresent())
                    .map(Map.Entry::getKey)
                    .toList();
        }
        Set<String> haveChildren = new HashSet<>();
        all.parents().values().forEach(haveChildren::addAll);
        if (text.equals("leaves")) {
            return all.items().keySet().stream()
                    .filter(id -> !haveChildren.contains(id))
                    .toList();
        }
        int wanted = Integer.parseInt(text.substring("level:".length()));
        Map<String, Integer> depths = depths(all);
        return all.items().keySet().stream()
                .filter(id -> {
                    int depth = depths.getOrDefault(id, 1);
                    return depth == wanted || depth < wanted && !haveChildren.contains(id);
                })
                .toList();
    }

    /** Least number of steps from the document, 1 for its own children. What hangs in a circle is taken as a child of its. */
    static Map<String, Integer> depths(CasePackage all) {
        Map<String, List<String>> children = new HashMap<>();
        all.parents()
                .forEach((child, parents) ->
                        parents.forEach(parent -> children.computeIfAbsent(parent, key -> new ArrayList<>())
                                .add(child)));
        Map<String, Integer> depths = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        for (String id : all.items().keySet()) {
            if (!all.parents().containsKey(id)) {
                depths.put(id, 1);
                open.add(id);
            }
        }
        while (!open.isEmpty()) {
            String at = open.remove();
            int below = depths.getOrDefault(at, 1) + 1;
            for (String child : children.getOrDefault(at, List.of())) {
                if (depths.putIfAbsent(child, below) == null) {
                    open.add(child);
                }
            }
        }
        return depths;
    }

    /** How many items each choice would take, for a page that offers them: levels first, then types. */
    static Map<String, Integer> offers(CasePackage all) {
        Map<String, Integer> offers = new java.util.LinkedHashMap<>();
        offers.put(LEAVES.text(), LEAVES.chosen(all).size());
        int deepest =
                depths(all).values().stream().mapToInt(Integer::intValue).max().orElse(1);
        for (int level = 1; level <= Math.min(deepest, 9); level++) {
            var choice = new Granularity("level:" + level);
            offers.put(choice.text(), choice.chosen(all).size());
        }
        Set<String> types = new java.util.TreeSet<>();
        for (JsonNode item : all.items().values()) {
            CaseNode.text(item, "CFItemType").ifPresent(types::add);
        }
        types.stream()
                .limit(12)
                .map(type -> "type:" + type)
                .forEach(type -> of(type).ifPresent(
                                choice -> offers.put(type, choice.chosen(all).size())));
        return offers;
    }
}
