package dev.waymark.analytics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.access.Scope;
import dev.waymark.evidence.Replays;

/** What the description says of replays. */
final class OpenApiReplays {

    private static final String SCHEMA = "#/components/schemas/replay";

    private OpenApiReplays() {}

    static void describe(ObjectNode paths, ObjectNode schemas) {
        schema(schemas.putObject("replay"));
        ObjectNode all = paths.putObject(ReplayController.PATH);
        ObjectNode post = operation(
                all.putObject("post"),
                "begin-replay",
                "Has the ledger made anew from the statements that are kept, in the background: what was set aside is tried"
                        + " again, every kept statement is read as it is read today, and everybody's entries are put together"
                        + " from that.");
        ObjectNode body = post.putObject("requestBody")
                .put("required", false)
                .putObject("content")
                .putObject("application/json")
                .putObject("schema");
        body.put("type", "object").put("additionalProperties", false);
        body.putObject("properties")
                .putObject("source")
                .put("type", "string")
                .put("description", "Only what this source brought; without it, all.");
        ObjectNode begun = post.putObject("responses");
        answer(begun, "202", "It was begun; Location is where it can be followed.", false)
                .putObject("headers")
                .putObject("Location")
                .putObject("schema")
                .put("type", "string");
        OpenApi.refusal(begun, "400", "The body is not what it should be.");
        OpenApi.refusedKeys(begun);
        OpenApi.refusal(begun, "404", "Nothing is kept of that source.");
        OpenApi.refusal(begun, "409", "One runs already; Location is where it can be followed.");
        ObjectNode list = operation(all.putObject("get"), "list-replays", "The newest replays, newest first.");
        ObjectNode listed = list.putObject("responses");
        answer(listed, "200", "At most " + ReplayController.MOST + " of them.", true);
        OpenApi.refusedKeys(listed);
        ObjectNode one = operation(
                paths.putObject(ReplayController.PATH + "/{id}").putObject("get"),
                "get-replay",
                "How a replay stands.");
        ObjectNode id = one.putArray("parameters").addObject();
        id.put("name", "id").put("in", "path").put("required", true);
        id.putObject("schema").put("type", "string").put("format", "uuid");
        ObjectNode found = one.putObject("responses");
        answer(found, "200", "How it stands.", false);
        OpenApi.refusedKeys(found);
        OpenApi.refusal(found, "404", "This organisation has none of that id.");
    }

    private static ObjectNode operation(ObjectNode act, String id, String says) {
        String scope = Scope.REPLAY.text();
        act.put("operationId", id).put("summary", says).put("description", "Needs the scope " + scope + ".");
        act.putArray("security").addObject().putArray("key").add(scope);
        return act;
    }

    private static ObjectNode answer(ObjectNode responses, String status, String says, boolean many) {
        ObjectNode response = responses.putObject(status).put("description", says);
        ObjectNode schema =
                response.putObject("content").putObject("application/json").putObject("schema");
        if (many) {
            schema.put("type", "object").putArray("required").add("data");
            schema.putObject("properties")
                    .putObject("data")
                    .put("type", "array")
                    .putObject("items")
                    .put("$ref", SCHEMA);
        } else {
            schema.put("$ref", SCHEMA);
        }
        return response;
    }

    private static void schema(ObjectNode schema) {
        schema.put("type", "object").put("description", "The ledger made anew from the statements that are kept.");
        ObjectNode fields = schema.putObject("properties");
        field(fields, "id", "string", "Its id.");
        fields.putObject("source")
                .put("description", "Only this source; null for all.")
                .putArray("type")
                .add("string")
                .add("null");
        ObjectNode state = field(
                fields,
                "state",
                "string",
                "trying: what was set aside is tried again; reading:"
                        + " kept statements are read; counting: everybody's entries are put together; then done or failed.");
        var states = state.putArray("enum");
        for (Replays.State each : Replays.State.values()) {
            states.add(ReplayController.word(each));
        }
        field(fields, "begun", "string", "When it was asked for.").put("format", "date-time");
        field(fields, "heard", "string", "When it last came on.").put("format", "date-time");
        fields.putObject("ended")
                .put("format", "date-time")
                .put("description", "When it was over; null before.")
                .putArray("type")
                .add("string")
                .add("null");
        field(fields, "statements", "integer", "Statements that were kept when it began to read.");
        field(fields, "read", "integer", "Of these, those that are read.");
        field(fields, "changed", "integer", "Entries that say something else now than before.");
        field(fields, "unreadable", "integer", "Statements that cannot be read any more; their entries stay.");
        field(
                fields,
                "people",
                "integer",
                "Owners whose entries are put together: learners, and agents nobody is linked to.");
        field(fields, "settled", "integer", "Of these, those whose entries are put together.");
        field(fields, "used", "integer", "Statements that were set aside and are used now.");
        field(fields, "set_aside", "integer", "Statements that still cannot be used.");
        field(fields, "asked", "integer", "Stretches that their source is asked for again.");
        fields.putObject("problem")
                .put("description", "What went wrong last; null if nothing did.")
                .putArray("type")
                .add("string")
                .add("null");
        var required = schema.putArray("required");
        fields.fieldNames().forEachRemaining(required::add);
    }

    private static ObjectNode field(ObjectNode fields, String name, String type, String means) {
        return fields.putObject(name).put("type", type).put("description", means);
    }
}
