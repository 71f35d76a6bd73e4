package dev.waymark.engine.plan;

/** Finds the cheapest way, minutes for each part of a missing step, to all that an item needs first. */
final class Chains {

    private final Problem problem;
    private final boolean[] open;

    /** Items looked at so far. */
    int looks;

    Chains(Problem problem) {
        this.problem = problem;
        this.open = new boolean[problem.items];
    }

    /**
     * Takes the item and what it needs first.
     *
     * @param barred an item that must not be used, or -1
     * @return false, and nothing taken, if that cannot be had within the budget
     */
    boolean take(int item, Selection selection, int barred, int budget) {
        int size = selection.size();
        if (satisfy(item, selection, barred, budget) && selection.minutes() <= budget) {
            return true;
        }
        rollBack(selection, size);
        return false;
    }

    /**
     * Takes what the item needs first.
     *
     * @return false, and nothing taken, if that cannot be had within the budget, or not without the item
     */
    boolean prepare(int item, Selection selection, int barred, int budget) {
        int size = selection.size();
        if (satisfyNeeds(item, selection, barred, budget) && selection.minutes() <= budget && !selection.has(item)) {
            return true;
        }
        rollBack(selection, size);
        return false;
    }

    /**
     * Fills a step by the cheapest teachers there are, with what they need first.
     *
     * @return false, and nothing taken, if that cannot be had within the budget
     */
    boolean fill(int step, Selection selection, int barred, int budget) {
        int size = selection.size();
        while (!selection.isFull(step)) {
            int next = cheapestTeacher(step, selection, barred, selection.lacksPractical(step));
            next = next < 0 ? cheapestTeacher(step, selection, barred, false) : next;
            if (next < 0 || !satisfy(next, selection, barred, budget)) {
                rollBack(selection, size);
                return false;
            }
        }
        return true;
    }

    static void rollBack(Selection selection, int size) {
        while (selection.size() > size) {
            selection.undo();
        }
    }

    private boolean satisfy(int item, Selection chain, int barred, int budget) {
        if (chain.minutes() + problem.minutes[item] > budget || !satisfyNeeds(item, chain, barred, budget)) {
            return false;
        }
        if (!chain.has(item)) {
            chain.take(item);
        }
        return true;
    }

    private boolean satisfyNeeds(int item, Selection chain, int barred, int budget) {
        if (open[item]) {
            return false;
        }
        open[item] = true;
        for (int step : problem.requires[item]) {
            while (!chain.isFull(step) && !chain.canTake(item)) {
                boolean practicalFirst =
                        chain.lacksPractical(step) && !(problem.practical[item] && problem.shareOf(item, step) > 0);
                int next = practicalFirst ? cheapestTeacher(step, chain, barred, true) : -1;
                next = next < 0 ? cheapestTeacher(step, chain, barred, false) : next;
                if (next < 0 || !satisfy(next, chain, barred, budget)) {
                    open[item] = false;
                    return false;
                }
            }
        }
        open[item] = false;
        return true;
    }

    private int cheapestTeacher(int step, Selection chain, int barred, boolean onlyPractical) {
        int found = -1;
        double least = Double.POSITIVE_INFINITY;
        int left = Math.max(1, Problem.FULL - chain.coveredOf(step));
        int[] teachers = problem.teachers[step];
        for (int i = 0; i < teachers.length; i++) {
            int item = teachers[i];
            looks++;
            if (item == barred || chain.has(item) || open[item] || (onlyPractical && !problem.practical[item])) {
                continue;
            }
            // What goes beyond the whole is of no use to this step.
            double cost = (double) problem.minutes[item] / Math.min(left, problem.teaching[step][i]);
            if (cost >= least) {
                continue;
            }
            cost = chain.canTake(item) ? cost : cost * 2; // what it needs in turn costs something too
            if (cost < least) {
                least = cost;
                found = item;
            }
        }
        return found;
    }
}
