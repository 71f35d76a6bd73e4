package dev.waymark.engine.model;

import java.util.Comparator;

/** One competency at one tier: what a learning item teaches, a prerequisite asks for and a target names. */
public record CompetencyTier(CompetencyId competency, Tier tier) implements Comparable<CompetencyTier> {

    private static final Comparator<CompetencyTier> ORDER =
            Comparator.comparing(CompetencyTier::competency).thenComparing(CompetencyTier::tier);

    @Override
    public int compareTo(CompetencyTier other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return competency + "@" + tier.level();
    }
}
