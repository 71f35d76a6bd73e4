package dev.waymark.engine.plan;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Tries combinations of a few items in full, as far as the effort allows: each can be taken or not, the most rewarding
 * first, and whatever cannot beat the best found is passed over.
 *
 * <p>What a branch can gain at most: each step as if its items could be taken in parts, the shortest for their share
 * first, whatever they need; and over all steps the most rewarding parts until the hours are used up. For one step in
 * parts, and hours in parts, that is the exact optimum of the relaxed problem, so nothing better is passed over.
 */
final class BranchAndBound {

    private static final double SAME = 1e-9;

    private final Problem problem;
    private final int budget;
    private final int effort;
    private final int[] core;

    /** Parts of items, most worth for each minute first. */
    private final int[] partItem;

    private final int[] partStep;
    private final int[] partShare;
    private final double[] partMinutes;

    private final Selection now;
    private final int[] possible;
    private final boolean[] practicalPossible;
    private final int[] left;

    private double best;
    private int bestMinutes;
    private long bestSet = -1;
    private long set;
    int looks;

    /**
     * @param core at most 63 items, none of them in {@code start}
     * @param start what is taken in any case
     * @param known the best selection known
     * @param effort items to look at
     */
    BranchAndBound(Problem problem, int budget, int[] core, Selection start, Selection known, int effort) {
        this.problem = problem;
        this.budget = budget;
        this.effort = effort;
        this.now = start.copy();
        this.best = known.gain();
        this.bestMinutes = known.minutes();
        this.possible = new int[problem.steps];
        this.practicalPossible = new boolean[problem.steps];
        this.left = new int[problem.steps];

        Integer[] order = new Integer[core.length];
        double[] rate = new double[core.length];
        for (int i = 0; i < core.length; i++) {
            order[i] = i;
            rate[i] = valueOf(core[i]) / problem.minutes[core[i]];
        }
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -rate[i]).thenComparing(i -> core[i]));
        this.core = new int[core.length];
        int parts = 0;
        for (int i = 0; i < core.length; i++) {
            this.core[i] = core[order[i]];
            parts += problem.covers[this.core[i]].length;
        }
        this.partItem = new int[parts];
        this.partStep = new int[parts];
        this.partShare = new int[parts];
        this.partMinutes = new double[parts];
        cut(parts);
    }

    private double valueOf(int item) {
        double value = 0;
        for (int i = 0; i < problem.covers[item].length; i++) {
            value += problem.worth[problem.covers[item][i]] * problem.shares[item][i];
        }
        return value;
    }

    /** An item that teaches several steps is cut by what its parts are worth, so that its parts together cost its time. */
    private void cut(int parts) {
        Integer[] order = new Integer[parts];
        int[] item = new int[parts];
        int[] place = new int[parts];
        double[] rate = new double[parts];
        int n = 0;
        for (int i = 0; i < core.length; i++) {
            int each = core[i];
            double value = valueOf(each);
            for (int j = 0; j < problem.covers[each].length; j++) {
                order[n] = n;
                item[n] = i;
                place[n] = j;
                rate[n++] = problem.worth[problem.covers[each][j]] == 0 ? 0 : value / problem.minutes[each];
            }
        }
        Arrays.sort(
                order, Comparator.comparingDouble((Integer i) -> -rate[i]).thenComparing(Comparator.naturalOrder()));
        for (int i = 0; i < parts; i++) {
            int at = order[i];
            int each = core[item[at]];
            int step = problem.covers[each][place[at]];
            double value = valueOf(each);
            partItem[i] = item[at];
            partStep[i] = step;
            partShare[i] = problem.shares[each][place[at]];
            partMinutes[i] = value == 0
                    ? problem.minutes[each]
                    : problem.minutes[each] * (problem.worth[step] * partShare[i] / value);
        }
    }

    /** The best selection there is among these items; the one known if none is better, or the effort ran out. */
    Selection best(Selection known, Selection start) {
        visit(0);
        if (bestSet < 0) {
            return known;
        }
        Selection found = start.copy();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int i = 0; i < core.length; i++) {
                if ((bestSet >> i & 1) == 1 && !found.has(core[i]) && found.canTake(core[i])) {
                    found.take(core[i]);
                    grown = true;
                }
            }
        }
        return found;
    }

    private void visit(long barredSoFar) {
        long barred = barredSoFar;
        double gain = now.gain();
        looks++;
        if (gain > best + SAME || (gain > best - SAME && now.minutes() < bestMinutes)) {
            best = Math.max(best, gain);
            bestMinutes = now.minutes();
            bestSet = set;
        }
        while (looks < effort) {
            long alive = alive(barred);
            if (alive == 0 || bound(alive) <= best + SAME) {
                return;
            }
            int next = next(alive);
            if (next < 0) {
                return;
            }
            now.take(core[next]);
            set |= 1L << next;
            visit(barred);
            set &= ~(1L << next);
            now.undo();
            barred |= 1L << next;
        }
    }

    /** Items that fit and whose needs can still be met. */
    private long alive(long barred) {
        long alive = 0;
        for (int i = 0; i < core.length; i++) {
            if ((set >> i & 1) == 0 && (barred >> i & 1) == 0 && now.minutes() + problem.minutes[core[i]] <= budget) {
                alive |= 1L << i;
            }
        }
        looks += core.length;
        boolean shrunk = true;
        while (shrunk) {
            shrunk = false;
            for (int step = 0; step < problem.steps; step++) {
                possible[step] = now.coveredOf(step);
                practicalPossible[step] = !now.lacksPractical(step);
            }
            for (long rest = alive; rest != 0; rest &= rest - 1) {
                int item = core[Long.numberOfTrailingZeros(rest)];
                int[] what = problem.covers[item];
                for (int i = 0; i < what.length; i++) {
                    possible[what[i]] += problem.shares[item][i];
                    practicalPossible[what[i]] |= problem.practical[item];
                }
                looks++;
            }
            for (long rest = alive; rest != 0; rest &= rest - 1) {
                int i = Long.numberOfTrailingZeros(rest);
                for (int step : problem.requires[core[i]]) {
                    if (possible[step] < Problem.FULL || !practicalPossible[step]) {
                        alive &= ~(1L << i);
                        shrunk = true;
                        break;
                    }
                }
            }
        }
        return alive;
    }

    private double bound(long alive) {
        double most = 0;
        for (int step = 0; step < problem.steps; step++) {
            int whole = practicalPossible[step] ? Problem.WHOLE : Problem.WHOLE / 2;
            int covered = Math.min(whole, now.coveredOf(step));
            left[step] = whole - covered;
            most += problem.worth[step] * covered;
        }
        double minutes = budget - now.minutes();
        for (int i = 0; i < partItem.length && minutes > 0; i++) {
            if ((alive >> partItem[i] & 1) == 0) {
                continue;
            }
            int step = partStep[i];
            int share = Math.min(left[step], partShare[i]);
            if (share == 0 || problem.worth[step] == 0) {
                continue;
            }
            double cost = partMinutes[i] * share / partShare[i];
            double part = cost <= minutes ? 1 : minutes / cost;
            most += problem.worth[step] * share * part;
            minutes -= cost * part;
            left[step] -= share;
        }
        looks += partItem.length / 2;
        return most / Problem.WHOLE;
    }

    private int next(long alive) {
        int found = -1;
        double most = -1;
        for (long rest = alive; rest != 0; rest &= rest - 1) {
            int i = Long.numberOfTrailingZeros(rest);
            if (now.canTake(core[i])) {
                double rate = now.gainOfTaking(core[i]) / problem.minutes[core[i]];
                if (rate > most) {
                    most = rate;
                    found = i;
                }
            }
        }
        looks += Long.bitCount(alive);
        return found;
    }
}
