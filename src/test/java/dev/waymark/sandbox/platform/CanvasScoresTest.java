package dev.waymark.sandbox.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.http.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a Canvas makes of scores, as its code was read. */
class CanvasScoresTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Person SOFIA = Person.TWELVE.getFirst();
    private static final String EXTENSION = "\"https://canvas.instructure.com/lti/submission\":";

    private final CanvasScores scores = new CanvasScores(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aFinalScoreIsRescaledAndEveryScoreIsAnAttempt() {
        assertThat(post("00:00:01", "\"scoreGiven\":5,\"scoreMaximum\":10", "FullyGraded"))
                .isEmpty();
        assertThat(mark()).isEqualTo("50.0");
        assertThat(post("00:00:02", "\"scoreGiven\":6,\"scoreMaximum\":10", "FullyGraded"))
                .isEmpty();
        assertThat(scores.attempts("1", SOFIA)).isEqualTo(2);
    }

    @Test
    void newSubmissionFalseAndTheSameSubmittedAtAreNoAttempts() {
        post(
                "00:00:01",
                "\"scoreGiven\":5,\"scoreMaximum\":10," + EXTENSION + "{\"new_submission\":false}",
                "FullyGraded");
        assertThat(scores.attempts("1", SOFIA)).isZero();
        String submitted = ",\"submission\":{\"submittedAt\":\"2026-03-02T09:00:00Z\"}";
        post("00:00:02", "\"scoreGiven\":5,\"scoreMaximum\":10" + submitted, "FullyGraded");
        post("00:00:03", "\"scoreGiven\":5,\"scoreMaximum\":10" + submitted, "FullyGraded");
        assertThat(scores.attempts("1", SOFIA)).isEqualTo(1);
    }

    @Test
    void aScoreThatIsNotFinalLeavesNothingUnlessTold() {
        post("00:00:01", "\"scoreGiven\":5,\"scoreMaximum\":10", "FullyGraded");
        post("00:00:02", EXTENSION + "{\"preserve_score\":true}", "Pending");
        assertThat(mark()).isEqualTo("50.0");
        post("00:00:03", "\"scoreGiven\":1,\"scoreMaximum\":10", "NotReady");
        assertThat(mark()).isEmpty();
    }

    @Test
    void aTeachersMarkStaysOnlyIfTold() {
        scores.teacherMarks("1", SOFIA, 80);
        post(
                "00:00:01",
                "\"scoreGiven\":5,\"scoreMaximum\":10," + EXTENSION + "{\"prioritize_non_tool_grade\":true}",
                "FullyGraded");
        assertThat(mark()).isEqualTo("80.0");
        post("00:00:02", "\"scoreGiven\":5,\"scoreMaximum\":10", "FullyGraded");
        assertThat(mark()).isEqualTo("50.0");
    }

    @Test
    void refusesWhatACanvasRefuses() {
        assertThat(status(scores.take("1", 100, json("{\"userId\":\"nobody\"}"))))
                .isEqualTo(422);
        assertThat(status(post("00:00:01", "\"scoreGiven\":5", "FullyGraded"))).isEqualTo(422);
        assertThat(post("00:00:05", "\"scoreGiven\":5,\"scoreMaximum\":10", "FullyGraded"))
                .isEmpty();
        assertThat(status(post("00:00:04", "\"scoreGiven\":5,\"scoreMaximum\":10", "FullyGraded")))
                .isEqualTo(400);
        assertThat(status(post("00:00:06", EXTENSION + "{\"submitted_at\":\"2026-03-02T10:02:00Z\"}", "FullyGraded")))
                .isEqualTo(400);
    }

    private Optional<Response> post(String time, String more, String progress) {
        return scores.take(
                "1",
                100,
                json(
                        "{\"userId\":\"%s\",\"timestamp\":\"2026-03-02T%s.5Z\",\"activityProgress\":\"Completed\",\"gradingProgress\":\"%s\",%s}"
                                .formatted(CanvasClaims.sub(SOFIA), time, progress, more)));
    }

    private String mark() {
        return scores.results("1", "http://x/1", 100, Optional.of(CanvasClaims.sub(SOFIA)))
                .path(0)
                .path("resultScore")
                .asText();
    }

    private static int status(Optional<Response> refusal) {
        return refusal.orElseThrow().status();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
