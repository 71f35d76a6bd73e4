package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.lrs.StatementStore.Outcome;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** GET, POST and PUT of {@code /xapi/statements}. xAPI 1.0.3 Communication 2.1. */
final class StatementResource {

    static final String PATH = "/xapi/statements";

    private final StatementStore store;
    private final Mischief mischief;
    private final ObjectNode authority;
    private final URI origin;

    StatementResource(StatementStore store, Mischief mischief, ObjectNode authority, URI origin) {
        this.store = store;
        this.mischief = mischief;
        this.authority = authority;
        this.origin = origin;
    }

    Response get(Request request) {
        Map<String, String> query = request.query();
        if (query.containsKey("statementId") || query.containsKey("voidedStatementId")) {
            return one(query);
        }
        StatementQuery asked = StatementQuery.of(query);
        int cap = mischief.faults().pageCap();
        var page = store.find(asked, asked.limit() == 0 ? cap : Math.min(asked.limit(), cap));
        ObjectNode answer = Vocabulary.JSON.createObjectNode();
        ArrayNode list = answer.putArray("statements");
        page.statements().forEach(each -> list.add(formatted(each, asked.format())));
        answer.put("more", page.last().map(last -> more(asked, last)).orElse(""));
        return Response.json(200, answer.toString());
    }

    Response post(Request request) {
        if (!request.query().isEmpty()) {
            throw new Refusal(400, "a POST of statements takes no parameters");
        }
        JsonNode body = json(request);
        List<ObjectNode> statements = new ArrayList<>();
        Vocabulary.listed(body).forEach(each -> statements.add(sound(each)));
        if (!body.isContainerNode()) {
            throw new Refusal(400, "expected a statement or a list of them");
        }
        if (body.size() != statements.size() && body.isArray()) {
            throw new Refusal(400, "expected a list of statements");
        }
        Set<String> ids = new HashSet<>();
        for (ObjectNode statement : statements) {
            if (statement.has("id") && !ids.add(statement.path("id").asText().toLowerCase(java.util.Locale.ROOT))) {
                throw new Refusal(400, "the id " + statement.path("id").asText() + " is there twice");
            }
        }
        return switch (store.add(
                statements, authority, mischief.lateness(), mischief.faults().duplicates())) {
            case Outcome.Conflict(UUID id) -> conflict(id);
            case Outcome.Accepted(List<UUID> accepted, boolean nothingNew) -> {
                ArrayNode answer = Vocabulary.JSON.createArrayNode();
                accepted.forEach(id -> answer.add(id.toString()));
                yield Response.json(200, answer.toString());
            }
        };
    }

    Response put(Request request) {
        Map<String, String> query = request.query();
        if (!query.keySet().equals(Set.of("statementId"))) {
            throw new Refusal(400, "a PUT of a statement takes statementId and nothing else");
        }
        String id = StatementQuery.uuid("statementId", query.getOrDefault("statementId", ""));
        ObjectNode statement = sound(json(request));
        if (statement.has("id") && !statement.path("id").asText().equalsIgnoreCase(id)) {
            throw new Refusal(400, "statementId and the id of the statement differ");
        }
        statement.put("id", id);
        return switch (store.add(List.of(statement), authority, mischief.lateness(), false)) {
            case Outcome.Conflict(UUID other) -> conflict(other);
            case Outcome.Accepted accepted -> Response.empty(204);
        };
    }

    private Response one(Map<String, String> query) {
        for (String name : query.keySet()) {
            if (!Set.of("statementId", "voidedStatementId", "attachments", "format")
                    .contains(name)) {
                throw new Refusal(400, "\"" + name + "\" does not go with the id of one statement");
            }
        }
        boolean ofVoided = query.containsKey("voidedStatementId");
        if (ofVoided && query.containsKey("statementId")) {
            throw new Refusal(400, "expected statementId or voidedStatementId, found both");
        }
        String name = ofVoided ? "voidedStatementId" : "statementId";
        String format = StatementQuery.format(query);
        UUID id = UUID.fromString(StatementQuery.uuid(name, query.getOrDefault(name, "")));
        Optional<ObjectNode> found = store.find(id, ofVoided);
        return found.map(statement -> Response.json(
                                200, formatted(statement, format).toString())
                        .with("Last-Modified", httpDate(statement.path("stored").asText())))
                .orElseThrow(() -> new Refusal(404, "there is no such statement"));
    }

    /** Relative, with the whole path (Data 2.5); absolute only as a fault. */
    private String more(StatementQuery asked, Instant last) {
        String relative = PATH + "?" + asked.next(last);
        return mischief.faults().absoluteMore() ? origin + relative : relative;
    }

    private static ObjectNode formatted(ObjectNode statement, String format) {
        return format.equals("ids") ? IdsFormat.of(statement) : statement;
    }

    private static ObjectNode sound(JsonNode statement) {
        List<String> findings = StatementRules.findings(statement);
        if (findings.isEmpty() && statement instanceof ObjectNode sound) {
            return sound;
        }
        throw new Refusal(400, String.join("\n", findings));
    }

    private static JsonNode json(Request request) {
        if (!request.mediaType().equals("application/json")) {
            throw new Refusal(400, "expected application/json, found \"" + request.mediaType() + "\"");
        }
        try {
            return Vocabulary.JSON.readTree(request.body());
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "expected JSON: " + e.getOriginalMessage());
        } catch (java.io.IOException e) {
            throw new Refusal(400, "expected JSON in UTF-8");
        }
    }

    private static Response conflict(UUID id) {
        return Response.text(409, "another statement has the id " + id);
    }

    private static String httpDate(String instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                OffsetDateTime.parse(instant).withOffsetSameInstant(ZoneOffset.UTC));
    }
}
