package dev.waymark.engine.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the cheapest way, minutes for each part of a missing step, to all that an item needs first. */
final class Chains {

    private final Problem problem;
    private final List<List<Integer>> teachersOf = new ArrayList<>();

    Chains(Problem problem) {
        this.problem = problem;
        for (int step = 0; step < problem.steps.size(); step++) {
            teachersOf.add(new ArrayList<>());
        }
        for (int item = 0; item < problem.items.size(); item++) {
            for (int step : problem.covers[item]) {
                teachersOf.get(step).add(item);
            }
        }
    }

    /**
     * The selection with the item and what it needs first; empty if that cannot be had within the budget.
     *
     * @param barred an item that must not be used, or -1
     */
    Optional<Selection> upTo(int item, Selection from, int barred, int budget) {
        Selection chain = from.copy();
        return satisfy(item, chain, barred, budget, new HashSet<>()) && chain.minutes() <= budget
                ? Optional.of(chain)
                : Optional.empty();
    }

    private boolean satisfy(int item, Selection chain, int barred, int budget, Set<Integer> open) {
        if (chain.minutes() + problem.minutes[item] > budget || !open.add(item)) {
            return false;
        }
        for (int step : problem.requires[item]) {
            while (!chain.isFull(step) && !chain.canTake(item)) {
                boolean practicalFirst = chain.lacksPractical(step) && !isPractical(item, step);
                int next = practicalFirst ? cheapestTeacher(step, chain, barred, open, true) : -1;
                next = next < 0 ? cheapestTeacher(step, chain, barred, open, false) : next;
                if (next < 0 || !satisfy(next, chain, barred, budget, open)) {
                    return false;
                }
            }
        }
        open.remove(item);
        if (!chain.has(item)) {
            chain.take(item);
        }
        return true;
    }

    private boolean isPractical(int item, int step) {
        return problem.items.get(item).practical() && shareOf(item, step) > 0;
    }

    private int cheapestTeacher(int step, Selection chain, int barred, Set<Integer> open, boolean onlyPractical) {
        int found = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int item : teachersOf.get(step)) {
            boolean wanted = !onlyPractical || problem.items.get(item).practical();
            if (item == barred || chain.has(item) || open.contains(item) || !wanted) {
                continue;
            }
            double cost = (double) problem.minutes[item] / shareOf(item, step);
            cost = chain.canTake(item) ? cost : cost * 2; // what it needs in turn costs something too
            if (cost < least) {
                least = cost;
                found = item;
            }
        }
        return found;
    }

    private int shareOf(int item, int step) {
        for (int i = 0; i < problem.covers[item].length; i++) {
            if (problem.covers[item][i] == step) {
                return problem.shares[item][i];
            }
        }
        return 0;
    }
}
