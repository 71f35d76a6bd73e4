package dev.waymark.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for the items that gain most within the hours. First the better of greedy by gain per hour, of cheapest
 * prerequisite chains by gain per hour, and of chains that gain most as a whole, each filled up; with more effort a beam
 * of selections side by side. Then combinations of the items that any of these took are tried in full ({@link
 * BranchAndBound}), and last, one item out and others in for as long as that is better.
 *
 * <p>The problem is a precedence-constrained, budgeted coverage problem, for which an exact answer is out of reach for a
 * catalogue; {@code bench/plan} measures how near this comes to it. The effort is counted in items looked at, never in
 * time, so that every machine finds the same.
 */
final class Search {

    private static final double SAME = 1e-9;

    /** Of the effort, what combinations may use. */
    private static final double FOR_COMBINATIONS = 0.6;

    /** With more items that could help, a beam would take seconds. */
    private static final int MOST_FOR_BEAM = 100;

    private final Problem problem;
    private final Chains chains;
    private final int budget;
    private final Effort effort;
    private final int[] candidates;
    private final Rates rates;
    private final ChainRates chainRates;

    private long looks;

    Search(Problem problem, Effort effort) {
        this.problem = problem;
        this.chains = new Chains(problem);
        this.budget = problem.budget;
        this.effort = problem.items > MOST_FOR_BEAM && effort.beam() > 0 ? Effort.ONLINE : effort;
        this.candidates = Candidates.of(problem);
        this.rates = new Rates(problem);
        this.chainRates = new ChainRates(problem, chains, rates);
    }

    /**
     * @param pinned taken already, to be kept
     */
    Selection best(Selection pinned) {
        List<Selection> found = new ArrayList<>();
        found.add(greedy(pinned.copy(), -1));
        found.add(chained(pinned.copy(), -1));
        starts(pinned, found);
        if (effort.beam() > 0) {
            found.addAll(new Beam(problem, candidates, budget, effort.beam()).followed(pinned));
        }
        found.sort(Search::compare);
        Selection best = found.get(0);
        best = combined(best, pinned, found, (int) (effort.looks() * FOR_COMBINATIONS));
        Selection improved = improve(best, pinned);
        while (improved != best) {
            best = improved;
            improved = improve(best, pinned);
        }
        return tidy(best, pinned);
    }

    static boolean better(Selection one, Selection other) {
        double difference = one.gain() - other.gain();
        return difference > SAME || (difference > -SAME && one.minutes() < other.minutes());
    }

    private static int compare(Selection one, Selection other) {
        int byGain = Double.compare(other.gain(), one.gain());
        return byGain != 0 ? byGain : Integer.compare(one.minutes(), other.minutes());
    }

    /** Takes what gains most per hour until nothing fits or gains. */
    Selection greedy(Selection selection, int barred) {
        int next = mostPerHour(selection, barred);
        while (next >= 0) {
            selection.take(next);
            next = mostPerHour(selection, barred);
        }
        return selection;
    }

    private int mostPerHour(Selection selection, int barred) {
        int found = -1;
        double most = 0;
        looks += candidates.length / 4;
        rates.follow(selection);
        int left = budget - selection.minutes();
        for (int item : candidates) {
            if (rates.perMinute(item) > most + SAME
                    && rates.canTake(item)
                    && item != barred
                    && problem.minutes[item] <= left
                    && !selection.has(item)) {
                most = rates.perMinute(item);
                found = item;
            }
        }
        return found;
    }

    /** Takes the chain, an item and all it needs first, that gains most per hour, until none fits or gains. */
    Selection chained(Selection selection, int barred) {
        BitSet givenUp = new BitSet();
        while (true) {
            rates.follow(selection);
            chainRates.follow(selection);
            int found = -1;
            double most = 0;
            for (int item : candidates) {
                if (item == barred || selection.has(item) || !fits(selection, item)) {
                    continue;
                }
                double rate = rateOfChain(item, selection, barred);
                if (rate > most + SAME && !givenUp.get(item)) {
                    most = rate;
                    found = item;
                }
            }
            looks += candidates.length / 2;
            if (found < 0) {
                return selection;
            }
            if (!takeChain(found, selection, barred)) {
                givenUp.set(found); // what lies further back has changed
            }
        }
    }

    private double rateOfChain(int item, Selection selection, int barred) {
        if (rates.canTake(item)) {
            return rates.perMinute(item);
        }
        if (!canGain(item, selection)) {
            return 0;
        }
        looks += chainRates.find(item, selection, barred);
        int minutes = chainRates.minutesOf(item);
        return minutes > budget - selection.minutes() ? 0 : chainRates.gainOf(item) / minutes;
    }

    private boolean canGain(int item, Selection selection) {
        for (int step : problem.covers[item]) {
            if (problem.worth[step] > 0 && selection.coveredOf(step) < Problem.WHOLE
                    || selection.lacksPractical(step)) {
                return true;
            }
        }
        return false;
    }

    private boolean takeChain(int item, Selection selection, int barred) {
        int before = chains.looks;
        boolean taken = chains.take(item, selection, barred, budget);
        looks += 2L * (chains.looks - before) + 10;
        return taken;
    }

