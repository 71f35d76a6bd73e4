package dev.waymark.engine.model;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the results of an activity tell us about.
 *
 * @param activity the quiz, assignment, package or page; not an attempt of it
 * @param competencies at the level at which the activity is set; never empty
 * @param weight above 0 and up to 1
 * @param suggested true if Waymark proposed it and nobody has settled it yet
 */
public record Alignment(
        ActivityId activity,
        SortedSet<CompetencyTier> competencies,
        EvidenceKind kind,
        double weight,
        boolean suggested) {

    public Alignment {
        competencies = Collections.unmodifiableSortedSet(new TreeSet<>(competencies));
        if (competencies.isEmpty()) {
            throw new IllegalArgumentException("the alignment of %s names no competency".formatted(activity));
        }
        if (!(weight > 0 && weight <= 1)) {
            throw new IllegalArgumentException("the weight of the alignment of %s must be above 0 and up to 1, found %s"
                    .formatted(activity, weight));
        }
    }
}
