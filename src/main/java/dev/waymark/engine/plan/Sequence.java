package dev.waymark.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the chosen items in order: nothing before what it needs or before it opens; what would close too early if it
 * waited; then what is pinned, and what that needs; then the competency furthest from its target, counting what the path
 * has taught so far; then the order of the path before; then gain per hour.
 */
final class Sequence {

    private final Problem problem;
    private final Selection chosen;
    private final Selection pinned;
    private final int[] items;

    /** For each chosen item, by place in {@code items}, the places of those that need something it teaches. */
    private final int[][] opens;

    private final int[] earliest;
    private final int[] latest;
    private final int[] placeBefore;

    Sequence(Selection chosen, Selection pinned) {
        this.problem = chosen.problem;
        this.chosen = chosen;
        this.pinned = pinned;
        this.items = chosen.inOrder();
        this.opens = opened();
        this.earliest = new int[items.length];
        this.latest = new int[items.length];
        this.placeBefore = new int[items.length];
        int[] before = problem.itemsBefore();
        int[] place = new int[problem.items];
        Arrays.fill(place, Integer.MAX_VALUE);
        for (int i = 0; i < before.length; i++) {
            place[before[i]] = i;
        }
        for (int i = 0; i < items.length; i++) {
            earliest[i] = problem.offer.earliestStart(problem.item(items[i]));
            latest[i] = problem.offer.latestEnd(problem.item(items[i]));
            placeBefore[i] = place[items[i]];
        }
        // What a closing item needs must be finished before it in turn. Items stand in an order in which they can be
        // taken, so going backwards once settles most, and twice all that matters.
        for (int round = 0; round < 2; round++) {
            for (int i = items.length - 1; i >= 0; i--) {
                for (int later : opens[i]) {
                    if (latest[later] < Integer.MAX_VALUE) {
                        latest[i] = Math.min(latest[i], latest[later] - problem.minutes[items[later]]);
                    }
                }
            }
        }
    }

    private int[][] opened() {
        boolean[][] taught = new boolean[items.length][problem.steps];
        for (int i = 0; i < items.length; i++) {
            for (int step : problem.covers[items[i]]) {
                taught[i][step] = true;
            }
        }
        int[][] all = new int[items.length][];
        for (int i = 0; i < items.length; i++) {
            int[] later = new int[items.length];
            int n = 0;
            for (int j = 0; j < items.length; j++) {
                if (j != i && needsAny(items[j], taught[i])) {
                    later[n++] = j;
                }
            }
            all[i] = Arrays.copyOf(later, n);
        }
        return all;
    }

