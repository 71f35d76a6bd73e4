package dev.waymark.engine.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows the best few selections side by side, one chain after the other, each filled up in the end. */
final class Beam {

    /** Chains tried from each selection. */
    private static final int BRANCHES = 24;

    private static final double SAME = 1e-9;

    private final Problem problem;
    private final Chains chains;
    private final int[] candidates;
    private final int budget;
    private final int width;

    Beam(Problem problem, int[] candidates, int budget, int width) {
        this.problem = problem;
        this.chains = new Chains(problem);
        this.candidates = candidates;
        this.budget = budget;
        this.width = width;
    }

    private record Branch(Selection from, int item, double gain, int minutes) {

        double promise(int budget) {
            // What the hours that are left may bring, at the rate so far.
            return gain + gain * (budget - minutes) / (2.0 * Math.max(1, minutes));
        }
    }

    /** The selections at the end of the beam, and those that could not be added to on the way. */
    List<Selection> followed(Selection start) {
        List<Selection> ended = new ArrayList<>();
        List<Selection> now = List.of(start);
        while (!now.isEmpty()) {
            List<Branch> branches = new ArrayList<>();
            for (Selection each : now) {
                List<Branch> further = branchesOf(each);
                if (further.isEmpty()) {
                    ended.add(each);
                }
                branches.addAll(further);
            }
            branches.sort(Comparator.comparingDouble((Branch each) -> -each.promise(budget))
                    .thenComparingInt(Branch::minutes)
                    .thenComparingInt(Branch::item));
            List<Selection> next = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (Branch each : branches) {
                if (next.size() == width) {
                    break;
                }
                Selection taken = each.from().copy();
                chains.take(each.item(), taken, -1, budget);
                int[] items = taken.inOrder();
                java.util.Arrays.sort(items);
                if (seen.add(java.util.Arrays.toString(items))) {
                    next.add(taken);
                }
            }
            now = next;
        }
        return ended;
    }

    private List<Branch> branchesOf(Selection from) {
        double gain = from.gain();
        int size = from.size();
        List<Branch> found = new ArrayList<>();
        for (int item : candidates) {
            if (from.has(item) || from.minutes() + problem.minutes[item] > budget) {
                continue;
            }
            if (chains.take(item, from, -1, budget)) {
                double more = from.gain();
                if (more > gain + SAME) {
                    found.add(new Branch(from, item, more, from.minutes()));
                }
                Chains.rollBack(from, size);
            }
        }
        int minutes = from.minutes();
        found.sort(Comparator.comparingDouble((Branch each) -> -(each.gain() - gain) / (each.minutes() - minutes))
                .thenComparingInt(Branch::item));
        return found.subList(0, Math.min(BRANCHES, found.size()));
    }
}
