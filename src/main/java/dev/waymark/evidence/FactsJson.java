package dev.waymark.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.shared.Micros;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Statement facts as the ledger keeps them: what is absent is not written, numbers keep every bit. */
final class FactsJson {

    private FactsJson() {}

    static String write(StatementFacts facts) {
        return Json.object(json -> {
            json.writeStringField("id", facts.id().value());
            json.writeNumberField("experienced", Micros.of(facts.experienced()));
            json.writeNumberField("stored", Micros.of(facts.stored()));
            json.writeStringField("verb", facts.verb());
            if (facts.object().isPresent()) {
                json.writeFieldName("object");
                activity(json, facts.object().get());
            }
            activities(json, "parents", facts.parents());
            activities(json, "grouping", facts.grouping());
            if (!facts.categories().isEmpty()) {
                json.writeArrayFieldStart("categories");
                for (String each : facts.categories()) {
                    json.writeString(each);
                }
                json.writeEndArray();
            }
            StatementFacts.Result result = facts.result();
            if (!result.equals(StatementFacts.Result.NONE)) {
                json.writeObjectFieldStart("result");
                Json.put(json, "scaled", result.scaled());
                Json.put(json, "raw", result.raw());
                Json.put(json, "min", result.min());
                Json.put(json, "max", result.max());
                Json.putFlag(json, "success", result.success());
                Json.putFlag(json, "completion", result.completion());
                json.writeEndObject();
            }
            json.writeBooleanField("actorIsLearner", facts.actorIsLearner());
            json.writeBooleanField("actorIsInstructor", facts.actorIsInstructor());
            Json.put(json, "registration", facts.registration());
            Json.put(json, "event", facts.eventName());
            details(json, facts.details());
        });
    }

    /**
     * @param voided as the ledger knows by now
     */
    static StatementFacts read(String text, boolean voided) {
        JsonNode json = Json.tree(text);
        JsonNode result = json.path("result");
        return new StatementFacts(
                new EvidenceId(json.path("id").asText()),
                Micros.toInstant(json.path("experienced").longValue()),
                Micros.toInstant(json.path("stored").longValue()),
                json.path("verb").asText(),
                json.has("object") ? java.util.Optional.of(activity(json.path("object"))) : java.util.Optional.empty(),
                activities(json.path("parents")),
                activities(json.path("grouping")),
                texts(json.path("categories")),
                new StatementFacts.Result(
                        Json.number(result, "scaled"),
                        Json.number(result, "raw"),
                        Json.number(result, "min"),
                        Json.number(result, "max"),
                        Json.flag(result, "success"),
                        Json.flag(result, "completion")),
                json.path("actorIsLearner").booleanValue(),
                json.path("actorIsInstructor").booleanValue(),
                Json.text(json, "registration"),
                Json.text(json, "event"),
                voided,
                details(json.path("details")));
    }

    private static void details(JsonGenerator json, StatementFacts.Details details) throws IOException {
        if (details.equals(StatementFacts.Details.NONE)) {
            return;
        }
        json.writeObjectFieldStart("details");
        Json.put(json, "session", details.session());
        Json.put(json, "progress", details.progress());
        Json.put(json, "played", details.played());
        Json.put(json, "threshold", details.threshold());
        Json.put(json, "mastery", details.masteryScore());
        Json.put(json, "interaction", details.interaction());
        if (!details.extensions().isEmpty()) {
            json.writeArrayFieldStart("extensions");
            for (String each : details.extensions()) {
                json.writeString(each);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static StatementFacts.Details details(JsonNode json) {
        return new StatementFacts.Details(
                Json.text(json, "session"),
                Json.number(json, "progress"),
                Json.number(json, "played"),
                Json.number(json, "threshold"),
                Json.number(json, "mastery"),
                Json.text(json, "interaction"),
                texts(json.path("extensions")));
    }

    private static void activities(JsonGenerator json, String field, List<StatementFacts.Activity> activities)
            throws IOException {
        if (activities.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(field);
        for (StatementFacts.Activity each : activities) {
            activity(json, each);
        }
        json.writeEndArray();
    }

    private static void activity(JsonGenerator json, StatementFacts.Activity activity) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", activity.id().iri());
        Json.put(json, "type", activity.type());
        Json.put(json, "name", activity.name());
        json.writeEndObject();
    }

    private static List<StatementFacts.Activity> activities(JsonNode array) {
        List<StatementFacts.Activity> found = new ArrayList<>();
        array.forEach(each -> found.add(activity(each)));
        return found;
    }

    private static StatementFacts.Activity activity(JsonNode json) {
        return new StatementFacts.Activity(
                new ActivityId(json.path("id").asText()), Json.text(json, "type"), Json.text(json, "name"));
    }

    private static List<String> texts(JsonNode array) {
        List<String> found = new ArrayList<>();
        array.forEach(each -> found.add(each.asText()));
        return found;
    }
}
