package dev.waymark.engine.estimate;

/** The logarithm of 1 + a count: looked up where counts are usual, since it is taken several times for each answer. */
final class CountLog {

    private static final double[] KNOWN = new double[4096];

    static {
        for (int count = 0; count < KNOWN.length; count++) {
            KNOWN[count] = StrictMath.log1p(count);
        }
    }

    private CountLog() {}

    /** @param count a whole number, not negative */
    static double of(double count) {
        return count < KNOWN.length ? KNOWN[(int) count] : StrictMath.log1p(count);
    }
}
