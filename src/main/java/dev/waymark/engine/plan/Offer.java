package dev.waymark.engine.plan;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItem;
import java.util.Optional;
import java.util.Set;

/**
 * Which items the learner's choices leave open. A pin opens an item whatever else was chosen, except that what is done is
 * done. An avoided method is left out where another way exists; where the remaining items cannot make a step, the items
 * of that method come back, since preferences change the path and never the standard.
 */
final class Offer {

    private final Problem problem;
    private final Choices choices;

    Offer(Problem problem) {
        this.problem = problem;
        this.choices = problem.request.choices();
    }

    boolean isPinned(LearningItem item) {
        return choices.pinned().contains(item.id()) && !isDone(item);
    }

    boolean isDone(LearningItem item) {
        return choices.done().contains(item.id());
    }

    boolean isWaived(LearningItem item) {
        return choices.waived().contains(item.id()) && !isPinned(item);
    }

    boolean isTooLong(LearningItem item) {
        return choices.longestStep().filter(longest -> item.minutes() > longest).isPresent() && !isPinned(item);
    }

    Optional<DeliveryMethod> avoidedMethod(LearningItem item) {
        return Optional.of(item.method())
                .filter(method -> choices.avoided().contains(method))
                .filter(method -> !isPinned(item));
    }

    boolean isOpen(LearningItem item, Set<CompetencyTier> relevant) {
        if (isDone(item) || isWaived(item) || isTooLong(item)) {
            return false;
        }
        return avoidedMethod(item).isEmpty()
                || item.teaches().keySet().stream().filter(relevant::contains).anyMatch(this::hasNoOtherWay);
    }

    private boolean hasNoOtherWay(CompetencyTier step) {
        long share = 0;
        boolean practical = !problem.lacksPractical(step);
        for (LearningItem each : problem.request.items()) {
            Double part = each.teaches().get(step);
            boolean other = !choices.avoided().contains(each.method()) || isPinned(each);
            if (part != null && other && !isDone(each) && !isWaived(each) && !isTooLong(each)) {
                share += StrictMath.round(part * Problem.WHOLE);
                practical |= each.practical();
            }
        }
        return share < Problem.FULL || !practical;
    }
}
