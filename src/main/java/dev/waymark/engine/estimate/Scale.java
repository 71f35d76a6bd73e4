package dev.waymark.engine.estimate;

import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.Tier;

/**
 * Where things that are said in tiers and shares lie on the logit scale of one competency. The lowest and the highest
 * zone have no far end of their own; each is taken to be {@value #OUTER_ZONE} logits wide.
 */
final class Scale {

    private static final double OUTER_ZONE = 1.5;

    private Scale() {}

    static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    static double logit(double share) {
        return StrictMath.log(share / (1 - share));
    }

    /** The least logit of a tier's zone; -2.7 for {@link Tier#AWARE} at the default cut scores. */
    static double lineOf(Tier tier, CutScores cuts) {
        return tier == Tier.AWARE ? cuts.literate() - OUTER_ZONE : cuts.leastLogitOf(tier);
    }

    private static double widthOf(Tier tier, CutScores cuts) {
        return tier == Tier.EXPERT
                ? OUTER_ZONE
                : cuts.leastLogitOf(Tier.ofLevel(tier.level() + 1)) - lineOf(tier, cuts);
    }

    static double middleOf(Tier tier, CutScores cuts) {
        return lineOf(tier, cuts) + widthOf(tier, cuts) / 2;
    }

    /** How hard work set at a tier is, so that a learner exactly on its line gets {@code lineShare} of the points. */
    static double difficultyOf(Tier tier, CutScores cuts, double lineShare) {
        return lineOf(tier, cuts) - logit(lineShare);
    }

    /**
     * What a rating of practical work set at a tier says of the learner: {@code lineShare} of the points is the tier's
     * line, all of the points the end of its zone, and straight on between and below. Work set at a tier so never
     * shows more than that tier.
     */
    static double ratedAt(double share, Tier tier, CutScores cuts, double lineShare) {
        return lineOf(tier, cuts) + (share - lineShare) / (1 - lineShare) * widthOf(tier, cuts);
    }
}
