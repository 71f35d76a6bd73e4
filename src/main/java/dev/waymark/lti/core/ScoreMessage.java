package dev.waymark.lti.core;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A final score as JSON (AGS 3.4): completed and fully graded. On one line: Moodle answers a rejected score that has a
 * line break with {@code 200 OK}.
 *
 * @param given 0 or more
 * @param maximum above 0
 * @param comment plain text
 * @param submission what Canvas wants to know besides; others are not told
 */
public record ScoreMessage(
        String userId,
        double given,
        double maximum,
        Optional<String> comment,
        Instant timestamp,
        Optional<Submission> submission) {

    /** The only content type that platforms accept. */
    public static final String MEDIA_TYPE = "application/vnd.ims.lis.v1.score+json";

    /** The right to post scores. */
    public static final String SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";

    /**
     * How Canvas should take the score: as news about the same submission, not as another attempt, of which there may be
     * only so many.
     *
     * @param submittedAt the same for every score of a learner in a column
     * @param keepsTeachers true if a grade that a teacher gave stays
     */
    public record Submission(Instant submittedAt, boolean keepsTeachers) {}

    private static final String CANVAS = "https://canvas.instructure.com/lti/submission";

    /** A score of which the platform needs to know no more. */
    public ScoreMessage(String userId, double given, double maximum, Optional<String> comment, Instant timestamp) {
        this(userId, given, maximum, comment, timestamp, Optional.empty());
    }

    public ScoreMessage {
        if (userId.isBlank()) {
            throw new IllegalArgumentException("a score needs a userId");
        }
        if (!(given >= 0) || !(maximum > 0) || Double.isInfinite(given) || Double.isInfinite(maximum)) {
            throw new IllegalArgumentException(
                    "expected a score of 0 or more out of more than 0, found %s out of %s".formatted(given, maximum));
        }
    }

    public String json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("userId", userId);
        members.put("scoreGiven", number(given));
        members.put("scoreMaximum", number(maximum));
        comment.ifPresent(text -> members.put("comment", text));
        members.put("timestamp", timestamp.toString());
        members.put("activityProgress", "Completed");
        members.put("gradingProgress", "FullyGraded");
        submission.ifPresent(found -> {
            members.put("submission", Map.of("submittedAt", found.submittedAt().toString()));
            Map<String, Object> canvas = new LinkedHashMap<>();
            canvas.put("new_submission", false);
            canvas.put("prioritize_non_tool_grade", found.keepsTeachers());
            members.put(CANVAS, canvas);
        });
        return JSONObjectUtils.toJSONString(members);
    }

    /** {@code 91.5}, {@code 100}: never {@code 1.0E2}. */
    private static BigDecimal number(double value) {
        return new BigDecimal(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
    }
}
