package dev.waymark.path;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.LearningPath.Footing;
import dev.waymark.engine.model.LearningPath.LeftOut;
import dev.waymark.engine.model.LearningPath.Recheck;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.engine.model.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Paths as JSON, as the table keeps them. A double is written with the digits that give back the same bits ({@link
 * Double#toString(double)}), so what is read is equal to what was written.
 */
final class PathJson {

    /** Of our own, so that no setting of the web's mapper changes what is kept. */
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PathJson() {}

    static ObjectNode write(LearningPath path) {
        var node = JsonNodeFactory.instance.objectNode();
        var steps = node.putArray("steps");
        for (Step each : path.steps()) {
            var step = steps.addObject()
                    .put("item", each.item().value())
                    .put("towards", each.towards().toString())
                    .put("minutes", each.minutes());
            var lockedBy = step.putArray("lockedBy");
            each.lockedBy().forEach(lock -> lockedBy.add(lock.toString()));
            var reasons = step.putArray("reasons");
            each.reasons().forEach(reason -> reasons.add(ReasonJson.write(reason)));
            if (each.sittings() > 1) {
                step.put("sittings", each.sittings());
            }
        }
        var leftOut = node.putArray("leftOut");
        for (LeftOut each : path.leftOut()) {
            leftOut.addObject().put("item", each.item().value()).set("reason", ReasonJson.write(each.reason()));
        }
        if (!path.rechecks().isEmpty()) {
            var rechecks = node.putArray("rechecks");
            for (Recheck each : path.rechecks()) {
                var recheck = rechecks.addObject()
                        .put("tier", each.tier().toString())
                        .put("due", each.due().toString());
                recheck.set("reason", ReasonJson.write(each.reason()));
                each.item().ifPresent(item -> recheck.put("item", item.value()));
            }
        }
        path.footing().ifPresent(footing -> {
            var held = node.putObject("footing").put("asked", footing.asked()).putObject("held");
            footing.held().forEach((competency, tier) -> held.put(competency.value(), tier.level()));
        });
        return node.put("minutes", path.minutes()).put("shortfall", path.shortfall());
    }

    /**
     * @throws IllegalArgumentException if it is not what {@link #write} makes
     */
    static LearningPath read(JsonNode node) {
        return new LearningPath(
                list(
                        node.required("steps"),
                        step -> new Step(
                                new LearningItemId(step.required("item").asText()),
                                competencyTier(step.required("towards")),
                                step.required("minutes").intValue(),
                                list(step.required("lockedBy"), PathJson::competencyTier),
                                list(step.required("reasons"), ReasonJson::read),
                                // What came later is absent from what was kept before.
                                step.path("sittings").asInt(1))),
                list(
                        node.required("leftOut"),
                        left -> new LeftOut(
                                new LearningItemId(left.required("item").asText()),
                                ReasonJson.read(left.required("reason")))),
                node.required("minutes").intValue(),
                node.required("shortfall").intValue(),
                list(
                        node.path("rechecks"),
                        each -> new Recheck(
                                competencyTier(each.required("tier")),
                                Instant.parse(each.required("due").asText()),
                                ReasonJson.read(each.required("reason")),
                                Optional.ofNullable(each.get("item")).map(item -> new LearningItemId(item.asText())))),
                Optional.ofNullable(node.get("footing")).map(PathJson::footing));
    }

    private static Footing footing(JsonNode node) {
        SortedMap<CompetencyId, Tier> held = new TreeMap<>();
        node.required("held")
                .properties()
                .forEach(each -> held.put(
                        new CompetencyId(each.getKey()),
                        Tier.ofLevel(each.getValue().intValue())));
        return new Footing(held, node.required("asked").asText());
    }

    static String text(JsonNode node) {
        return node.toString();
    }

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("what this room keeps is JSON, and this is not", e);
        }
    }

    /** Reads {@link CompetencyTier#toString()}, such as {@code C03@2}. */
    static CompetencyTier competencyTier(JsonNode node) {
        String text = node.asText();
        int at = text.lastIndexOf('@');
        if (at < 1) {
            throw new IllegalArgumentException("a competency at a tier is written like C03@2, found \"" + text + "\"");
        }
        return new CompetencyTier(
                new CompetencyId(text.substring(0, at)), Tier.ofLevel(Integer.parseInt(text.substring(at + 1))));
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>(array.size());
        array.forEach(each -> all.add(read.apply(each)));
        return all;
    }
}
