package dev.waymark.emission;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * What a full LRS demands of a statement that is sent to it (xAPI 1.0.3 Data 2 to 4, stricter than most LRSs). One sentence
 * for each complaint, with the clause.
 */
final class StatementConformance {

    private static final Set<String> STATEMENT = Set.of(
            "id",
            "actor",
            "verb",
            "object",
            "result",
            "context",
            "timestamp",
            "stored",
            "authority",
            "version",
            "attachments");
    private static final Set<String> CONTEXT = Set.of(
            "registration",
            "instructor",
            "team",
            "contextActivities",
            "revision",
            "platform",
            "language",
            "statement",
            "extensions");
    private static final Set<String> RESULT =
            Set.of("score", "success", "completion", "response", "duration", "extensions");
    private static final Set<String> DEFINITION = Set.of(
            "name",
            "description",
            "type",
            "moreInfo",
            "extensions",
            "interactionType",
            "correctResponsesPattern",
            "choices",
            "scale",
            "source",
            "target",
            "steps");

    private final List<String> complaints = new ArrayList<>();

    private StatementConformance() {}

    static List<String> complaints(JsonNode statement) {
        var check = new StatementConformance();
        check.statement(statement);
        return check.complaints;
    }

    private void statement(JsonNode statement) {
        only(statement, STATEMENT, "the statement");
        noNulls(statement, "$", false);
        uuid(statement.path("id"), "id (2.4.1)");
        agent(statement.path("actor"), "actor (2.4.2)");
        JsonNode verb = statement.path("verb");
        only(verb, Set.of("id", "display"), "verb (2.4.3)");
        iri(verb.path("id"), "verb.id (2.4.3)");
        languageMap(verb.path("display"), "verb.display (2.4.3)", true);
        JsonNode object = statement.path("object");
        activity(object, "object (2.4.4.1)");
        if (statement.has("result")) {
            result(statement.path("result"));
        }
        if (statement.has("context")) {
            context(statement.path("context"), object);
        }
        time(statement.path("timestamp"), "timestamp (2.4.7)");
        for (String theirs : List.of("stored", "authority")) {
            if (statement.has(theirs)) {
                complaints.add(theirs + " is set by the LRS (2.4.8, 2.4.9)");
            }
        }
        if (statement.has("version") && !statement.path("version").asText().startsWith("1.0.")) {
            complaints.add("version begins with 1.0. (2.4.10)");
        }
    }

    private void agent(JsonNode agent, String where) {
        only(agent, Set.of("objectType", "name", "mbox", "mbox_sha1sum", "openid", "account"), where);
        long identifiers = List.of("mbox", "mbox_sha1sum", "openid", "account").stream()
                .filter(agent::has)
                .count();
        if (identifiers != 1) {
            complaints.add(where + " has exactly one identifier, found " + identifiers);
        }
        if (agent.has("account")) {
            JsonNode account = agent.path("account");
            only(account, Set.of("homePage", "name"), where + ".account");
            iri(account.path("homePage"), where + ".account.homePage (2.4.2.4)");
            if (!account.path("name").isTextual()) {
                complaints.add(where + ".account.name is a text");
            }
        }
    }

    private void activity(JsonNode activity, String where) {
        only(activity, Set.of("objectType", "id", "definition"), where);
        iri(activity.path("id"), where + ".id");
        if (activity.has("objectType") && !activity.path("objectType").asText().equals("Activity")) {
            complaints.add(where + ".objectType is Activity");
        }
        JsonNode definition = activity.path("definition");
        if (!definition.isMissingNode()) {
            only(definition, DEFINITION, where + ".definition");
            languageMap(definition.path("name"), where + ".definition.name", false);
            if (definition.has("type")) {
                iri(definition.path("type"), where + ".definition.type");
            }
            extensions(definition, where + ".definition");
        }
    }

    private void result(JsonNode result) {
        only(result, RESULT, "result (2.4.5)");
        extensions(result, "result");
        JsonNode score = result.path("score");
        if (!score.isMissingNode()) {
            only(score, Set.of("scaled", "raw", "min", "max"), "result.score (2.4.5.1)");
            score.properties().forEach(each -> {
                if (!each.getValue().isNumber()) {
                    complaints.add("result.score." + each.getKey() + " is a number (2.4.5.1)");
                }
            });
            double scaled = score.path("scaled").asDouble(0);
            if (scaled < -1 || scaled > 1) {
                complaints.add("result.score.scaled is -1 to 1 (2.4.5.1)");
            }
            double min = score.path("min").asDouble(Double.NEGATIVE_INFINITY);
            double max = score.path("max").asDouble(Double.POSITIVE_INFINITY);
            double raw = score.path("raw").asDouble(min);
            if (!(min < max) || raw < min || raw > max) {
                complaints.add("result.score: min is below max and raw between them (2.4.5.1)");
            }
        }
        for (String flag : List.of("success", "completion")) {
            if (result.has(flag) && !result.path(flag).isBoolean()) {
                complaints.add("result." + flag + " is true or false (2.4.5)");
            }
        }
    }

