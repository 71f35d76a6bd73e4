package dev.waymark.engine.estimate;

/** The estimator's figures. */
public record Constants(double generalVariance, double halfLifeDays) {

    public static final Constants PUBLISHED = new Constants(1.0, 90);

    /** The same, as if skills did not fade. */
    public Constants withoutForgetting() {
        return new Constants(generalVariance, Double.POSITIVE_INFINITY);
    }
}
