package dev.waymark.engine.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One thing that tells us about a learner: what was seen, when, on which item, for which competencies, with what
 * weight.
 *
 * <p>Evidence is ordered by the time of the experience, then of storage, then by id; the order is total, so a history
 * has one order however it arrived.
 *
 * @param experienced when it happened (xAPI {@code timestamp})
 * @param stored when the LRS took it (xAPI {@code stored}); breaks ties
 * @param item what was attempted: repeats of the same item weigh less and less, and item difficulty is learnt for it
 * @param competencies what it informs, at the level at which it was set; never empty
 * @param weight of the alignment, above 0 and up to 1
 */
public record Evidence(
        EvidenceId id,
        Instant experienced,
        Instant stored,
        ActivityId item,
        SortedSet<CompetencyTier> competencies,
        double weight,
        Observation observation)
        implements Comparable<Evidence> {

    /** By experience, then by storage, then by id. */
    public static final Comparator<Evidence> ORDER = Comparator.comparing(Evidence::experienced)
            .thenComparing(Evidence::stored)
            .thenComparing(Evidence::id);

    public Evidence {
        competencies = Collections.unmodifiableSortedSet(new TreeSet<>(competencies));
        if (competencies.isEmpty()) {
            throw new IllegalArgumentException("evidence %s informs no competency".formatted(id));
        }
        if (!(weight > 0 && weight <= 1)) {
            throw new IllegalArgumentException(
                    "the weight of evidence %s must be above 0 and up to 1, found %s".formatted(id, weight));
        }
    }

    @Override
    public int compareTo(Evidence other) {
        return ORDER.compare(this, other);
    }
}
