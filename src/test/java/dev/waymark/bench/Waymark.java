package dev.waymark.bench;

import dev.waymark.engine.estimate.AnswerModel;
import dev.waymark.engine.estimate.Constants;
import dev.waymark.engine.estimate.Features;
import dev.waymark.engine.estimate.Features.Feature;
import dev.waymark.engine.estimate.ItemBank;
import dev.waymark.engine.estimate.Prediction;
import dev.waymark.engine.estimate.Track;

/** The product's own model with the constants it ships with. */
final class Waymark implements Model {

    /** Rounds over the training answers, as when a snapshot is made. */
    static final int ROUNDS = 2;

    private final String name;
    private final Constants constants;
    private final Prediction prediction;
    private final int rounds;
    private ItemBank bank;
    private AnswerModel model;

    Waymark() {
        this("Waymark", Constants.PUBLISHED, Prediction.PUBLISHED, ROUNDS);
    }

    Waymark(String name, Constants constants, Prediction prediction, int rounds) {
        this.name = name;
        this.constants = constants;
        this.prediction = prediction;
        this.rounds = rounds;
        this.bank = new ItemBank(prediction, 0, 0);
        this.model = new AnswerModel(constants, prediction, bank);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void fit(Answers train) {
        bank = new ItemBank(prediction, train.items(), train.competencyCount());
        model = new AnswerModel(constants, prediction, bank);
        for (int round = 0; round < rounds; round++) {
            if (round > 0) {
                bank.again();
            }
            run(train, true, null, null);
        }
    }

    @Override
    public double[] predict(Answers test) {
        double[] expected = new double[test.size()];
        run(test, false, expected, null);
        return expected;
    }

    /** What the read-out would weigh, by row. */
    double[][] features(Answers test) {
        double[][] found = new double[test.size()][];
        run(test, false, new double[test.size()], found);
        return found;
    }

    private void run(Answers answers, boolean teach, double[] expected, double[][] features) {
        Track track = new Track(constants);
        int learner = -1;
        for (int row = 0; row < answers.size(); row++) {
            if (answers.learner()[row] != learner) {
                learner = answers.learner()[row];
                track.begin(0);
            }
            int[] competencies = answers.competencies()[row];
            double p = model.take(
                    track, answers.item()[row], competencies, competencies.length, answers.right()[row], teach);
            if (expected != null) {
                expected[row] = p;
            }
            if (features != null) {
                features[row] = values(model.features());
            }
        }
    }

    private static double[] values(Features seen) {
        double[] values = new double[Feature.values().length];
        for (Feature each : Feature.values()) {
            values[each.ordinal()] = seen.value(each);
        }
        return values;
    }
}
