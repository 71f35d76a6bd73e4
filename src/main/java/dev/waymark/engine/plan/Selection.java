package dev.waymark.engine.plan;

import java.util.Arrays;

/**
 * Items taken so far, in an order in which they can be taken, and what they cover together.
 *
 * <p>A step is worth its worth times the share of it that is covered, up to the whole. A step that needs practical work
 * is covered by half at most until an item brings it.
 */
final class Selection {

    private static final double WITHOUT_PRACTICAL = 0.5;

    final Problem problem;
    private final boolean[] taken;
    private final long[] covered;
    private final int[] practical;
    private int[] order;
    private int size;
    private int minutes;

    Selection(Problem problem) {
        this.problem = problem;
        this.taken = new boolean[problem.items.size()];
        this.covered = new long[problem.steps.size()];
        this.practical = new int[problem.steps.size()];
        this.order = new int[16];
    }

    private Selection(Selection other) {
        this.problem = other.problem;
        this.taken = other.taken.clone();
        this.covered = other.covered.clone();
        this.practical = other.practical.clone();
        this.order = other.order.clone();
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
                if (order[i] != item && !rest.has(order[i]) && rest.canTake(order[i])) {
                    rest.take(order[i]);
                    grown = true;
                }
            }
        }
        return rest;
    }

    void take(int item) {
        if (size == order.length) {
            order = Arrays.copyOf(order, size * 2);
        }
        order[size++] = item;
        taken[item] = true;
        minutes += problem.minutes[item];
        for (int i = 0; i < problem.covers[item].length; i++) {
            int step = problem.covers[item][i];
            covered[step] += problem.shares[item][i];
            practical[step] += problem.items.get(item).practical() ? 1 : 0;
        }
    }

    boolean has(int item) {
        return taken[item];
    }

    int[] inOrder() {
        return Arrays.copyOf(order, size);
    }

    int size() {
        return size;
    }

    int minutes() {
        return minutes;
    }

    /** True if all that the item needs first is covered, by those taken or by itself. */
    boolean canTake(int item) {
        for (int step : problem.requires[item]) {
            if (!isFull(step, shareOf(item, step), practicalOf(item, step))) {
                return false;
            }
        }
        return true;
    }

    boolean isFull(int step) {
        return isFull(step, 0, 0);
    }

    private boolean isFull(int step, long more, int morePractical) {
        return covered[step] + more >= Problem.FULL
                && (!problem.needsPractical[step] || practical[step] + morePractical > 0);
    }

    boolean lacksPractical(int step) {
        return problem.needsPractical[step] && practical[step] == 0;
    }

    /** What one step is worth as covered now. */
    double gainOf(int step) {
        return gainOf(step, 0, 0);
    }

    private double gainOf(int step, long more, int morePractical) {
        double share = Math.min(Problem.WHOLE, covered[step] + more) / (double) Problem.WHOLE;
        boolean capped = problem.needsPractical[step] && practical[step] + morePractical == 0;
        return problem.worth[step] * (capped ? Math.min(WITHOUT_PRACTICAL, share) : share);
    }

    double gain() {
        double sum = 0;
        for (int step = 0; step < covered.length; step++) {
            sum += gainOf(step);
        }
        return sum;
    }

    /** What taking an item would add. */
    double gainOfTaking(int item) {
        double sum = 0;
        int isPractical = problem.items.get(item).practical() ? 1 : 0;
        for (int i = 0; i < problem.covers[item].length; i++) {
            int step = problem.covers[item][i];
            sum += gainOf(step, problem.shares[item][i], isPractical) - gainOf(step);
        }
        return sum;
    }

    private long shareOf(int item, int step) {
        for (int i = 0; i < problem.covers[item].length; i++) {
            if (problem.covers[item][i] == step) {
                return problem.shares[item][i];
            }
        }
        return 0;
    }

    private int practicalOf(int item, int step) {
        return problem.items.get(item).practical() && shareOf(item, step) > 0 ? 1 : 0;
    }
}
