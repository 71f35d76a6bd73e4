package dev.waymark.engine.plan;

import java.util.Arrays;

/**
 * What each item would add to a selection and whether it can be taken, kept while selections come and go: what an item
 * adds depends on the steps it teaches only, and whether it can be taken on those it needs, so that only items of steps
 * that stand otherwise than in the selection looked at before are reckoned anew. The figures are those of {@link
 * Selection}, to the last bit.
 */
final class Rates {

    private final Problem problem;
    private final double[] gain;
    private final double[] perMinute;
    private final boolean[] canTake;

    /** By step: what was covered by the selection looked at last, and whether practical work was lacking. */
    private final int[] covered;

    private final boolean[] lacking;
    private final int[] changed;
    private final int[] stale;
    private final boolean[] isStale;

    Rates(Problem problem) {
        this.problem = problem;
        this.gain = new double[problem.items];
        this.perMinute = new double[problem.items];
        this.canTake = new boolean[problem.items];
        this.covered = new int[problem.steps];
        this.lacking = new boolean[problem.steps];
        this.changed = new int[problem.steps];
        this.stale = new int[problem.items];
        this.isStale = new boolean[problem.items];
        Arrays.fill(covered, -1);
    }

    /** From now on the figures are those beside this selection. */
    void follow(Selection selection) {
        boolean first = covered.length > 0 && covered[0] < 0;
        int n = 0;
        for (int step = 0; step < problem.steps; step++) {
            if (covered[step] != selection.coveredOf(step) || lacking[step] != selection.lacksPractical(step)) {
                covered[step] = selection.coveredOf(step);
                lacking[step] = selection.lacksPractical(step);
                changed[n++] = step;
            }
        }
        if (first) {
            for (int item = 0; item < problem.items; item++) {
                reckon(item, selection);
            }
            return;
        }
        int count = 0;
        for (int i = 0; i < n; i++) {
            count = mark(problem.teachers[changed[i]], count);
            count = mark(problem.needers[changed[i]], count);
        }
        for (int i = 0; i < count; i++) {
            isStale[stale[i]] = false;
            reckon(stale[i], selection);
        }
    }

    private int mark(int[] items, int count) {
        int n = count;
        for (int item : items) {
            if (!isStale[item]) {
                isStale[item] = true;
                stale[n++] = item;
            }
        }
        return n;
    }

    private void reckon(int item, Selection selection) {
        gain[item] = selection.gainOfTaking(item);
        perMinute[item] = gain[item] / problem.minutes[item];
        canTake[item] = selection.canTake(item);
    }

    double gain(int item) {
        return gain[item];
    }

    double perMinute(int item) {
        return perMinute[item];
    }

    boolean canTake(int item) {
        return canTake[item];
    }
}
