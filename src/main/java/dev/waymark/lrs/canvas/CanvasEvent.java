package dev.waymark.lrs.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one Live Event says of a result, whichever of Canvas's two formats it came in. Ids are Canvas's global ones.
 *
 * @param key equal for the same event sent again
 * @param host of the Canvas, in lower case; a background job may say none
 * @param accountUuid of the root account; blank if it is not said
 * @param course id of the course; the events of a background job may say none
 * @param user whose result it is
 * @param sisId of that user
 * @param place {@code assignments} or {@code quizzes}
 * @param about id of the assignment or quiz; never blank
 * @param attempt number of what was handed in
 * @param score in points; empty if there is none or it was taken away
 * @param possible points that can be reached
 * @param standing whether the learner sees the grade, and whether all of it is there
 * @param raw the event without what is of no use here: what was handed in, network addresses, browsers and sessions
 */
record CanvasEvent(
        Kind kind,
        String name,
        String key,
        Instant at,
        String host,
        String accountUuid,
        Optional<String> course,
        Optional<String> user,
        Optional<String> sisId,
        String place,
        String about,
        String title,
        Optional<Long> attempt,
        OptionalDouble score,
        OptionalDouble possible,
        Standing standing,
        JsonNode raw) {

    /** What it is about. */
    enum Kind {
        /** The score of an assignment is another one, or none any more. */
        GRADED,
        /** Something was handed in. */
        SUBMITTED,
        /** What can be reached in an assignment, or its name. */
        ASSIGNMENT
    }

    /** How far a grade has come. */
    enum Standing {
        FINAL,
        /** The learner does not see it yet. */
        UNPOSTED,
        /** Parts of the work are still to be graded. */
        INCOMPLETE
    }
}
