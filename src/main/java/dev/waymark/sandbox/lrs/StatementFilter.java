package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** Whether a statement is what a query asks for, its time aside. xAPI 1.0.3 Communication 2.1.3. */
final class StatementFilter {

    private final StatementQuery query;

    StatementFilter(StatementQuery query) {
        this.query = query;
    }

    boolean fits(JsonNode statement) {
        return query.verb()
                        .map(statement.path("verb").path("id").asText()::equals)
                        .orElse(true)
                && query.registration()
                        .map(registration(statement)::equalsIgnoreCase)
                        .orElse(true)
                && query.activity()
                        .map(id -> activities(statement).anyMatch(id::equals))
                        .orElse(true)
                && query.agent()
                        .map(agent -> agents(statement).anyMatch(each -> isOrHolds(each, agent)))
                        .orElse(true);
    }

    private static String registration(JsonNode statement) {
        return statement.path("context").path("registration").asText();
    }

    private Stream<String> activities(JsonNode statement) {
        JsonNode object = statement.path("object");
        Stream<String> own = object.path("objectType").asText("Activity").equals("Activity")
                ? Stream.of(object.path("id").asText())
                : Stream.empty();
        if (!query.relatedActivities()) {
            return own;
        }
        JsonNode context = statement.path("context").path("contextActivities");
        Stream<String> around = Vocabulary.CONTEXT_ACTIVITIES.stream()
                .flatMap(kind -> Vocabulary.listed(context.path(kind)).stream())
                .map(activity -> activity.path("id").asText());
        Stream<String> within = isSubStatement(object) ? activities(object) : Stream.empty();
        return Stream.of(own, around, within).flatMap(each -> each);
    }

    private Stream<JsonNode> agents(JsonNode statement) {
        JsonNode object = statement.path("object");
        Stream<JsonNode> own = Stream.of(statement.path("actor"), object);
        if (!query.relatedAgents()) {
            return own;
        }
        JsonNode context = statement.path("context");
        Stream<JsonNode> around =
                Stream.of(statement.path("authority"), context.path("instructor"), context.path("team"));
        Stream<JsonNode> within = isSubStatement(object) ? agents(object) : Stream.empty();
        return Stream.of(own, around, within).flatMap(each -> each);
    }

    private static boolean isSubStatement(JsonNode object) {
        return object.path("objectType").asText().equals("SubStatement");
    }

    private static boolean isOrHolds(JsonNode found, JsonNode wanted) {
        return sameIdentifier(found, wanted)
                || Vocabulary.listed(found.path("member")).stream().anyMatch(member -> sameIdentifier(member, wanted));
    }

    private static boolean sameIdentifier(JsonNode found, JsonNode wanted) {
        List<String> kinds = Vocabulary.IDENTIFIERS.stream().filter(wanted::has).toList();
        return !kinds.isEmpty()
                && kinds.stream().allMatch(kind -> found.path(kind).equals(wanted.path(kind)));
    }
}
