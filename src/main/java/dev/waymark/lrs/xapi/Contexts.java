package dev.waymark.lrs.xapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.waymark.lrs.xapi.StatementParsing.Bad;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a statement's context (xAPI 1.0.3 Data 2.4.6); what 2.0 adds to it is passed over, as nothing here needs it. */
final class Contexts {

    /** Where Moodle's plugin says which event it translates: an extension, and the name of the event in it. */
    private static final Map<String, String> EVENTS = Map.of(
            "http://lrs.learninglocker.net/define/extensions/info", "event_name",
            // before its fourth version, and with Learning Locker's
            "http://lrs.learninglocker.net/define/extensions/moodle_logstore_standard_log", "eventname");

    private static final Map<String, String> ACTIVITIES = Stream.of("parent", "grouping", "category", "other")
            .collect(Collectors.toUnmodifiableMap(kind -> kind, kind -> "context.contextActivities." + kind));

    private Contexts() {}

    static Statement.Context read(JsonParser json, Extras.Collector extras) throws IOException, Bad {
        if (Fields.isNull(json)) {
            return Statement.Context.NONE;
        }
        Fields.expectObject(json, "context");
        List<StatementObject.Activity> parents = List.of();
        List<StatementObject.Activity> grouping = List.of();
        List<StatementObject.Activity> categories = List.of();
        List<StatementObject.Activity> other = List.of();
        Optional<Actor> instructor = Optional.empty();
        Optional<String> registration = Optional.empty();
        Optional<String> platform = Optional.empty();
        Optional<String> eventName = Optional.empty();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "registration" -> registration = Fields.optionalText(json);
                case "platform" -> platform = Fields.optionalText(json);
                // Moodle's plugin writes the word System here where nobody awarded a badge.
                case "instructor" -> instructor = Actors.readIfUsable(json, "context.instructor");
                case "extensions" -> eventName = eventName(json, extras);
                case "contextActivities" -> {
                    if (Fields.isNull(json)) {
                        continue;
                    }
                    Fields.expectObject(json, "context.contextActivities");
                    for (String kind = json.nextFieldName(); kind != null; kind = json.nextFieldName()) {
                        json.nextToken();
                        switch (kind) {
                            case "parent" -> parents = activities(json, kind);
                            case "grouping" -> grouping = activities(json, kind);
                            case "category" -> categories = named(json, kind);
                            case "other" -> other = named(json, kind);
                            default -> json.skipChildren();
                        }
                    }
                }
                default -> json.skipChildren();
            }
        }
        return new Statement.Context(
                parents, grouping, categories, other, instructor, registration, platform, eventName);
    }

    /** A list, or the single object that requests of version 1.0 may have. */
    private static List<StatementObject.Activity> activities(JsonParser json, String kind) throws IOException, Bad {
        String field = ACTIVITIES.getOrDefault(kind, kind);
        if (Fields.isNull(json)) {
            return List.of();
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return List.of(Objects.readActivity(json, field));
        }
        List<StatementObject.Activity> found = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            found.add(Objects.readActivity(json, field));
        }
        return found;
    }

    /** As {@link #activities}, of which nothing but the address is wanted. */
    private static List<StatementObject.Activity> named(JsonParser json, String kind) throws IOException, Bad {
        String field = ACTIVITIES.getOrDefault(kind, kind);
        if (Fields.isNull(json)) {
            return List.of();
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return List.of(Objects.readAddress(json, field));
        }
        List<StatementObject.Activity> found = new ArrayList<>(2);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            found.add(Objects.readAddress(json, field));
        }
        return found;
    }

    private static Optional<String> eventName(JsonParser json, Extras.Collector extras) throws IOException {
        Optional<String> found = Optional.empty();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return found;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String naming = EVENTS.get(json.currentName());
            if (naming == null) {
                extras.take(json);
                continue;
            }
            json.nextToken();
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                boolean event = field.equals(naming);
                json.nextToken();
                if (event) {
                    Optional<String> name = Fields.optionalText(json);
                    found = name.isPresent() ? name : found;
                } else {
                    json.skipChildren();
                }
            }
        }
        return found;
    }
}
