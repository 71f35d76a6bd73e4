package dev.waymark.engine.model;

/**
 * The cumulative normal distribution to double precision: J. F. Hart's rational approximation 5666 as published by G.
 * West, "Better approximations to cumulative normal functions", Wilmott Magazine 9 (2005) 70-76; absolute error below
 * 1e-14.
 */
public final class NormalDistribution {

    private static final double[] UPPER = {
        3.52624965998911e-2,
        0.700383064443688,
        6.37396220353165,
        33.912866078383,
        112.079291497871,
        221.213596169931,
        220.206867912376
    };
    private static final double[] LOWER = {
        8.83883476483184e-2,
        1.75566716318264,
        16.064177579207,
        86.7807322029461,
        296.564248779674,
        637.333633378831,
        793.826512519948,
        440.413735824752
    };
    private static final double TAIL = 7.07106781186547;

    private NormalDistribution() {}

    /** Probability that a standard normal value is at most {@code x}. */
    public static double below(double x) {
        double size = Math.abs(x);
        double outside;
        if (size > 37) {
            outside = 0;
        } else {
            double e = StrictMath.exp(-size * size / 2);
            outside = size < TAIL ? e * horner(UPPER, size) / horner(LOWER, size) : e / tail(size) / 2.506628274631;
        }
        return x > 0 ? 1 - outside : outside;
    }

    private static double horner(double[] coefficients, double at) {
        double sum = 0;
        for (double each : coefficients) {
            sum = sum * at + each;
        }
        return sum;
    }

    private static double tail(double size) {
        double fraction = size + 0.65;
        for (int k = 4; k >= 1; k--) {
            fraction = size + k / fraction;
        }
        return fraction;
    }
}
