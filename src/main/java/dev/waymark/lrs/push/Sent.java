package dev.waymark.lrs.push;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lrs.xapi.Statement;
import dev.waymark.lrs.xapi.StatementPage;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.lrs.xapi.Unusable;
import dev.waymark.shared.NameBasedUuid;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a sender sent, statement by statement. One that comes without an id gets one made from what it says, so that a
 * batch that is sent again after a lost answer is the same batch: Moodle's plugin sends no ids, and tries again.
 *
 * @param ids of all, in their order
 */
record Sent(List<String> ids, StatementPage page) {

    /** The body is no list of statements. */
    static final class NotStatements extends Exception {
        private static final long serialVersionUID = 1L;

        NotStatements(String why) {
            super(why);
        }
    }

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(100).build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // Statements one after the other, without a list around them, would else be the first and no other.
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final UUID PUSHED = NameBasedUuid.of(NameBasedUuid.WAYMARK, "statements pushed without an id");

    /**
     * Reads one statement or a list of them.
     *
     * @param putId the id that the address names, for the one statement of a PUT
     * @param source whose they are: ids that we make differ between sources
     * @param now when they came
     */
    static Sent read(byte[] body, Optional<String> putId, String source, Instant now) throws NotStatements {
        JsonNode all;
        try {
            all = JSON.readTree(body);
        } catch (JacksonException e) {
            var where = e.getLocation();
            throw new NotStatements("expected JSON in UTF-8, found what is none at line " + where.getLineNr()
                    + ", column " + where.getColumnNr());
        } catch (IOException e) {
            throw new NotStatements("expected JSON in UTF-8");
        }
        if (!all.isContainerNode()) {
            throw new NotStatements("expected a statement or a list of them (xAPI 1.0.3 Communication 2.1.2), found "
                    + all.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
        }
        if (putId.isPresent() && !(all instanceof ObjectNode one && isCalled(one, putId.get()))) {
            throw new NotStatements("expected one statement with the id " + putId.get()
                    + " or without one (xAPI 1.0.3 Communication 2.1.1)");
        }
        List<String> ids = new ArrayList<>();
        List<Statement> statements = new ArrayList<>();
        List<Unusable> unusable = new ArrayList<>();
        Iterator<JsonNode> each = all.isArray() ? all.elements() : List.of(all).iterator();
        while (each.hasNext()) {
            JsonNode statement = each.next();
            String id = statement.path("id").asText("");
            String raw;
            if (statement instanceof ObjectNode fields && !fields.hasNonNull("id")) {
                id = putId.orElseGet(() -> made(fields, source, now));
                raw = withId(fields, id);
            } else {
                raw = text(statement);
            }
            StatementPage one = StatementPages.readOne(raw);
            statements.addAll(one.statements());
            unusable.addAll(one.unusable());
            ids.add(
                    one.statements().isEmpty()
                            ? id
                            : one.statements().getFirst().id());
        }
        return new Sent(List.copyOf(ids), new StatementPage(statements, unusable, Optional.empty()));
    }

    /** As an LRS answers a POST. */
    String idsAsJson() {
        var list = JSON.createArrayNode();
        ids.forEach(list::add);
        return text(list);
    }

    private static boolean isCalled(ObjectNode statement, String id) {
        return !statement.hasNonNull("id") || statement.path("id").asText().equalsIgnoreCase(id);
    }

    /**
     * From the content, whatever the order of its fields. What says nothing of when it happened may happen again, so then
     * the hour in which it came is part of it.
     */
    private static String made(ObjectNode statement, String source, Instant now) {
        String hour = statement.hasNonNull("timestamp")
                ? ""
                : now.truncatedTo(ChronoUnit.HOURS).toString();
        return NameBasedUuid.of(PUSHED, source, hour, text(sorted(statement))).toString();
    }

    private static String withId(ObjectNode statement, String id) {
        ObjectNode whole = JSON.createObjectNode().put("id", id);
        statement.properties().stream()
                .filter(field -> !field.getKey().equals("id"))
                .forEach(field -> whole.set(field.getKey(), field.getValue()));
        return text(whole);
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            ObjectNode sorted = JSON.createObjectNode();
            fields.forEach(sorted::set);
            return sorted;
        }
        if (node.isArray()) {
            var list = JSON.createArrayNode();
            node.forEach(element -> list.add(sorted(element)));
            return list;
        }
        return node;
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JacksonException e) {
            throw new IllegalStateException("what was read as JSON can be written as JSON", e);
        }
    }
}
