package dev.waymark.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.plan.PlanRequest.Reached;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a path was planned from, as JSON, with every double to its last bit. */
final class PlanInputsJson {

    private PlanInputsJson() {}

    static ObjectNode write(PlanInputs inputs) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("configuration", inputs.configuration())
                .put("role", inputs.role().value())
                .put("parameters", inputs.parameters())
                .put("asOf", inputs.asOf().toString());
        var estimates = node.putArray("estimates");
        inputs.estimates().values().forEach(each -> estimates.add(write(each)));
        var placements = node.putArray("placements");
        inputs.placements().values().forEach(each -> placements.add(write(each)));
        node.set("choices", ChoicesJson.write(inputs.choices()));
        node.set("before", PathJson.write(inputs.before()));
        var reached = node.putObject("reached");
        inputs.reached()
                .forEach((competency, each) -> reached.putObject(competency.value())
                        .put("tier", each.tier().level())
                        .put("since", each.since().toString()));
        node.put("thorough", inputs.thorough());
        return node;
    }

    /**
     * @throws IllegalArgumentException if it is not what {@link #write} makes
     */
    static PlanInputs read(JsonNode node) {
        SortedMap<CompetencyId, MasteryEstimate> estimates = new TreeMap<>();
        PathJson.list(node.required("estimates"), PlanInputsJson::estimate)
                .forEach(each -> estimates.put(each.competency(), each));
        SortedMap<CompetencyId, Placement> placements = new TreeMap<>();
        PathJson.list(node.required("placements"), PlanInputsJson::placement)
                .forEach(each -> placements.put(each.competency(), each));
        return new PlanInputs(
                node.required("configuration").asText(),
                new JobRoleId(node.required("role").asText()),
                node.required("parameters").asText(),
                Instant.parse(node.required("asOf").asText()),
                estimates,
                placements,
                ChoicesJson.read(node.required("choices")),
                PathJson.read(node.required("before")),
                // What came later is absent from what was kept before.
                reached(node.path("reached")),
                node.path("thorough").asBoolean(false));
    }

    private static SortedMap<CompetencyId, Reached> reached(JsonNode node) {
        SortedMap<CompetencyId, Reached> reached = new TreeMap<>();
        node.properties()
                .forEach(each -> reached.put(
                        new CompetencyId(each.getKey()),
                        new Reached(
                                Tier.ofLevel(each.getValue().required("tier").intValue()),
                                Instant.parse(each.getValue().required("since").asText()))));
        return reached;
    }

    private static ObjectNode write(MasteryEstimate estimate) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("competency", estimate.competency().value())
                .put("mean", estimate.mean())
                .put("variance", estimate.variance())
                .put("asOf", estimate.asOf().toString())
                .put("direct", estimate.direct())
                .put("practical", estimate.practical())
                .put("onlySelfRated", estimate.onlySelfRated())
                .put("onlyExposure", estimate.onlyExposure());
        estimate.lastEvidence().ifPresent(last -> node.put("lastEvidence", last.toString()));
        return node;
    }

    private static MasteryEstimate estimate(JsonNode node) {
        return new MasteryEstimate(
                new CompetencyId(node.required("competency").asText()),
                node.required("mean").doubleValue(),
                node.required("variance").doubleValue(),
                Instant.parse(node.required("asOf").asText()),
                node.required("direct").intValue(),
                node.required("practical").booleanValue(),
                node.required("onlySelfRated").booleanValue(),
                node.required("onlyExposure").booleanValue(),
                Optional.ofNullable(node.get("lastEvidence")).map(last -> Instant.parse(last.asText())));
    }

    private static ObjectNode write(Placement placement) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("competency", placement.competency().value())
                .put("known", placement.known())
                .put("tier", placement.tier().level())
                .put("provisional", placement.provisional())
                .put("atLeastTier", placement.atLeastTier())
                .put("low", placement.low())
                .put("high", placement.high());
        placement.atLeastNext().ifPresent(probability -> node.put("atLeastNext", probability));
        placement.cap().ifPresent(cap -> node.put("cap", cap.name()));
        return node;
    }

    private static Placement placement(JsonNode node) {
        JsonNode next = node.get("atLeastNext");
        return new Placement(
                new CompetencyId(node.required("competency").asText()),
                node.required("known").booleanValue(),
                Tier.ofLevel(node.required("tier").intValue()),
                node.required("provisional").booleanValue(),
                node.required("atLeastTier").doubleValue(),
                next == null ? OptionalDouble.empty() : OptionalDouble.of(next.doubleValue()),
                node.required("low").doubleValue(),
                node.required("high").doubleValue(),
                Optional.ofNullable(node.get("cap")).map(cap -> Placement.Cap.valueOf(cap.asText())));
    }
}
