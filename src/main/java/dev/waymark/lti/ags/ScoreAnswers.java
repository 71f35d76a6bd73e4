package dev.waymark.lti.ags;

import dev.waymark.lti.ags.Scores.Answer;
import dev.waymark.lti.ags.Scores.Why;
import dev.waymark.lti.token.ServiceCalls;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads what a platform answered to a score. Bodies and reason phrases of errors are read, and not repeated: Moodle puts
 * the whole score into them.
 */
final class ScoreAnswers {

    private static final Set<Integer> MAY_BE_CLOSED = Set.of(400, 403, 405, 412, 422);
    private static final List<String> COLUMN =
            List.of("line item", "lineitem", "line_item", "grade item", "assignment");
    private static final List<String> CLOSED = List.of(
            "not gradable",
            "not gradeable",
            "not graded",
            "cannot be graded",
            "ungraded",
            "locked",
            "not published",
            "unpublished");
    private static final List<String> PERSON = List.of("user", "student", "learner", "enrol");

    private ScoreAnswers() {}

    static Answer read(ServiceCalls.Answer answer) {
        return switch (answer) {
            case ServiceCalls.Answer.TryLater later -> new Answer.TryLater(later.after(), later.detail());
            case ServiceCalls.Answer.NotAllowed denied ->
                new Answer.Refused(denied.status(), Why.NOT_ALLOWED, denied.detail());
            case ServiceCalls.Answer.Answered answered -> read(answered);
        };
    }

    private static Answer read(ServiceCalls.Answer.Answered answered) {
        int status = answered.status();
        String body = answered.body().strip();
        if (answered.success()) {
            // Moodle's way of refusing a score that has a line break in it; we send none, but a proxy might.
            return body.equals("[]")
                    ? new Answer.Refused(
                            status, Why.OTHER, "the platform answered success, with the empty list of a refusal")
                    : new Answer.Accepted();
        }
        String said = body.toLowerCase(Locale.ROOT);
        if (MAY_BE_CLOSED.contains(status) && speaksOfTheColumn(said)) {
            return new Answer.Refused(
                    status, Why.COLUMN_CLOSED, "the platform answered " + status + ": the column takes no scores");
        }
        return switch (status) {
            case 409 -> new Answer.AlreadyNewer();
            case 404, 410 -> new Answer.Refused(status, Why.GONE, "the platform answered " + status);
            case 403 -> new Answer.Refused(status, Why.NOT_ALLOWED, "the platform answered 403");
            case 400 -> ofBadRequest(body, said);
            case 422 ->
                new Answer.Refused(
                        422,
                        said.contains("concluded")
                                ? Why.CONCLUDED
                                : said.contains("not a student") || said.contains("not found in course")
                                        ? Why.NOT_GRADABLE
                                        : Why.OTHER,
                        "the platform answered 422");
            default -> new Answer.Refused(status, Why.OTHER, "the platform answered " + status);
        };
    }

    /**
     * True if the answer says, in English, that the column itself takes no scores. Specifications have no code for that
     * (AGS 2.0, 3.4), so this goes by words, and an answer that mentions a person is believed to be about that person
     * alone: to hold back everybody's score for one who is no student would be worse than to ask once too often.
     */
    private static boolean speaksOfTheColumn(String said) {
        return COLUMN.stream().anyMatch(said::contains)
                && CLOSED.stream().anyMatch(said::contains)
                && PERSON.stream().noneMatch(said::contains);
    }

    /**
     * Moodle's 400 with an empty list is "Incorrect score received": our scores being well formed, that means a person
     * who cannot be graded. Canvas has a 400 for a score that is older than what it has.
     */
    private static Answer ofBadRequest(String body, String said) {
        if (said.contains("timestamp")) {
            return new Answer.AlreadyNewer();
        }
        return new Answer.Refused(400, body.equals("[]") ? Why.NOT_GRADABLE : Why.OTHER, "the platform answered 400");
    }
}
