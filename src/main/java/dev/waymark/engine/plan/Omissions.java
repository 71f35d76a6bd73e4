package dev.waymark.engine.plan;

import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath.LeftOut;
import dev.waymark.engine.model.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says of each item for a competency of the learner's why it is not on the path. */
final class Omissions {

    private final Problem problem;
    private final Selection chosen;
    private final Offer offer;
    private final int budget;

    Omissions(Selection chosen, int budget) {
        this.problem = chosen.problem;
        this.chosen = chosen;
        this.offer = new Offer(problem);
        this.budget = budget;
    }

    List<LeftOut> leftOut() {
        return problem.request.items().stream()
                .sorted(Comparator.comparing(LearningItem::id))
                .filter(each -> !offer.isDone(each))
                .filter(each -> problem.indexOf(each.id()).filter(chosen::has).isEmpty())
                .filter(this::isForATarget)
                .map(each -> new LeftOut(each.id(), whyNot(each)))
                .toList();
    }

    private boolean isForATarget(LearningItem item) {
        return offer.isPinned(item)
                || item.teaches().keySet().stream()
                        .anyMatch(step -> problem.targetOf(step.competency()).level() > 1
                                && step.tier().level() > 1);
    }

    private Reason whyNot(LearningItem item) {
        boolean helps = item.teaches().keySet().stream().anyMatch(problem::isStep);
        if (!helps && !offer.isPinned(item)) {
            return whyOfNoHelp(item);
        }
        if (offer.isWaived(item)) {
            return new Reason.Waived();
        }
        Optional<Integer> number = problem.indexOf(item.id());
        if (number.isEmpty()) {
            Optional<Integer> longest = problem.request.choices().longestStep();
            return offer.isTooLong(item) && longest.isPresent()
                    ? new Reason.TooLong(item.minutes(), longest.get())
                    : new Reason.MethodAvoided(item.method());
        }
        return whyNotChosen(item, number.get());
    }

    private Reason whyOfNoHelp(LearningItem item) {
        for (CompetencyTier each : item.teaches().keySet()) {
            if (!problem.isHeld(each) && each.tier().compareTo(problem.targetOf(each.competency())) > 0) {
                return new Reason.BeyondTarget(each);
            }
        }
        return new Reason.NothingLeftToTeach();
    }

    private Reason whyNotChosen(LearningItem item, int number) {
        boolean gains = chosen.gainOfTaking(number) > 0;
        if (gains && !chosen.canTake(number)) {
            for (int step : problem.requires[number]) {
                if (!chosen.isFull(step)) {
                    return new Reason.OutOfReach(problem.steps.get(step));
                }
            }
        }
        List<LearningItemId> instead = instead(number);
        int left = budget - chosen.minutes();
        if (item.minutes() > left && (gains || instead.isEmpty())) {
            return new Reason.OverBudget(item.minutes(), Math.max(0, left));
        }
        return instead.isEmpty() ? new Reason.NothingLeftToTeach() : new Reason.BetterElsewhere(instead);
    }

    /** Chosen items that teach the same; those of the same competency where none does. */
    private List<LearningItemId> instead(int number) {
        LearningItem item = problem.items.get(number);
        List<LearningItemId> same = chosenThat(item, (one, other) -> one.equals(other));
        return same.isEmpty()
                ? chosenThat(item, (one, other) -> one.competency().equals(other.competency()))
                : same;
    }

    private interface Likeness {
        boolean holds(CompetencyTier one, CompetencyTier other);
    }

    private List<LearningItemId> chosenThat(LearningItem item, Likeness likeness) {
        return problem.items.stream()
                .filter(each -> problem.indexOf(each.id()).filter(chosen::has).isPresent())
                .filter(each -> each.teaches().keySet().stream()
                        .anyMatch(
                                one -> item.teaches().keySet().stream().anyMatch(other -> likeness.holds(one, other))))
                .map(LearningItem::id)
                .toList();
    }
}
