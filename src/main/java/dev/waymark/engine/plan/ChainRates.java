package dev.waymark.engine.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What each item brings together with the chain of items it needs first. Items that need the same share one chain, and a
 * chain once found is kept until something has come or gone of what it leads to, of what it teaches on the way or of
 * what the item itself teaches. What lies further back may then have changed as well, so a rate is a good guess; whoever
 * takes the chain finds out.
 */
final class ChainRates {

    private static final int NEVER = Integer.MAX_VALUE;

    private final Problem problem;
    private final Chains chains;
    private final Rates rates;
    private final int words;

    /** By item: its chain among those that are shared. */
    private final int[] shared;

    /** Chains: first those shared, then one of its own for each item; so many words each, the steps it rests on. */
    private final long[] steps;

    private final boolean[] known;
    private final double[] gain;

    /** Minutes of the chain; {@link #NEVER} for one that cannot be had. */
    private final int[] minutes;

    /** The minutes within which a chain that cannot be had was looked for. */
    private final int[] within;

    private final int[] covered;
    private final boolean[] lacking;
    private final long[] changed;
    private final int groups;

    ChainRates(Problem problem, Chains chains, Rates rates) {
        this.problem = problem;
        this.chains = chains;
        this.rates = rates;
        this.words = (problem.steps + 63) / 64;
        this.shared = new int[problem.items];
        Map<Needs, Integer> numbers = new HashMap<>();
        for (int item = 0; item < problem.items; item++) {
            Needs needs = new Needs(problem.requires[item]);
            Integer number = numbers.putIfAbsent(needs, numbers.size());
            shared[item] = number == null ? numbers.size() - 1 : number;
        }
        this.groups = numbers.size();
        int all = groups + problem.items;
        this.steps = new long[all * words];
        this.known = new boolean[all];
        this.gain = new double[all];
        this.minutes = new int[all];
        this.within = new int[all];
        this.covered = new int[problem.steps];
        this.lacking = new boolean[problem.steps];
        this.changed = new long[words];
    }

    private static final class Needs {
        private final int[] steps;

        Needs(int[] steps) {
            this.steps = steps;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Needs && Arrays.equals(steps, ((Needs) other).steps);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(steps);
        }
    }

    /** From now on chains are those beside this selection, which {@link Rates} follows as well. */
    void follow(Selection selection) {
        boolean any = false;
        Arrays.fill(changed, 0);
        for (int step = 0; step < problem.steps; step++) {
            if (covered[step] != selection.coveredOf(step) || lacking[step] != selection.lacksPractical(step)) {
                covered[step] = selection.coveredOf(step);
                lacking[step] = selection.lacksPractical(step);
                changed[step >> 6] |= 1L << step;
                any = true;
            }
        }
        for (int chain = 0; any && chain < known.length; chain++) {
            known[chain] = known[chain] && !restsOn(chain, changed);
        }
    }

    private boolean restsOn(int chain, long[] these) {
        for (int i = 0; i < words; i++) {
            if ((steps[chain * words + i] & these[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean restsOn(int chain, int[] these) {
        for (int step : these) {
            if ((steps[chain * words + (step >> 6)] >> step & 1) == 1) {
                return true;
            }
        }
        return false;
    }

    /** The effort of finding the item's chain; 0 if it was known. */
    int find(int item, Selection selection, int barred) {
        if (problem.helpsItself[item]) {
            return findOwn(item, selection, barred);
        }
        int looks = find(shared[item], item, false, selection, barred);
        return sharesChain(item) ? looks : looks + findOwn(item, selection, barred);
    }

    /** Unless what the chain teaches on the way is what the item teaches, the two gain apart. */
    private boolean sharesChain(int item) {
        return !problem.helpsItself[item] && !restsOn(shared[item], problem.covers[item]);
    }

    private int findOwn(int item, Selection selection, int barred) {
        return find(groups + item, item, true, selection, barred);
    }

    private int find(int chain, int item, boolean withItem, Selection selection, int barred) {
        int left = problem.budget - selection.minutes();
        boolean had = minutes[chain] < NEVER || left <= within[chain];
        if (known[chain] && had && (barred < 0 || !restsOn(chain, problem.covers[barred]))) {
            return 0;
        }
        int looks = chains.looks;
        double before = selection.gain();
        int from = selection.minutes();
        int size = selection.size();
        boolean taken = withItem
                ? chains.take(item, selection, barred, problem.budget)
                : chains.prepare(item, selection, barred, problem.budget);
        gain[chain] = taken ? selection.gain() - before : 0;
        minutes[chain] = taken ? selection.minutes() - from : NEVER;
        within[chain] = left;
        Arrays.fill(steps, chain * words, (chain + 1) * words, 0);
        note(chain, problem.requires[item]);
        if (withItem) {
            note(chain, problem.covers[item]);
        }
        for (int i = size; i < selection.size(); i++) {
            note(chain, problem.covers[selection.at(i)]);
        }
        Chains.rollBack(selection, size);
        known[chain] = barred < 0 || !restsOn(chain, problem.covers[barred]);
        return 2 * (chains.looks - looks) + 10;
    }

    private void note(int chain, int[] these) {
        for (int step : these) {
            steps[chain * words + (step >> 6)] |= 1L << step;
        }
    }

    /** Minutes of the item and its chain; {@link Integer#MAX_VALUE} if that cannot be had. */
    int minutesOf(int item) {
        if (!sharesChain(item)) {
            return minutes[groups + item];
        }
        int chain = minutes[shared[item]];
        return chain == NEVER ? NEVER : chain + problem.minutes[item];
    }

    double gainOf(int item) {
        return sharesChain(item) ? gain[shared[item]] + rates.gain(item) : gain[groups + item];
    }
}