    /** Starts that gain per hour passes over: chains that are dear at first and gain most as a whole. */
    private void starts(Selection pinned, List<Selection> found) {
        record Start(int item, double gain) {}
        if (effort.starts() == 0) {
            return;
        }
        List<Start> starts = new ArrayList<>();
        Selection scratch = pinned.copy();
        rates.follow(scratch);
        chainRates.follow(scratch);
        for (int item : candidates) {
            if (!pinned.has(item)) {
                looks += chainRates.find(item, scratch, -1);
                if (chainRates.minutesOf(item) <= budget - pinned.minutes()) {
                    starts.add(new Start(item, chainRates.gainOf(item)));
                }
            }
        }
        starts.sort(Comparator.comparingDouble((Start each) -> -each.gain()).thenComparing(Start::item));
        long most = effort.looks() / 4;
        for (int i = 0; i < Math.min(effort.starts(), starts.size()) && looks < most; i++) {
            Selection start = pinned.copy();
            takeChain(starts.get(i).item(), start, -1);
            found.add(greedy(start, -1));
        }
    }

    /** Combinations of the items that the best selections took, in full as far as the effort allows. */
    private Selection combined(Selection best, Selection pinned, List<Selection> found, int most) {
        int[] core = core(pinned, found);
        if (core.length == 0) {
            return best;
        }
        int allowed = (int) Math.min(most, Math.max(0, effort.looks() - looks));
        BranchAndBound search = new BranchAndBound(problem, budget, core, pinned, best, allowed);
        Selection combined = search.best(best, pinned);
        looks += search.looks;
        return better(combined, best) ? combined : best;
    }

    private int[] core(Selection pinned, List<Selection> found) {
        boolean[] chosen = new boolean[problem.items];
        int n = 0;
        for (Selection each : found) {
            for (int item : each.inOrder()) {
                if (n < effort.core() && !chosen[item] && !pinned.has(item)) {
                    chosen[item] = true;
                    n++;
                }
            }
        }
        for (int item : candidates) {
            if (n < effort.core() && !chosen[item] && !pinned.has(item)) {
                chosen[item] = true;
                n++;
            }
        }
        int[] core = new int[n];
        for (int item = problem.items - 1; item >= 0; item--) {
            if (chosen[item]) {
                core[--n] = item;
            }
        }
        return core;
    }

    /** One item out, others in, as long as that is better; the same selection if nothing is. */
    private Selection improve(Selection found, Selection pinned) {
        for (int out : found.inOrder()) {
            if (looks > effort.looks()) {
                return found;
            }
            if (pinned.has(out)) {
                continue;
            }
            Selection rest = found.without(out);
            if (!holds(rest, pinned)) {
                continue;
            }
            Selection refilled = greedy(rest.copy(), out);
            if (better(refilled, found)) {
                return refilled;
            }
            Selection rechained = chained(rest, out);
            if (better(rechained, found)) {
                return rechained;
            }
        }
        return found;
    }

    /** Leaves out what adds nothing and opens nothing, and then what was there only to open that. */
    Selection tidy(Selection found, Selection kept) {
        Selection now = found;
        boolean shrunk = true;
        while (shrunk) {
            shrunk = false;
            int[] order = now.inOrder();
            for (int i = order.length - 1; i >= 0; i--) {
                if (kept.has(order[i]) || !addsNothing(order[i], now)) {
                    continue;
                }
                Selection rest = now.without(order[i]);
                if (rest.size() == now.size() - 1 && rest.gain() >= now.gain() - SAME) {
                    now = rest;
                    shrunk = true;
                }
            }
        }
        return now;
    }

    /** A quick look, before the long one: taking the item away would lose nothing of what it covers itself. */
    private boolean addsNothing(int item, Selection selection) {
        for (int i = 0; i < problem.covers[item].length; i++) {
            int step = problem.covers[item][i];
            boolean toSpare = selection.coveredOf(step) - problem.shares[item][i] >= Problem.WHOLE;
            if (problem.worth[step] > 0 && !toSpare && !selection.lacksPractical(step)) {
                return false;
            }
        }
        return true;
    }

    /** Adds whatever brings the steps that are worth something, whatever it takes. */
    Selection completed(Selection selection) {
        for (int step = 0; step < problem.steps; step++) {
            if (problem.worth[step] > 0 && !selection.isFull(step)) {
                chains.fill(step, selection, -1, Integer.MAX_VALUE);
            }
        }
        boolean[] hopeless = new boolean[problem.items];
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int item : candidates) {
                if (!hopeless[item] && !selection.has(item) && selection.gainOfTaking(item) > SAME) {
                    hopeless[item] = !chains.take(item, selection, -1, Integer.MAX_VALUE);
                    grown |= !hopeless[item];
                }
            }
        }
        return selection;
    }

    boolean fits(Selection selection, int item) {
        return selection.minutes() + problem.minutes[item] <= budget;
    }

    static Selection with(Selection selection, int item) {
        Selection more = selection.copy();
        more.take(item);
        return more;
    }

    static boolean holds(Selection selection, Selection part) {
        return Arrays.stream(part.inOrder()).allMatch(selection::has);
    }
}
