package dev.waymark.emission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every golden statement is one that a full LRS takes; and each rule of that is seen broken. */
class StatementConformanceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recommended",
                "achieved",
                "scored",
                "progressed",
                "assessed",
                "asserted",
                "scheduled",
                "reminded",
                "flagged-at-risk"
            })
    void everyGoldenStatementConforms(String name) {
        assertThat(StatementConformance.complaints(OurProfile.golden(name))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void aStatementThatBreaksARuleIsCaught(String expected, Consumer<ObjectNode> violation) {
        ObjectNode broken = OurProfile.golden("assessed").deepCopy();
        violation.accept(broken);
        assertThat(StatementConformance.complaints(broken))
                .anySatisfy(complaint -> assertThat(complaint).contains(expected));
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                violation("id (2.4.1)", s -> s.put("id", "1")),
                violation("exactly one identifier", s -> at(s, "actor").put("mbox", "mailto:a@b.test")),
                violation("homePage", s -> at(at(s, "actor"), "account").put("homePage", "moodle")),
                violation("verb.id", s -> at(s, "verb").put("id", "assessed")),
                violation("BCP 47", s -> at(at(s, "verb"), "display").put("english!", "x")),
                violation("object (2.4.4.1).id", s -> at(s, "object").remove("id")),
                violation("has no property", s -> s.put("note", "x")),
                violation("is null", s -> s.putNull("result")),
                violation("zone", s -> s.put("timestamp", "2026-11-23T12:00:00")),
                violation("set by the LRS", s -> s.put("stored", "2026-11-23T12:00:00Z")),
                violation("min is below max", s -> at(at(s, "result"), "score").put("min", 4)),
                violation("-1 to 1", s -> at(at(s, "result"), "score").put("scaled", 1.1)),
                violation("is a number", s -> at(at(s, "result"), "score").put("raw", "2")),
                violation("true or false", s -> at(s, "result").put("success", "yes")),
                violation("registration", s -> at(s, "context").put("registration", "x")),
                violation("platform only", s -> at(s, "object").put("objectType", "StatementRef")),
                violation("context.language", s -> at(s, "context").put("language", "e")),
                violation(
                        "extensions (4.1)",
                        s -> at(at(s, "context"), "extensions").put("due", 1)),
                violation(
                        "list of activities",
                        s -> at(at(s, "context"), "contextActivities").putArray("other")),
                violation("version", s -> s.put("version", "2.0.0")));
    }

    private static Arguments violation(String expected, Consumer<ObjectNode> violation) {
        return Arguments.of(expected, violation);
    }

    private static ObjectNode at(JsonNode parent, String field) {
        return (ObjectNode) parent.path(field);
    }
}
