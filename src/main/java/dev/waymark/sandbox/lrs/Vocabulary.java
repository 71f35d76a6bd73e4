package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Words of xAPI that more than one class here needs. */
final class Vocabulary {

    static final String VERSION = "1.0.3";
    static final String VOIDED = "http://adlnet.gov/expapi/verbs/voided";

    /** Inverse functional identifiers: each names one agent (Data 2.4.2.3). */
    static final List<String> IDENTIFIERS = List.of("mbox", "mbox_sha1sum", "openid", "account");

    static final Set<String> CONTEXT_ACTIVITIES = Set.of("parent", "grouping", "category", "other");

    /** Strict: a key given twice is refused, and numbers keep all their digits. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Vocabulary() {}

    static boolean isVoiding(JsonNode statement) {
        return statement.path("verb").path("id").asText().equals(VOIDED);
    }

    /** The elements, or the thing itself where 1.0.x allows a single object for a list. */
    static List<JsonNode> listed(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false).toList();
        }
        return node.isObject() ? List.of(node) : List.of();
    }
}
