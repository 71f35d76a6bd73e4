package dev.waymark.engine.model;

/**
 * How far a learner is from a target.
 *
 * @param held the tier that the evidence bears out
 * @param known false if nothing has told us about this competency
 * @param target what the role, or the learner's own higher goal, asks for
 */
public record Gap(CompetencyId competency, Tier held, boolean known, Tier target) {

    /** Tiers still to go, 0 when the target is reached. */
    public int tiers() {
        return Math.max(0, target.level() - held.level());
    }

    public boolean reached() {
        return held.level() >= target.level();
    }
}
