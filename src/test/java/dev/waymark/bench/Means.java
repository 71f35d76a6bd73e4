package dev.waymark.bench;

/** The trivial predictions: the mean of everything, or of each competency, with a little of the mean of everything. */
final class Means implements Model {

    private static final double PRIOR_ANSWERS = 5;

    private final boolean byCompetency;
    private double all;
    private double[] of = new double[0];

    Means(boolean byCompetency) {
        this.byCompetency = byCompetency;
    }

    @Override
    public String name() {
        return byCompetency ? "mean of each competency" : "mean of everything";
    }

    @Override
    public void fit(Answers train) {
        double sum = 0;
        for (double each : train.right()) {
            sum += each;
        }
        all = sum / train.size();
        double[] right = new double[train.competencyCount()];
        double[] number = new double[train.competencyCount()];
        for (int row = 0; row < train.size(); row++) {
            for (int competency : train.competencies()[row]) {
                right[competency] += train.right()[row];
                number[competency]++;
            }
        }
        of = new double[right.length];
        for (int i = 0; i < of.length; i++) {
            of[i] = (right[i] + PRIOR_ANSWERS * all) / (number[i] + PRIOR_ANSWERS);
        }
    }

    @Override
    public double[] predict(Answers test) {
        double[] expected = new double[test.size()];
        for (int row = 0; row < expected.length; row++) {
            int[] competencies = test.competencies()[row];
            double sum = 0;
            for (int competency : competencies) {
                sum += competency < of.length ? of[competency] : all;
            }
            expected[row] = byCompetency && competencies.length > 0 ? sum / competencies.length : all;
        }
        return expected;
    }
}
