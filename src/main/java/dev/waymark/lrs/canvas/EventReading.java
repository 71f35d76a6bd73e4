package dev.waymark.lrs.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lrs.canvas.CanvasEvent.Kind;
import dev.waymark.lrs.canvas.CanvasEvent.Standing;
import dev.waymark.lrs.xapi.XapiTime;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads Live Events as Canvas sends them: its own format ({@code metadata} and {@code body}), one event a message, and
 * Caliper 1.1, an envelope with a list of events. Other events than those of results are passed over.
 */
final class EventReading {

    /** A message that is no event, or an event of results without what it cannot do without. */
    static final class NotAnEvent extends Exception {
        private static final long serialVersionUID = 1L;

        NotAnEvent(String why) {
            super(why);
        }
    }

    private static final String CANVAS = "com.instructure.canvas";
    private static final Map<String, Kind> KINDS = Map.of(
            "grade_change", Kind.GRADED,
            "quiz_submitted", Kind.SUBMITTED,
            "submission_created", Kind.SUBMITTED,
            "submission_updated", Kind.SUBMITTED,
            "assignment_created", Kind.ASSIGNMENT,
            "assignment_updated", Kind.ASSIGNMENT);
    private static final Set<String> KEPT_OF_METADATA = Set.of(
            "event_name",
            "event_time",
            "context_id",
            "context_type",
            "context_sis_source_id",
            "hostname",
            "producer",
            "request_id",
            "root_account_id",
            "root_account_uuid",
            "user_id",
            "user_sis_id");
    private static final Set<String> NOT_KEPT_OF_BODY = Set.of("body", "url", "description", "lti_user_id");
    private static final Set<String> NOT_KEPT_OF_CALIPER = Set.of("session", "referrer", "membership");
    private static final Set<String> NOT_KEPT_OF_EXTENSIONS =
            Set.of("user_agent", "client_ip", "user_login", "request_url");

    private EventReading() {}

    /** What a message says of results; an empty list if it is about something else. */
    static List<CanvasEvent> read(JsonNode message) throws NotAnEvent {
        if (message.path("metadata").isObject() && message.path("body").isObject()) {
            return canvas((ObjectNode) message).stream().toList();
        }
        if (message.path("data").isArray() && message.has("sensor")) {
            List<CanvasEvent> events = new ArrayList<>();
            for (JsonNode each : message.path("data")) {
                if (each instanceof ObjectNode event) {
                    caliper(event).ifPresent(events::add);
                }
            }
            return events;
        }
        throw new NotAnEvent("expected metadata and body as in the format Canvas, or sensor and data as in Caliper");
    }

    /** The host and the account that a message names, whatever it is about. */
    static Origin origin(JsonNode message) {
        JsonNode metadata = message.path("metadata");
        if (metadata.isObject()) {
            return new Origin(host(metadata.path("hostname").asText("")), text(metadata, "root_account_uuid"));
        }
        JsonNode first = message.path("data").path(0);
        String said = first.path("extensions").path(CANVAS).path("hostname").asText("");
        String host = said.isBlank() ? hostOf(message.path("sensor").asText("")) : host(said);
        return new Origin(host, text(first.path("actor").path("extensions").path(CANVAS), "root_account_uuid"));
    }

    /** Both may be blank. */
    record Origin(String host, String accountUuid) {}

    private static Optional<CanvasEvent> canvas(ObjectNode message) throws NotAnEvent {
        JsonNode metadata = message.path("metadata");
        JsonNode body = message.path("body");
        String name = text(metadata, "event_name");
        Kind kind = KINDS.get(name);
        if (kind == null) {
            return Optional.empty();
        }
        boolean quiz = name.equals("quiz_submitted");
        String about = text(body, quiz ? "quiz_id" : "assignment_id");
        String eventTime = text(metadata, "event_time");
        Instant at = time(eventTime, name);
        OptionalDouble score = number(body, "score");
        boolean posted = !body.path("posted_at").isMissingNode()
                && !body.path("posted_at").isNull();
        boolean gradedNow = name.equals("submission_updated")
                && text(body, "workflow_state").equals("graded")
                && score.isPresent()
                && posted;
        // Of what is handed in, the moment at which it was; the message may come later.
        Instant when = kind == Kind.SUBMITTED && !gradedNow
                ? XapiTime.parse(text(body, "submitted_at")).orElse(at)
                : at;
        Standing standing = score.isEmpty() || gradedNow
                ? Standing.FINAL
                : body.path("muted").asBoolean(false)
                        ? Standing.UNPOSTED
                        : body.path("grading_complete").asBoolean(true) ? Standing.FINAL : Standing.INCOMPLETE;
        ObjectNode kept = message.objectNode();
        kept.set("metadata", only(metadata, KEPT_OF_METADATA));
        kept.set("body", without(body, NOT_KEPT_OF_BODY));
        return Optional.of(checked(new CanvasEvent(
                gradedNow ? Kind.GRADED : kind,
                name,
                name + " " + eventTime + " " + kept.path("body"),
                when,
                host(text(metadata, "hostname")),
                text(metadata, "root_account_uuid"),
                text(metadata, "context_type").equals("Course") ? id(metadata, "context_id") : Optional.empty(),
                // A quiz event says who handed in only as who sent the request.
                id(body, "user_id").or(() -> quiz ? id(metadata, "user_id") : Optional.empty()),
                some(text(body, "student_sis_id"))
                        .or(() -> quiz ? some(text(metadata, "user_sis_id")) : Optional.empty()),
                quiz ? "quizzes" : "assignments",
                about,
                some(text(body, "assignment_name")).orElse(text(body, "title")),
                body.path("attempt").canConvertToLong()
                        ? Optional.of(body.path("attempt").asLong())
                        : Optional.empty(),
                kind == Kind.GRADED || gradedNow ? score : OptionalDouble.empty(),
                number(body, "points_possible"),
                standing,
                kept)));
    }