    private void context(JsonNode context, JsonNode object) {
        only(context, CONTEXT, "context (2.4.6)");
        extensions(context, "context");
        uuid(context.path("registration"), "context.registration (2.4.6)");
        String type = object.path("objectType").asText("Activity");
        if ((context.has("platform") || context.has("revision")) && !type.equals("Activity")) {
            complaints.add("context.platform only where the object is an activity (2.4.6)");
        }
        if (context.has("language")) {
            language(context.path("language").asText(), "context.language (2.4.6)");
        }
        JsonNode around = context.path("contextActivities");
        if (!around.isMissingNode()) {
            only(around, Set.of("parent", "grouping", "category", "other"), "contextActivities (2.4.6.2)");
            around.properties().forEach(each -> {
                if (!each.getValue().isArray() || each.getValue().isEmpty()) {
                    complaints.add("contextActivities." + each.getKey() + " is a list of activities (2.4.6.2)");
                }
                each.getValue().forEach(activity -> activity(activity, "contextActivities." + each.getKey()));
            });
        }
    }

    private void extensions(JsonNode holder, String where) {
        JsonNode extensions = holder.path("extensions");
        if (!extensions.isMissingNode()) {
            if (!extensions.isObject()) {
                complaints.add(where + ".extensions is an object (4.1)");
            }
            extensions.properties().forEach(each -> absolute(each.getKey(), where + ".extensions (4.1)"));
        }
    }

    private void languageMap(JsonNode map, String where, boolean required) {
        if (map.isMissingNode()) {
            if (required) {
                complaints.add(where + " is missing");
            }
            return;
        }
        map.properties().forEach(each -> {
            language(each.getKey(), where);
            if (!each.getValue().isTextual()) {
                complaints.add(where + " holds texts (4.2)");
            }
        });
    }

    private void language(String tag, String where) {
        try {
            new Locale.Builder().setLanguageTag(tag);
        } catch (IllformedLocaleException e) {
            complaints.add(where + " has \"" + tag + "\", which is no BCP 47 tag (4.2)");
        }
    }

    private void time(JsonNode time, String where) {
        try {
            OffsetDateTime.parse(time.asText());
            if (time.asText().endsWith("-00:00")) {
                complaints.add(where + " has the offset -00:00 (4.5)");
            }
        } catch (DateTimeParseException e) {
            complaints.add(where + " is a time with a zone (4.5), found \"" + time.asText() + "\"");
        }
    }

    private void uuid(JsonNode id, String where) {
        try {
            if (!UUID.fromString(id.asText()).toString().equals(id.asText())) {
                complaints.add(where + " is a UUID in standard form, found " + id);
            }
        } catch (IllegalArgumentException e) {
            complaints.add(where + " is a UUID, found " + id);
        }
    }

    private void iri(JsonNode iri, String where) {
        if (!iri.isTextual()) {
            complaints.add(where + " is an IRI, found " + iri);
        } else {
            absolute(iri.asText(), where);
        }
    }

    private void absolute(String iri, String where) {
        try {
            if (!URI.create(iri).isAbsolute()) {
                complaints.add(where + " is an absolute IRI, found \"" + iri + "\"");
            }
        } catch (IllegalArgumentException e) {
            complaints.add(where + " is an IRI, found \"" + iri + "\"");
        }
    }

    private void only(JsonNode object, Set<String> allowed, String where) {
        if (!object.isObject()) {
            complaints.add(where + " is an object, found " + object.getNodeType());
        }
        object.properties().forEach(each -> {
            if (!allowed.contains(each.getKey())) {
                complaints.add(where + " has no property \"" + each.getKey() + "\" (2.2)");
            }
        });
    }

    /** Null is allowed in extensions alone (2.2). */
    private void noNulls(JsonNode node, String where, boolean inExtensions) {
        if (node.isNull() && !inExtensions) {
            complaints.add(where + " is null (2.2)");
        }
        node.properties()
                .forEach(each -> noNulls(
                        each.getValue(),
                        where + "." + each.getKey(),
                        inExtensions || each.getKey().equals("extensions")));
        if (node.isArray()) {
            node.forEach(each -> noNulls(each, where + "[]", inExtensions));
        }
    }
}
