package dev.waymark.engine.place;

import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;

/** The tier that an estimate bears out. */
public final class TierRule {

    public static final TierRule PUBLISHED = new TierRule();

    private TierRule() {}

    public Placement place(MasteryEstimate estimate, CutScores cuts) {
        throw new UnsupportedOperationException();
    }
}
