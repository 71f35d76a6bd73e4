package dev.waymark.engine.plan;

import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.plan.Sequence.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says of each step why it is there. Every figure is the one by which it was chosen. */
final class Reasoning {

    private static final double MINUTES_PER_HOUR = 60;

    private final Problem problem;
    private final Sequence sequence;
    private final Offer offer;

    Reasoning(Problem problem, Sequence sequence) {
        this.problem = problem;
        this.sequence = sequence;
        this.offer = new Offer(problem);
    }

    List<Step> steps() {
        List<Placed> placed = sequence.inOrder();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < placed.size(); i++) {
            steps.add(step(placed.get(i), placed.subList(i + 1, placed.size())));
        }
        return steps;
    }

    private Step step(Placed placed, List<Placed> later) {
        LearningItem item = problem.items.get(placed.item());
        CompetencyTier towards = towards(placed, later);
        List<Reason> reasons = new ArrayList<>();
        if (offer.isPinned(item)) {
            reasons.add(new Reason.Pinned());
        }
        double added = placed.sofar().gainOfTaking(placed.item());
        // Beside practical work that comes later, an item may add nothing when it is taken and yet be needed in the
        // end.
        double gain = added > 0 ? added : sequence.lossWithout(placed.item());
        if (gain > 0) {
            reasons.add(new Reason.ClosesGap(towards, gain, gain * MINUTES_PER_HOUR / item.minutes()));
        }
        int tiers = Sequence.tiersToGo(towards.competency(), placed.sofar());
        if (placed.furthest() && tiers > 0) {
            reasons.add(new Reason.FurthestFromTarget(towards.competency(), tiers));
        }
        List<LearningItemId> opened = later.stream()
                .filter(each -> sequence.opens(placed.item(), each.item()))
                .map(each -> problem.items.get(each.item()).id())
                .toList();
        if (!opened.isEmpty()) {
            reasons.add(new Reason.Opens(opened));
        }
        practicalFor(placed).ifPresent(step -> reasons.add(new Reason.BringsPractical(step.competency())));
        if (problem.isDoubtful(towards)) {
            reasons.add(new Reason.SettlesDoubt(towards, problem.probabilityOf(towards)));
        }
        offer.avoidedMethod(item).ifPresent(method -> reasons.add(new Reason.MethodAvoided(method)));
        return new Step(item.id(), towards, item.minutes(), List.copyOf(problem.requirementsOf(item)), reasons);
    }

    /** The step to which it adds most; failing that, one that a later item needs; failing that, the first it teaches. */
    private CompetencyTier towards(Placed placed, List<Placed> later) {
        Selection after = Search.with(placed.sofar(), placed.item());
        Optional<Integer> found = Optional.empty();
        double most = 0;
        for (int step : problem.covers[placed.item()]) {
            double gain = after.gainOf(step) - placed.sofar().gainOf(step);
            if (gain > most) {
                most = gain;
                found = Optional.of(step);
            }
        }
        if (found.isPresent()) {
            return problem.steps.get(found.get());
        }
        for (int step : problem.covers[placed.item()]) {
            if (problem.worth[step] > 0 && !placed.sofar().isFull(step)) {
                return problem.steps.get(step);
            }
        }
        for (int step : problem.covers[placed.item()]) {
            for (Placed each : later) {
                for (int required : problem.requires[each.item()]) {
                    if (required == step) {
                        return problem.steps.get(step);
                    }
                }
            }
        }
        return problem.items.get(placed.item()).teaches().firstKey();
    }

    private Optional<CompetencyTier> practicalFor(Placed placed) {
        if (!problem.items.get(placed.item()).practical()) {
            return Optional.empty();
        }
        for (int step : problem.covers[placed.item()]) {
            if (problem.worth[step] > 0 && placed.sofar().lacksPractical(step)) {
                return Optional.of(problem.steps.get(step));
            }
        }
        return Optional.empty();
    }
}
