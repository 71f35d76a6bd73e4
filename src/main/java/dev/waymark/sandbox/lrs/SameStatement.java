package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Whether a statement sent again under the same id is the same. What an LRS sets itself does not count, nor how a
 * number or a default is written. xAPI 1.0.3 Data 2.3.1 (Statement Immutability) and its comparison rules.
 */
final class SameStatement {

    private static final List<String> SET_BY_THE_LRS = List.of("id", "stored", "authority", "version");

    private SameStatement() {}

    static boolean same(ObjectNode kept, ObjectNode sent) {
        return sameTime(kept.path("timestamp"), sent.path("timestamp"))
                && plain(kept).equals(plain(sent));
    }

    /** A statement that came without a timestamp was given one; then there is nothing to compare. */
    private static boolean sameTime(JsonNode kept, JsonNode sent) {
        if (sent.isMissingNode() || kept.isMissingNode()) {
            return true;
        }
        try {
            return OffsetDateTime.parse(kept.asText())
                    .toInstant()
                    .equals(OffsetDateTime.parse(sent.asText()).toInstant());
        } catch (DateTimeException e) {
            return kept.equals(sent);
        }
    }

    private static JsonNode plain(ObjectNode statement) {
        ObjectNode copy = statement.deepCopy();
        copy.remove(SET_BY_THE_LRS);
        copy.remove("timestamp");
        return simplified(copy);
    }

    private static JsonNode simplified(JsonNode node) {
        if (node instanceof ObjectNode object) {
            JsonNode kind = object.path("objectType");
            boolean isDefault = kind.asText().equals("Agent") || kind.asText().equals("Activity");
            ObjectNode result = Vocabulary.JSON.createObjectNode();
            object.properties().forEach(entry -> {
                if (!(isDefault && entry.getKey().equals("objectType"))) {
                    result.set(entry.getKey(), simplified(entry.getValue()));
                }
            });
            return result;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode result = Vocabulary.JSON.createArrayNode();
            list.forEach(each -> result.add(simplified(each)));
            return result;
        }
        return node.isNumber() ? number(node) : node;
    }

    private static JsonNode number(JsonNode number) {
        return Vocabulary.JSON
                .getNodeFactory()
                .textNode("number " + number.decimalValue().stripTrailingZeros().toPlainString());
    }
}
