package dev.waymark.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalDouble;

/** Our own JSON, written field by field, so that what was stored years ago is read by name and not by luck. */
final class Json {

    private static final ObjectMapper READER = new ObjectMapper();
    private static final JsonFactory WRITER = new JsonFactory();

    private Json() {}

    @FunctionalInterface
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    static String object(Writing fields) {
        var text = new StringWriter();
        try (JsonGenerator json = WRITER.createGenerator(text)) {
            json.writeStartObject();
            fields.to(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static JsonNode tree(String json) {
        try {
            return READER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger holds what is no JSON", e);
        }
    }

    static void put(JsonGenerator json, String field, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(field, value.getAsDouble());
        }
    }

    static void put(JsonGenerator json, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        }
    }

    static void putFlag(JsonGenerator json, String field, Optional<Boolean> value) throws IOException {
        if (value.isPresent()) {
            json.writeBooleanField(field, value.get());
        }
    }

    static Optional<String> text(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.get(field).asText()) : Optional.empty();
    }

    static OptionalDouble number(JsonNode node, String field) {
        return node.hasNonNull(field) ? OptionalDouble.of(node.get(field).doubleValue()) : OptionalDouble.empty();
    }

    static Optional<Boolean> flag(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.get(field).booleanValue()) : Optional.empty();
    }
}
