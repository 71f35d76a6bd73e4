package dev.waymark.bench;

/** A way to predict answers. What it knows of items and people in general it has from training learners only. */
interface Model {

    String name();

    void fit(Answers train);

    /**
     * Predicts each answer of learners it has never seen from that learner's answers before it.
     *
     * @return probabilities by row
     */
    double[] predict(Answers test);
}
