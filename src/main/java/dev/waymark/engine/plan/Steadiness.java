package dev.waymark.engine.plan;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.LearningPath.Footing;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.engine.model.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Keeps a path from jumping. A learner who answers one question should find their path again: while no tier has changed
 * and nothing else was asked for, at most two items come or go, and only where that is worth it. Once a tier, a choice or
 * the role has changed, a path that is clearly better takes the place of the old one.
 */
final class Steadiness {

    /** Items that may come or go while the footing is the same. */
    static final int MOST_CHANGES = 2;

    /** After a change of footing, a new path must gain such a part more than the old one, mended, to take its place. */
    private static final double CLEARLY_MORE = 0.02;

    /** A change must gain such a part of the whole to be worth it. */
    private static final double WORTH_A_CHANGE = 0.02;

    private final Problem problem;
    private final Search search;

    Steadiness(Problem problem, Search search) {
        this.problem = problem;
        this.search = search;
    }

    /** True if there was a path, be it one without a step, and only evidence that changed no tier came in since. */
    static boolean isSameFooting(PlanRequest request) {
        Optional<Footing> before = request.before().footing();
        return before.isPresent() && before.get().equals(footing(request));
    }

    static Footing footing(PlanRequest request) {
        var held = new TreeMap<CompetencyId, Tier>();
        request.placements().forEach((competency, placement) -> {
            if (placement.known()) {
                held.put(competency, placement.tier());
            }
        });
        return new Footing(held, Asked.digest(request));
    }

    /**
     * @param whatIsLeft as much of the path before as can still be followed
     */
    Selection settle(Selection fresh, Selection pinned, Selection whatIsLeft) {
        if (isSameFooting(problem.request)) {
            return adjusted(whatIsLeft, pinned);
        }
        Selection old = search.tidy(whatIsLeft, pinned);
        Selection mended = filled(old, MOST_CHANGES);
        boolean allThere = Search.holds(mended, pinned);
        return !allThere || fresh.gain() > mended.gain() * (1 + CLEARLY_MORE) ? fresh : mended;
    }

    /** The path before, as far as it can still be followed, in its order, and what is pinned. */
    Selection whatIsLeft(Selection pinned) {
        Selection left = pinned.copy();
        int[] before = problem.itemsBefore();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int item : before) {
                if (!left.has(item) && search.fits(left, item) && left.canTake(item)) {
                    left.take(item);
                    grown = true;
                }
            }
        }
        return left;
    }

    private Selection adjusted(Selection old, Selection pinned) {
        int changes = (int) problem.request.before().steps().stream()
                .filter(each -> !isIn(old, each) && !isDone(each))
                .count();
        Selection now = old;
        for (int item : useless(now, pinned)) {
            Selection rest = now.without(item);
            if (changes < MOST_CHANGES && rest.size() == now.size() - 1 && Search.holds(rest, pinned)) {
                now = rest;
                changes++;
            }
        }
        if (changes < MOST_CHANGES) {
            Selection filled = filled(now, MOST_CHANGES - changes);
            Selection swapped = changes == 0 ? oneForAnother(now, pinned) : now;
            now = swapped.gain() > filled.gain() + WORTH_A_CHANGE * now.gain() ? swapped : filled;
        }
        return now;
    }

    private boolean isDone(Step step) {
        return problem.request.choices().done().contains(step.item());
    }

    private boolean isIn(Selection selection, Step step) {
        int item = problem.localItem(step.item());
        return item >= 0 && selection.has(item);
    }

    /** What adds nothing any more and opens nothing, the longest first. */
    private List<Integer> useless(Selection selection, Selection pinned) {
        List<Integer> found = new ArrayList<>();
        double gain = selection.gain();
        for (int item : selection.inOrder()) {
            if (!pinned.has(item)) {
                Selection rest = selection.without(item);
                if (rest.size() == selection.size() - 1 && rest.gain() >= gain - 1e-9) {
                    found.add(item);
                }
            }
        }
        found.sort(
                Comparator.comparing((Integer item) -> -problem.minutes[item]).thenComparing(item -> item));
        List<Integer> together = new ArrayList<>();
        Selection now = selection;
        for (int item : found) {
            Selection rest = now.without(item);
            if (rest.size() == now.size() - 1 && rest.gain() >= gain - 1e-9) {
                together.add(item);
                now = rest;
            }
        }
        return together;
    }

    private Selection filled(Selection old, int most) {
        Selection now = old;
        for (int i = 0; i < most; i++) {
            Selection more = oneMore(now, -1);
            if (more.gain() <= now.gain() * (1 + WORTH_A_CHANGE)) {
                return now;
            }
            now = more;
        }
        return now;
    }

    private Selection oneMore(Selection selection, int barred) {
        int found = -1;
        double most = 0;
        for (int item = 0; item < problem.items; item++) {
            if (item != barred && !selection.has(item) && search.fits(selection, item)) {
                double gain = selection.gainOfTaking(item);
                if (gain > most && selection.canTake(item)) {
                    most = gain;
                    found = item;
                }
            }
        }
        return found < 0 ? selection : Search.with(selection, found);
    }

    private Selection oneForAnother(Selection selection, Selection pinned) {
        Selection best = selection;
        for (int out : selection.inOrder()) {
            Selection rest = selection.without(out);
            if (!pinned.has(out) && rest.size() == selection.size() - 1) {
                Selection other = oneMore(rest, out);
                best = Search.better(other, best) ? other : best;
            }
        }
        return best;
    }

    /** A digest of what is asked for: all that is not evidence. */
    static final class Asked {

        private static final long OFFSET = 0xcbf29ce484222325L;
        private static final long PRIME = 0x100000001b3L;

        private Asked() {}

        /** FNV-1a, 64 bits, over the text of it. Nobody gains by making two of them equal. */
        static String digest(PlanRequest request) {
            var choices = request.choices();
            String text = request.framework().version()
                    + '\n'
                    + request.role()
                    + '\n'
                    + choices.weeklyMinutes()
                    + '\n'
                    + choices.weeks()
                    + '\n'
                    + choices.longestStep()
                    + '\n'
                    + choices.avoided()
                    + '\n'
                    + choices.goals()
                    + '\n'
                    + notDone(choices.pinned(), choices.done())
                    + '\n'
                    + notDone(choices.waived(), choices.done())
                    + '\n'
                    + choices.sitting()
                    + '\n'
                    + choices.deadline();
            long hash = OFFSET;
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * PRIME;
            }
            return Long.toHexString(hash);
        }

        private static <T> List<T> notDone(SortedSet<T> items, SortedSet<T> done) {
            return items.stream().filter(each -> !done.contains(each)).toList();
        }
    }
}
