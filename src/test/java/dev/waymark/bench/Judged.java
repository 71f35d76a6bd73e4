package dev.waymark.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One model's predictions, judged. Intervals are of 95 %, by drawing learners with replacement: answers of one learner
 * are not independent of each other.
 */
final class Judged {

    final String name;
    final double[] expected;
    final double microsPerAnswer;
    private final Answers answers;
    private final double[] aucs;
    private final double[] losses;

    Judged(String name, Answers answers, double[] expected, double microsPerAnswer, int draws, long seed) {
        this.name = name;
        this.answers = answers;
        this.expected = expected;
        this.microsPerAnswer = microsPerAnswer;
        this.aucs = new double[draws];
        this.losses = new double[draws];
        draw(new Random(seed));
    }

    /** The same seed draws the same learners for every model, so that differences are of pairs. */
    private void draw(Random random) {
        int[] order = Metrics.order(expected);
        int learners = answers.learners();
        double[] lossOf = new double[learners];
        double[] numberOf = new double[learners];
        for (int row = 0; row < expected.length; row++) {
            lossOf[answers.learner()[row]] += Metrics.loss(expected[row], answers.right()[row]);
            numberOf[answers.learner()[row]]++;
        }
        int[] times = new int[learners];
        int[] weight = new int[expected.length];
        for (int draw = 0; draw < aucs.length; draw++) {
            Arrays.fill(times, 0);
            for (int i = 0; i < learners; i++) {
                times[random.nextInt(learners)]++;
            }
            double loss = 0;
            double number = 0;
            for (int i = 0; i < learners; i++) {
                loss += times[i] * lossOf[i];
                number += times[i] * numberOf[i];
            }
            for (int row = 0; row < weight.length; row++) {
                weight[row] = times[answers.learner()[row]];
            }
            aucs[draw] = Metrics.aucSorted(order, expected, answers.right(), weight);
            losses[draw] = loss / number;
        }
    }

    double auc() {
        return Metrics.auc(expected, answers.right());
    }

    double logLoss() {
        return Metrics.logLoss(expected, answers.right());
    }

    double rmse() {
        return Metrics.rmse(expected, answers.right());
    }

    double ece() {
        return Metrics.ece(expected, answers.right());
    }

    /** AUC of those answers whose least met competency had been met so often before. */
    double aucWhere(int[] met, int least, int most) {
        int[] rows = IntStream.range(0, expected.length)
                .filter(row -> met[row] >= least && met[row] <= most)
                .toArray();
        return Metrics.auc(
                Arrays.stream(rows).mapToDouble(row -> expected[row]).toArray(),
                Arrays.stream(rows).mapToDouble(row -> answers.right()[row]).toArray());
    }

    String aucInterval() {
        return interval(aucs);
    }

    String lossInterval() {
        return interval(losses);
    }

    /** How much higher the AUC is than that of another, with its interval. */
    String aucOver(Judged other) {
        double[] differences = new double[aucs.length];
        Arrays.setAll(differences, draw -> aucs[draw] - other.aucs[draw]);
        return "%+.4f %s".formatted(auc() - other.auc(), interval(differences));
    }

    private static String interval(double[] draws) {
        if (draws.length < 40) {
            return "";
        }
        double[] sorted = Arrays.stream(draws).filter(Double::isFinite).sorted().toArray();
        return sorted.length < 40
                ? "[undefined]"
                : "[%.4f, %.4f]"
                        .formatted(sorted[(int) (0.025 * sorted.length)], sorted[(int) (0.975 * sorted.length)]);
    }
}
