package dev.waymark.engine.model;

import java.util.OptionalInt;

/**
 * What was seen, in the form the estimator reads it. Each kind has an observation model of its own; none is reduced to
 * another, and nothing that was absent is ever turned into a zero.
 */
public sealed interface Observation {

    /** One question, answered rightly or wrongly. */
    record Answer(boolean correct) implements Observation {}

    /**
     * A score for a piece of work.
     *
     * @param share of the score range attained, 0 to 1
     * @param questions how many questions or criteria it summarises; empty if nobody said
     */
    record Score(double share, OptionalInt questions) implements Observation {
        public Score {
            requireShare(share);
            if (questions.isPresent() && questions.getAsInt() < 1) {
                throw new IllegalArgumentException("a score summarises at least one question, found " + questions);
            }
        }
    }

    /** Passed or failed against a mark that somebody set. */
    record PassFail(boolean passed) implements Observation {}

    /** Seen, opened, completed: says that there was exposure, little about mastery, and never raises a tier alone. */
    record Exposure() implements Observation {}

    /** The learner's own rating. A sensor with a bias of its own, never by itself above a provisional tier 2. */
    record SelfRating(Tier tier) implements Observation {}

    /**
     * Practical work that a person rated (rubric, portfolio, manager's word).
     *
     * @param share of the rubric attained at the level of the alignment, 0 to 1
     */
    record PracticalRating(double share) implements Observation {
        public PracticalRating {
            requireShare(share);
        }
    }

    /** A tier that a peer gave. */
    record PeerRating(Tier tier) implements Observation {}

    /** A tier that somebody else's badge vouches for. */
    record ImportedBadge(Tier tier) implements Observation {}

    /** Reported use on the job, at a tier. */
    record OnTheJob(Tier tier) implements Observation {}

    private static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1, found " + share);
        }
    }
}
