package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** {@code format=ids}: only what identifies agents, activities and verbs. xAPI 1.0.3 Communication 2.1.3. */
final class IdsFormat {

    private IdsFormat() {}

    static ObjectNode of(ObjectNode statement) {
        ObjectNode copy = statement.deepCopy();
        reduce(copy);
        return copy;
    }

    private static void reduce(ObjectNode statement) {
        for (String agent : List.of("actor", "authority")) {
            agent(statement.path(agent));
        }
        keepOnly(statement.path("verb"), List.of("id"));
        JsonNode object = statement.path("object");
        switch (object.path("objectType").asText("Activity")) {
            case "Activity" -> activity(object);
            case "Agent", "Group" -> agent(object);
            case "SubStatement" -> reduce((ObjectNode) object);
            default -> {}
        }
        JsonNode context = statement.path("context");
        agent(context.path("instructor"));
        agent(context.path("team"));
        for (String kind : Vocabulary.CONTEXT_ACTIVITIES) {
            Vocabulary.listed(context.path("contextActivities").path(kind)).forEach(IdsFormat::activity);
        }
    }

    private static void activity(JsonNode activity) {
        keepOnly(activity, List.of("id", "objectType"));
    }

    /** An anonymous group is known by its members only. */
    private static void agent(JsonNode agent) {
        boolean identified = Vocabulary.IDENTIFIERS.stream().anyMatch(agent::has);
        var kept = new ArrayList<>(Vocabulary.IDENTIFIERS);
        kept.add("objectType");
        if (!identified) {
            kept.add("member");
            if (agent.path("member") instanceof ArrayNode members) {
                members.forEach(IdsFormat::agent);
            }
        }
        keepOnly(agent, kept);
    }

    private static void keepOnly(JsonNode node, List<String> names) {
        if (node instanceof ObjectNode object) {
            object.retain(names);
        }
    }
}
