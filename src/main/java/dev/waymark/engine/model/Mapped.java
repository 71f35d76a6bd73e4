package dev.waymark.engine.model;

import java.util.Optional;

/** What became of a statement: it counts, or it does not and there is a reason. Every statement has exactly one. */
public sealed interface Mapped {

    /** The statement this is about. */
    EvidenceId statement();

    /**
     * It counts.
     *
     * @param note something worth knowing about how it was read, such as a contradiction that was settled
     * @param suggested true if it counts by an alignment that Waymark suggested and nobody has settled
     */
    record Counted(EvidenceId statement, Evidence evidence, Optional<Note> note, boolean suggested) implements Mapped {}

    /**
     * It does not count.
     *
     * @param inFavourOf the statement that counts instead, where there is one
     */
    record Ignored(EvidenceId statement, Why why, Optional<EvidenceId> inFavourOf) implements Mapped {}

    /** Why a statement does not count. Stable: shown to people through message files, exported to analysts. */
    enum Why {
        /** A later statement took it back. */
        VOIDED,
        /** Logins, logouts, enrolments and the like: says nothing about any skill. */
        NOT_ABOUT_LEARNING,
        /** A view, a start, a launch: the completion or the result is what counts. */
        NO_RESULT_YET,
        /** Nobody has said which competency this activity is for. */
        NOT_ALIGNED,
        /** Part of an attempt that another statement already counts for. */
        PART_OF_ATTEMPT,
        /** The same event under another id. */
        DUPLICATE,
        /** The actor is not the learner whose work this is. */
        ACTOR_IS_TEACHER,
        /** An attempt or a question was graded by a person later; the later result counts. */
        SUPERSEDED,
        /** Completion was taken back. */
        COMPLETION_TAKEN_BACK,
        /** The result says neither score nor success. */
        NOTHING_TO_READ,
        /** {@code success} without a score where no pass mark was set. */
        SUCCESS_WITHOUT_MARK,
        /** The score lies outside its own range or its range is empty. */
        SCORE_OUT_OF_RANGE,
        /** A verb we have no rule for. */
        VERB_UNKNOWN,
        /** The object is a person, a statement or something we do not know. */
        OBJECT_NOT_AN_ACTIVITY,
        /** Our own statement, read back. */
        OUR_OWN,
        /** The LMS concluded it from statements that are here themselves (cmi5 {@code satisfied}). */
        DERIVED,
        /** Somebody excused the learner: that is no evidence of a skill. */
        WAIVED,
        /** An answer to a survey: an opinion, neither right nor wrong. */
        OPINION,
        /** Less of a recording was played, or less of an activity was done, than makes it complete. */
        SEEN_TOO_LITTLE,
        /** The learner objected to it, and staff of their course left it out. */
        LEFT_OUT
    }

    /** Something worth knowing about how a counted statement was read. */
    enum Note {
        /** {@code scaled} contradicts raw, min and max: the raw score was used. */
        SCALED_CONTRADICTS_RAW,
        /** The answers contradict the attempt's score: the attempt's score was used. */
        ANSWERS_CONTRADICT_SCORE,
        /** Some questions said neither right nor wrong; the attempt's score was used. */
        ANSWERS_INCOMPLETE,
        /** The attempt's statement is missing; its answers were used. */
        ATTEMPT_MISSING
    }
}
