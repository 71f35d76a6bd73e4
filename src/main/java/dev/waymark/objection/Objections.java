package dev.waymark.objection;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Objections of learners, each raised in a course and answered by staff of that course. */
public interface Objections {

    /** How many of one learner may be open in a course. */
    int MOST_OPEN = 20;

    /** Characters of what a learner says. */
    int LONGEST_WORDS = 2000;

    /** Characters of an answer. */
    int LONGEST_ANSWER = 1000;

    /** What is objected to. */
    sealed interface Subject {
        /** That a statement of the learner's counts, does not count, or counts as it does. */
        record OfStatement(EvidenceId statement) implements Subject {}

        /** A tier. */
        record OfTier(CompetencyId competency) implements Subject {}
    }

    /** What the learner says is so. Stable: kept, exported, and said in words by the message files. */
    enum Claim {
        /** Somebody else did that. */
        NOT_MINE,
        /** I did it, but the result is another. */
        WRONG_RESULT,
        /** It does not count and should. */
        SHOULD_COUNT,
        /** It counts and should not. */
        SHOULD_NOT_COUNT,
        /** I am further than this tier. */
        HIGHER,
        /** I am not as far as this tier. */
        LOWER;

        /** True if it can be said of a tier; else it is said of a statement. */
        public boolean ofTier() {
            return this == HIGHER || this == LOWER;
        }
    }

    /** What staff did. Stable, as {@link Claim}. */
    enum Act {
        /** The statement is left out of account. */
        LEFT_OUT,
        /** Staff set the tier, until a day. */
        TIER_SET,
        /** How the activity is read, or what it counts for, was changed elsewhere. */
        MENDED,
        /** The learner is asked to take the short check. */
        CHECK,
        /** The learner is asked for practical work. */
        PRACTICAL,
        /** Nothing changes. */
        DECLINED
    }

    /** How far it has come. */
    enum State {
        OPEN,
        ANSWERED,
        WITHDRAWN
    }

    /**
     * @param id 36 characters
     * @param words of the learner, may be empty
     */
    record Objection(
            String id,
            LearnerId learner,
            Subject subject,
            Claim claim,
            String words,
            Instant raisedAt,
            State state,
            Optional<Answer> answer) {}

    /**
     * @param words for the learner
     * @param by a name of ours, no personal data
     * @param tier what was set, with the day until which
     */
    record Answer(Act act, String words, Optional<SetTier> tier, String by, Instant at) {}

    /** A tier, and the day until which it is to hold. */
    record SetTier(Tier tier, Instant until) {}

    /** What became of raising one. */
    enum Raised {
        YES,
        /** One about the same is open. */
        OPEN_ALREADY,
        /** {@value #MOST_OPEN} are open. */
        TOO_MANY,
        /** The statement is not in the learner's ledger, is an observation of our own, or the course has no such skill. */
        UNKNOWN,
        /** The claim is none about such a subject. */
        UNFIT,
        /** More than {@value #LONGEST_WORDS} characters. */
        TOO_LONG
    }

    Raised raise(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            Subject subject,
            Claim claim,
            String words,
            Instant at);

    /** Takes one back that is open; false if it is not, or not theirs. */
    boolean withdraw(TenantId tenant, LearnerId learner, CourseId course, String id, Instant at);

    /** All of a learner in a course that they did not take back, newest first. */
    List<Objection> of(TenantId tenant, LearnerId learner, CourseId course);

    /** Of a course: the open ones first, oldest first, then those answered, newest first. */
    List<Objection> inCourse(TenantId tenant, CourseId course, int limit);

    /** One of a course, however far it has come. */
    Optional<Objection> one(TenantId tenant, CourseId course, String id);

    /** What became of an answer. */
    enum Answered {
        YES,
        /** It is not open any more. */
        GONE,
        /** It is the person's own. */
        OWN,
        /** The act does not fit what is objected to, or a tier or its day is missing or too far. */
        UNFIT,
        /** Without words to the learner, or with more than {@value #LONGEST_ANSWER} characters. */
        WORDS
    }

    /**
     * Answers one, and carries out what the answer says; both or neither.
     *
     * @param tier needed with {@link Act#TIER_SET} and else none
     * @param by who answers
     */
    Answered answer(
            TenantId tenant,
            CourseId course,
            String id,
            Act act,
            String words,
            Optional<SetTier> tier,
            LearnerId by,
            Instant at);

    /** Lets a statement count again that an answer left out; false if there is none such. The objection stays answered. */
    boolean bringBack(TenantId tenant, CourseId course, String id);
}
