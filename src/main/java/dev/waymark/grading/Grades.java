package dev.waymark.grading;

import dev.waymark.engine.model.JobRoleId;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Scores due, sent and withheld. */
public interface Grades {

    /** How a learner's grade in a course stands; one for each grade column that they have. */
    List<Standing> of(TenantId tenant, LearnerId learner, CourseId course);

    /**
     * The learner asks for a job role. Granted at once while nothing has been graded in any course, or for a first
     * choice; otherwise it waits for an instructor's yes.
     */
    RoleAnswer askForRole(TenantId tenant, LearnerId learner, CourseId course, JobRoleId role, Instant at);

    /** What the learner has asked for and nobody has answered yet. */
    Optional<RoleRequest> pendingRole(TenantId tenant, LearnerId learner);

    /** All requests of a course that wait. */
    List<RoleRequest> pendingRoles(TenantId tenant, CourseId course);

    /**
     * An instructor's answer.
     *
     * @param by the instructor, as a learner id or subject of ours; kept in the log
     * @return false if it was answered already
     */
    boolean answerRole(TenantId tenant, CourseId course, LearnerId learner, boolean yes, String by, Instant at);

    /** What came of asking. */
    enum RoleAnswer {
        GRANTED,
        WAITS_FOR_INSTRUCTOR,
        UNCHANGED
    }

    record RoleRequest(LearnerId learner, Optional<JobRoleId> now, JobRoleId wanted, Instant askedAt) {}

    /**
     * @param due the score that is due now, 0 to 100; empty if it is withheld
     * @param withheld why nothing is due
     * @param sent the newest that the LMS has taken
     * @param fate what became of the newest order
     * @param measure what is scored: {@code path}, or {@code competency/<id>}
     */
    record Standing(
            URI lineItem,
            Optional<Double> due,
            Optional<Withheld> withheld,
            Optional<Sent> sent,
            Optional<Fate> fate,
            String measure) {

        /** The standing of a whole path. */
        public Standing(
                URI lineItem,
                Optional<Double> due,
                Optional<Withheld> withheld,
                Optional<Sent> sent,
                Optional<Fate> fate) {
            this(lineItem, due, withheld, sent, fate, "path");
        }
    }

    record Sent(double score, Instant at) {}

    /** Why no score is due. */
    enum Withheld {
        NO_EVIDENCE,
        NOT_A_LEARNER,
        NO_TARGETS
    }

    /** What became of an order to the LMS. */
    enum Fate {
        WAITING,
        ACCEPTED,
        ALREADY_NEWER,
        REFUSED,
        RETRYING,
        /** The course shows a grade that is not ours; a person decides. */
        HELD
    }

    /** The LMS took a score. Published in the transaction that ends its order. */
    record ScoreAccepted(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            URI lineItem,
            double given,
            double maximum,
            Instant at) {}
}