    private boolean needsAny(int item, boolean[] taught) {
        for (int required : problem.requires[item]) {
            if (taught[required]) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param item its number
     * @param added what it added when it was taken
     * @param towards the step to which it added most; -1 if it added nothing
     * @param tiers tiers to go in that step's competency when it was taken
     * @param furthest true if no other item that could be taken then is for a competency further from its target
     * @param practicalFor the first step that lacked practical work, which it brings; -1 if none did
     * @param opens later items that need something it teaches, by number
     */
    record Placed(int item, double added, int towards, int tiers, boolean furthest, int practicalFor, int[] opens) {}

    /**
     * What came of it.
     *
     * @param late an item that cannot be taken before it closes or within the hours; -1 if all can
     */
    record Order(List<Placed> placed, int late) {}

    Order inOrder() {
        List<Placed> placed = new ArrayList<>();
        Selection sofar = new Selection(problem);
        boolean[] done = new boolean[items.length];
        int[] own = new int[items.length];
        int[] distance = new int[items.length];
        int elapsed = 0;
        int late = -1;
        while (placed.size() < items.length) {
            for (int i = 0; i < items.length; i++) {
                own[i] = done[i] ? 0 : tiersToGo(items[i], sofar);
            }
            int soonest = Integer.MAX_VALUE;
            for (int i = 0; i < items.length; i++) {
                distance[i] = own[i];
                for (int later : opens[i]) {
                    distance[i] = done[later] ? distance[i] : Math.max(distance[i], own[later]);
                }
                if (!done[i] && sofar.canTake(items[i])) {
                    soonest = Math.min(soonest, earliest[i]);
                }
            }
            elapsed = Math.max(elapsed, soonest == Integer.MAX_VALUE ? elapsed : soonest);
            int next = -1;
            int furthest = 0;
            for (int i = 0; i < items.length; i++) {
                if (!done[i] && earliest[i] <= elapsed && sofar.canTake(items[i])) {
                    furthest = Math.max(furthest, distance[i]);
                    next = next < 0 || precedes(i, next, sofar, distance) ? i : next;
                }
            }
            if (next < 0) {
                throw new IllegalStateException("the chosen items cannot be taken in any order");
            }
            next = hurried(next, elapsed, done, sofar);
            elapsed += problem.minutes[items[next]];
            if (late < 0 && elapsed > Math.min(problem.budget, ownEnd(next))) {
                late = lateItem(next);
            }
            placed.add(placed(next, sofar, distance[next] > 0 && distance[next] == furthest, done));
            done[next] = true;
            sofar.take(items[next]);
        }
        return new Order(placed, late);
    }

    private int ownEnd(int i) {
        return problem.offer.latestEnd(problem.item(items[i]));
    }

    /** The item that is too late, or, where waiting for another made the hours run out, the one that opens last. */
    private int lateItem(int i) {
        if (ownEnd(i) < Integer.MAX_VALUE || earliest[i] > 0) {
            return items[i];
        }
        int last = -1;
        for (int j = 0; j < items.length; j++) {
            if (earliest[j] > 0 && (last < 0 || earliest[j] > earliest[last])) {
                last = j;
            }
        }
        return last < 0 ? -1 : items[last];
    }

    /** Where waiting for the next one would make another close, that other one. */
    private int hurried(int next, int elapsed, boolean[] done, Selection sofar) {
        int first = next;
        for (int i = 0; i < items.length; i++) {
            boolean closes = latest[i] < Integer.MAX_VALUE
                    && elapsed + problem.minutes[items[next]] + problem.minutes[items[i]] > latest[i];
            if (i != next
                    && !done[i]
                    && closes
                    && latest[i] < latest[first]
                    && earliest[i] <= elapsed
                    && sofar.canTake(items[i])) {
                first = i;
            }
        }
        return first;
    }

    private boolean precedes(int one, int other, Selection sofar, int[] distance) {
        boolean onePinned = pinned.has(items[one]);
        if (onePinned != pinned.has(items[other])) {
            return onePinned;
        }
        if (distance[one] != distance[other]) {
            return distance[one] > distance[other];
        }
        if (placeBefore[one] != placeBefore[other]) {
            return placeBefore[one] < placeBefore[other];
        }
        double oneRate = sofar.gainOfTaking(items[one]) / problem.minutes[items[one]];
        double otherRate = sofar.gainOfTaking(items[other]) / problem.minutes[items[other]];
        return oneRate == otherRate ? items[one] < items[other] : oneRate > otherRate;
    }

    private Placed placed(int i, Selection sofar, boolean furthest, boolean[] done) {
        int item = items[i];
        double added = sofar.gainOfTaking(item);
        int practicalFor = -1;
        for (int step : problem.covers[item]) {
            if (practicalFor < 0 && problem.practical[item] && problem.worth[step] > 0 && sofar.lacksPractical(step)) {
                practicalFor = step;
            }
        }
        int towards = towards(i, sofar, done);
        int[] later =
                Arrays.stream(opens[i]).filter(j -> !done[j]).map(j -> items[j]).toArray();
        int tiers = towards < 0 ? 0 : toGo(problem.competency[towards], sofar);
        return new Placed(item, added, towards, tiers, furthest, practicalFor, later);
    }

    /** The step to which it adds most; failing that, one that a later item needs; failing that, the first it teaches. */
    private int towards(int i, Selection sofar, boolean[] done) {
        int item = items[i];
        double[] before = new double[problem.covers[item].length];
        for (int j = 0; j < before.length; j++) {
            before[j] = sofar.gainOf(problem.covers[item][j]);
        }
        sofar.take(item);
        int found = -1;
        double most = 0;
        for (int j = 0; j < before.length; j++) {
            double gain = sofar.gainOf(problem.covers[item][j]) - before[j];
            if (gain > most) {
                most = gain;
                found = problem.covers[item][j];
            }
        }
        sofar.undo();
        if (found >= 0) {
            return found;
        }
        for (int step : problem.covers[item]) {
            if (problem.worth[step] > 0 && !sofar.isFull(step)) {
                return step;
            }
        }
        for (int step : problem.covers[item]) {
            for (int j : opens[i]) {
                for (int required : problem.requires[items[j]]) {
                    if (!done[j] && required == step) {
                        return step;
                    }
                }
            }
        }
        return problem.covers[item].length == 0 ? -1 : problem.covers[item][0];
    }

    private int tiersToGo(int item, Selection sofar) {
        int most = 0;
        for (int step : problem.covers[item]) {
            if (problem.worth[step] > 0) {
                most = Math.max(most, toGo(problem.competency[step], sofar));
            }
        }
        return most;
    }

    private int toGo(int competency, Selection sofar) {
        int reached = problem.learner.held[competency];
        for (int k = 0; k < Syllabus.STEPS_EACH; k++) {
            int step = problem.localStep(competency * Syllabus.STEPS_EACH + k);
            if (step >= 0 && sofar.isFull(step)) {
                reached = Math.max(reached, k + 2);
            }
        }
        return Math.max(0, problem.learner.target[competency] - reached);
    }

    /** What the whole path would lose without an item, and without whatever it opens. */
    double lossWithout(int item) {
        return chosen.gain() - chosen.without(item).gain();
    }

    boolean holdsOthers(int item) {
        return chosen.without(item).size() < chosen.size() - 1;
    }
}
