package dev.waymark.engine.estimate;

import java.util.Arrays;

/**
 * What is learnt from everybody about items and competencies, as answers stream by; what a published snapshot is cut
 * from.
 *
 * <p>An item's difficulty is the sum of a level for all, the mean of the levels of its competencies, and its own
 * departure, each normal, so that an item that nobody has answered starts where its competencies are, and one that many
 * have answered stands on its own. Each competency also has a gain by practice of its own: what each unit of
 * {@code ln(1 + questions so far)} adds.
 */
public final class ItemBank {

    /** Doubt about the offset at first and what each answer adds to it, squared logits. */
    private static final double OFFSET_VARIANCE = 0.04;

    private static final double OFFSET_DRIFT = 2e-9;

    private final Prediction constants;
    final double[] anchor;
    final double[] departure;
    final double[] variance;
    final int[] answers;
    final double[] level;
    final double[] levelVariance;
    final double[] practice;
    final double[] practiceVariance;
    double all;
    double allVariance;
    double offset;
    private double offsetVariance = OFFSET_VARIANCE;
    private boolean correcting = true;

    /**
     * @param items how many; items are numbered from 0
     * @param competencies how many; likewise
     */
    public ItemBank(Prediction constants, int items, int competencies) {
        this.constants = constants;
        anchor = new double[items];
        departure = new double[items];
        variance = filled(items, constants.itemVariance());
        answers = new int[items];
        level = new double[competencies];
        levelVariance = filled(competencies, constants.levelVariance());
        practice = filled(competencies, constants.practiceGain());
        practiceVariance = filled(competencies, constants.practiceVariance());
        allVariance = constants.allVariance();
    }

    /** Where somebody said that an item lies, logits; it is learnt how far it lies from there. */
    public void anchor(int item, double difficulty) {
        anchor[item] = difficulty;
    }

    /** How many answers it has been learnt from. */
    public int answersOf(int item) {
        return item < 0 || item >= answers.length ? 0 : answers[item];
    }

    /** How far the item lies from where its anchor and its competencies put it, logits. */
    public double departureOf(int item) {
        return item < 0 || item >= departure.length ? 0 : departure[item];
    }

    /** Doubt about {@link #departureOf}, squared logits. */
    public double varianceOf(int item) {
        return item < 0 || item >= variance.length ? constants.itemVariance() : variance[item];
    }

    /** Where an item of these competencies lies as far as is known, logits. */
    double difficultyOf(int item, int[] competencies, int m) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
            sum += knows(competencies[i]) ? level[competencies[i]] : 0;
        }
        double own = item < 0 || item >= departure.length ? 0 : anchor[item] + departure[item];
        return all + (m == 0 ? 0 : sum / m) + own;
    }

    /** Doubt about {@link #difficultyOf}, squared logits. */
    double doubtOf(int item, int[] competencies, int m) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
            sum += knows(competencies[i]) ? levelVariance[competencies[i]] : constants.levelVariance();
        }
        return allVariance + (m == 0 ? 0 : sum / m / m) + varianceOf(item);
    }

    double practiceOf(int competency) {
        return knows(competency) ? practice[competency] : constants.practiceGain();
    }

    double practiceVarianceOf(int competency) {
        return knows(competency) ? practiceVariance[competency] : constants.practiceVariance();
    }

    private boolean knows(int competency) {
        return competency >= 0 && competency < level.length;
    }

    /** Moves what is known of an item and its competencies by one step; only of those that the bank has. */
    void learn(Track track, int item, int[] competencies, int m, double surprise, double certainty) {
        all -= allVariance * surprise;
        allVariance -= allVariance * allVariance * certainty;
        if (item >= 0 && item < departure.length) {
            departure[item] -= variance[item] * surprise;
            variance[item] -= variance[item] * variance[item] * certainty;
            answers[item]++;
        }
        double share = m == 0 ? 0 : 1.0 / m;
        for (int i = 0; i < m; i++) {
            int at = competencies[i];
            if (knows(at)) {
                level[at] -= share * levelVariance[at] * surprise;
                levelVariance[at] -= share * share * levelVariance[at] * levelVariance[at] * certainty;
                double known = share * CountLog.of(track.questions[track.who[i]]);
                practice[at] += known * practiceVariance[at] * surprise;
                practiceVariance[at] -= known * known * practiceVariance[at] * practiceVariance[at] * certainty;
            }
        }
    }

    /**
     * Moves what all predictions are off by, on average. Only in the first round: then every answer is predicted before
     * anything is learnt from it, as it will be of new learners.
     */
    void correct(double share, double expected) {
        if (correcting) {
            double w = expected * (1 - expected);
            double z = 1 + w * offsetVariance;
            offset += offsetVariance * (share - expected) / z;
            offsetVariance += OFFSET_DRIFT - offsetVariance * offsetVariance * w / z;
        }
    }

    /**
     * Begins another round over the same answers: what was learnt stays, half of the trust in it goes, so that what
     * was learnt from the first learners, when nothing was known yet, is put right.
     */
    public void again() {
        loosen(variance, constants.itemVariance());
        loosen(levelVariance, constants.levelVariance());
        loosen(practiceVariance, constants.practiceVariance());
        allVariance = Math.min(constants.allVariance(), 2 * allVariance);
        Arrays.fill(answers, 0);
        correcting = false;
    }

    private static void loosen(double[] variances, double most) {
        for (int i = 0; i < variances.length; i++) {
            variances[i] = Math.min(most, 2 * variances[i]);
        }
    }

    private static double[] filled(int size, double value) {
        double[] array = new double[size];
        Arrays.fill(array, value);
        return array;
    }
}
