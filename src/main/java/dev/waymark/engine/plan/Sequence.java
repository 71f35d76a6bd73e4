package dev.waymark.engine.plan;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the chosen items in order: nothing before what it needs; then what is pinned, and what that needs; then the
 * competency furthest from its target, counting what the path has taught so far; then the order of the path before;
 * then gain per hour.
 */
final class Sequence {

    private final Problem problem;
    private final Selection chosen;
    private final Selection pinned;
    private final Map<LearningItemId, Integer> before = new HashMap<>();

    Sequence(Selection chosen, Selection pinned) {
        this.problem = chosen.problem;
        this.chosen = chosen;
        this.pinned = pinned;
        for (LearningPath.Step each : problem.request.before().steps()) {
            before.put(each.item(), before.size());
        }
    }

    /**
     * @param item its number
     * @param sofar what was taken before it
     * @param furthest true if no other item that could be taken then is for a competency further from its target
     */
    record Placed(int item, Selection sofar, boolean furthest) {}

    List<Placed> inOrder() {
        List<Placed> placed = new ArrayList<>();
        Selection sofar = new Selection(problem);
        while (sofar.size() < chosen.size()) {
            int next = -1;
            int furthest = 0;
            for (int item : chosen.inOrder()) {
                if (!sofar.has(item) && sofar.canTake(item)) {
                    furthest = Math.max(furthest, tiersToGo(item, sofar));
                    next = next < 0 || precedes(item, next, sofar) ? item : next;
                }
            }
            if (next < 0) {
                throw new IllegalStateException("the chosen items cannot be taken in any order");
            }
            int distance = tiersToGo(next, sofar);
            placed.add(new Placed(next, sofar.copy(), distance > 0 && distance == furthest));
            sofar.take(next);
        }
        return placed;
    }

    private boolean precedes(int one, int other, Selection sofar) {
        if (pinned.has(one) != pinned.has(other)) {
            return pinned.has(one);
        }
        int distance = Integer.compare(tiersToGo(other, sofar), tiersToGo(one, sofar));
        if (distance != 0) {
            return distance < 0;
        }
        int place = Integer.compare(placeBefore(one), placeBefore(other));
        if (place != 0) {
            return place < 0;
        }
        double oneRate = sofar.gainOfTaking(one) / problem.minutes[one];
        double otherRate = sofar.gainOfTaking(other) / problem.minutes[other];
        return oneRate == otherRate ? one < other : oneRate > otherRate;
    }

    /** What the whole path would lose without an item, and without whatever it opens. */
    double lossWithout(int item) {
        return chosen.gain() - chosen.without(item).gain();
    }

    private int placeBefore(int item) {
        return before.getOrDefault(problem.items.get(item).id(), Integer.MAX_VALUE);
    }

    /** Of the competencies that the item works on, or opens for a chosen one, the furthest from its target. */
    private int tiersToGo(int item, Selection sofar) {
        int most = ownTiersToGo(item, sofar);
        for (int later : chosen.inOrder()) {
            if (!sofar.has(later) && later != item && opens(item, later)) {
                most = Math.max(most, ownTiersToGo(later, sofar));
            }
        }
        return most;
    }

    private int ownTiersToGo(int item, Selection sofar) {
        int most = 0;
        for (int step : problem.covers[item]) {
            if (problem.worth[step] > 0) {
                most = Math.max(most, tiersToGo(problem.steps.get(step).competency(), sofar));
            }
        }
        return most;
    }

    static int tiersToGo(CompetencyId competency, Selection sofar) {
        Problem problem = sofar.problem;
        int reached = problem.heldIn(competency).level();
        for (int step = 0; step < problem.steps.size(); step++) {
            var each = problem.steps.get(step);
            if (each.competency().equals(competency) && sofar.isFull(step)) {
                reached = Math.max(reached, each.tier().level());
            }
        }
        return Math.max(0, problem.targetOf(competency).level() - reached);
    }

    boolean opens(int item, int later) {
        for (int required : problem.requires[later]) {
            for (int taught : problem.covers[item]) {
                if (required == taught) {
                    return true;
                }
            }
        }
        return false;
    }
}
