package dev.waymark.engine.model;

/**
 * The IRI of an xAPI activity, as statements carry it.
 *
 * @param iri never blank; compared as written
 */
public record ActivityId(String iri) implements Comparable<ActivityId> {

    public ActivityId {
        if (iri.isBlank()) {
            throw new IllegalArgumentException("an activity id is an IRI, found a blank");
        }
    }

    @Override
    public int compareTo(ActivityId other) {
        return iri.compareTo(other.iri);
    }

    @Override
    public String toString() {
        return iri;
    }
}
