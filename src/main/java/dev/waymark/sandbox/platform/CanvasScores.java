package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.http.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a Canvas makes of scores: an attempt for each one unless told otherwise, nothing left of a mark when a score is not
 * final unless told otherwise, and a teacher's mark overwritten unless told otherwise.
 */
final class CanvasScores {

    private static final String EXTENSION = "https://canvas.instructure.com/lti/submission";
    private static final Set<String> FINAL = Set.of("FullyGraded", "PendingManual");

    private final Clock clock;
    private final Map<String, Mark> marks = new LinkedHashMap<>();

    CanvasScores(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param points of the column; empty if there is none
     * @param byTeacher true if somebody entered it by hand
     * @param attempts submissions so far
     */
    private record Mark(
            String item,
            String user,
            Optional<Double> points,
            boolean byTeacher,
            int attempts,
            List<String> comments,
            Instant updatedAt,
            Optional<String> submittedAt) {}

    /** Enters a mark by hand, as a teacher does. */
    synchronized void teacherMarks(String item, Person who, double points) {
        String user = CanvasClaims.sub(who);
        Mark before = before(item, user);
        marks.put(
                item + " " + user,
                new Mark(
                        item,
                        user,
                        Optional.of(points),
                        true,
                        before.attempts(),
                        before.comments(),
                        before.updatedAt(),
                        before.submittedAt()));
    }

    /**
     * @param max of the column
     * @return the refusal; empty if the score was taken
     */
    synchronized Optional<Response> take(String item, double max, ObjectNode score) {
        var who = Person.learners().stream()
                .filter(each ->
                        CanvasClaims.sub(each).equals(score.path("userId").asText())
                                || each.id().equals(score.path("userId").asText()))
                .findFirst();
        if (who.isEmpty()) {
            return refused(422, "User not found in course or is not a student");
        }
        Optional<Instant> timestamp = time(score.path("timestamp"));
        if (timestamp.isEmpty()
                || !score.hasNonNull("activityProgress")
                || !score.hasNonNull("gradingProgress")
                || score.path("scoreGiven").asDouble(0) < 0) {
            return refused(400, "timestamp, activityProgress and gradingProgress are required");
        }
        if (score.has("scoreGiven") && !score.has("scoreMaximum")) {
            return refused(422, "ScoreMaximum must be greater than or equal to 0");
        }
        Mark before = before(item, CanvasClaims.sub(who.get()));
        if (timestamp.get().isBefore(before.updatedAt())) {
            return refused(400, "timestamp is before last updated timestamp");
        }
        Instant latest = clock.instant().plusSeconds(60);
        JsonNode extension = score.path(EXTENSION);
        Optional<String> submitted = Optional.of(score.path("submission").path("submittedAt"))
                .filter(JsonNode::isTextual)
                .or(() -> Optional.of(extension.path("submitted_at")).filter(JsonNode::isTextual))
                .map(JsonNode::asText);
        if (submitted.flatMap(CanvasScores::time).filter(latest::isBefore).isPresent()) {
            return refused(400, "submitted_at is in the future");
        }
        keep(item, max, score, before, submitted, timestamp.get());
        return Optional.empty();
    }

    private void keep(
            String item, double max, ObjectNode score, Mark before, Optional<String> submitted, Instant timestamp) {
        JsonNode extension = score.path(EXTENSION);
        boolean sameSubmission = submitted.isPresent() && submitted.equals(before.submittedAt());
        boolean attempt = extension.path("new_submission").asBoolean(true) && !sameSubmission;
        boolean keepsTeachers = extension.path("prioritize_non_tool_grade").asBoolean(false) && before.byTeacher();
        boolean isFinal = FINAL.contains(score.path("gradingProgress").asText()) && score.hasNonNull("scoreGiven");
        Optional<Double> points = before.points();
        boolean byTeacher = before.byTeacher();
        if (!keepsTeachers && isFinal) {
            double outOf = score.path("scoreMaximum").asDouble();
            double given = score.path("scoreGiven").asDouble();
            points = Optional.of(outOf == 0 ? given : given * max / outOf);
            byTeacher = false;
        } else if (!keepsTeachers && !extension.path("preserve_score").asBoolean(false)) {
            points = Optional.empty();
            byTeacher = false;
        }
        List<String> comments = new ArrayList<>(before.comments());
        if (score.hasNonNull("comment")) {
            comments.add(score.path("comment").asText());
        }
        marks.put(
                item + " " + before.user(),
                new Mark(
                        item,
                        before.user(),
                        points,
                        byTeacher,
                        before.attempts() + (attempt ? 1 : 0),
                        comments,
                        timestamp,
                        submitted.or(before::submittedAt)));
    }

    synchronized ArrayNode results(String item, String address, double max, Optional<String> only) {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        marks.values().stream()
                .filter(mark -> mark.item().equals(item))
                .filter(mark -> only.map(mark.user()::equals).orElse(true))
                .forEach(mark -> {
                    ObjectNode result = found.addObject()
                            .put("id", address + "/results/" + mark.user())
                            .put("scoreOf", address)
                            .put("userId", mark.user())
                            .put("resultMaximum", max);
                    mark.points().ifPresent(points -> result.put("resultScore", points));
                    if (!mark.comments().isEmpty()) {
                        result.put("comment", String.join("\n", mark.comments()));
                    }
                });
        return found;
    }

    /** How many attempts a learner has; empty if nothing came. */
    synchronized int attempts(String item, Person who) {
        return before(item, CanvasClaims.sub(who)).attempts();
    }

    private Mark before(String item, String user) {
        return marks.getOrDefault(
                item + " " + user,
                new Mark(item, user, Optional.empty(), false, 0, List.of(), Instant.EPOCH, Optional.empty()));
    }

    private static Optional<Instant> time(JsonNode node) {
        return node.isTextual() ? time(node.asText()) : Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Response> refused(int status, String message) {
        return Optional.of(CanvasAccess.error(status, status == 422 ? "unprocessable_entity" : "bad_request", message));
    }
}
