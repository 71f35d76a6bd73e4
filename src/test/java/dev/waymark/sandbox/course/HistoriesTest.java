package dev.waymark.sandbox.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.course.Course.Activity;
import dev.waymark.sandbox.course.Course.Kind;
import dev.waymark.sandbox.course.Histories.History;
import dev.waymark.sandbox.lms.SandboxLms;
import dev.waymark.sandbox.lrs.SandboxLrs;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The ready-made past is in Moodle's form, the same each time, and different for each learner. */
class HistoriesTest {

    private static final URI SITE = URI.create("http://127.0.0.1:8081");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Gradebook gradebook = new Gradebook(Optional.empty());
    private final CourseRecords records = new CourseRecords(Optional.empty());
    private final List<History> histories = lived(records, gradebook);

    @Test
    void theSameStartGivesTheSamePast() {
        assertThat(lived(new CourseRecords(Optional.empty()), new Gradebook(Optional.empty())))
                .isEqualTo(histories);
    }

    @Test
    void eachStatementLooksAsMoodlesPluginSendsIt() {
        for (History history : histories) {
            for (ObjectNode statement : history.statements()) {
                assertThat(statement.has("id")).as("the LRS mints ids").isFalse();
                assertThat(statement.at("/actor/account/homePage").asText()).isEqualTo(SITE.toString());
                assertThat(statement.at("/actor/account/name").asText())
                        .isEqualTo(history.who().id());
                assertThat(statement.at("/context/platform").asText()).isEqualTo("Moodle");
                assertThat(statement
                                .at("/context/contextActivities/category/0/id")
                                .asText())
                        .isEqualTo(SITE.toString());
                assertThat(statement.path("timestamp").asText())
                        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00");
                assertThat(OffsetDateTime.parse(statement.path("timestamp").asText())
                                .toInstant())
                        .isBetween(NOW.minus(Duration.ofDays(60)), NOW);
            }
        }
    }

    @Test
    void anAttemptSaysItsPointsAndStretchesThemFromMinusOneToOne() {
        List<ObjectNode> attempts = of("8").stream()
                .filter(each -> objectId(each).contains("attempt.php") && each.has("result"))
                .toList();
        assertThat(attempts).hasSize(5);
        assertThat(attempts).allSatisfy(each -> {
            JsonNode score = each.at("/result/score");
            assertThat(score.path("min").asDouble()).isZero();
            assertThat(score.path("max").asDouble()).isEqualTo(10);
            assertThat(score.path("scaled").asDouble())
                    .isCloseTo(score.path("raw").asDouble() / 10 * 2 - 1, within(1e-9));
            assertThat(each.at("/result/duration").asText()).matches("PT\\d+S");
        });
        assertThat(attempts.getFirst().at("/result/score/raw").asDouble()).isEqualTo(3.33333);
        assertThat(attempts.getFirst().at("/result/success").asBoolean())
                .as("below the pass mark")
                .isFalse();
        assertThat(attempts.get(3).at("/result/success").asBoolean())
                .as("without a pass mark everything is a success")
                .isTrue();
    }

    @Test
    void eachAnswerStandsWithinAttemptQuizSectionAndCourse() {
        List<ObjectNode> answers = of("6").stream()
                .filter(each -> each.at("/verb/id").asText().endsWith("/answered"))
                .toList();
        assertThat(answers).hasSize(12);
        assertThat(answers)
                .allSatisfy(each -> assertThat(parents(each))
                        .satisfiesExactly(
                                attempt -> assertThat(attempt).contains("/mod/quiz/attempt.php?attempt="),
                                quiz -> assertThat(quiz).contains("/mod/quiz/view.php?id="),
                                section -> assertThat(section).contains("/course/section.php?id="),
                                course -> assertThat(course).isEqualTo(SITE + "/course/view.php?id=2")));
    }

    @Test
    void aTypedAnswerSaysNothingOfSuccess() {
        assertThat(of("6"))
                .filteredOn(each ->
                        each.at("/object/definition/interactionType").asText().equals("fill-in"))
                .isNotEmpty()
                .allSatisfy(
                        each -> assertThat(each.path("result").has("success")).isFalse());
    }

    @Test
    void onesAnswersContradictTheScore() {
        List<ObjectNode> statements = of("9");
        ObjectNode attempt = statements.stream()
                .filter(each -> objectId(each).endsWith("cmid=12")
                        && each.at("/result/score").isObject())
                .findFirst()
                .orElseThrow();
        long right = statements.stream()
                .filter(each -> objectId(each).contains("question.php?cmid=12")
                        && each.at("/result/success").asBoolean())
                .count();
        assertThat(attempt.at("/result/score/raw").asDouble()).isEqualTo(8.33333);
        assertThat(right).isEqualTo(2);
    }

    @Test
    void oneDidNothingAndOneOnlyRead() {
        assertThat(of("10")).isEmpty();
        assertThat(of("7"))
                .isNotEmpty()
                .noneMatch(each -> each.at("/result/score").isObject());
    }

    @Test
    void aRatedAssignmentNamesTheInstructorAndTheLastRatingIsInTheGradebook() {
        assertThat(of("16"))
                .filteredOn(each -> each.at("/verb/id").asText().equals("https://w3id.org/xapi/tla/verbs/scored"))
                .hasSize(2)
                .allSatisfy(each -> assertThat(
                                each.at("/context/instructor/account/name").asText())
                        .isEqualTo("3"));
        Activity assignment = Course.PRACTICE.activities().stream()
                .filter(each -> each.kind() == Kind.ASSIGN)
                .findFirst()
                .orElseThrow();
        assertThat(gradebook.mark(assignment.column(), "16").orElseThrow().score())
                .isEqualTo(76);
    }

    @Test
    void theLrsTakesAllOfItOnceAndHidesTheVoidedAttempt() {
        try (var lrs = SandboxLrs.start(0, Optional.empty());
                var lms = SandboxLms.start(
                        0, Optional.empty(), SITE, lrs.url(), Clock.fixed(NOW, java.time.ZoneOffset.UTC))) {
            lms.seed();
            int told = histories.stream()
                    .mapToInt(each -> each.statements().size())
                    .sum();
            long voids = lrs.statements().stream()
                    .filter(each -> each.at("/verb/id").asText().endsWith("/voided"))
                    .count();
            assertThat(voids).as("start, attempt and six answers").isEqualTo(8);
            assertThat(lrs.statements()).hasSize(told + 8);
            lms.seed();
            assertThat(lrs.statements()).hasSize(told + 8);
        }
    }

    @Test
    void theVoidedAttemptLeavesNoMark() {
        assertThat(gradebook.mark(2, "11").orElseThrow().score()).isEqualTo(5);
    }

    private List<ObjectNode> of(String person) {
        return histories.stream()
                .filter(each -> each.who().id().equals(person))
                .findFirst()
                .orElseThrow()
                .statements();
    }

    private static List<History> lived(CourseRecords records, Gradebook gradebook) {
        return new Histories(SITE, Course.PRACTICE, records, gradebook, NOW).all();
    }

    private static String objectId(ObjectNode statement) {
        return statement.at("/object/id").asText();
    }

    private static List<String> parents(ObjectNode statement) {
        return StreamSupport.stream(
                        statement.at("/context/contextActivities/parent").spliterator(), false)
                .map(each -> each.path("id").asText())
                .toList();
    }
}
