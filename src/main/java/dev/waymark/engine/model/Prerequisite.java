package dev.waymark.engine.model;

import java.util.Comparator;

/** To work towards {@code target}, {@code requires} must be held first. That a tier requires the one below is implied. */
public record Prerequisite(CompetencyTier target, CompetencyTier requires) implements Comparable<Prerequisite> {

    private static final Comparator<Prerequisite> ORDER =
            Comparator.comparing(Prerequisite::target).thenComparing(Prerequisite::requires);

    @Override
    public int compareTo(Prerequisite other) {
        return ORDER.compare(this, other);
    }
}
