package dev.waymark.bench;

import java.util.Arrays;

/**
 * Bayesian knowledge tracing (A. Corbett and J. Anderson, UMUAI 4 (1994) 253-278): known or not, with slips, guesses
 * and a chance to learn, four numbers for each competency, fitted by expectation maximisation. An item of several
 * competencies is predicted by the mean over them.
 */
final class Bkt implements Model {

    private static final int ROUNDS = 25;
    private static final int START = 0;
    private static final int LEARN = 1;
    private static final int GUESS = 2;
    private static final int SLIP = 3;
    private static final double[] USUAL = {0.4, 0.1, 0.25, 0.15};

    /** Answers that the usual numbers weigh as much as. */
    private static final double PRIOR = 4;

    private double[][] of = new double[0][];

    @Override
    public String name() {
        return "BKT (EM)";
    }

    @Override
    public void fit(Answers train) {
        int competencies = train.competencyCount();
        of = new double[competencies][];
        Arrays.setAll(of, each -> USUAL.clone());
        Sequences sequences = Sequences.of(train);
        double[] known = new double[sequences.longest() + 1];
        double[] smoothed = new double[sequences.longest() + 1];
        for (int round = 0; round < ROUNDS; round++) {
            double[][] hit = new double[competencies][4];
            double[][] tried = new double[competencies][4];
            for (int i = 0; i < sequences.size(); i++) {
                int k = sequences.competency(i);
                expect(of[k], sequences.answers(i), known, smoothed, hit[k], tried[k]);
            }
            for (int k = 0; k < competencies; k++) {
                for (int each = 0; each < 4; each++) {
                    of[k][each] = (hit[k][each] + PRIOR * USUAL[each]) / (tried[k][each] + PRIOR);
                }
                // Guessing or slipping more often than not would turn the meaning of knowing round.
                of[k][GUESS] = Math.min(0.5, of[k][GUESS]);
                of[k][SLIP] = Math.min(0.5, of[k][SLIP]);
            }
        }
    }

    /** Forwards and backwards over one learner's answers on one competency. */
    private static void expect(
            double[] parameters, double[] answers, double[] known, double[] backward, double[] hit, double[] tried) {
        int n = answers.length;
        double before = parameters[START];
        double[] after = known;
        for (int i = 0; i < n; i++) {
            after[i] = afterAnswer(parameters, before, answers[i]);
            before = after[i] + (1 - after[i]) * parameters[LEARN];
        }
        // Once known, always known, so the backward pass needs only the chance of being known given all answers.
        backward[n - 1] = after[n - 1];
        for (int i = n - 2; i >= 0; i--) {
            double next = after[i] + (1 - after[i]) * parameters[LEARN];
            double knewAlready = next == 0 ? 0 : after[i] / next;
            double unknown = 1 - next;
            double stayed = unknown == 0 ? 0 : (1 - after[i]) * (1 - parameters[LEARN]) / unknown;
            double learntNow = backward[i + 1] * (1 - knewAlready);
            backward[i] = backward[i + 1] * knewAlready;
            hit[LEARN] += learntNow;
            tried[LEARN] += learntNow + (1 - backward[i + 1]) * stayed;
        }
        hit[START] += backward[0];
        tried[START]++;
        for (int i = 0; i < n; i++) {
            hit[GUESS] += (1 - backward[i]) * answers[i];
            tried[GUESS] += 1 - backward[i];
            hit[SLIP] += backward[i] * (1 - answers[i]);
            tried[SLIP] += backward[i];
        }
    }

    private static double afterAnswer(double[] parameters, double before, double answer) {
        double ifKnown = answer == 1 ? 1 - parameters[SLIP] : parameters[SLIP];
        double ifNot = answer == 1 ? parameters[GUESS] : 1 - parameters[GUESS];
        return before * ifKnown / (before * ifKnown + (1 - before) * ifNot);
    }

    @Override
    public double[] predict(Answers test) {
        double[] expected = new double[test.size()];
        int competencies = Math.max(of.length, test.competencyCount());
        double[] known = new double[competencies];
        int learner = -1;
        for (int row = 0; row < expected.length; row++) {
            if (test.learner()[row] != learner) {
                learner = test.learner()[row];
                for (int k = 0; k < competencies; k++) {
                    known[k] = parameters(k)[START];
                }
            }
            int[] about = test.competencies()[row];
            double sum = 0;
            for (int k : about) {
                double[] p = parameters(k);
                sum += known[k] * (1 - p[SLIP]) + (1 - known[k]) * p[GUESS];
                double after = afterAnswer(p, known[k], test.right()[row]);
                known[k] = after + (1 - after) * p[LEARN];
            }
            expected[row] = about.length == 0
                    ? USUAL[START] * (1 - USUAL[SLIP]) + (1 - USUAL[START]) * USUAL[GUESS]
                    : sum / about.length;
        }
        return expected;
    }

    private double[] parameters(int competency) {
        return competency < of.length ? of[competency] : USUAL;
    }
}
