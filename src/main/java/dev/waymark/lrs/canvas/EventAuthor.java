package dev.waymark.lrs.canvas;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lrs.canvas.CanvasEvent.Kind;
import dev.waymark.lrs.canvas.CanvasEvent.Standing;
import dev.waymark.lrs.canvas.CanvasFeed.PeopleBy;
import dev.waymark.lrs.canvas.CanvasFeeds.Assignment;
import dev.waymark.lrs.xapi.XapiTime;
import dev.waymark.shared.NameBasedUuid;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * Says in xAPI what an event says. The activity is the address of the assignment or quiz in Canvas, with the ids that
 * people see there; the person is an account of the Canvas. The event itself stands in an extension.
 *
 * <p>Canvas numbers things within a shard; outside of it the shard's number times ten trillion is added. A launch gives
 * the number without its shard wherever person and course are of the same one.
 */
final class EventAuthor {

    private static final long SHARD = 10_000_000_000_000L;
    private static final String EXTENSIONS = "https://w3id.org/waymark/extensions/";
    private static final UUID EVENTS = NameBasedUuid.of(NameBasedUuid.WAYMARK, "Canvas live events");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private EventAuthor() {}

    /**
     * @param assignment what is known of it from other events
     * @return one statement, as JSON
     */
    static String statement(CanvasFeed feed, CanvasEvent event, Optional<Assignment> assignment) {
        ObjectNode statement = JSON.objectNode();
        statement.put("id", NameBasedUuid.of(EVENTS, feed.source(), event.key()).toString());
        String shard = shardOf(event.course().orElse(event.about()));
        statement.set("actor", actor(feed, event, shard));
        String verb = event.kind() == Kind.GRADED ? "scored" : "submitted";
        String vocabulary =
                event.kind() == Kind.GRADED ? "http://adlnet.gov/expapi/verbs/" : "http://activitystrea.ms/schema/1.0/";
        statement
                .putObject("verb")
                .put("id", vocabulary + (verb.equals("submitted") ? "submit" : verb))
                .putObject("display")
                .put("en", verb);
        String host = "https://" + feed.hosts().getFirst();
        Optional<String> course = event.course()
                .or(() -> assignment.map(Assignment::course).filter(id -> !id.isBlank()))
                .map(id -> local(id, shard));
        String place = host + course.map(id -> "/courses/" + id).orElse("");
        ObjectNode object = statement.putObject("object");
        object.put("objectType", "Activity").put("id", place + "/" + event.place() + "/" + local(event.about(), shard));
        ObjectNode definition = object.putObject("definition");
        definition.put(
                "type",
                event.place().equals("quizzes")
                        ? "http://adlnet.gov/expapi/activities/assessment"
                        : "http://id.tincanapi.com/activitytype/school-assignment");
        String title =
                event.title().isBlank() ? assignment.map(Assignment::title).orElse("") : event.title();
        if (!title.isBlank()) {
            definition.putObject("name").put("und", title);
        }
        result(event, assignment.map(Assignment::points).orElse(OptionalDouble.empty()))
                .ifPresent(result -> statement.set("result", result));
        context(statement.putObject("context"), event, course.map(id -> host + "/courses/" + id));
        statement.put("timestamp", XapiTime.format(event.at()));
        return statement.toString();
    }

    private static ObjectNode actor(CanvasFeed feed, CanvasEvent event, String shard) {
        boolean sis = feed.peopleBy() == PeopleBy.SIS && event.sisId().isPresent();
        String host = "https://" + feed.hosts().getFirst();
        ObjectNode actor = JSON.objectNode().put("objectType", "Agent");
        actor.putObject("account")
                .put("homePage", sis ? host + "/sis" : host)
                .put("name", sis ? event.sisId().get() : local(event.user().orElseThrow(), shard));
        return actor;
    }

    private static Optional<ObjectNode> result(CanvasEvent event, OptionalDouble known) {
        if (event.kind() != Kind.GRADED || event.score().isEmpty()) {
            return Optional.empty();
        }
        ObjectNode result = JSON.objectNode();
        ObjectNode score = result.putObject("score");
        score.put("raw", event.score().getAsDouble());
        OptionalDouble possible = event.possible().isPresent() ? event.possible() : known;
        if (possible.isPresent() && possible.getAsDouble() > 0) {
            score.put("min", 0).put("max", possible.getAsDouble());
        }
        return Optional.of(result);
    }

    private static void context(ObjectNode context, CanvasEvent event, Optional<String> course) {
        context.put("platform", "Canvas");
        course.ifPresent(iri -> context.putObject("contextActivities")
                .putArray("grouping")
                .addObject()
                .put("objectType", "Activity")
                .put("id", iri)
                .putObject("definition")
                .put("type", "http://adlnet.gov/expapi/activities/course"));
        ObjectNode extensions = context.putObject("extensions");
        extensions.set(EXTENSIONS + "canvas-event", event.raw());
        event.attempt().ifPresent(attempt -> extensions.put(EXTENSIONS + "canvas-attempt", attempt));
        if (event.standing() == Standing.UNPOSTED) {
            extensions.put(EXTENSIONS + "canvas-unposted", true);
        }
        if (event.standing() == Standing.INCOMPLETE) {
            extensions.put(EXTENSIONS + "canvas-incomplete", true);
        }
    }

    private static String shardOf(String id) {
        int tilde = id.indexOf('~');
        if (tilde > 0) {
            return id.substring(0, tilde);
        }
        long number = Long.parseLong(id);
        return number > SHARD ? Long.toString(number / SHARD) : "";
    }

    /** The number by which somebody of this shard knows a thing. */
    static String local(String id, String shard) {
        if (!shardOf(id).equals(shard)) {
            return id;
        }
        int tilde = id.indexOf('~');
        return tilde > 0 ? id.substring(tilde + 1) : Long.toString(Long.parseLong(id) % SHARD);
    }
}
