package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.sandbox.course.Person;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A score that came by POST and says enough.
 *
 * @param given already rescaled to the column and held within it; empty clears the mark
 * @param graded false if gradingProgress is anything but FullyGraded, which wipes the mark
 */
record ScorePost(Person who, Instant timestamp, boolean graded, OptionalDouble given, String comment) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param columnMax points of the column
     * @return empty if something is missing or of the wrong kind, or if the user cannot get a grade
     */
    static Optional<ScorePost> of(String body, double columnMax) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        JsonNode user = json.path("userId");
        JsonNode given = json.path("scoreGiven");
        JsonNode outOf = json.path("scoreMaximum");
        boolean complete = (user.isTextual() || user.isIntegralNumber())
                && json.path("timestamp").isTextual()
                && json.has("activityProgress")
                && json.has("gradingProgress")
                && (given.isMissingNode()
                        || (number(given).isPresent() && number(outOf).isPresent()));
        Optional<Person> who = Person.withId(user.asText()).filter(person -> person.kind() == Person.Kind.LEARNER);
        Optional<Instant> timestamp = time(json.path("timestamp").asText());
        if (!complete || who.isEmpty() || timestamp.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ScorePost(
                who.get(),
                timestamp.get(),
                json.path("gradingProgress").asText().equals("FullyGraded"),
                given.isMissingNode() ? OptionalDouble.empty() : scaled(given, outOf, columnMax),
                json.path("comment").asText()));
    }

    private static OptionalDouble scaled(JsonNode given, JsonNode outOf, double columnMax) {
        double points = number(given).orElse(0.0);
        double most = number(outOf).orElse(0.0);
        double rescaled = most == 0 ? points : points * columnMax / most;
        return OptionalDouble.of(Math.clamp(rescaled, 0, columnMax));
    }

    /** A number written as a string is taken too. */
    private static Optional<Double> number(JsonNode node) {
        if (node.isNumber()) {
            return Optional.of(node.doubleValue());
        }
        return Optional.of(node.asText())
                .filter(text -> text.matches("-?\\d+(\\.\\d+)?"))
                .map(Double::valueOf);
    }

    /** ISO 8601 with or without a zone; without one it is the server's. */
    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return localTime(text);
        }
    }

    private static Optional<Instant> localTime(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
