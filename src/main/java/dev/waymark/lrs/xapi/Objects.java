package dev.waymark.lrs.xapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.waymark.lrs.xapi.StatementParsing.Bad;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the object of a statement; without {@code objectType} it is an activity (xAPI 1.0.3 Data 2.4.4). */
final class Objects {

    private Objects() {}

    static StatementObject read(JsonParser json, Extras.Collector extras) throws IOException, Bad {
        Fields.expectObject(json, "object");
        String objectType = "Activity";
        String id = null;
        Described described = Described.NOTHING;
        var agent = new Actors.Parts();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "objectType" -> {
                    objectType = Fields.text(json, "object.objectType");
                    agent.take(name, json, "object");
                }
                case "id" -> id = Fields.text(json, "object.id").strip();
                case "definition" -> described = definition(json, Optional.of(extras));
                // Of a SubStatement; its actor, verb and object say nothing that happened.
                case "actor", "verb", "object" -> json.skipChildren();
                default -> agent.take(name, json, "object");
            }
        }
        return switch (objectType) {
            // Open edX's own name for a problem of several questions; everything else about it is an activity's.
            case "Activity", "GroupActivity" -> activity(id, described, "object");
            case "Agent" -> new StatementObject.Agent(agent.toActor("object"));
            case "Group" -> new StatementObject.Group(agent.toActor("object"));
            case "StatementRef" ->
                new StatementObject.StatementRef(StatementParsing.statementId(id == null ? "" : id, "object.id"));
            case "SubStatement" -> new StatementObject.SubStatement();
            default -> new StatementObject.Unknown(objectType.substring(0, Math.min(100, objectType.length())));
        };
    }

    static StatementObject.Activity readActivity(JsonParser json, String field) throws IOException, Bad {
        Fields.expectObject(json, field);
        String id = null;
        Described described = Described.NOTHING;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "id" -> id = Fields.text(json, field, ".id").strip();
                case "definition" -> described = definition(json, Optional.empty());
                default -> json.skipChildren();
            }
        }
        return activity(id, described, field);
    }

    /** As {@link #readActivity}, without its type and name. */
    static StatementObject.Activity readAddress(JsonParser json, String field) throws IOException, Bad {
        return activity(Fields.idOf(json, field), Described.NOTHING, field);
    }

    private static StatementObject.Activity activity(@Nullable String id, Described described, String field)
            throws Bad {
        if (id == null) {
            throw new Bad("\"" + field + ".id\" is required of an activity (xAPI 1.0.3 Data 2.4.4.1), found none");
        }
        return new StatementObject.Activity(id, described.type(), described.name());
    }

    private record Described(Optional<String> type, Optional<String> name) {
        static final Described NOTHING = new Described(Optional.empty(), Optional.empty());
    }

    private static Described definition(JsonParser json, Optional<Extras.Collector> extras) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return Described.NOTHING;
        }
        Optional<String> type = Optional.empty();
        Optional<String> name = Optional.empty();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "type" -> type = Fields.optionalText(json);
                case "name" -> name = Fields.inOneLanguage(json);
                case "interactionType" -> {
                    Optional<String> interaction = Fields.optionalText(json);
                    extras.ifPresent(all -> all.interaction(interaction));
                }
                case "extensions" -> {
                    if (extras.isEmpty() || json.currentToken() != JsonToken.START_OBJECT) {
                        json.skipChildren();
                        continue;
                    }
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        extras.get().take(json);
                    }
                }
                default -> json.skipChildren();
            }
        }
        return new Described(type, name);
    }
}
