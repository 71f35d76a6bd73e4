package dev.waymark.engine.diagnose;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How far two ratings of the same piece agree beyond chance: Cohen's kappa with quadratic weights (Cohen 1968), for levels in
 * an order, where a difference of two weighs four times one of one.
 */
public final class RaterAgreement {

    private RaterAgreement() {}

    /**
     * @param one a level, from 0
     * @param other the level that another person gave the same piece
     */
    public record Pair(int one, int other) {}

    /**
     * @param levels how many there are, 2 or more
     * @return 1 for perfect agreement, 0 for what chance would bring, below 0 for less; empty where all gave the same level, so
     *     that chance would agree too
     */
    public static OptionalDouble quadraticKappa(List<Pair> pairs, int levels) {
        if (pairs.isEmpty() || levels < 2) {
            return OptionalDouble.empty();
        }
        double[] first = new double[levels];
        double[] second = new double[levels];
        double seen = 0;
        for (Pair each : pairs) {
            first[each.one()]++;
            second[each.other()]++;
            seen += square(each.one() - each.other());
        }
        double chance = 0;
        for (int i = 0; i < levels; i++) {
            for (int j = 0; j < levels; j++) {
                chance += square(i - j) * first[i] * second[j] / pairs.size();
            }
        }
        return chance == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - seen / chance);
    }

    private static double square(int difference) {
        return (double) difference * difference;
    }
}
