package dev.waymark.bench;

import java.util.Arrays;
import java.util.Random;

/**
 * Logistic regression on what counts so far, fitted in rounds of AdaGrad steps (J. Duchi and others, JMLR 12 (2011)
 * 2121-2159) with a ridge of 1.
 *
 * <p>As PFA: for each competency an easiness and weights for right and wrong answers so far (P. Pavlik and others, AIED
 * 2009). As "best logistic regression": items and competencies as they are, right answers and all answers so far of each
 * competency and of everything, as logarithms (T. Gervet and others, JEDM 12 (2020) 31-54).
 */
final class Logistic implements Model {

    private static final int ROUNDS = 12;
    private static final double STEP = 0.15;

    private final boolean best;
    private final long seed;
    private int items;
    private int competencies;
    private double[] weight = new double[0];
    private int[] index = new int[64];
    private double[] value = new double[64];
    private int used;

    Logistic(boolean best, long seed) {
        this.best = best;
        this.seed = seed;
    }

    @Override
    public String name() {
        return best ? "best logistic regression" : "PFA";
    }

    @Override
    public void fit(Answers train) {
        items = best ? train.items() : 0;
        competencies = train.competencyCount();
        weight = new double[1 + items + 3 * competencies + 2];
        // All rows once, as sparse rows one after the other.
        int[] start = new int[train.size() + 1];
        int[] allIndex = new int[8 * train.size()];
        double[] allValue = new double[8 * train.size()];
        int end = 0;
        double[] often = new double[weight.length];
        Past past = new Past(train.competencyCount());
        for (int row = 0; row < train.size(); row++) {
            past.turnTo(train.learner()[row]);
            look(past, train.item()[row], train.competencies()[row]);
            if (end + used > allIndex.length) {
                allIndex = Arrays.copyOf(allIndex, 2 * end + used);
                allValue = Arrays.copyOf(allValue, 2 * end + used);
            }
            System.arraycopy(index, 0, allIndex, end, used);
            System.arraycopy(value, 0, allValue, end, used);
            end += used;
            start[row + 1] = end;
            for (int i = 0; i < used; i++) {
                often[index[i]]++;
            }
            past.note(train.competencies()[row], train.right()[row]);
        }
        descend(start, allIndex, allValue, often, train.right());
    }

    private void descend(int[] start, int[] indexes, double[] values, double[] often, double[] right) {
        double[] squares = new double[weight.length];
        Arrays.fill(squares, 1e-6);
        int[] order = new int[right.length];
        Arrays.setAll(order, row -> row);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
            for (int row : order) {
                double z = 0;
                for (int i = start[row]; i < start[row + 1]; i++) {
                    z += weight[indexes[i]] * values[i];
                }
                double off = 1 / (1 + Math.exp(-z)) - right[row];
                for (int i = start[row]; i < start[row + 1]; i++) {
                    int at = indexes[i];
                    double slope = off * values[i] + (at == 0 ? 0 : weight[at] / often[at]);
                    squares[at] += slope * slope;
                    weight[at] -= STEP * slope / Math.sqrt(squares[at]);
                }
            }
        }
    }

    @Override
    public double[] predict(Answers test) {
        double[] expected = new double[test.size()];
        Past past = new Past(Math.max(competencies, test.competencyCount()));
        for (int row = 0; row < expected.length; row++) {
            past.turnTo(test.learner()[row]);
            look(past, test.item()[row], test.competencies()[row]);
            double z = 0;
            for (int i = 0; i < used; i++) {
                z += weight[index[i]] * value[i];
            }
            expected[row] = 1 / (1 + Math.exp(-z));
            past.note(test.competencies()[row], test.right()[row]);
        }
        return expected;
    }

    private void look(Past past, int item, int[] about) {
        used = 0;
        add(0, 1);
        if (best && item < items) {
            add(1 + item, 1);
        }
        for (int k : about) {
            if (k < competencies) {
                add(1 + items + k, 1);
                add(1 + items + competencies + k, Math.log1p(past.right[k]));
                add(
                        1 + items + 2 * competencies + k,
                        Math.log1p(best ? past.number[k] : past.number[k] - past.right[k]));
            }
        }
        if (best) {
            add(1 + items + 3 * competencies, Math.log1p(past.allRight));
            add(1 + items + 3 * competencies + 1, Math.log1p(past.all));
        }
    }

    private void add(int at, double of) {
        if (of == 0) {
            return;
        }
        if (used == index.length) {
            index = Arrays.copyOf(index, 2 * used);
            value = Arrays.copyOf(value, 2 * used);
        }
        index[used] = at;
        value[used++] = of;
    }

    private static final class Past {
        private final double[] right;
        private final double[] number;
        private double allRight;
        private double all;
        private int learner = -1;

        Past(int competencies) {
            right = new double[competencies];
            number = new double[competencies];
        }

        void turnTo(int who) {
            if (who != learner) {
                learner = who;
                Arrays.fill(right, 0);
                Arrays.fill(number, 0);
                allRight = 0;
                all = 0;
            }
        }

        void note(int[] about, double share) {
            for (int k : about) {
                right[k] += share;
                number[k]++;
            }
            allRight += share;
            all++;
        }
    }
}
