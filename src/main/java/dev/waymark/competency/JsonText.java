package dev.waymark.competency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;

/**
 * JSON that people wrote, held to a JSON Schema (2020-12). What is wrong with it is said by field, as a JSON Pointer, and
 * reason.
 */
final class JsonText {

    /** A key that stands twice is refused: the second one would silently win. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Schema schema;

    JsonText(String schema) {
        var english = SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();
        this.schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(english))
                .getSchema(schema);
    }

    /** What is wrong with the text, each {@code field /a/0/b: reason}; empty if nothing is. */
    List<String> complaints(String text) {
        try {
            MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            return List.of("line %d, column %d: no JSON that can be read: %s"
                    .formatted(
                            where == null ? 1 : where.getLineNr(),
                            where == null ? 1 : where.getColumnNr(),
                            e.getOriginalMessage()));
        }
        return schema.validate(text, InputFormat.JSON).stream()
                .map(JsonText::sentence)
                .distinct()
                .toList();
    }

    /**
     * Reads a text that has no complaints.
     *
     * @throws IllegalArgumentException if it cannot be read as that type all the same
     */
    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** One text for equal values: keys of maps in their order, no blanks. */
    static String write(Object value) {
        try {
            return MAPPER.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String sentence(Error error) {
        String field = error.getInstanceLocation().toString();
        return "field %s: %s".formatted(field.isEmpty() ? "/" : field, error.getMessage());
    }
}
