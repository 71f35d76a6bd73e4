package dev.waymark.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.StatementFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Real statements as facts, read just as far as the engine's tests need. */
public final class StatementJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StatementJson() {}

    public static List<JsonNode> lines(Path file) {
        try {
            List<JsonNode> found = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                found.add(JSON.readTree(line));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with one statement or a list of them. */
    public static List<JsonNode> document(Path file) {
        try {
            List<JsonNode> found = new ArrayList<>();
            JsonNode tree = JSON.readTree(file.toFile());
            if (tree.isArray()) {
                tree.forEach(found::add);
            } else {
                found.add(tree);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static StatementFacts facts(JsonNode statement, String idIfMissing) {
        JsonNode context = statement.path("context");
        JsonNode activities = context.path("contextActivities");
        Instant stored = statement.has("stored") ? at(statement.path("stored")) : Instant.EPOCH;
        JsonNode object = statement.path("object");
        boolean isActivity = object.path("objectType").asText("Activity").equals("Activity") && object.has("id");
        List<String> categories = new ArrayList<>();
        list(activities.path("category"))
                .forEach(each -> categories.add(each.id().iri()));
        return new StatementFacts(
                new EvidenceId(statement.path("id").asText(idIfMissing)),
                statement.has("timestamp") ? at(statement.path("timestamp")) : stored,
                stored,
                statement.path("verb").path("id").asText(),
                isActivity ? Optional.of(activity(object)) : Optional.empty(),
                list(activities.path("parent")),
                list(activities.path("grouping")),
                categories,
                result(statement.path("result")),
                true,
                context.has("instructor")
                        && context.path("instructor")
                                .path("account")
                                .equals(statement.path("actor").path("account")),
                text(context.path("registration")),
                text(context.path("extensions")
                        .path("http://lrs.learninglocker.net/define/extensions/info")
                        .path("event_name")),
                false);
    }

    private static Instant at(JsonNode text) {
        return OffsetDateTime.parse(text.asText()).toInstant();
    }

    private static List<StatementFacts.Activity> list(JsonNode activities) {
        List<StatementFacts.Activity> found = new ArrayList<>();
        if (activities.isObject()) {
            found.add(activity(activities));
        } else {
            activities.forEach(each -> found.add(activity(each)));
        }
        return found;
    }

    private static StatementFacts.Activity activity(JsonNode activity) {
        JsonNode name = activity.path("definition").path("name");
        return new StatementFacts.Activity(
                new ActivityId(activity.path("id").asText()),
                text(activity.path("definition").path("type")),
                name.isObject() && !name.isEmpty()
                        ? Optional.of(name.iterator().next().asText())
                        : Optional.empty());
    }

    private static StatementFacts.Result result(JsonNode result) {
        JsonNode score = result.path("score");
        return new StatementFacts.Result(
                number(score.path("scaled")),
                number(score.path("raw")),
                number(score.path("min")),
                number(score.path("max")),
                truth(result.path("success")),
                truth(result.path("completion")));
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
    }

    private static Optional<Boolean> truth(JsonNode node) {
        return node.isBoolean() ? Optional.of(node.asBoolean()) : Optional.empty();
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }
}
