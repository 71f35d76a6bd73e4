package dev.waymark.engine.model;

import java.time.Instant;
import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Something that a learner did, as a criterion asks for it. From the whole ledger: it need not count as evidence.
 *
 * @param activity what was worked on; of a badge, the badge
 * @param share of the points attained in one attempt, 0 to 1; empty if there was no score
 * @param completed true if it was completed or passed, or counts as more than exposure
 * @param practical true if a person rated it
 * @param badge true if it is the receipt of a badge
 * @param competencies that it counts for; empty if it counts for none
 */
public record WorkDone(
        ActivityId activity,
        Instant at,
        OptionalDouble share,
        boolean completed,
        boolean practical,
        boolean badge,
        SortedSet<CompetencyId> competencies) {

    public WorkDone {
        competencies = Collections.unmodifiableSortedSet(new TreeSet<>(competencies));
        if (share.isPresent() && !(share.getAsDouble() >= 0 && share.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1, found " + share);
        }
    }
}
