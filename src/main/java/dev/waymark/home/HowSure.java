package dev.waymark.home;

import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import java.util.Locale;

/**
 * How sure we are of a tier, in words. Nothing is said of a tier without it.
 *
 * <p>From the probability of the next tier at 0.35 on, and of the second tier always, the sentence says so, because then the best estimate may lie past
 * a line that the tier has not crossed. Otherwise it says how sure we are of the tier itself.
 */
final class HowSure {

    private static final double VERY = .95;
    private static final double SURE = .85;
    private static final double FAIRLY = .75;
    private static final double ALREADY = .35;
    private static final double ENOUGH = .70;

    private HowSure() {}

    static String sentence(Placement placement, Naming naming) {
        if (!placement.known()) {
            return naming.words().text("home.sure.unknown");
        }
        double next = placement.atLeastNext().orElse(0);
        // Everybody is at least at the first tier, so to be sure of that says nothing.
        if (next >= ALREADY || placement.tier() == Tier.AWARE) {
            return already(placement, next, naming);
        }
        String key = placement.atLeastTier() >= VERY
                ? "home.sure.very"
                : placement.atLeastTier() >= SURE
                        ? "home.sure.sure"
                        : placement.atLeastTier() >= FAIRLY ? "home.sure.fairly" : "home.sure.just";
        return naming.words().text(key, naming.tier(placement.tier()));
    }

    private static String already(Placement placement, double probability, Naming naming) {
        String tier = naming.tier(Tier.ofLevel(placement.tier().level() + 1));
        if (probability >= ENOUGH) {
            String why = placement.cap().map(Enum::name).orElse("NONE").toLowerCase(Locale.ROOT);
            return naming.words().text("home.sure.capped." + why, tenths(probability), tier);
        }
        return naming.words().text("home.sure.already", Math.min(6, tenths(probability)), tier);
    }

    /** A probability as so many in 10: never 0 and never 10, for we are never that sure. */
    static int tenths(double probability) {
        return (int) Math.clamp(Math.round(probability * 10), 1, 9);
    }
}
