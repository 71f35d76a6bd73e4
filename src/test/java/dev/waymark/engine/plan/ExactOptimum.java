package dev.waymark.engine.plan;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The best that any path can gain, by branch and bound over all subsets: an oracle for small catalogues, written from the
 * definition and sharing nothing with the search it judges.
 */
final class ExactOptimum {

    private final PlanRequest request;
    private double best;

    ExactOptimum(PlanRequest request) {
        this.request = request;
    }

    double gain() {
        best = 0;
        branch(new ArrayList<>(), 0, 0);
        return best;
    }

    private void branch(List<LearningItem> taken, int next, int minutes) {
        if (next == request.items().size()) {
            if (canBeTaken(taken)) {
                best = Math.max(best, gainOf(taken));
            }
            return;
        }
        List<LearningItem> atMost = new ArrayList<>(taken);
        atMost.addAll(request.items().subList(next, request.items().size()));
        if (gainOf(atMost) <= best + 1e-12) {
            return;
        }
        LearningItem item = request.items().get(next);
        if (minutes + item.minutes() <= request.choices().budgetMinutes()) {
            taken.add(item);
            branch(taken, next + 1, minutes + item.minutes());
            taken.remove(taken.size() - 1);
        }
        branch(taken, next + 1, minutes);
    }

    boolean canBeTaken(Collection<LearningItem> items) {
        List<LearningItem> left = new ArrayList<>(items);
        List<LearningItem> done = new ArrayList<>();
        boolean grown = true;
        while (grown) {
            grown = left.removeIf(each -> isOpen(each, done) && done.add(each));
        }
        return left.isEmpty();
    }

    boolean isOpen(LearningItem item, List<LearningItem> done) {
        List<LearningItem> with = new ArrayList<>(done);
        with.add(item);
        for (CompetencyTier taught : item.teaches().keySet()) {
            if (!isHeld(taught)) {
                for (CompetencyTier required : request.framework().requirementsOf(taught)) {
                    if (!isHeld(required) && !isTaught(required, with)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    double gainOf(Collection<LearningItem> items) {
        double sum = 0;
        for (CompetencyId competency : request.framework().competencies()) {
            Tier target = request.role().targets().getOrDefault(competency, Tier.AWARE);
            for (int level = 2; level <= target.level(); level++) {
                CompetencyTier step = new CompetencyTier(competency, Tier.ofLevel(level));
                sum += need(step) * covered(step, items);
            }
        }
        return request.role().weight() * sum;
    }

    double gainOfIds(Collection<LearningItemId> ids) {
        return gainOf(
                request.items().stream().filter(each -> ids.contains(each.id())).toList());
    }

    private double need(CompetencyTier step) {
        Placement placement = Objects.requireNonNull(request.placements().get(step.competency()));
        double lacking = 1
                - Objects.requireNonNull(request.estimates().get(step.competency()))
                        .probabilityAtLeast(request.framework()
                                .cutScoresOf(step.competency())
                                .leastLogitOf(step.tier()));
        if (isHeld(step)) {
            boolean doubtful = placement.provisional() && placement.tier() == step.tier() && lacking > 0.05;
            return doubtful ? lacking : 0;
        }
        return Math.max(0.3, lacking);
    }

    private boolean isHeld(CompetencyTier step) {
        Placement placement = Objects.requireNonNull(request.placements().get(step.competency()));
        Tier held = placement.known() ? placement.tier() : Tier.AWARE;
        return held.level() >= step.tier().level();
    }

    private double covered(CompetencyTier step, Collection<LearningItem> items) {
        double share = 0;
        for (LearningItem each : items) {
            share += each.teaches().getOrDefault(step, 0.0);
        }
        share = Math.min(1, share);
        return hasPractical(step, items) ? share : Math.min(0.5, share);
    }

    private boolean isTaught(CompetencyTier step, List<LearningItem> items) {
        double share = 0;
        for (LearningItem each : items) {
            share += each.teaches().getOrDefault(step, 0.0);
        }
        return share >= 0.995 && hasPractical(step, items);
    }

    private boolean hasPractical(CompetencyTier step, Collection<LearningItem> items) {
        MasteryEstimate estimate = Objects.requireNonNull(request.estimates().get(step.competency()));
        return step.tier().level() < 3
                || estimate.practical()
                || items.stream()
                        .anyMatch(each -> each.practical() && each.teaches().containsKey(step));
    }
}
