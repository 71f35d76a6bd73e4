package dev.waymark.engine.model;

/**
 * Names one piece of evidence: the id of the statement that carries it, or of our own record for evidence that never
 * was a statement (a self-rating).
 */
public record EvidenceId(String value) implements Comparable<EvidenceId> {

    public EvidenceId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an evidence id must not be blank");
        }
    }

    @Override
    public int compareTo(EvidenceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
