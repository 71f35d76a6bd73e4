package dev.waymark.engine.model;

/** How an alignment asks an activity's results to be read. */
public enum EvidenceKind {
    /** Quiz, test, graded exercise: answers and scores. */
    ASSESSMENT,
    /** Work that a person rates: counts as the practical evidence that tier 3 and above need. */
    PRACTICAL,
    /** Reading, watching, taking part: exposure only. */
    EXPOSURE,
    /** Work that other learners rate: a peer's word, and no practical evidence. */
    PEER,
    /** Use on the job that is reported: whoever reports it says that they work at the tier. */
    ON_THE_JOB;

    /** True if a person's rating is the result, and neither an answer key nor that it was finished. */
    public boolean isRated() {
        return this == PRACTICAL || this == PEER;
    }
}
