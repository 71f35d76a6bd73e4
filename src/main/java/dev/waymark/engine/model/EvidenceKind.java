package dev.waymark.engine.model;

/** How an alignment asks an activity's results to be read. */
public enum EvidenceKind {
    /** Quiz, test, graded exercise: answers and scores. */
    ASSESSMENT,
    /** Work that a person rates: counts as the practical evidence that tier 3 and above need. */
    PRACTICAL,
    /** Reading, watching, taking part: exposure only. */
    EXPOSURE
}
