package dev.waymark.competency;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the fields of CASE objects as real packages write them: absent, null, blank, a text where a link belongs. */
final class CaseNode {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private CaseNode() {}

    static Optional<String> text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                ? Optional.of(value.asText().strip())
                : Optional.empty();
    }

    /** The first of several fields that says something. */
    static Optional<String> first(JsonNode object, String... fields) {
        for (String field : fields) {
            Optional<String> found = text(object, field);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The identifier of an object, else the one at the end of its address; in lower case. */
    static Optional<String> identifier(JsonNode object) {
        return text(object, "identifier")
                .map(id -> id.toLowerCase(Locale.ROOT))
                .or(() -> text(object, "uri").flatMap(CaseNode::uuidIn));
    }

    /** Whom a link points at: an object with an identifier or address, or a text with either. */
    static Optional<String> target(JsonNode link) {
        return link.isTextual() ? uuidIn(link.asText()).or(() -> Optional.of(link.asText())) : identifier(link);
    }

    /** The last UUID of a text, in lower case. */
    static Optional<String> uuidIn(String text) {
        Matcher found = UUID.matcher(text);
        String last = null;
        while (found.find()) {
            last = found.group();
        }
        return Optional.ofNullable(last).map(id -> id.toLowerCase(Locale.ROOT));
    }

    /** A number, also one that stands in quotes. */
    static Optional<Double> number(JsonNode object, String field) {
        try {
            return text(object, field).map(Double::valueOf).filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The type of an association in lower case without blanks: {@code Is Child Of} is {@code ischildof}. */
    static String kind(JsonNode association) {
        return text(association, "associationType")
                .orElse("")
                .replaceAll("[\\s_-]", "")
                .toLowerCase(Locale.ROOT);
    }
}
