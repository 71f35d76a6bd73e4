package dev.waymark.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.Choices.NotForMe;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
        choices.sitting().ifPresent(minutes -> node.put("sitting", minutes));
        choices.deadline().ifPresent(day -> node.put("deadline", day.toString()));
        if (!choices.because().isEmpty()) {
            ObjectNode because = node.putObject("because");
            choices.because().forEach((item, why) -> because.put(item.value(), why.name()));
        }
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
                items(node.required("done")),
                // What came later is absent from what was kept before.
                Optional.ofNullable(node.get("sitting")).map(JsonNode::intValue),
                Optional.ofNullable(node.get("deadline")).map(day -> LocalDate.parse(day.asText())),
                because(node.get("because")));
    }

    private static SortedMap<LearningItemId, NotForMe> because(@Nullable JsonNode node) {
        SortedMap<LearningItemId, NotForMe> because = new TreeMap<>();
        if (node != null) {
            node.properties()
                    .forEach(said -> because.put(
                            new LearningItemId(said.getKey()),
                            NotForMe.valueOf(said.getValue().asText())));
        }
        return because;
    }

    private static void items(ArrayNode array, Set<LearningItemId> items) {
        items.forEach(item -> array.add(item.value()));
    }

    private static SortedSet<LearningItemId> items(JsonNode array) {
        return new TreeSet<>(PathJson.list(array, item -> new LearningItemId(item.asText())));
    }
}
