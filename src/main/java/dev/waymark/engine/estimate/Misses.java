package dev.waymark.engine.estimate;

import dev.waymark.engine.model.NormalDistribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * By how much estimates miss, told from ratings that have a doubt of their own and an end beyond which they do not
 * reach. A miss is counted in the standard deviations that the estimate claims for itself. What is seen is the miss and
 * the rating's doubt together, or only that the miss is at least, or at most, so large; which share of misses has which
 * size is found by expectation and maximisation over a grid of sizes, without a form that it must have.
 *
 * <p>Source: N. Laird, JASA 73 (1978) 805-811, for the mixing distribution; A. Dempster, N. Laird and D. Rubin, JRSS B 39
 * (1977) 1-38, for the steps and for what is seen in part.
 */
final class Misses {

    private static final double FAR = 6;
    private static final double STEP = 0.2;
    private static final int SIZES = (int) (2 * FAR / STEP) + 1;
    private static final int ROUNDS = 6;
    private static final double SHARE = 0.9;
    private static final double EDGE = 1.6448536269514722;

    /** More are thinned evenly: as many say where nine in ten lie to a hundredth. */
    private static final int MOST = 5_000;

    /** Which way a rating says how large the miss is. */
    enum Says {
        EXACTLY,
        AT_LEAST,
        AT_MOST
    }

    /**
     * @param size of what was seen, in standard deviations of the estimate, positive if the learner was better
     * @param blur standard deviation of the rating's doubt, likewise
     */
    private record Seen(double size, double blur, Says says) {

        double likelihood(double miss) {
            double apart = (size - miss) / blur;
            return switch (says) {
                case EXACTLY -> StrictMath.exp(-apart * apart / 2) / blur;
                case AT_LEAST -> NormalDistribution.below(-apart);
                case AT_MOST -> NormalDistribution.below(apart);
            };
        }
    }

    private final List<Seen> seen = new ArrayList<>();

    void note(double size, double blur, Says says) {
        seen.add(new Seen(Math.max(-FAR, Math.min(FAR, size)), blur, says));
    }

    void noteAll(Misses others) {
        seen.addAll(others.seen);
    }

    /** Misses of estimates that are as sure as they say. */
    static double[] asClaimed() {
        double[] shares = new double[SIZES];
        double sum = 0;
        for (int at = 0; at < SIZES; at++) {
            double size = sizeAt(at);
            shares[at] = StrictMath.exp(-size * size / 2);
            sum += shares[at];
        }
        for (int at = 0; at < SIZES; at++) {
            shares[at] /= sum;
        }
        return shares;
    }

    /**
     * Shares of the sizes of misses.
     *
     * @param before what they are taken for while nothing is seen
     * @param worth how many ratings that counts for
     */
    double[] shares(double[] before, double worth) {
        List<Seen> some = thinned();
        double[][] likelihoods = new double[some.size()][SIZES];
        for (int i = 0; i < likelihoods.length; i++) {
            for (int at = 0; at < SIZES; at++) {
                likelihoods[i][at] = some.get(i).likelihood(sizeAt(at));
            }
        }
        double[] shares = before.clone();
        for (int round = 0; round < ROUNDS && !some.isEmpty(); round++) {
            double[] next = new double[SIZES];
            for (double[] likelihood : likelihoods) {
                double whole = 0;
                for (int at = 0; at < SIZES; at++) {
                    whole += shares[at] * likelihood[at];
                }
                if (whole > 0) {
                    for (int at = 0; at < SIZES; at++) {
                        next[at] += shares[at] * likelihood[at] / whole;
                    }
                }
            }
            double all = worth + Arrays.stream(next).sum();
            for (int at = 0; at < SIZES; at++) {
                shares[at] = (next[at] + worth * before[at]) / all;
            }
        }
        return shares;
    }

    private List<Seen> thinned() {
        int every = (seen.size() + MOST - 1) / MOST;
        if (every <= 1) {
            return seen;
        }
        List<Seen> some = new ArrayList<>();
        for (int i = 0; i < seen.size(); i += every) {
            some.add(seen.get(i));
        }
        return some;
    }

    /** The factor on the variance with which nine in ten misses lie in the 90 % interval. */
    static double factor(double[] shares) {
        int middle = SIZES / 2;
        double within = shares[middle];
        for (int away = 1; away <= middle; away++) {
            double ring = shares[middle - away] + shares[middle + away];
            if (within + ring >= SHARE && ring > 0) {
                // A ring of the grid stands for half a step on either side of it.
                double edge = STEP * (away - 0.5 + (SHARE - within) / ring);
                return edge * edge / EDGE / EDGE;
            }
            within += ring;
        }
        return FAR * FAR / EDGE / EDGE;
    }

    private static double sizeAt(int at) {
        return STEP * at - FAR;
    }
}
