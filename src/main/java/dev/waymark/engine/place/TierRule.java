package dev.waymark.engine.place;

import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Placement.Cap;
import dev.waymark.engine.model.Tier;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The tier that an estimate bears out: the highest whose probability is at least the one demanded, unless the kind of
 * evidence does not carry so far.
 *
 * <p>Tier 3 and above need practical work that a person rated. Self-ratings alone show no more than a provisional tier
 * 2; exposure alone shows nothing above tier 1. A tier is provisional if the 90 % interval spans more than one boundary.
 */
public final class TierRule {

    /** Seven in ten. */
    public static final TierRule PUBLISHED = new TierRule(0.7);

    /** Standard deviations from the middle of a normal distribution that leave 5 % outside on each side. */
    private static final double NINETY_PERCENT = 1.6448536269514722;

    private final double demanded;

    private TierRule(double demanded) {
        this.demanded = demanded;
    }

    /**
     * @param cuts of the competency that the estimate is of
     */
    public Placement place(MasteryEstimate estimate, CutScores cuts) {
        return place(estimate, cuts, Optional.empty());
    }

    /**
     * @param cuts of the competency that the estimate is of
     * @param unmet the lowest tier whose criterion is not met; the learner holds no more than the one below it
     */
    public Placement place(MasteryEstimate estimate, CutScores cuts, Optional<Tier> unmet) {
        boolean known = estimate.direct() > 0;
        Tier borneOut = Tier.AWARE;
        for (Tier each : Tier.values()) {
            if (known && atLeast(each, estimate, cuts) >= demanded) {
                borneOut = each;
            }
        }
        Optional<Cap> cap = capOn(borneOut, estimate);
        Tier carried = cap.isPresent() ? highestUnder(cap.get()) : borneOut;
        boolean demandsMore =
                unmet.isPresent() && carried.level() >= unmet.get().level();
        Tier tier = demandsMore ? Tier.ofLevel(Math.max(1, unmet.get().level() - 1)) : carried;
        Optional<Cap> reason = demandsMore ? Optional.of(Cap.CRITERION_UNMET) : cap;
        double low = estimate.mean() - NINETY_PERCENT * estimate.sd();
        double high = estimate.mean() + NINETY_PERCENT * estimate.sd();
        boolean wide = Stream.of(cuts.literate(), cuts.practitioner(), cuts.expert())
                        .filter(cut -> low < cut && cut <= high)
                        .count()
                > 1;
        return new Placement(
                estimate.competency(),
                known,
                tier,
                wide || estimate.onlySelfRated(),
                atLeast(tier, estimate, cuts),
                tier == Tier.EXPERT
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(atLeast(Tier.ofLevel(tier.level() + 1), estimate, cuts)),
                low,
                high,
                reason);
    }

    private static double atLeast(Tier tier, MasteryEstimate estimate, CutScores cuts) {
        return tier == Tier.AWARE ? 1 : estimate.probabilityAtLeast(cuts.leastLogitOf(tier));
    }

    private static Optional<Cap> capOn(Tier tier, MasteryEstimate estimate) {
        if (estimate.onlyExposure()
                && tier.level() > highestUnder(Cap.ONLY_EXPOSURE).level()) {
            return Optional.of(Cap.ONLY_EXPOSURE);
        }
        if (estimate.onlySelfRated()
                && tier.level() > highestUnder(Cap.ONLY_SELF_RATED).level()) {
            return Optional.of(Cap.ONLY_SELF_RATED);
        }
        if (!estimate.practical()
                && tier.level() > highestUnder(Cap.PRACTICAL_MISSING).level()) {
            return Optional.of(Cap.PRACTICAL_MISSING);
        }
        return Optional.empty();
    }

    private static Tier highestUnder(Cap cap) {
        return switch (cap) {
            case ONLY_EXPOSURE -> Tier.AWARE;
            case ONLY_SELF_RATED, PRACTICAL_MISSING -> Tier.LITERATE;
            case CRITERION_UNMET -> throw new IllegalArgumentException("a criterion names its own tier");
        };
    }
}
