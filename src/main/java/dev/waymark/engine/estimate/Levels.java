package dev.waymark.engine.estimate;

import java.util.Arrays;

/**
 * A learner's levels on plain arrays: the general one, and for each competency how it departs from it. The one
 * arithmetic that both the estimate of a tier ({@link Fold}) and the prediction of an answer ({@link AnswerModel}) are
 * made of; what a question or a rating says of them is the caller's.
 *
 * <p>Competencies are numbered from 0; {@code who} with {@code m} says which first {@code m} of them are meant. Nothing
 * is allocated once as many competencies were met as there will be.
 */
final class Levels {

    private final double generalPrior;
    private final double departurePrior;
    private double general;
    private double generalVariance;
    private double generalPending;
    private double[] departure;
    private double[] variance;
    private double[] pending;
    private double[] day;

    /**
     * @param start starting mean of the general level
     * @param generalPrior doubt about it at first
     * @param departurePrior doubt about each departure at first
     */
    Levels(double start, double generalPrior, double departurePrior, int competencies) {
        this.generalPrior = generalPrior;
        this.departurePrior = departurePrior;
        this.departure = new double[competencies];
        this.variance = new double[competencies];
        this.pending = new double[competencies];
        this.day = new double[competencies];
        begin(start);
    }

    /** Forgets everything: somebody new. */
    void begin(double start) {
        general = start;
        generalVariance = generalPrior;
        generalPending = 0;
        Arrays.fill(departure, 0);
        Arrays.fill(variance, departurePrior);
        Arrays.fill(pending, 0);
        Arrays.fill(day, Double.NaN);
    }

    /** Makes room for one competency more and gives its number. */
    void grow(int competencies) {
        int before = departure.length;
        departure = Arrays.copyOf(departure, competencies);
        variance = Arrays.copyOf(variance, competencies);
        pending = Arrays.copyOf(pending, competencies);
        day = Arrays.copyOf(day, competencies);
        Arrays.fill(variance, before, competencies, departurePrior);
        Arrays.fill(day, before, competencies, Double.NaN);
    }

    int room() {
        return departure.length;
    }

    double general() {
        return general;
    }

    double meanOf(int competency) {
        return general + departure[competency];
    }

    double varianceOf(int competency) {
        return generalVariance + variance[competency];
    }

    /** Mean of the levels asked for. */
    double mean(int[] who, int m) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
            sum += departure[who[i]];
        }
        return m == 0 ? general : general + sum / m;
    }

    /** Doubt about {@link #mean}. */
    double doubt(int[] who, int m) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
            sum += variance[who[i]];
        }
        return m == 0 ? generalVariance : generalVariance + sum / m / m;
    }

    /** Lets doubt grow by what was noted since: people change. Never beyond what it was at first. */
    void settle(int[] who, int m) {
        generalVariance = Math.min(generalPrior, generalVariance + generalPending);
        generalPending = 0;
        for (int i = 0; i < m; i++) {
            int at = who[i];
            variance[at] = Math.min(departurePrior, variance[at] + pending[at]);
            pending[at] = 0;
        }
    }

    /**
     * Moves the levels asked for by one Laplace step.
     *
     * @param surprise what was seen beyond what was expected, over the doubt in it
     * @param certainty how much doubt that removes
     */
    void learn(int[] who, int m, double surprise, double certainty) {
        general += generalVariance * surprise;
        generalVariance -= generalVariance * generalVariance * certainty;
        double share = 1.0 / m;
        for (int i = 0; i < m; i++) {
            int at = who[i];
            departure[at] += share * variance[at] * surprise;
            variance[at] -= share * share * variance[at] * variance[at] * certainty;
        }
    }

    /** Notes that doubt grows by so much, from the next look on. */
    void drift(int[] who, int m, double ofGeneral, double ofDeparture) {
        generalPending += ofGeneral;
        for (int i = 0; i < m; i++) {
            pending[who[i]] += ofDeparture;
        }
    }

    /**
     * Fades a departure towards none, and its doubt towards the first one, with the days since it was last faded.
     *
     * @param now days since whichever beginning
     * @param halfLifeDays infinite if nothing fades
     */
    void fade(int competency, double now, double halfLifeDays) {
        double before = day[competency];
        if (!Double.isNaN(before) && before != now) {
            double kept = StrictMath.pow(2, -(now - before) / halfLifeDays);
            departure[competency] *= kept;
            variance[competency] = departurePrior - (departurePrior - variance[competency]) * kept * kept;
        }
        day[competency] = now;
    }
}
