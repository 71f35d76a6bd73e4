package dev.waymark.engine.estimate;

import java.time.Duration;
import java.time.Instant;

/** One normally distributed part of a learner, as it stands after the evidence so far. */
final class State {

    private static final double NANOS_PER_DAY = 86_400e9;

    private final double priorVariance;
    private double mean;
    private double variance;
    private double questions;
    private double pendingDrift;
    private Instant at = Instant.MIN;

    State(double priorMean, double priorVariance) {
        this.mean = priorMean;
        this.variance = priorVariance;
        this.priorVariance = priorVariance;
    }

    double mean() {
        return mean;
    }

    double variance() {
        return variance;
    }

    /** Questions seen so far, each by its weight. */
    double questions() {
        return questions;
    }

    /** Fades towards no departure at all, and towards the doubt there was before any evidence. */
    void fadeUntil(Instant now, double halfLifeDays) {
        if (!at.equals(Instant.MIN)) {
            Duration passed = Duration.between(at, now);
            double days = (passed.getSeconds() * 1e9 + passed.getNano()) / NANOS_PER_DAY;
            double kept = StrictMath.pow(2, -days / halfLifeDays);
            mean *= kept;
            variance = priorVariance - (priorVariance - variance) * kept * kept;
        }
        at = now;
    }

    /**
     * @param share of this part in what was seen
     * @param surprise what was seen beyond what was expected, scaled
     * @param certainty how much doubt it removes, per variance and share
     */
    void learn(double share, double surprise, double certainty) {
        mean += share * variance * surprise;
        variance -= share * share * variance * variance * certainty;
    }

    /** People change from one question to the next: doubt grows by a little, but not before the next is looked at. */
    void drift(double variancePerQuestion, double weight) {
        pendingDrift += variancePerQuestion * weight;
    }

    /** Lets the doubt grow by what was noted, never beyond what it was at first. */
    void settleDrift() {
        variance = Math.min(priorVariance, variance + pendingDrift);
        pendingDrift = 0;
    }

    void practise(double gain, double weight) {
        mean += gain;
        questions += weight;
    }
}
