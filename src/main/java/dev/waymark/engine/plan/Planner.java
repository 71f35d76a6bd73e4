package dev.waymark.engine.plan;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.Placement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the path that closes most of a learner's gaps in the hours they have.
 *
 * <p>A tier step up to the target is worth the role's weight times the probability that the learner is not there yet; a
 * step that is held for sure is worth nothing. Items cover steps by their shares. Nothing is taken before what it needs
 * ({@link dev.waymark.engine.model.Framework#requirementsOf}) is held or taught in full earlier on the path, and the
 * minutes of all steps stay within the budget. Within that, the path gains as much as {@link Search} can find, and
 * changes as little as {@link Steadiness} allows.
 *
 * <p>A path is a function of the request, to the last bit, on every machine.
 */
public final class Planner {

    public LearningPath plan(PlanRequest request) {
        Problem problem = new Problem(request);
        int budget = request.choices().budgetMinutes();
        Search search = new Search(problem, budget);
        Selection pinned = pinned(problem, budget);
        Selection chosen = new Steadiness(problem, search).settle(search.best(pinned), pinned);
        return new LearningPath(
                new Reasoning(problem, new Sequence(chosen, pinned)).steps(),
                new Omissions(chosen, budget).leftOut(),
                chosen.minutes(),
                shortfall(problem, chosen, budget));
    }

    /** Furthest from target first, reached ones last, and by competency among equals. */
    public List<Gap> gaps(PlanRequest request) {
        Problem problem = new Problem(request);
        SortedSet<CompetencyId> asked = new TreeSet<>(request.role().targets().keySet());
        asked.addAll(request.choices().goals().keySet());
        asked.retainAll(request.framework().competencies());
        return asked.stream()
                .map(each -> new Gap(
                        each,
                        problem.heldIn(each),
                        problem.placementOf(each).filter(Placement::known).isPresent(),
                        problem.targetOf(each)))
                .sorted(Comparator.comparing(Gap::tiers).reversed().thenComparing(Gap::competency))
                .toList();
    }

    /** What is pinned, with all it needs first; what does not fit or cannot be reached is left out with its reason. */
    private static Selection pinned(Problem problem, int budget) {
        Selection taken = new Selection(problem);
        Chains chains = new Chains(problem);
        for (LearningItemId each : problem.request.choices().pinned()) {
            Optional<Integer> item = problem.indexOf(each);
            if (item.isPresent() && !taken.has(item.get())) {
                taken = chains.upTo(item.get(), taken, -1, budget).orElse(taken);
            }
        }
        return taken;
    }

    /** Minutes that the path, carried on until nothing reachable is left to gain, is longer than the budget. */
    private static int shortfall(Problem problem, Selection chosen, int budget) {
        Search unbounded = new Search(problem, Integer.MAX_VALUE);
        Selection whole = unbounded.tidy(unbounded.chained(chosen.copy(), -1), chosen);
        return Math.max(0, whole.minutes() - budget);
    }
}
