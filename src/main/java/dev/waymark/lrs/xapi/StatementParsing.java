package dev.waymark.lrs.xapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Reads one statement, field by field and without a tree. A field we have no use for is passed over, whatever is in it;
 * a field we need must be what the specification says it is.
 */
final class StatementParsing {

    /** A statement that cannot be used, with the sentence that says why. */
    static final class Bad extends Exception {
        private static final long serialVersionUID = 1L;

        Bad(String expected) {
            super(expected);
        }
    }

    private static final int UUID_LENGTH = 36;

    private final String raw;
    private @Nullable String id;
    private @Nullable Actor actor;
    private @Nullable String verb;
    private @Nullable StatementObject object;
    private Statement.Result result = Statement.Result.NONE;
    private Statement.Context context = Statement.Context.NONE;
    private Optional<Instant> timestamp = Optional.empty();
    private Optional<Instant> stored = Optional.empty();
    private Optional<AgentKey> authority = Optional.empty();
    private Optional<String> version = Optional.empty();
    private final Extras.Collector extras = new Extras.Collector();

    StatementParsing(String raw) {
        this.raw = raw;
    }

    /** The id, if reading came as far as that. */
    Optional<String> id() {
        return Optional.ofNullable(id);
    }

    Statement read() throws IOException, Bad {
        try (JsonParser json = StatementPages.JSON.createParser(raw)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Bad("a statement is an object (xAPI 1.0.3 Data 2), found " + json.currentToken());
            }
            fields(json);
        }
        return statement(raw);
    }

    /**
     * Reads the statement at whose beginning a parser of a whole page stands; afterwards that stands at its end. Where
     * this fails, the page is to be taken apart first.
     */
    static Statement readWithin(JsonParser json, byte[] page) throws IOException, Bad {
        int from = (int) json.currentTokenLocation().getByteOffset();
        var parsing = new StatementParsing("");
        parsing.fields(json);
        int to = (int) json.currentLocation().getByteOffset();
        return parsing.statement(new String(page, from, to - from, StandardCharsets.UTF_8));
    }

    private void fields(JsonParser json) throws IOException, Bad {
        // The first complaint is kept until the end, so that a bad statement whose id comes last still has its id.
        Bad first = null;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            int outside = json.getParsingContext().getNestingDepth();
            boolean structured = json.currentToken().isStructStart();
            try {
                field(name, json);
            } catch (Bad bad) {
                first = first == null ? bad : first;
                leave(json, structured ? outside - 1 : outside);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private Statement statement(String itself) throws Bad {
        return new Statement(
                required(id, "id", "2.4.1"),
                required(actor, "actor", "2.4.2"),
                required(verb, "verb.id", "2.4.3"),
                required(object, "object", "2.4.4"),
                result,
                context,
                timestamp,
                stored,
                authority,
                version,
                extras.toExtras(),
                itself);
    }

    /** Reads on to the end of the value in which reading broke off. */
    static void leave(JsonParser json, int depth) throws IOException {
        while (json.getParsingContext().getNestingDepth() > depth) {
            if (json.nextToken() == null) {
                return;
            }
        }
    }

    private void field(String name, JsonParser json) throws IOException, Bad {
        switch (name) {
            case "id" -> id = idText(json);
            case "actor" -> actor = Actors.read(json, "actor");
            case "verb" -> verb = Fields.idOf(json, "verb");
            case "object" -> object = Objects.read(json, extras);
            case "result" -> result = readResult(json, extras);
            case "context" -> context = Contexts.read(json, extras);
            case "timestamp" -> timestamp = time(json, "timestamp");
            case "stored" -> stored = time(json, "stored");
            case "authority" -> authority = Actors.read(json, "authority").key();
            case "version" -> version = Optional.ofNullable(json.getValueAsString());
            default -> json.skipChildren();
        }
    }

    private static Statement.Result readResult(JsonParser json, Extras.Collector extras) throws IOException, Bad {
        if (Fields.isNull(json)) {
            return Statement.Result.NONE;
        }
        Fields.expectObject(json, "result");
        var scaled = OptionalDouble.empty();
        var rawScore = OptionalDouble.empty();
        var min = OptionalDouble.empty();
        var max = OptionalDouble.empty();
        Optional<Boolean> success = Optional.empty();
        Optional<Boolean> completion = Optional.empty();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "success" -> success = Fields.bool(json, "result.success");
                case "completion" -> completion = Fields.boolIfSaid(json);
                case "extensions" -> {
                    if (json.currentToken() != JsonToken.START_OBJECT) {
                        json.skipChildren();
                        continue;
                    }
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        extras.take(json);
                    }
                }
                case "score" -> {
                    if (Fields.isNull(json)) {
                        continue;
                    }
                    Fields.expectObject(json, "result.score");
                    for (String part = json.nextFieldName(); part != null; part = json.nextFieldName()) {
                        json.nextToken();
                        switch (part) {
                            case "scaled" -> scaled = Fields.number(json, "result.score.scaled");
                            case "raw" -> rawScore = Fields.number(json, "result.score.raw");
                            case "min" -> min = Fields.number(json, "result.score.min");
                            case "max" -> max = Fields.number(json, "result.score.max");
                            default -> json.skipChildren();
                        }
                    }
                }
                default -> json.skipChildren();
            }
        }
        return new Statement.Result(scaled, rawScore, min, max, success, completion);
    }

    private static String idText(JsonParser json) throws IOException, Bad {
        return statementId(Fields.text(json, "id"), "id");
    }

    /** Ids are UUIDs (xAPI 1.0.3 Data 2.4.1) and compare in any case of letters. */
    static String statementId(String text, String field) throws Bad {
        if (!isUuid(text)) {
            throw new Bad("\"" + field + "\" must be a UUID (xAPI 1.0.3 Data 2.4.1), found " + text.length()
                    + " characters that are none");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean isUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean fits = dash ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Instant> time(JsonParser json, String field) throws IOException, Bad {
        if (Fields.isNull(json)) {
            return Optional.empty();
        }
        String text = Fields.text(json, field);
        Optional<Instant> found = XapiTime.parse(text);
        if (found.isEmpty()) {
            throw new Bad("\"" + field + "\" must be an ISO 8601 time (xAPI 1.0.3 Data 4.5), found \""
                    + text.substring(0, Math.min(40, text.length())) + "\"");
        }
        return found;
    }

    private static <T> T required(@Nullable T value, String field, String clause) throws Bad {
        if (value == null) {
            throw new Bad("\"" + field + "\" is required (xAPI 1.0.3 Data " + clause + "), found none");
        }
        return value;
    }
}
