package dev.waymark.engine.estimate;

/**
 * Predicts each answer of a learner from their own past and from what was learnt of items, then takes the answer in.
 *
 * <p>The learner's levels are the same filter that tiers are estimated with ({@link Levels}). A question is answered
 * rightly with probability {@code σ(x)}, {@code x = level + practice - difficulty}, where the practice of a competency is
 * its gain times {@code ln(1 + questions so far)}, and level, practice and difficulty are each the mean over the item's
 * competencies. What is published as the prediction is the read-out: a sum of a few things that the learner's past
 * shows, each with a fixed weight, of which {@code x} is the first; see {@link ReadOut}.
 *
 * <p>With {@code teach}, the item moves as well: difficulty, the competencies' levels and their gains by practice, each
 * by its own doubt, in the same Laplace step.
 *
 * <p>One instance serves one thread. Nothing is allocated once a {@link Track} has its room.
 */
public final class AnswerModel {

    private final Constants constants;
    private final Prediction prediction;
    private final ItemBank bank;
    private final Features features = new Features();
    private double x;
    private double doubt;

    public AnswerModel(Constants constants, Prediction prediction, ItemBank bank) {
        this.constants = constants;
        this.prediction = prediction;
        this.bank = bank;
    }

    /**
     * How likely a right answer is.
     *
     * @param item its number; one that the bank does not have is new
     * @param competencies of the item, of which the first {@code m} are meant; likewise
     * @return above 0 and below 1
     */
    public double expect(Track track, int item, int[] competencies, int m) {
        track.find(competencies, m);
        track.levels.settle(track.who, m);
        look(track, item, competencies, m);
        features.look(track, m, x);
        return Scale.logistic(prediction.readOut().sum(features) + bank.offset);
    }

    /**
     * Predicts an answer, then takes it in.
     *
     * @param share of it that was right, 0 to 1
     * @param teach true if the bank is to learn from it
     * @return what {@link #expect} would have given
     */
    public double take(Track track, int item, int[] competencies, int m, double share, boolean teach) {
        double expected = expect(track, item, competencies, m);
        double p = Scale.logistic(x);
        double w = p * (1 - p);
        double z = 1 + w * doubt;
        double surprise = (share - p) / z;
        double certainty = w / z;
        track.levels.learn(track.who, m, surprise, certainty);
        track.levels.drift(track.who, m, constants.generalDrift(), constants.competencyDrift());
        if (teach) {
            bank.learn(track, item, competencies, m, surprise, certainty);
            bank.correct(share, expected);
        }
        track.note(m, share);
        return expected;
    }

    /** What the last prediction was the sum of. */
    public Features features() {
        return features;
    }

    private void look(Track track, int item, int[] competencies, int m) {
        double practice = 0;
        double practiceDoubt = 0;
        for (int i = 0; i < m; i++) {
            double known = CountLog.of(track.questions[track.who[i]]);
            practice += bank.practiceOf(competencies[i]) * known;
            practiceDoubt += bank.practiceVarianceOf(competencies[i]) * known * known;
        }
        double share = m == 0 ? 0 : 1.0 / m;
        x = track.levels.mean(track.who, m) + share * practice - bank.difficultyOf(item, competencies, m);
        doubt = track.levels.doubt(track.who, m) + share * share * practiceDoubt + bank.doubtOf(item, competencies, m);
    }
}
