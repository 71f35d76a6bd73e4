package dev.waymark.engine.plan;

import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath.LeftOut;
import dev.waymark.engine.model.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says of each item for a competency of the learner's why it is not on the path. An item is over the budget if more hours
 * would bring it; if not, others do better, or it is out of reach with any hours.
 */
final class Omissions {

    private static final double SAME = 1e-9;

    private final Problem problem;
    private final Syllabus syllabus;
    private final Selection chosen;
    private final Selection whole;
    private final Offer offer;

    /** What teaches a step, or anything of a competency, among the chosen and after them those of the whole path. */
    private final List<List<LearningItemId>> byStep = new ArrayList<>();

    private final List<List<LearningItemId>> byCompetency = new ArrayList<>();

    /**
     * @param whole the path, carried on until nothing reachable is left to gain
     */
    Omissions(Selection chosen, Selection whole) {
        this.problem = chosen.problem;
        this.syllabus = problem.syllabus;
        this.chosen = chosen;
        this.whole = whole;
        this.offer = problem.offer;
        for (int step = 0; step < syllabus.steps; step++) {
            byStep.add(new ArrayList<>(2));
        }
        for (int c = 0; c < syllabus.competencies.length; c++) {
            byCompetency.add(new ArrayList<>(2));
        }
        for (int item : chosen.inOrder()) {
            note(item);
        }
        for (int item : whole.inOrder()) {
            if (!chosen.has(item)) {
                note(item);
            }
        }
    }

    private void note(int item) {
        LearningItemId id = problem.item(item).id();
        int last = -1;
        for (int step : syllabus.taught[problem.itemNumbers[item]]) {
            byStep.get(step).add(id);
            if (Syllabus.competencyOf(step) != last) {
                last = Syllabus.competencyOf(step);
                byCompetency.get(last).add(id);
            }
        }
    }

    List<LeftOut> leftOut() {
        List<LeftOut> all = new ArrayList<>();
        for (int item = 0; item < syllabus.items.size(); item++) {
            LearningItemId id = syllabus.items.get(item).id();
            whyNot(item).ifPresent(why -> all.add(new LeftOut(id, why)));
        }
        return all;
    }

    /** The same of an item that is not open or helps nothing: of that the path makes no difference. */
    static Optional<Reason> whyNever(Problem problem, LearningItemId id) {
        int item = problem.syllabus.numberOf(id).orElse(-1);
        Selection none = new Selection(problem);
        return item < 0 ? Optional.empty() : new Omissions(none, none).whyNot(item);
    }

    /** Empty if the item is on the path, or done, or not for a target. */
    Optional<Reason> whyNot(int item) {
        int local = problem.localItem(item);
        boolean leftOut = !offer.isDone(item) && !(local >= 0 && chosen.has(local)) && isForATarget(item);
        return leftOut ? Optional.of(whyNot(item, local)) : Optional.empty();
    }

    private boolean isForATarget(int item) {
        if (offer.isPinned(item)) {
            return true;
        }
        for (int step : syllabus.taught[item]) {
            if (problem.learner.target[Syllabus.competencyOf(step)] > 1) {
                return true;
            }
        }
        return false;
    }

    private Reason whyNot(int item, int local) {
        LearningItem it = syllabus.items.get(item);
        boolean helps = false;
        for (int step : syllabus.taught[item]) {
            helps |= problem.localStep(step) >= 0;
        }
        if (!helps && !offer.isPinned(item)) {
            return whyOfNoHelp(item);
        }
        if (offer.isWaived(item)) {
            return new Reason.Waived();
        }
        if (local < 0) {
            if (offer.isTooLong(item)) {
                return new Reason.TooLong(it.minutes(), offer.longest());
            }
            return offer.avoidedMethod(item).isPresent() && !offer.isOutOfDates(item)
                    ? new Reason.MethodAvoided(it.method())
                    : new Reason.Dated(it.terms().opens(), it.terms().closes());
        }
        return whyNotChosen(it, item, local);
    }

    private Reason whyOfNoHelp(int item) {
        for (int step : syllabus.taught[item]) {
            if (!problem.learner.isHeld(step)
                    && Syllabus.levelOf(step) > problem.learner.target[Syllabus.competencyOf(step)]) {
                return new Reason.BeyondTarget(syllabus.step(step));
            }
        }
        return new Reason.NothingLeftToTeach();
    }

    private Reason whyNotChosen(LearningItem it, int item, int local) {
        int left = Math.max(0, problem.budget - chosen.minutes());
        if (whole.has(local)) {
            return notWithin(it, local, left);
        }
        if (!whole.canTake(local)) {
            for (int step : problem.requires[local]) {
                if (!whole.isFull(step)) {
                    return new Reason.OutOfReach(problem.step(step));
                }
            }
        }
        List<LearningItemId> instead = instead(item);
        if (!instead.isEmpty()) {
            return new Reason.BetterElsewhere(instead);
        }
        // What it teaches is wanted for the sake of other items only, and none of the path rests on it.
        return worth(local) == 0 || it.minutes() <= left
                ? whyOfNoHelp(item)
                : new Reason.OverBudget(it.minutes(), left);
    }

    /** An item that more hours would bring: it is too long itself, or with what it needs first, or it waits its turn. */
    private Reason notWithin(LearningItem it, int local, int left) {
        if (it.minutes() > left) {
            return new Reason.OverBudget(it.minutes(), left);
        }
        Selection more = chosen.copy();
        new Chains(problem).take(local, more, -1, Integer.MAX_VALUE);
        int before = more.minutes() - chosen.minutes() - it.minutes();
        if (before + it.minutes() > left) {
            return new Reason.OverBudget(it.minutes(), left, before);
        }
        // Where more hours would put it in the place of what covers the same now, it would add nothing beside that.
        List<LearningItemId> instead =
                more.gain() > chosen.gain() + SAME ? List.of() : instead(chosen.inOrder(), local);
        return instead.isEmpty() ? new Reason.NotYet() : new Reason.BetterElsewhere(instead);
    }

    /** Those of the items that teach what it teaches. */
    private List<LearningItemId> instead(int[] items, int local) {
        List<LearningItemId> same = new ArrayList<>();
        for (int other : items) {
            for (int step : problem.covers[local]) {
                if (problem.shareOf(other, step) > 0
                        && !same.contains(problem.item(other).id())) {
                    same.add(problem.item(other).id());
                }
            }
        }
        return same;
    }

    private double worth(int local) {
        double sum = 0;
        for (int step : problem.covers[local]) {
            sum += problem.worth[step];
        }
        return sum;
    }

    /** Items of the path that teach the same; those of the same competency where none does. */
    private List<LearningItemId> instead(int item) {
        List<LearningItemId> same = new ArrayList<>();
        for (int step : syllabus.taught[item]) {
            byStep.get(step).stream().filter(each -> !same.contains(each)).forEach(same::add);
        }
        if (same.isEmpty()) {
            for (int step : syllabus.taught[item]) {
                byCompetency.get(Syllabus.competencyOf(step)).stream()
                        .filter(each -> !same.contains(each))
                        .forEach(same::add);
            }
        }
        return same;
    }
}
