package dev.waymark.bench;

import dev.waymark.engine.estimate.Features.Feature;
import dev.waymark.engine.estimate.ReadOut;
import java.util.List;

/** Fits the weights of a read-out by Newton steps; how the shipped ones were found. */
final class ReadOutFit {

    private static final int SIZE = 1 + Feature.values().length;
    private static final double RIDGE = 1e-3;

    private ReadOutFit() {}

    /**
     * @param features by set, then row, in the order of {@link Feature}; from banks that the row's learner did not teach
     * @param right by set, then row
     * @param without features that get no weight
     * @return weights with which every set weighs the same
     */
    static ReadOut fit(List<double[][]> features, List<double[]> right, List<Feature> without) {
        double[] weights = new double[SIZE];
        for (int round = 0; round < 12; round++) {
            double[][] curve = new double[SIZE][SIZE];
            double[] slope = new double[SIZE];
            for (int set = 0; set < features.size(); set++) {
                gather(features.get(set), right.get(set), weights, without, curve, slope);
            }
            double[] step = solve(curve, slope);
            double largest = 0;
            for (int i = 0; i < SIZE; i++) {
                weights[i] += step[i];
                largest = Math.max(largest, Math.abs(step[i]));
            }
            if (largest < 1e-6) {
                break;
            }
        }
        return new ReadOut(weights[0], weights[1], weights[2], weights[3], weights[4], weights[5]);
    }

    private static void gather(
            double[][] rows,
            double[] right,
            double[] weights,
            List<Feature> without,
            double[][] curve,
            double[] slope) {
        double each = 30_000.0 / rows.length;
        double[] x = new double[SIZE];
        for (int row = 0; row < rows.length; row++) {
            x[0] = 1;
            for (Feature feature : Feature.values()) {
                x[1 + feature.ordinal()] = without.contains(feature) ? 0 : rows[row][feature.ordinal()];
            }
            double z = 0;
            for (int i = 0; i < SIZE; i++) {
                z += weights[i] * x[i];
            }
            double p = 1 / (1 + Math.exp(-z));
            for (int i = 0; i < SIZE; i++) {
                slope[i] += each * (right[row] - p) * x[i];
                for (int j = 0; j <= i; j++) {
                    curve[i][j] += each * p * (1 - p) * x[i] * x[j];
                }
            }
        }
    }

    /** Gauss and Jordan; the lower half of a symmetric matrix, with a small ridge. */
    private static double[] solve(double[][] lower, double[] right) {
        double[][] m = new double[SIZE][SIZE + 1];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                m[i][j] = j <= i ? lower[i][j] : lower[j][i];
            }
            m[i][i] += RIDGE;
            m[i][SIZE] = right[i];
        }
        for (int i = 0; i < SIZE; i++) {
            for (int row = 0; row < SIZE; row++) {
                if (row != i) {
                    double factor = m[row][i] / m[i][i];
                    for (int column = i; column <= SIZE; column++) {
                        m[row][column] -= factor * m[i][column];
                    }
                }
            }
        }
        double[] solution = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            solution[i] = m[i][SIZE] / m[i][i];
        }
        return solution;
    }

    /** The predictions that weights give to features. */
    static double[] predict(ReadOut weights, double[][] rows) {
        double[] expected = new double[rows.length];
        for (int row = 0; row < rows.length; row++) {
            double z = weights.constant();
            for (Feature feature : Feature.values()) {
                z += weights.of(feature) * rows[row][feature.ordinal()];
            }
            expected[row] = 1 / (1 + Math.exp(-z));
        }
        return expected;
    }
}
