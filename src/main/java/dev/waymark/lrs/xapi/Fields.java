package dev.waymark.lrs.xapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.waymark.lrs.xapi.StatementParsing.Bad;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Single values, each of the kind that the specification asks for; null is absent. */
final class Fields {

    private Fields() {}

    static boolean isNull(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    static void expectObject(JsonParser json, String field) throws Bad {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(field, "an object", json);
        }
    }

    static String text(JsonParser json, String field) throws IOException, Bad {
        return text(json, field, "");
    }

    /** As {@link #text(JsonParser, String)}; the two parts of the field's name are put together only to complain. */
    static String text(JsonParser json, String where, String field) throws IOException, Bad {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            String text = json.getText();
            if (!text.isBlank()) {
                return text;
            }
        }
        throw wrong(where + field, "a text that is not blank", json);
    }

    /** Text that is only good to have: anything else is read as absent. */
    static Optional<String> optionalText(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            String text = json.getText();
            return text.isBlank() ? Optional.empty() : Optional.of(text);
        }
        json.skipChildren();
        return Optional.empty();
    }

    static Optional<Boolean> bool(JsonParser json, String field) throws IOException, Bad {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            case VALUE_NULL -> Optional.empty();
            default -> throw wrong(field, "true or false", json);
        };
    }

    /** As {@link #bool}; anything else, such as Moodle's word {@code unknown}, says neither. */
    static Optional<Boolean> boolIfSaid(JsonParser json) throws IOException {
        boolean said = json.currentToken().isBoolean();
        Optional<Boolean> value = said ? Optional.of(json.getBooleanValue()) : Optional.empty();
        json.skipChildren();
        return value;
    }

    static OptionalDouble number(JsonParser json, String field) throws IOException, Bad {
        if (isNull(json)) {
            return OptionalDouble.empty();
        }
        if (!json.currentToken().isNumeric()) {
            throw wrong(field, "a number", json);
        }
        double value = json.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw wrong(field, "a number within the range of doubles", json);
        }
        return OptionalDouble.of(value);
    }

    /** The {@code id} of an object whose other fields do not matter here. */
    static @Nullable String idOf(JsonParser json, String field) throws IOException, Bad {
        expectObject(json, field);
        String id = null;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            if (name.equals("id")) {
                id = text(json, field, ".id").strip();
            } else {
                json.skipChildren();
            }
        }
        return id;
    }

    /** English if there is one, else the first of a language map. */
    static Optional<String> inOneLanguage(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return optionalText(json);
        }
        Optional<String> first = Optional.empty();
        Optional<String> english = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isEnglish = json.currentName().regionMatches(true, 0, "en", 0, 2);
            json.nextToken();
            Optional<String> text = optionalText(json);
            first = first.isPresent() ? first : text;
            english = isEnglish && english.isEmpty() ? text : english;
        }
        return english.isPresent() ? english : first;
    }

    static Bad wrong(String field, String expected, JsonParser json) {
        return new Bad("\"" + field + "\" must be " + expected + ", found "
                + String.valueOf(json.currentToken()).toLowerCase(Locale.ROOT));
    }
}
