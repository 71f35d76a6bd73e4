package dev.waymark.engine.plan;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Reason;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the path that closes most of a learner's gaps in the hours they have.
 *
 * <p>A tier step up to the target is worth the role's weight times the probability that the learner is not there yet; a
 * step that is held for sure is worth nothing. Items cover steps by their shares. Nothing is taken before what it needs
 * ({@link Framework#requirementsOf} and the item's own entry tiers) is held or taught in full earlier on the path,
 * nothing outside its dates, and the minutes of all steps stay within the budget. Within that, the path gains as much as
 * {@link Search} can find, and changes as little as {@link Steadiness} demands.
 *
 * <p>A path is a function of the request and the effort, to the last bit, on every machine. The catalogue last seen is
 * kept compiled, which changes nothing but the time it takes; a planner may be used by many threads.
 */
public final class Planner {

    /** Dated items that are given up one by one before the rest of them is. */
    private static final int MOST_LATE = 8;

    /** With more items that could help, a second search would take too long while somebody waits. */
    private static final int MOST_FOR_SCRATCH = 2000;

    /** Pins of which it is looked at whether they change anything; each is a path planned anew. */
    private static final int MOST_PINS = 8;

    /** With more items that could help, it is looked at for none. */
    private static final int MOST_FOR_PINS = 250;

    private final Effort effort;
    private volatile Syllabus last = new Syllabus(new Framework("none", new TreeMap<>(), new TreeSet<>()), List.of());

    public Planner() {
        this(Effort.ONLINE);
    }

    public Planner(Effort effort) {
        this.effort = effort;
    }

    public LearningPath plan(PlanRequest request) {
        return plan(request, Without.NOTHING);
    }

    LearningPath plan(PlanRequest request, Without without) {
        return told(find(request, without), without);
    }

    /** The path that was found, with all that there is to say of it. */
    LearningPath told(Found found, Without without) {
        PlanRequest request = found.problem.request;
        Problem problem = found.problem;
        Selection whole = whole(found.search, found.chosen, found.pinned);
        Found scratch = scratch(found, without);
        BitSet notLookedAt = new BitSet();
        BitSet needNoPin = needNoPin(found, scratch, without, notLookedAt);
        return new LearningPath(
                new Reasoning(problem, found.sequence, needNoPin, notLookedAt, kept(found, scratch))
                        .steps(found.placed),
                new Omissions(found.chosen, whole).leftOut(),
                found.chosen.minutes(),
                Math.max(0, whole.minutes() - problem.budget),
                new Rechecks(problem).soonestFirst(),
                Optional.of(Steadiness.footing(request)));
    }

    /** The steps of a path in order, before anything is said of them. */
    record Found(
            Problem problem,
            Search search,
            Selection pinned,
            Selection chosen,
            Sequence sequence,
            List<Sequence.Placed> placed) {

        /** -1 if the path does not have it. */
        int placeOf(LearningItemId item) {
            int number = problem.localItem(item);
            for (int i = 0; i < placed.size(); i++) {
                if (placed.get(i).item() == number) {
                    return i;
                }
            }
            return -1;
        }
    }

    private Found find(PlanRequest request, Without without) {
        return find(new Problem(request, syllabus(request), without), without);
    }

    /** @param first the problem of it, with the same left out of account */
    Found find(Problem first, Without without) {
        PlanRequest request = first.request;
        BitSet closed = (BitSet) without.closed().clone();
        for (int round = 0; ; round++) {
            Problem problem = round == 0
                    ? first
                    : new Problem(
                            request,
                            first.syllabus,
                            new Without(without.worthless(), without.notRequired(), closed, without.moreMinutes()));
            Search search = new Search(problem, effort);
            Selection pinned = pinned(problem);
            Steadiness steadiness = new Steadiness(problem, search);
            Selection left = steadiness.whatIsLeft(pinned);
            // While only evidence came in, no fresh path is followed, so none is looked for.
            Selection fresh = Steadiness.isSameFooting(request) ? left : search.best(pinned);
            Selection chosen = request.before().steps().isEmpty() ? fresh : steadiness.settle(fresh, pinned, left);
            Sequence sequence = new Sequence(chosen, pinned);
            Sequence.Order order = sequence.inOrder();
            if (order.late() < 0) {
                return new Found(problem, search, pinned, chosen, sequence, order.placed());
            }
            closed.or(givenUp(problem, order.late(), round));
        }
    }

    /** Why an item is not on the path that was found, as the path would tell it; empty if it is not for a target. */
    static Optional<Reason> whyNot(Found found, LearningItemId item) {
        int number = found.problem.syllabus.numberOf(item).orElse(-1);
        return number < 0
                ? Optional.empty()
                : new Omissions(found.chosen, whole(found.search, found.chosen, found.pinned)).whyNot(number);
    }

    /** The path planned from scratch, for those reasons that are about the difference; else the path itself. */
    private Found scratch(Found found, Without without) {
        PlanRequest request = found.problem.request;
        boolean differs = !request.before().steps().isEmpty();
        boolean asked = found.problem.items <= MOST_FOR_SCRATCH;
        return differs && asked ? find(request.after(LearningPath.EMPTY), without) : found;
    }

    /** Items, by local number, that a path from scratch would not have. */
    private static BitSet kept(Found found, Found scratch) {
        BitSet all = new BitSet();
        for (Sequence.Placed each : found.placed) {
            if (scratch.placeOf(found.problem.item(each.item()).id()) < 0) {
                all.set(each.item());
            }
        }
        return all;
    }

    /**
     * Pinned items of a path that would stand at the same place if they were not pinned, each found by planning without
     * its pin. By local number.
     *
     * @param notLookedAt those past the first few, and all of a large catalogue, are set in it
     */
    private BitSet needNoPin(Found found, Found scratch, Without without, BitSet notLookedAt) {
        BitSet all = new BitSet();
        PlanRequest asked = found.problem.request.after(LearningPath.EMPTY);
        int looked = 0;
        for (LearningItemId pin : asked.choices().pinned()) {
            int item = found.problem.localItem(pin);
            if (item < 0 || !found.chosen.has(item) || !found.problem.isPinned(item)) {
                continue;
            }
            if (found.problem.items > MOST_FOR_PINS || looked++ >= MOST_PINS) {
                notLookedAt.set(item);
                continue;
            }
            if (scratch.placeOf(pin)
                    == find(Counterfactual.unpinned(asked, pin), without).placeOf(pin)) {
                all.set(item);
            }
        }
        return all;
    }

    private static BitSet givenUp(Problem problem, int late, int round) {
        BitSet items = new BitSet();
        items.set(problem.itemNumbers[late]);
        for (int item = 0; item < problem.items && round >= MOST_LATE; item++) {
            LearningItem.Terms terms = problem.item(item).terms();
            if (terms.opens().isPresent() || terms.closes().isPresent()) {
                items.set(problem.itemNumbers[item]);
            }
        }
        return items;
    }

    Syllabus syllabus(PlanRequest request) {
        Syllabus known = last;
        if (!known.isOf(request.framework(), request.items())) {
            known = new Syllabus(request.framework(), request.items());
            last = known;
        }
        return known;
    }

    /** Furthest from target first, reached ones last, and by competency among equals. */
    public List<Gap> gaps(PlanRequest request) {
        Learner learner = new Learner(request, syllabus(request));
        SortedSet<CompetencyId> asked = new TreeSet<>(request.role().targets().keySet());
        asked.addAll(request.choices().goals().keySet());
        asked.retainAll(request.framework().competencies());
        return asked.stream()
                .map(each -> new Gap(
                        each,
                        learner.heldIn(each),
                        learner.placementOf(each).filter(Placement::known).isPresent(),
                        learner.targetOf(each)))
                .sorted(Comparator.comparing(Gap::tiers).reversed().thenComparing(Gap::competency))
                .toList();
    }

    /** What is pinned, with all it needs first; what does not fit or cannot be reached is left out with its reason. */
    private static Selection pinned(Problem problem) {
        Selection taken = new Selection(problem);
        Chains chains = new Chains(problem);
        for (LearningItemId each : problem.request.choices().pinned()) {
            int item = problem.localItem(each);
            if (item >= 0 && !taken.has(item)) {
                chains.take(item, taken, -1, problem.budget);
            }
        }
        return taken;
    }

    /** The path, carried on until nothing reachable is left to gain; or a shorter one that gains as much. */
    private static Selection whole(Search search, Selection chosen, Selection pinned) {
        Selection carriedOn = search.tidy(search.completed(chosen.copy()), chosen);
        if (carriedOn.minutes() <= chosen.problem.budget) {
            return carriedOn;
        }
        Selection anew = search.tidy(search.completed(pinned.copy()), pinned);
        return Search.better(anew, carriedOn) ? anew : carriedOn;
    }
}
