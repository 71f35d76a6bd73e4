package dev.waymark.engine.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the items that gain most within the hours: the better of greedy by gain per hour, of cheapest
 * prerequisite chains by gain per hour and of the chains that gain most as a whole, then local search that takes one item out and lets others in.
 *
 * <p>The problem is a precedence-constrained, budgeted coverage problem, for which an exact answer is out of reach for a
 * catalogue; on small instances this reaches well above 97 % of it on average (see the tests). The effort is counted
 * in candidates looked at, never in time, so that every machine finds the same.
 */
final class Search {

    /** Candidates looked at by local search before it settles for what it has. */
    private static final int EFFORT = 300_000;

    /** Pairs are tried in full where there are so few candidates. */
    private static final int FEW = 40;

    /** Chains from which to start afresh. */
    private static final int STARTS = 40;

    private static final double SAME = 1e-9;

    private final Problem problem;
    private final Chains chains;
    private final int budget;
    private int effort;

    Search(Problem problem, int budget) {
        this.problem = problem;
        this.chains = new Chains(problem);
        this.budget = budget;
    }

    /**
     * @param pinned taken already, to be kept
     */
    Selection best(Selection pinned) {
        Selection greedy = greedy(pinned.copy(), -1);
        Selection chained = chained(pinned.copy(), -1);
        Selection found = better(greedy, chained) ? greedy : chained;
        for (Selection start : startingChains(pinned)) {
            Selection filled = greedy(start, -1);
            found = better(filled, found) ? filled : found;
        }
        Selection improved = improve(found, pinned);
        while (improved != found) {
            found = improved;
            improved = improve(found, pinned);
        }
        return tidy(found, pinned);
    }

    static boolean better(Selection one, Selection other) {
        double difference = one.gain() - other.gain();
        return difference > SAME || (difference > -SAME && one.minutes() < other.minutes());
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
        for (int item = 0; item < problem.items.size(); item++) {
            effort++;
            if (item != barred && !selection.has(item) && fits(selection, item) && selection.canTake(item)) {
                double rate = selection.gainOfTaking(item) / problem.minutes[item];
                if (rate > most + SAME) {
                    most = rate;
                    found = item;
                }
            }
        }
        return found;
    }

    /** Takes the chain, an item and all it needs first, that gains most per hour, until none fits or gains. */
    Selection chained(Selection selection, int barred) {
        Selection now = selection;
        while (true) {
            Optional<Selection> next = bestChain(now, barred);
            if (next.isEmpty()) {
                return now;
            }
            now = next.get();
        }
    }

    private Optional<Selection> bestChain(Selection selection, int barred) {
        Optional<Selection> found = Optional.empty();
        double most = 0;
        double before = selection.gain();
        for (int item = 0; item < problem.items.size(); item++) {
            effort += 4;
            if (item == barred || selection.has(item)) {
                continue;
            }
            if (selection.canTake(item)) {
                double rate = selection.gainOfTaking(item) / problem.minutes[item];
                if (fits(selection, item) && rate > most + SAME) {
                    most = rate;
                    found = Optional.of(with(selection, item));
                }
                continue;
            }
            Optional<Selection> chain = chains.upTo(item, selection, barred, budget);
            if (chain.isPresent()) {
                double rate = (chain.get().gain() - before) / (chain.get().minutes() - selection.minutes());
                if (rate > most + SAME) {
                    most = rate;
                    found = chain;
                }
            }
        }
        return found;
    }

    /** Starts that gain per hour passes over: chains that are dear at first and gain most as a whole. */
    private List<Selection> startingChains(Selection pinned) {
        List<Selection> found = new ArrayList<>();
        for (int item = 0; item < problem.items.size(); item++) {
            if (!pinned.has(item)) {
                chains.upTo(item, pinned, -1, budget).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparingDouble(Selection::gain).reversed());
        return found.subList(0, Math.min(STARTS, found.size()));
    }

    /** One item out, others in, as long as that is better; the same selection if nothing is. */
    private Selection improve(Selection found, Selection pinned) {
        for (int out : found.inOrder()) {
            if (effort > EFFORT) {
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
            Selection rechained = chained(rest.copy(), out);
            if (better(rechained, found)) {
                return rechained;
            }
            Selection paired = pair(rest);
            if (better(paired, found)) {
                return paired;
            }
        }
        Selection added = pair(found);
        return better(added, found) ? added : found;
    }

    /** The best one or two further items, then whatever still fits. */
    private Selection pair(Selection rest) {
        Selection best = rest;
        if (problem.items.size() > FEW) {
            return best;
        }
        for (int first = 0; first < problem.items.size(); first++) {
            if (rest.has(first) || !fits(rest, first) || !rest.canTake(first)) {
                continue;
            }
            Selection one = with(rest, first);
            best = better(one, best) ? one : best;
            for (int second = 0; second < problem.items.size(); second++) {
                effort++;
                if (!one.has(second) && fits(one, second) && one.canTake(second)) {
                    Selection two = with(one, second);
                    best = better(two, best) ? two : best;
                }
            }
        }
        return greedy(best.copy(), -1);
    }

    /** Leaves out what adds nothing and opens nothing, and then what was there only to open that. */
    Selection tidy(Selection found, Selection pinned) {
        Selection now = found;
        boolean shrunk = true;
        while (shrunk) {
            shrunk = false;
            for (int item : now.inOrder()) {
                Selection rest = pinned.has(item) ? now : now.without(item);
                if (rest.size() == now.size() - 1 && rest.gain() >= now.gain() - SAME) {
                    now = rest;
                    shrunk = true;
                }
            }
        }
        return now;
    }

    boolean fits(Selection selection, int item) {
        return selection.minutes() + problem.minutes[item] <= budget;
    }

    static Selection with(Selection selection, int item) {
        Selection more = selection.copy();
        more.take(item);
        return more;
    }

    private static boolean holds(Selection selection, Selection part) {
        for (int item : part.inOrder()) {
            if (!selection.has(item)) {
                return false;
            }
        }
        return true;
    }
}
