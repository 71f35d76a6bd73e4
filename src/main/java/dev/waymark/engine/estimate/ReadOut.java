package dev.waymark.engine.estimate;

import dev.waymark.engine.estimate.Features.Feature;

/**
 * The weights of the sum that a prediction is: a constant and one weight for each of {@link Features}. A sum, so that
 * what each part adds can be said.
 *
 * @param constant logits
 * @param level weight of {@link Feature#LEVEL}; the others likewise
 */
public record ReadOut(double constant, double level, double run, double runOverall, double first, double gap) {

    /** Fitted on training learners of three public answer sets together, each set weighing the same. */
    public static final ReadOut PUBLISHED = new ReadOut(0.172, 0.784, 0.119, 0.015, -0.224, -0.089);

    /** The level alone, as it comes out of the filter. */
    public static final ReadOut LEVEL_ONLY = new ReadOut(0, 1, 0, 0, 0, 0);

    /** Weight of a feature. */
    public double of(Feature feature) {
        return switch (feature) {
            case LEVEL -> level;
            case RUN -> run;
            case RUN_OVERALL -> runOverall;
            case FIRST -> first;
            case GAP -> gap;
        };
    }

    /** The logit of the prediction. */
    double sum(Features seen) {
        return constant
                + level * seen.at(0)
                + run * seen.at(1)
                + runOverall * seen.at(2)
                + first * seen.at(3)
                + gap * seen.at(4);
    }
}
