package dev.waymark.bench;

import java.util.Arrays;

/** How good predictions are. */
final class Metrics {

    private Metrics() {}

    /** Chance that a right answer was given a higher probability than a wrong one; ties count half. NaN if undefined. */
    static double auc(double[] expected, double[] right) {
        int[] order = order(expected);
        return aucSorted(order, expected, right, null);
    }

    /**
     * Rows by probability, lowest first. By the nearest float and the row as one number, which sorts without an object for
     * each row; those that share a float are then put right among themselves.
     */
    static int[] order(double[] expected) {
        long[] keys = new long[expected.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) Float.floatToIntBits((float) expected[i]) << 32 | i;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int from = 0; from < keys.length; ) {
            int to = from;
            boolean same = true;
            for (; to < keys.length && keys[to] >>> 32 == keys[from] >>> 32; to++) {
                order[to] = (int) keys[to];
                same &= expected[order[to]] == expected[order[from]];
            }
            if (!same) {
                int[] sorted = Arrays.stream(order, from, to)
                        .boxed()
                        .sorted((a, b) -> Double.compare(expected[a], expected[b]))
                        .mapToInt(Integer::intValue)
                        .toArray();
                System.arraycopy(sorted, 0, order, from, sorted.length);
            }
            from = to;
        }
        return order;
    }

    /**
     * The same where rows are sorted already and each counts so often.
     *
     * @param weight by row; null if each counts once
     */
    static double aucSorted(int[] order, double[] expected, double[] right, int[] weight) {
        double wrongBelow = 0;
        double pairs = 0;
        double ones = 0;
        for (int i = 0; i < order.length; ) {
            double onesHere = 0;
            double zerosHere = 0;
            int j = i;
            for (; j < order.length && expected[order[j]] == expected[order[i]]; j++) {
                double w = weight == null ? 1 : weight[order[j]];
                if (right[order[j]] == 1) {
                    onesHere += w;
                } else {
                    zerosHere += w;
                }
            }
            pairs += onesHere * (wrongBelow + zerosHere / 2);
            wrongBelow += zerosHere;
            ones += onesHere;
            i = j;
        }
        return pairs / (ones * wrongBelow);
    }

    /** Minus the mean logarithm of the probability given to what happened. */
    static double logLoss(double[] expected, double[] right) {
        double sum = 0;
        for (int i = 0; i < right.length; i++) {
            sum += loss(expected[i], right[i]);
        }
        return sum / right.length;
    }

    static double loss(double expected, double right) {
        double p = Math.min(1 - 1e-6, Math.max(1e-6, expected));
        return -Math.log(right == 1 ? p : 1 - p);
    }

    static double rmse(double[] expected, double[] right) {
        double sum = 0;
        for (int i = 0; i < right.length; i++) {
            sum += (right[i] - expected[i]) * (right[i] - expected[i]);
        }
        return Math.sqrt(sum / right.length);
    }

    /** Expected calibration error: ten bins of equal width, the mean distance weighted by how many are in each. */
    static double ece(double[] expected, double[] right) {
        double[] off = new double[10];
        for (int i = 0; i < right.length; i++) {
            off[bin(expected[i])] += right[i] - expected[i];
        }
        return Arrays.stream(off).map(Math::abs).sum() / right.length;
    }

    static int bin(double expected) {
        return Math.min(9, (int) (expected * 10));
    }
}
