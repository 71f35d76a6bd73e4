package dev.waymark.engine.plan;

import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a path from jumping. A learner who answers one question should find their path again, so the path before is kept
 * as far as it still can be followed and still helps. Hours that are free are filled, and one step may be exchanged for
 * a better one; each such change must be worth it. Only where a new path gains clearly more, because a tier or a choice
 * changed, it takes the place of the old one.
 */
final class Steadiness {

    /** A new path must gain so many times as much as the old one, mended, to take its place. */
    private static final double CLEARLY_MORE = 1.5;

    /** The same where steps of the old one are of no use any more, which is so when a tier changed. */
    private static final double MORE = 1.05;

    /** A change must gain such a part of the whole to be worth it. */
    private static final double WORTH_A_CHANGE = 0.02;

    private final Problem problem;
    private final Search search;

    Steadiness(Problem problem, Search search) {
        this.problem = problem;
        this.search = search;
    }

    Selection settle(Selection fresh, Selection pinned) {
        if (problem.request.before().steps().isEmpty()) {
            return fresh;
        }
        Selection old = search.tidy(whatIsLeft(pinned), pinned);
        List<LearningPath.Step> gone = problem.request.before().steps().stream()
                .filter(each -> !wasChosenAway(each)
                        && problem.indexOf(each.item()).filter(old::has).isEmpty())
                .toList();
        boolean tierChanged = gone.stream().anyMatch(each -> !wasForADoubt(each));
        Selection mended = gone.isEmpty() ? mend(old, pinned) : oneMore(old, -1);
        return fresh.gain() > mended.gain() * (tierChanged ? MORE : CLEARLY_MORE) ? fresh : search.tidy(mended, pinned);
    }

    private Selection whatIsLeft(Selection pinned) {
        Selection left = pinned.copy();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (LearningPath.Step each : problem.request.before().steps()) {
                Optional<Integer> item = problem.indexOf(each.item());
                if (item.isPresent()
                        && !left.has(item.get())
                        && search.fits(left, item.get())
                        && left.canTake(item.get())) {
                    left.take(item.get());
                    grown = true;
                }
            }
        }
        return left;
    }

    private boolean wasChosenAway(LearningPath.Step step) {
        return problem.request.choices().done().contains(step.item())
                || problem.request.choices().waived().contains(step.item())
                || problem.request.items().stream().noneMatch(each -> each.id().equals(step.item()));
    }

    /** A doubt comes and goes with single answers and is no change of tier. */
    private static boolean wasForADoubt(LearningPath.Step step) {
        return step.reasons().stream().anyMatch(Reason.SettlesDoubt.class::isInstance);
    }

    private Selection mend(Selection old, Selection pinned) {
        Selection filled = fill(old);
        Selection swapped = filled == old ? oneForAnother(old, pinned) : old;
        return swapped.gain() > filled.gain() * (1 + WORTH_A_CHANGE) ? swapped : filled;
    }

    private Selection fill(Selection old) {
        Selection now = old;
        Selection more = oneMore(now, -1);
        while (more != now && more.gain() > now.gain() * (1 + WORTH_A_CHANGE)) {
            now = more;
            more = oneMore(now, -1);
        }
        return now;
    }

    private Selection oneMore(Selection selection, int barred) {
        int found = -1;
        double most = 0;
        for (int item = 0; item < problem.items.size(); item++) {
            if (item != barred && !selection.has(item) && search.fits(selection, item) && selection.canTake(item)) {
                double gain = selection.gainOfTaking(item);
                if (gain > most) {
                    most = gain;
                    found = item;
                }
            }
        }
        return found < 0 ? selection : Search.with(selection, found);
    }

    private Selection oneForAnother(Selection selection, Selection pinned) {
        Selection best = selection;
        for (int out : selection.inOrder()) {
            Selection rest = selection.without(out);
            if (!pinned.has(out) && rest.size() == selection.size() - 1) {
                Selection other = oneMore(rest, out);
                best = Search.better(other, best) ? other : best;
            }
        }
        return best;
    }
}
