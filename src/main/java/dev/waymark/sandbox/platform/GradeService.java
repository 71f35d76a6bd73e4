package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.course.Gradebook;
import dev.waymark.sandbox.course.Gradebook.Mark;
import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.platform.Columns.Column;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Assignment and Grade Services at {@code services.php}, as Moodle keeps them: media types to the letter, seconds that
 * must increase, and a score that is not final wipes the one before.
 */
final class GradeService {

    static final String ITEMS = "/mod/lti/services\\.php/2/lineitems";
    static final String ITEM = ITEMS + "/(\\d{1,9})/lineitem";

    private static final String AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/";
    private static final Set<String> READ_ITEMS = Set.of(AGS + "lineitem", AGS + "lineitem.readonly");
    private static final String CONTAINER = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    private static final String LINE_ITEM = "application/vnd.ims.lis.v2.lineitem+json";
    private static final String SCORE = "application/vnd.ims.lis.v1.score+json";
    private static final String RESULTS = "application/vnd.ims.lis.v2.resultcontainer+json";
    private static final DateTimeFormatter MOODLE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    private final URI issuer;
    private final Tools tools;
    private final Columns columns;
    private final Gradebook gradebook;
    private final AccessTokens tokens;
    private final Clock clock;

    GradeService(URI issuer, Tools tools, Columns columns, Gradebook gradebook, AccessTokens tokens, Clock clock) {
        this.issuer = issuer;
        this.tools = tools;
        this.columns = columns;
        this.gradebook = gradebook;
        this.tokens = tokens;
        this.clock = clock;
    }

    Response list(Request request) {
        String accept = request.header("Accept").orElse(CONTAINER);
        if (!accept.equals(CONTAINER)) {
            return AccessTokens.problem(
                    request,
                    400,
                    accept.equals("*/*") ? "No context or unsupported content type" : noHandler(request, accept));
        }
        if (denied(request, READ_ITEMS)) {
            return unauthorized(request);
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        columns.all().stream()
                .filter(each -> asked(request, "resource_link_id", each.link())
                        && asked(request, "tag", each.tag())
                        && asked(request, "resource_id", each.resourceId()))
                .forEach(each -> items.add(item(each)));
        return Response.of(200, CONTAINER + "; charset=utf-8", items.toString());
    }

    Response item(Request request, Matcher path) {
        return readable(request, LINE_ITEM, READ_ITEMS, path)
                .orElseGet(() -> Response.of(
                        200, LINE_ITEM + "; charset=utf-8", item(column(path)).toString()));
    }

    /** Echoes what was sent, so that fields look accepted which are not kept. */
    Response create(Request request) {
        Optional<Response> refused = notWritable(request);
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<ObjectNode> wanted = lineItem(request);
        if (wanted.isEmpty()) {
            return AccessTokens.problem(request, 400, "No label or Score Maximum");
        }
        ObjectNode sent = wanted.get();
        String link = sent.path("resourceLinkId").asText("");
        if (!link.isEmpty() && columns.ofLink(link).isEmpty()) {
            return AccessTokens.problem(request, 403, "Forbidden: resourceLinkId");
        }
        Column made = columns.add(
                sent.path("label").asText(),
                sent.path("scoreMaximum").asDouble(),
                sent.path("resourceId").asText(""),
                sent.path("tag").asText(""),
                link);
        sent.put("id", url(made) + "?type_id=" + type());
        return Response.of(201, LINE_ITEM + "; charset=utf-8", sent.toString());
    }

    Response update(Request request, Matcher path) {
        Optional<Response> refused = notWritable(request);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!isOurs(path)) {
            return missing(request, path);
        }
        Optional<ObjectNode> wanted = lineItem(request);
        if (wanted.isEmpty()) {
            return AccessTokens.problem(request, 400, "No label or Score Maximum");
        }
        Column before = column(path);
        ObjectNode sent = wanted.get();
        columns.replace(new Column(
                before.id(),
                sent.path("label").asText(),
                sent.path("scoreMaximum").asDouble(),
                sent.path("resourceId").asText(""),
                sent.path("tag").asText(""),
                before.link()));
        return Response.of(200, LINE_ITEM + "; charset=utf-8", sent.toString());
    }

    Response delete(Request request, Matcher path) {
        if (denied(request, Set.of(AGS + "lineitem"))) {
            return unauthorized(request);
        }
        return columns.remove(Integer.parseInt(path.group(1))) ? Response.empty(204) : missing(request, path);
    }

    private Optional<Response> notWritable(Request request) {
        if (!request.mediaType().equals(LINE_ITEM)) {
            return Optional.of(AccessTokens.problem(request, 400, noHandler(request, request.mediaType())));
        }
        return denied(request, Set.of(AGS + "lineitem")) ? Optional.of(unauthorized(request)) : Optional.empty();
    }

