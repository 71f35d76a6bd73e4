package dev.waymark.emission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much JSONPath as rules of a profile need: {@code $.name}, {@code ['name']} and {@code [*]}. */
record JsonPath(List<String> steps) {

    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_]*)|\\['([^']+)']|\\[(\\*)]");

    /** Stands for every member of an array; no property of a statement is called so. */
    private static final String EACH = "*";

    /**
     * @throws IllegalArgumentException if it is more than that, or no JSONPath
     */
    static JsonPath of(String text) {
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException("a JSONPath starts with $, found " + text);
        }
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        int at = 1;
        while (at < text.length()) {
            if (!step.find(at) || step.start() != at) {
                throw new IllegalArgumentException("no step of a JSONPath: " + text.substring(at) + " in " + text);
            }
            steps.add(step.group(1) != null ? step.group(1) : step.group(2) != null ? step.group(2) : EACH);
            at = step.end();
        }
        return new JsonPath(steps);
    }

    /** What there is at the path; empty if nothing is. */
    List<JsonNode> in(JsonNode root) {
        List<JsonNode> found = List.of(root);
        for (String step : steps) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : found) {
                if (step.equals(EACH)) {
                    node.forEach(next::add);
                } else if (node.has(step)) {
                    next.add(node.get(step));
                }
            }
            found = next;
        }
        return found;
    }
}