    private static Optional<CanvasEvent> caliper(ObjectNode event) throws NotAnEvent {
        String type = text(event, "type");
        String action = text(event, "action");
        JsonNode object = event.path("object");
        JsonNode assignable = object.path("assignable");
        boolean graded = type.equals("GradeEvent") && action.equals("Graded");
        boolean submitted = object.path("type").asText().equals("Attempt")
                && (action.equals("Submitted") || action.equals("Modified"));
        if (!graded && !submitted) {
            return Optional.empty();
        }
        String name = graded ? "grade_change" : action.equals("Modified") ? "submission_updated" : "submission_created";
        JsonNode assignee = object.path("assignee");
        JsonNode more = event.path("extensions").path(CANVAS);
        JsonNode actor = event.path("actor");
        boolean own = text(actor, "id").equals(text(assignee, "id"));
        JsonNode who = own ? actor.path("extensions").path(CANVAS) : MissingNode.getInstance();
        ObjectNode kept = pruned(without(event, NOT_KEPT_OF_CALIPER));
        return Optional.of(checked(new CanvasEvent(
                graded ? Kind.GRADED : Kind.SUBMITTED,
                name,
                text(event, "id"),
                time(text(event, "eventTime"), name),
                some(host(text(more, "hostname"))).orElse(hostOf(text(event.path("edApp"), "id"))),
                text(actor.path("extensions").path(CANVAS), "root_account_uuid"),
                urn(text(event.path("group"), "id"), "course"),
                urn(text(assignee, "id"), "user"),
                some(text(assignee.path("extensions").path(CANVAS), "sis_id")).or(() -> some(text(who, "user_sis_id"))),
                text(assignable, "type").equals("Assessment") ? "quizzes" : "assignments",
                urn(text(assignable, "id"), "assignment")
                        .or(() -> urn(text(assignable, "id"), "quiz"))
                        .orElse(""),
                text(assignable, "name"),
                object.path("count").canConvertToLong()
                        ? Optional.of(object.path("count").asLong())
                        : Optional.empty(),
                graded ? number(event.path("generated"), "scoreGiven") : OptionalDouble.empty(),
                graded ? number(event.path("generated"), "maxScore") : OptionalDouble.empty(),
                Standing.FINAL, // Caliper does not say whether a grade is posted
                kept)));
    }

    private static CanvasEvent checked(CanvasEvent event) throws NotAnEvent {
        if (event.about().isBlank() || event.key().isBlank()) {
            throw new NotAnEvent("the event " + event.name() + " does not say what it is about, or has no id");
        }
        if (event.kind() != Kind.ASSIGNMENT && event.user().isEmpty()) {
            throw new NotAnEvent("the event " + event.name() + " does not say whose result it is");
        }
        return event;
    }

    private static Instant time(String text, String name) throws NotAnEvent {
        return XapiTime.parse(text)
                .orElseThrow(() -> new NotAnEvent("the event " + name + " does not say when it happened"));
    }

    private static ObjectNode only(JsonNode fields, Set<String> names) {
        ObjectNode kept = ((ObjectNode) fields).deepCopy();
        kept.retain(names);
        return kept;
    }

    private static ObjectNode without(JsonNode fields, Set<String> names) {
        ObjectNode kept = ((ObjectNode) fields).deepCopy();
        kept.remove(names);
        return kept;
    }

    private static ObjectNode pruned(ObjectNode event) {
        event.findParents(CANVAS).forEach(parent -> {
            if (parent.path(CANVAS) instanceof ObjectNode canvas) {
                canvas.remove(NOT_KEPT_OF_EXTENSIONS);
            }
        });
        return event;
    }

    private static Optional<String> urn(String id, String kind) {
        String start = "urn:instructure:canvas:" + kind + ":";
        return id.startsWith(start) ? some(id.substring(start.length())).filter(EventReading::isId) : Optional.empty();
    }

    private static Optional<String> id(JsonNode fields, String name) {
        return some(text(fields, name)).filter(EventReading::isId);
    }

    private static boolean isId(String text) {
        return text.matches("[0-9]{1,19}(~[0-9]{1,19})?");
    }

    private static Optional<String> some(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    private static String text(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        return value.isTextual() || value.isNumber() ? value.asText().strip() : "";
    }

    private static OptionalDouble number(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        if (value.isNumber()) {
            return OptionalDouble.of(value.asDouble());
        }
        try {
            return value.isTextual()
                    ? OptionalDouble.of(Double.parseDouble(value.asText().strip()))
                    : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static String host(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static String hostOf(String address) {
        try {
            String authority = URI.create(address).getRawAuthority();
            return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
