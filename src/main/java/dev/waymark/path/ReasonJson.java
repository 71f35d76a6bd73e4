package dev.waymark.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reasons as JSON: a {@code kind} of ours, which stays when a class is renamed, and the figures of that kind.
 *
 * <p>Written by hand, not by reflection, so that the compiler finds a kind that was forgotten.
 */
final class ReasonJson {

    private ReasonJson() {}

    static ObjectNode write(Reason reason) {
        return switch (reason) {
            case Reason.ClosesGap r ->
                kind("closes-gap")
                        .put("towards", r.towards().toString())
                        .put("gain", r.gain())
                        .put("perHour", r.perHour());
            case Reason.ClosesGapAndOpens r ->
                items(
                        kind("closes-gap-and-opens")
                                .put("towards", r.towards().toString())
                                .put("gain", r.gain())
                                .put("perHour", r.perHour()),
                        "later",
                        r.later());
            case Reason.Stale r -> kind("stale").put("days", r.days());
            case Reason.Dated r -> {
                ObjectNode node = kind("dated");
                r.opens().ifPresent(opens -> node.put("opens", opens.toString()));
                r.closes().ifPresent(closes -> node.put("closes", closes.toString()));
                yield node;
            }
            case Reason.StillThere _ -> kind("still-there");
            case Reason.KeptSteady _ -> kind("kept-steady");
            case Reason.RecheckScheduled r -> kind("recheck-scheduled").put("day", r.day());
            case Reason.RecheckFading r -> kind("recheck-fading").put("probability", r.probability());
            case Reason.FurthestFromTarget r ->
                kind("furthest-from-target")
                        .put("competency", r.competency().value())
                        .put("tiers", r.tiers());
            case Reason.Opens r -> items(kind("opens"), "later", r.later());
            case Reason.BringsPractical r ->
                kind("brings-practical").put("competency", r.competency().value());
            case Reason.Pinned _ -> kind("pinned");
            case Reason.PinnedAndUseful r ->
                items(
                        kind("pinned-and-useful")
                                .put("towards", r.towards().toString())
                                .put("gain", r.gain())
                                .put("perHour", r.perHour())
                                .put("standsWithout", r.standsWithout()),
                        "later",
                        r.later());
            case Reason.SettlesDoubt r ->
                kind("settles-doubt").put("tier", r.tier().toString()).put("probability", r.probability());
            case Reason.NothingLeftToTeach _ -> kind("nothing-left-to-teach");
            case Reason.BeyondTarget r ->
                kind("beyond-target").put("tier", r.tier().toString());
            case Reason.MethodAvoided r ->
                kind("method-avoided").put("method", r.method().name());
            case Reason.Waived _ -> kind("waived");
            case Reason.TooLong r ->
                kind("too-long").put("minutes", r.minutes()).put("longest", r.longest());
            case Reason.OverBudget r ->
                kind("over-budget")
                        .put("minutes", r.minutes())
                        .put("left", r.left())
                        .put("before", r.before());
            case Reason.NotYet _ -> kind("not-yet");
            case Reason.BetterElsewhere r -> items(kind("better-elsewhere"), "instead", r.instead());
            case Reason.OutOfReach r ->
                kind("out-of-reach").put("missing", r.missing().toString());
        };
    }

    /**
     * @throws IllegalArgumentException if the kind is none of ours or one of its figures is missing
     */
    static Reason read(JsonNode node) {
        String kind = node.required("kind").asText();
        return switch (kind) {
            case "closes-gap" ->
                new Reason.ClosesGap(
                        PathJson.competencyTier(node.required("towards")),
                        node.required("gain").doubleValue(),
                        node.required("perHour").doubleValue());
            case "closes-gap-and-opens" ->
                new Reason.ClosesGapAndOpens(
                        PathJson.competencyTier(node.required("towards")),
                        node.required("gain").doubleValue(),
                        node.required("perHour").doubleValue(),
                        items(node.required("later")));
            case "stale" -> new Reason.Stale(node.required("days").intValue());
            case "dated" ->
                new Reason.Dated(
                        Optional.ofNullable(node.get("opens")).map(opens -> Instant.parse(opens.asText())),
                        Optional.ofNullable(node.get("closes")).map(closes -> Instant.parse(closes.asText())));
            case "still-there" -> new Reason.StillThere();
            case "kept-steady" -> new Reason.KeptSteady();
            case "recheck-scheduled" ->
                new Reason.RecheckScheduled(node.required("day").intValue());
            case "recheck-fading" ->
                new Reason.RecheckFading(node.required("probability").doubleValue());
            case "furthest-from-target" ->
                new Reason.FurthestFromTarget(
                        new CompetencyId(node.required("competency").asText()),
                        node.required("tiers").intValue());
            case "opens" -> new Reason.Opens(items(node.required("later")));
            case "brings-practical" ->
                new Reason.BringsPractical(
                        new CompetencyId(node.required("competency").asText()));
            case "pinned" -> new Reason.Pinned();
            case "pinned-and-useful" ->
                new Reason.PinnedAndUseful(
                        PathJson.competencyTier(node.required("towards")),
                        node.required("gain").doubleValue(),
                        node.required("perHour").doubleValue(),
                        items(node.required("later")),
                        node.path("standsWithout").asBoolean(true));
            case "settles-doubt" ->
                new Reason.SettlesDoubt(
                        PathJson.competencyTier(node.required("tier")),
                        node.required("probability").doubleValue());
            case "nothing-left-to-teach" -> new Reason.NothingLeftToTeach();
            case "beyond-target" -> new Reason.BeyondTarget(PathJson.competencyTier(node.required("tier")));
            case "method-avoided" ->
                new Reason.MethodAvoided(
                        DeliveryMethod.valueOf(node.required("method").asText()));
            case "waived" -> new Reason.Waived();
            case "too-long" ->
                new Reason.TooLong(
                        node.required("minutes").intValue(),
                        node.required("longest").intValue());
            case "over-budget" ->
                new Reason.OverBudget(
                        node.required("minutes").intValue(),
                        node.required("left").intValue(),
                        node.path("before").asInt(0));
            case "not-yet" -> new Reason.NotYet();
            case "better-elsewhere" -> new Reason.BetterElsewhere(items(node.required("instead")));
            case "out-of-reach" -> new Reason.OutOfReach(PathJson.competencyTier(node.required("missing")));
            default -> throw new IllegalArgumentException("no kind of reason is called \"" + kind + "\"");
        };
    }

    private static ObjectNode kind(String name) {
        return JsonNodeFactory.instance.objectNode().put("kind", name);
    }

    private static ObjectNode items(ObjectNode node, String field, List<LearningItemId> items) {
        var array = node.putArray(field);
        items.forEach(item -> array.add(item.value()));
        return node;
    }

    private static List<LearningItemId> items(JsonNode array) {
        return PathJson.list(array, each -> new LearningItemId(each.asText()));
    }
}
