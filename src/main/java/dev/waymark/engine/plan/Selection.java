package dev.waymark.engine.plan;

import java.util.Arrays;

/**
 * Items taken so far, in an order in which they can be taken, and what they cover together.
 *
 * <p>A step is worth its worth times the share of it that is covered, up to the whole. A step that needs practical work
 * is covered by half at most until an item brings it. Stale content costs a little of its worth.
 */
final class Selection {

    private static final double WITHOUT_PRACTICAL = 0.5;

    final Problem problem;
    private final boolean[] taken;
    private final int[] covered;
    private final int[] practical;
    private int[] order;
    private double[] gains;
    private double gain;
    private int size;
    private int minutes;

    Selection(Problem problem) {
        this.problem = problem;
        this.taken = new boolean[problem.items];
        this.covered = new int[problem.steps];
        this.practical = new int[problem.steps];
        this.order = new int[16];
        this.gains = new double[16];
    }

    private Selection(Selection other) {
        this.problem = other.problem;
        this.taken = other.taken.clone();
        this.covered = other.covered.clone();
        this.practical = other.practical.clone();
        this.order = other.order.clone();
        this.gains = other.gains.clone();
        this.gain = other.gain;
        this.size = other.size;
        this.minutes = other.minutes;
    }

    Selection copy() {
        return new Selection(this);
    }

    /** The same without one item, and without whatever cannot be taken then. */
    Selection without(int item) {
        Selection rest = new Selection(problem);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int i = 0; i < size; i++) {
                if (order[i] != item && !rest.taken[order[i]] && rest.canTake(order[i])) {
                    rest.take(order[i]);
                    grown = true;
                }
            }
            grown &= rest.size < size - 1;
        }
        return rest;
    }

    void take(int item) {
        if (size == order.length) {
            order = Arrays.copyOf(order, size * 2);
            gains = Arrays.copyOf(gains, size * 2);
        }
        gains[size] = gain;
        gain += gainOfTaking(item);
        order[size++] = item;
        taken[item] = true;
        minutes += problem.minutes[item];
        int[] what = problem.covers[item];
        int[] part = problem.shares[item];
        for (int i = 0; i < what.length; i++) {
            covered[what[i]] += part[i];
        }
        if (problem.practical[item]) {
            for (int step : what) {
                practical[step]++;
            }
        }
    }

    /** Takes back what was taken last. */
    void undo() {
        int item = order[--size];
        gain = gains[size]; // and not less what it added, which would leave a trace
        taken[item] = false;
        minutes -= problem.minutes[item];
        int[] what = problem.covers[item];
        int[] part = problem.shares[item];
        for (int i = 0; i < what.length; i++) {
            covered[what[i]] -= part[i];
        }
        if (problem.practical[item]) {
            for (int step : what) {
                practical[step]--;
            }
        }
    }

    boolean has(int item) {
        return taken[item];
    }

    int[] inOrder() {
        return Arrays.copyOf(order, size);
    }

    /** The item that was taken so many before it. */
    int at(int place) {
        return order[place];
    }

    int size() {
        return size;
    }

    int minutes() {
        return minutes;
    }

    int coveredOf(int step) {
        return covered[step];
    }

    /** True if all that the item needs first is covered, by those taken or by itself. */
    boolean canTake(int item) {
        for (int step : problem.requires[item]) {
            if (!isFull(step) && !(problem.helpsItself[item] && isFullWith(step, item))) {
                return false;
            }
        }
        return true;
    }

    boolean isFull(int step) {
        return covered[step] >= Problem.FULL && (!problem.needsPractical[step] || practical[step] > 0);
    }

    private boolean isFullWith(int step, int item) {
        int share = problem.shareOf(item, step);
        return share > 0
                && covered[step] + share >= Problem.FULL
                && (!problem.needsPractical[step] || practical[step] > 0 || problem.practical[item]);
    }

    boolean lacksPractical(int step) {
        return problem.needsPractical[step] && practical[step] == 0;
    }

    /** What one step is worth as covered now. */
    double gainOf(int step) {
        return gainOf(step, 0, false);
    }

    private double gainOf(int step, int more, boolean morePractical) {
        double worth = problem.worth[step];
        if (worth == 0) {
            return 0;
        }
        double share = Math.min(Problem.WHOLE, covered[step] + more) / (double) Problem.WHOLE;
        boolean capped = problem.needsPractical[step] && practical[step] == 0 && !morePractical;
        return worth * (capped ? Math.min(WITHOUT_PRACTICAL, share) : share);
    }

    /** What all that is taken is worth together. */
    double gain() {
        return gain;
    }

    /** What taking an item would add. */
    double gainOfTaking(int item) {
        double sum = -problem.penalty[item];
        int[] what = problem.covers[item];
        int[] part = problem.shares[item];
        for (int i = 0; i < what.length; i++) {
            sum += gainOf(what[i], part[i], problem.practical[item]) - gainOf(what[i]);
        }
        return sum;
    }
}
