package dev.waymark.sandbox.course;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.course.Course.Activity;
import dev.waymark.sandbox.course.Course.Question;
import dev.waymark.sandbox.course.Course.Type;
import dev.waymark.sandbox.course.MoodleStatements.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One {@code answered} for each question of an attempt, with what the plugin says and what it leaves out. */
final class QuestionStatements {

    private final MoodleStatements statements;

    QuestionStatements(MoodleStatements statements) {
        this.statements = statements;
    }

    /** @param within the attempt, the quiz, the section and the course */
    ObjectNode answered(
            Person who,
            Verb verb,
            Activity quiz,
            Question question,
            String answer,
            List<ObjectNode> within,
            Instant at) {
        ObjectNode object = statements.thing(
                "/question/question.php?cmid=%d&id=%d".formatted(quiz.cmid(), question.id()),
                question.name(),
                "http://adlnet.gov/expapi/activities/cmi.interaction");
        ObjectNode definition = object.withObject("/definition").put("interactionType", interaction(question.type()));
        definition.putObject("description").put("en", question.text());
        if (question.type() == Type.TRUE_FALSE) {
            definition.putArray("correctResponsesPattern").add(question.right());
        }
        ObjectNode statement = statements.statement(who, verb, object, within, at);
        ObjectNode result = statement.putObject("result").put("completion", true);
        result.put("response", question.type() == Type.CHOICE ? slug(answer) : answer);
        if (question.type() == Type.FILL_IN) {
            // The plugin does not say whether a typed answer was right.
            return statement;
        }
        result.put("success", question.isRight(answer));
        String key = "http://learninglocker.net/xapi/cmi/%s/response".formatted(interaction(question.type()));
        ObjectNode extensions = result.putObject("extensions");
        if (question.type() == Type.TRUE_FALSE) {
            extensions.put(key, answer.equals("true"));
        } else {
            extensions.put(key, answer);
        }
        return statement;
    }

    private static String interaction(Type type) {
        return switch (type) {
            case CHOICE -> "choice";
            case TRUE_FALSE -> "true-false";
            case FILL_IN -> "fill-in";
        };
    }

    private static String slug(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("\\s", "-")
                .replaceAll("[^a-z0-9-]", "")
                .replaceAll("^-+|-+$", "");
    }
}
