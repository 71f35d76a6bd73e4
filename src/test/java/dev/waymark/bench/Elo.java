package dev.waymark.bench;

import java.util.Arrays;

/**
 * Elo with a rating for the learner, for the learner on each competency, and for the item, each moving by
 * {@code a / (1 + b n)} of the surprise (R. Pelánek, Computers &amp; Education 98 (2016) 169-179).
 */
final class Elo implements Model {

    private static final double STEP = 1.0;
    private static final double OVERALL_DECAY = 0.15;
    private static final double COMPETENCY_STEP = 0.8;
    private static final double DECAY = 0.1;

    private double[] difficulty = new double[0];
    private int[] seen = new int[0];
    private double mean;

    @Override
    public String name() {
        return "Elo (several competencies)";
    }

    @Override
    public void fit(Answers train) {
        difficulty = new double[train.items()];
        seen = new int[train.items()];
        double sum = Arrays.stream(train.right()).sum() / train.size();
        mean = -Math.log(sum / (1 - sum));
        Arrays.fill(difficulty, mean);
        run(train, true);
    }

    @Override
    public double[] predict(Answers test) {
        return run(test, false);
    }

    private double[] run(Answers answers, boolean teach) {
        double[] expected = new double[answers.size()];
        int competencies = answers.competencyCount();
        double[] level = new double[competencies];
        int[] met = new int[competencies];
        double overall = 0;
        int number = 0;
        int learner = -1;
        for (int row = 0; row < expected.length; row++) {
            if (answers.learner()[row] != learner) {
                learner = answers.learner()[row];
                Arrays.fill(level, 0);
                Arrays.fill(met, 0);
                overall = 0;
                number = 0;
            }
            int item = answers.item()[row];
            int[] about = answers.competencies()[row];
            double sum = 0;
            for (int k : about) {
                sum += level[k];
            }
            double x = overall
                    + (about.length == 0 ? 0 : sum / about.length)
                    - (item < difficulty.length ? difficulty[item] : mean);
            expected[row] = 1 / (1 + Math.exp(-x));
            double surprise = answers.right()[row] - expected[row];
            overall += STEP / (1 + OVERALL_DECAY * number++) * surprise;
            for (int k : about) {
                level[k] += COMPETENCY_STEP / (1 + DECAY * met[k]++) * surprise;
            }
            if (teach) {
                difficulty[item] -= STEP / (1 + DECAY * seen[item]++) * surprise;
            }
        }
        return expected;
    }
}