    private static Optional<ObjectNode> lineItem(Request request) {
        try {
            return new ObjectMapper().readTree(request.text()) instanceof ObjectNode sent
                            && sent.hasNonNull("label")
                            && sent.hasNonNull("scoreMaximum")
                    ? Optional.of(sent)
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static boolean asked(Request request, String filter, String value) {
        return request.query(filter).map(value::equals).orElse(true);
    }

    private Column column(Matcher path) {
        return columns.find(Integer.parseInt(path.group(1))).orElseThrow();
    }

    Response results(Request request, Matcher path) {
        return readable(request, RESULTS, Set.of(AGS + "result.readonly"), path).orElseGet(() -> {
            ArrayNode results = JsonNodeFactory.instance.arrayNode();
            Column column = column(path);
            Optional<String> only = request.query("user_id");
            for (Person who : Person.learners()) {
                if (only.map(who.id()::equals).orElse(true)) {
                    gradebook.mark(column.id(), who.id()).ifPresent(mark -> results.add(result(column, who, mark)));
                }
            }
            return Response.of(200, RESULTS + "; charset=utf-8", results.toString());
        });
    }

    Response score(Request request, Matcher path) {
        if (!request.mediaType().equals(SCORE)) {
            return AccessTokens.problem(request, 400, noHandler(request, request.mediaType()));
        }
        if (denied(request, Set.of(AGS + "score"))) {
            return unauthorized(request);
        }
        if (!isOurs(path)) {
            return missing(request, path);
        }
        Optional<ScorePost> score = ScorePost.of(request.text(), column(path).max());
        if (score.isEmpty()) {
            // The reason phrase repeats the body; a line break in it ends the status line, and 200 is what remains.
            return Response.of(request.text().contains("\n") ? 200 : 400, SCORE + "; charset=utf-8", "[]");
        }
        return keep(column(path), score.get())
                ? Response.of(200, SCORE + "; charset=utf-8", "")
                : Response.of(409, SCORE, "[]");
    }

    private synchronized boolean keep(Column column, ScorePost score) {
        String who = score.who().id();
        boolean late = gradebook
                .mark(column.id(), who)
                .filter(before ->
                        score.timestamp().getEpochSecond() <= before.asOf().getEpochSecond())
                .isPresent();
        if (late) {
            return false;
        }
        if (!score.graded() || score.given().isEmpty()) {
            gradebook.wipe(column.id(), who);
        } else {
            var asOf = score.timestamp().truncatedTo(ChronoUnit.SECONDS);
            gradebook.put(
                    column.id(), who, new Mark(score.given().getAsDouble(), score.comment(), clock.instant(), asOf));
        }
        return true;
    }

    private Optional<Response> readable(Request request, String type, Set<String> scopes, Matcher path) {
        String accept = request.header("Accept").orElse(type);
        if (!List.of(type, "*/*").contains(accept)) {
            return Optional.of(AccessTokens.problem(request, 400, noHandler(request, accept)));
        }
        if (denied(request, scopes)) {
            return Optional.of(unauthorized(request));
        }
        if (type.equals(RESULTS) && request.query("limit").isPresent()) {
            return Optional.of(Response.html(404, "<p>Error</p>"));
        }
        return isOurs(path) ? Optional.empty() : Optional.of(missing(request, path));
    }

    /** A wrong type_id is another tool's, for which the token is no good. */
    private boolean denied(Request request, Set<String> scopes) {
        return !request.query("type_id").map(tools::hasDeployment).orElse(true) || !tokens.allow(request, scopes);
    }

    private String type() {
        return tools.current().deployment();
    }

    private boolean isOurs(Matcher path) {
        return columns.find(Integer.parseInt(path.group(1))).isPresent();
    }

    private static Response unauthorized(Request request) {
        return AccessTokens.problem(request, 401, "Unauthorized");
    }

    private static Response missing(Request request, Matcher path) {
        return AccessTokens.problem(request, 404, "Not Found: Grade item %s doesn't exist".formatted(path.group(1)));
    }

    private static String noHandler(Request request, String type) {
        return "No handler found for %s %s".formatted(request.path().replace("/mod/lti/services.php", ""), type);
    }

    private ObjectNode item(Column column) {
        ObjectNode item = JsonNodeFactory.instance
                .objectNode()
                .put("id", url(column) + "?type_id=" + type())
                .put("label", column.label())
                .put("scoreMaximum", column.max())
                .put("resourceId", column.resourceId())
                .put("tag", column.tag());
        return column.link().isEmpty()
                ? item
                : item.put("resourceLinkId", column.link()).put("ltiLinkId", column.link());
    }

    private ObjectNode result(Column column, Person who, Mark mark) {
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("id", url(column) + "/results?type_id=" + type() + "&user_id=" + who.id())
                .put("userId", who.id())
                .put("resultScore", mark.score())
                .put("resultMaximum", column.max())
                .put("scoreOf", url(column) + "?type_id=" + type())
                .put(
                        "timestamp",
                        MOODLE_TIME.format(
                                mark.asOf().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
        if (!mark.comment().isEmpty()) {
            result.put("comment", mark.comment());
        }
        return result;
    }

    private String url(Column column) {
        return "%s/mod/lti/services.php/2/lineitems/%d/lineitem".formatted(issuer, column.id());
    }
}
