package dev.waymark.engine.plan;

import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.plan.Sequence.Placed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Says of each step why it is there. Every figure is the one by which it was chosen.
 *
 * <p>The first reason is one that counts: were it not so, the step would go, or stand elsewhere ({@link
 * Counterfactual}). Where an item both closes a gap and opens the way for others, either would keep it, so the two are
 * told as one; so are a pin and what would keep the item at the same place without it.
 */
final class Reasoning {

    private static final double MINUTES_PER_HOUR = 60;

    private final Problem problem;
    private final Sequence sequence;

    /** Pinned items, by local number, that would stand where they stand without that. */
    private final BitSet needNoPin;

    /** Pinned items, by local number, of which that was not looked at. */
    private final BitSet notLookedAt;

    /** Items that are kept so that the path is steady. */
    private final BitSet kept;

    Reasoning(Problem problem, Sequence sequence, BitSet needNoPin, BitSet notLookedAt, BitSet kept) {
        this.notLookedAt = notLookedAt;
        this.kept = kept;
        this.problem = problem;
        this.needNoPin = needNoPin;
        this.sequence = sequence;
    }

    List<Step> steps(List<Placed> placed) {
        return placed.stream().map(this::step).toList();
    }

    private Step step(Placed placed) {
        LearningItem item = problem.item(placed.item());
        CompetencyTier towards = placed.towards() < 0 ? item.teaches().firstKey() : problem.step(placed.towards());
        List<Reason> reasons = new ArrayList<>();
        // Beside practical work that comes later, an item may add nothing when it is taken and yet be needed in the
        // end.
        double gain = placed.added() > 0 ? placed.added() : sequence.lossWithout(placed.item());
        double perHour = gain * MINUTES_PER_HOUR / item.minutes();
        List<LearningItemId> opened = Arrays.stream(placed.opens())
                .mapToObj(later -> problem.item(later).id())
                .toList();
        boolean holds = !opened.isEmpty() && sequence.holdsOthers(placed.item());
        if (problem.isPinned(placed.item())) {
            boolean standsWithout = needNoPin.get(placed.item());
            boolean useful = (standsWithout || notLookedAt.get(placed.item())) && (gain > 0 || holds);
            reasons.add(
                    useful
                            ? new Reason.PinnedAndUseful(
                                    towards,
                                    Math.max(0, gain),
                                    Math.max(0, perHour),
                                    holds ? opened : List.of(),
                                    standsWithout)
                            : new Reason.Pinned());
        }
        if (gain > 0 && kept.get(placed.item()) && !problem.isPinned(placed.item())) {
            reasons.add(new Reason.KeptSteady());
        }
        if (gain > 0 && holds && placed.added() > 0) {
            reasons.add(new Reason.ClosesGapAndOpens(towards, gain, perHour, opened));
        } else if (gain > 0 && !(holds && placed.added() <= 0)) {
            reasons.add(new Reason.ClosesGap(towards, gain, perHour));
        }
        if (holds && placed.added() <= 0) {
            reasons.add(new Reason.Opens(opened));
            if (gain > 0) {
                reasons.add(new Reason.ClosesGap(towards, gain, perHour));
            }
        }
        if (placed.furthest() && placed.tiers() > 0) {
            reasons.add(new Reason.FurthestFromTarget(towards.competency(), placed.tiers()));
        }
        if (!opened.isEmpty() && reasons.stream().noneMatch(Reason.Opens.class::isInstance)) {
            reasons.add(new Reason.Opens(opened));
        }
        if (placed.practicalFor() >= 0) {
            reasons.add(new Reason.BringsPractical(
                    problem.step(placed.practicalFor()).competency()));
        }
        int global = problem.syllabus.numberOf(towards);
        if (global >= 0 && problem.learner.isDoubtful(global)) {
            reasons.add(new Reason.SettlesDoubt(towards, problem.learner.probabilityOf(towards)));
        }
        problem.offer
                .avoidedMethod(problem.itemNumbers[placed.item()])
                .ifPresent(method -> reasons.add(new Reason.MethodAvoided(method)));
        problem.staleDays(placed.item()).ifPresent(days -> reasons.add(new Reason.Stale(days)));
        if (item.terms().opens().isPresent() || item.terms().closes().isPresent()) {
            reasons.add(new Reason.Dated(item.terms().opens(), item.terms().closes()));
        }
        if (reasons.isEmpty()) {
            reasons.add(new Reason.StillThere());
        }
        List<CompetencyTier> locks = Arrays.stream(problem.requires[placed.item()])
                .mapToObj(problem::step)
                .sorted()
                .toList();
        return new Step(item.id(), towards, item.minutes(), locks, reasons, problem.offer.sittings(item));
    }
}
