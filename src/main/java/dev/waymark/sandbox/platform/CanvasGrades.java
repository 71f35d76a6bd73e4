package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.http.Router;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;

/** Assignment and Grade Services in the manner of Canvas. Columns and scores are kept in memory. */
final class CanvasGrades {

    static final String ITEMS_PATH = "/api/lti/courses/2/line_items";

    private static final String ITEM = ITEMS_PATH + "/(\\d{1,6})";
    private static final String AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/";
    private static final String LINE_ITEM = "application/vnd.ims.lis.v2.lineitem+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The link of an assignment: it has its column from the beginning. */
    private static final String ASSIGNMENT = CanvasClaims.opaque("assignment");

    private final URI site;
    private final CanvasAccess access;
    private final Troubles troubles;
    private final CanvasScores scores;
    private final Map<Integer, ObjectNode> items = new LinkedHashMap<>();

    CanvasGrades(URI site, AccessTokens tokens, Troubles troubles, Clock clock) {
        this.site = site;
        this.access = new CanvasAccess(tokens, troubles);
        this.troubles = troubles;
        this.scores = new CanvasScores(clock);
        ObjectNode own = JsonNodeFactory.instance
                .objectNode()
                .put("label", "An assignment with Waymark")
                .put("scoreMaximum", 100.0)
                .put("resourceLinkId", ASSIGNMENT);
        add(own);
    }

    /** The column of a link that was added as an assignment. */
    synchronized void addAssignment(String label, double max, String resourceId, String tag, String link) {
        ObjectNode item = JsonNodeFactory.instance
                .objectNode()
                .put("label", label)
                .put("scoreMaximum", max)
                .put("resourceLinkId", link);
        if (!resourceId.isEmpty()) {
            item.put("resourceId", resourceId);
        }
        if (!tag.isEmpty()) {
            item.put("tag", tag);
        }
        add(item);
    }

    /** The address of the column of a link, if it has one. */
    synchronized Optional<String> columnOf(String link) {
        return items.values().stream()
                .filter(item -> item.path("resourceLinkId").asText().equals(link))
                .map(item -> item.path("id").asText())
                .findFirst();
    }

    void routes(Router router) {
        router.on("GET", ITEMS_PATH, guarded(Set.of("lineitem", "lineitem.readonly"), (request, path) -> list(request)))
                .on("POST", ITEMS_PATH, guarded(Set.of("lineitem"), (request, path) -> create(request)))
                .on("GET", ITEM, guarded(Set.of("lineitem", "lineitem.readonly"), (r, path) -> one(item(path))))
                .on("PUT", ITEM, guarded(Set.of("lineitem"), this::update))
                .on("DELETE", ITEM, guarded(Set.of("lineitem"), (request, path) -> delete(path)))
                .on("POST", ITEM + "/scores", guarded(Set.of("score"), this::score))
                .on("GET", ITEM + "/results", guarded(Set.of("result.readonly"), this::results));
    }

    private Router.Handler guarded(Set<String> scopes, BiFunction<Request, Matcher, Response> then) {
        List<String> any = scopes.stream().map(AGS::concat).toList();
        return (request, path) ->
                access.refusal(request, any).orElseGet(() -> synchronizedly(() -> then.apply(request, path)));
    }

    private synchronized Response synchronizedly(java.util.function.Supplier<Response> answer) {
        return answer.get();
    }

    private Response list(Request request) {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        items.values().stream()
                .filter(item ->
                        Map.of("tag", "tag", "resource_id", "resourceId", "resource_link_id", "resourceLinkId")
                                .entrySet()
                                .stream()
                                .allMatch(filter -> request.query(filter.getKey())
                                        .map(item.path(filter.getValue()).asText()::equals)
                                        .orElse(true)))
                .forEach(found::add);
        return Response.of(200, "application/vnd.ims.lis.v2.lineitemcontainer+json", found.toString());
    }

    /** A column of a link that has none yet is not the tool's to make; a foreign link is not there. */
    private Response create(Request request) {
        ObjectNode wanted = body(request);
        String link = wanted.path("resourceLinkId").asText();
        if (!link.isEmpty() && !link.equals(ASSIGNMENT)) {
            boolean navigation = link.equals(CanvasClaims.opaque("link 16"));
            return navigation
                    ? CanvasAccess.error(412, "precondition_failed", "The specified LTI link ID is not associated")
                    : CanvasAccess.error(404, "not_found", "The specified resource does not exist");
        }
        if (wanted.path("label").asText().isBlank()
                || wanted.path("scoreMaximum").asDouble(-1) < 0) {
            return CanvasAccess.error(422, "unprocessable_entity", "label and scoreMaximum are required");
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        List.of("label", "scoreMaximum", "tag", "resourceId", "resourceLinkId", "startDateTime", "endDateTime")
                .forEach(name -> Optional.ofNullable(wanted.get(name)).ifPresent(value -> kept.set(name, value)));
        kept.put("scoreMaximum", wanted.path("scoreMaximum").asDouble());
        return Response.of(201, LINE_ITEM, add(kept).toString());
    }

    private Response update(Request request, Matcher path) {
        ObjectNode item = item(path);
        ObjectNode wanted = body(request);
        String link = wanted.path("resourceLinkId").asText();
        if (!link.isEmpty() && !link.equals(item.path("resourceLinkId").asText())) {
            return CanvasAccess.error(412, "precondition_failed", "resourceLinkId may not be changed");
        }
        List.of("label", "scoreMaximum", "tag", "resourceId")
                .forEach(name -> Optional.ofNullable(wanted.get(name)).ifPresent(value -> item.set(name, value)));
        return one(item);
    }

    private Response delete(Matcher path) {
        ObjectNode item = item(path);
        if (item.path("resourceLinkId").asText().equals(ASSIGNMENT)) {
            return CanvasAccess.error(401, "unauthorized", "You are not authorized to delete this line item");
        }
        items.remove(Integer.valueOf(path.group(1)));
        return Response.empty(204);
    }

    private Response score(Request request, Matcher path) {
        if (troubles.is(Troubles.Trouble.COURSE_CONCLUDED)) {
            return CanvasAccess.error(
                    422,
                    "unprocessable_entity",
                    "This course has concluded. AGS requests will no longer be accepted for this course.");
        }
        ObjectNode item = item(path);
        return scores.take(path.group(1), item.path("scoreMaximum").asDouble(), body(request))
                .orElseGet(() -> Response.json(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("resultUrl", item.path("id").asText() + "/results/1")
                                .toString()));
    }

    private Response results(Request request, Matcher path) {
        ObjectNode item = item(path);
        return Response.of(
                200,
                "application/vnd.ims.lis.v2.resultcontainer+json",
                scores.results(
                                path.group(1),
                                item.path("id").asText(),
                                item.path("scoreMaximum").asDouble(),
                                request.query("user_id"))
                        .toString());
    }

    private ObjectNode item(Matcher path) {
        return Optional.ofNullable(items.get(Integer.valueOf(path.group(1))))
                .orElseThrow(() -> new Refusal(404, "The specified resource does not exist."));
    }

    private ObjectNode add(ObjectNode item) {
        int number = items.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
        item.put("id", site + ITEMS_PATH + "/" + number);
        items.put(number, item);
        return item;
    }

    private static Response one(ObjectNode item) {
        return Response.of(200, LINE_ITEM, item.toString());
    }

    private static ObjectNode body(Request request) {
        try {
            JsonNode node = JSON.readTree(request.text());
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // answered below, as any other body that is no object
        }
        throw new Refusal(400, "expected a JSON object");
    }
}
