package dev.waymark.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waymark.results.ResultFiles.Choice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What was chosen for the columns of a file, as it is kept while the file is read in. */
final class ChoicesJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ChoicesJson() {}

    static String write(Map<Integer, Choice> choices) {
        ArrayNode all = JSON.createArrayNode();
        new TreeMap<>(choices).forEach((column, choice) -> {
            var one = all.addObject().put("column", column).put("take", choice.take());
            choice.activity().ifPresent(activity -> one.put("activity", activity));
            choice.possible().ifPresent(possible -> one.put("possible", possible));
        });
        return all.toString();
    }

    static Map<Integer, Choice> read(String kept) {
        try {
            Map<Integer, Choice> choices = new HashMap<>();
            for (JsonNode one : JSON.readTree(kept)) {
                choices.put(
                        one.path("column").intValue(),
                        new Choice(
                                one.path("take").booleanValue(),
                                Optional.ofNullable(one.get("activity")).map(JsonNode::textValue),
                                one.has("possible")
                                        ? OptionalDouble.of(one.path("possible").doubleValue())
                                        : OptionalDouble.empty()));
            }
            return choices;
        } catch (IOException e) {
            throw new UncheckedIOException("what was chosen for a file cannot be read", e);
        }
    }
}
