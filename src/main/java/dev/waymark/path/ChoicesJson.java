package dev.waymark.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A learner's choices as JSON, as the tables keep them. */
final class ChoicesJson {

    private ChoicesJson() {}

    static ObjectNode write(Choices choices) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("weeklyMinutes", choices.weeklyMinutes())
                .put("weeks", choices.weeks());
        choices.longestStep().ifPresent(minutes -> node.put("longestStep", minutes));
        ArrayNode avoided = node.putArray("avoided");
        choices.avoided().forEach(method -> avoided.add(method.name()));
        ObjectNode goals = node.putObject("goals");
        choices.goals().forEach((competency, tier) -> goals.put(competency.value(), tier.level()));
        items(node.putArray("pinned"), choices.pinned());
        items(node.putArray("waived"), choices.waived());
        items(node.putArray("done"), choices.done());
        return node;
    }

    /**
     * @throws IllegalArgumentException if it is not what {@link #write} makes
     */
    static Choices read(JsonNode node) {
        Set<DeliveryMethod> avoided = EnumSet.noneOf(DeliveryMethod.class);
        node.required("avoided").forEach(method -> avoided.add(DeliveryMethod.valueOf(method.asText())));
        SortedMap<CompetencyId, Tier> goals = new TreeMap<>();
        node.required("goals")
                .properties()
                .forEach(goal -> goals.put(
                        new CompetencyId(goal.getKey()),
                        Tier.ofLevel(goal.getValue().intValue())));
        return new Choices(
                node.required("weeklyMinutes").intValue(),
                node.required("weeks").intValue(),
                Optional.ofNullable(node.get("longestStep")).map(JsonNode::intValue),
                avoided,
                goals,
                items(node.required("pinned")),
                items(node.required("waived")),
                items(node.required("done")));
    }

    private static void items(ArrayNode array, Set<LearningItemId> items) {
        items.forEach(item -> array.add(item.value()));
    }

    private static SortedSet<LearningItemId> items(JsonNode array) {
        return new TreeSet<>(PathJson.list(array, item -> new LearningItemId(item.asText())));
    }
}
