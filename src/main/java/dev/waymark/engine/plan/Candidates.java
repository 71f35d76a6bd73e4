package dev.waymark.engine.plan;

import java.util.Arrays;

/**
 * The items that a best selection may need. An item is left aside if others that teach the same step, at least as much of
 * it, for no more time and with no further needs, make the step whole by themselves: whoever takes it could take one of
 * those instead.
 */
final class Candidates {

    private Candidates() {}

    static int[] of(Problem problem) {
        int[] all = new int[problem.items];
        int n = 0;
        for (int item = 0; item < problem.items; item++) {
            if (problem.isPinned(item) || !isSpare(problem, item)) {
                all[n++] = item;
            }
        }
        return Arrays.copyOf(all, n);
    }

    private static boolean isSpare(Problem problem, int item) {
        if (problem.covers[item].length != 1) {
            return problem.covers[item].length == 0;
        }
        int step = problem.covers[item][0];
        long share = 0;
        for (int other : problem.teachers[step]) {
            if (other != item && problem.covers[other].length == 1 && isAtLeastAsGood(problem, other, item)) {
                share += problem.shares[other][0];
            }
        }
        return share >= Problem.WHOLE;
    }

    private static boolean isAtLeastAsGood(Problem problem, int one, int other) {
        int more = problem.shares[one][0] - problem.shares[other][0];
        int longer = problem.minutes[one] - problem.minutes[other];
        if (more < 0
                || longer > 0
                || problem.penalty[one] > problem.penalty[other]
                || (problem.practical[other] && !problem.practical[one])
                || !isPartOf(problem.requires[one], problem.requires[other])) {
            return false;
        }
        boolean equal = more == 0
                && longer == 0
                && problem.penalty[one] == problem.penalty[other]
                && problem.practical[one] == problem.practical[other]
                && isPartOf(problem.requires[other], problem.requires[one]);
        return !equal || one < other;
    }

    private static boolean isPartOf(int[] part, int[] whole) {
        for (int each : part) {
            boolean found = false;
            for (int candidate : whole) {
                found |= candidate == each;
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }
}
