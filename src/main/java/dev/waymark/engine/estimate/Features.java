package dev.waymark.engine.estimate;

/**
 * What a learner's past says of their next answer, as the read-out weighs it. Each is a mean over the item's
 * competencies where it is of a competency.
 */
public final class Features {

    /** How much of the long-run success stays with each answer. */
    static final double LATE = 0.97;

    /** The share of right answers that the long-run success is seen against. */
    private static final double USUAL = 0.7;

    /** What each place of {@link #value} is. */
    public enum Feature {
        /** Level less difficulty, made smaller by the doubt about both. */
        LEVEL,
        /** Level less difficulty as such. */
        BARE_LEVEL,
        /** Right answers in a row on the competency, or wrong ones, negative: the logarithm of 1 + how many. */
        RUN,
        /** Right answers in a row on anything, or wrong ones, negative; up to 30. */
        RUN_OVERALL,
        /** 1 if a competency has not been met before. */
        FIRST,
        /** Success on the competency in the long run, against what is usual. */
        LONG_RUN,
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

    void look(Track track, int m, double level, double bareLevel) {
        double run = 0;
        double first = 0;
        double longRun = 0;
        double gap = 0;
        for (int i = 0; i < m; i++) {
            int at = track.who[i];
            double length = track.run[at];
            run += length < 0 ? -StrictMath.log1p(-length) : StrictMath.log1p(length);
            longRun += track.late[at] - USUAL * track.lateWeight[at];
            if (track.questions[at] == 0) {
                first = 1;
            } else {
                gap += StrictMath.log1p(track.answers - track.lastAt[at] - 1);
            }
        }
        double share = m == 0 ? 0 : 1.0 / m;
        values[0] = level;
        values[1] = bareLevel;
        values[2] = share * run;
        values[3] = Math.max(-LONGEST, Math.min(LONGEST, track.runOverall));
        values[4] = first;
        values[5] = share * longRun;
        values[6] = share * gap;
    }

    /** Beyond this a run says nothing more. */
    private static final double LONGEST = 30;

    /** A run of right (positive) or wrong (negative) answers after one more. */
    static double longer(double run, double share) {
        return share >= 0.5 ? Math.max(0, run) + 1 : Math.min(0, run) - 1;
    }
}
