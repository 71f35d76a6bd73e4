package dev.waymark.engine.estimate;

/**
 * What a learner's past says of their next answer, as the read-out weighs it. Each is a mean over the item's
 * competencies where it is of a competency.
 */
public final class Features {

    /** What each place of {@link #value} is. */
    public enum Feature {
        /** Level and practice less difficulty. */
        LEVEL,
        /** Right answers in a row on the competency, or wrong ones, negative: the logarithm of 1 + how many. */
        RUN,
        /** Right answers in a row on anything, or wrong ones, negative; up to 30. */
        RUN_OVERALL,
        /** 1 if a competency has not been met before. */
        FIRST,
        /** How many answers on other things lie between: the logarithm of 1 + how many. */
        GAP
    }

    static final int COUNT = Feature.values().length;

    private final double[] values = new double[COUNT];

    Features() {}

    public double value(Feature feature) {
        return values[feature.ordinal()];
    }

    double at(int place) {
        return values[place];
    }

    void look(Track track, int m, double level) {
        double run = 0;
        double first = 0;
        double gap = 0;
        for (int i = 0; i < m; i++) {
            int at = track.who[i];
            double length = track.run[at];
            run += length < 0 ? -CountLog.of(-length) : CountLog.of(length);
            if (track.questions[at] == 0) {
                first = 1;
            } else {
                gap += CountLog.of(track.answers - track.lastAt[at] - 1);
            }
        }
        double share = m == 0 ? 0 : 1.0 / m;
        values[0] = level;
        values[1] = share * run;
        values[2] = Math.max(-LONGEST, Math.min(LONGEST, track.runOverall));
        values[3] = first;
        values[4] = share * gap;
    }

    /** Beyond this a run says nothing more. */
    private static final double LONGEST = 30;

    /** A run of right (positive) or wrong (negative) answers after one more. */
    static double longer(double run, double share) {
        return share >= 0.5 ? Math.max(0, run) + 1 : Math.min(0, run) - 1;
    }
}
