package dev.waymark.engine.plan;

import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request in the form the search works on: tier steps by number with what each is worth, and the items that can help,
 * by number, with what they cover and what they need first. Numbers follow the path before, then ids, so that nothing
 * depends on the order of the catalogue and ties fall to what was there already.
 */
final class Problem {

    /** Shares are counted in millionths, so that adding and taking away leaves no trace. */
    static final int WHOLE = 1_000_000;

    /** Three items of 0.333 are meant to make a whole. */
    static final int FULL = 995_000;

    /** Content that nobody has looked after for longer counts for a little less. */
    static final Duration FRESH = Duration.ofDays(90);

    private static final double STALE_DISCOUNT = 0.05;

    final PlanRequest request;
    final Syllabus syllabus;
    final Learner learner;
    final Offer offer;
    final int budget;

    /** By local step number. */
    final int[] stepNumbers;

    final double[] worth;
    final boolean[] needsPractical;
    final int[] competency;
    final int[] level;
    final int[][] teachers;

    /** How much each of them teaches, in the same order. */
    final int[][] teaching;

    /** Items that need a step first. */
    final int[][] needers;

    /** By local item number. */
    final int[] itemNumbers;

    final int[][] covers;
    final int[][] shares;
    final int[][] requires;
    final int[] minutes;
    final boolean[] practical;
    final double[] penalty;

    /** True if an item teaches something that it needs first, and may make it whole by itself. */
    final boolean[] helpsItself;

    final int items;
    final int steps;

    private final int[] localStep;
    private final int[] localItem;

    private final int[] scratch;
    private final Without without;

    Problem(PlanRequest request, Syllabus syllabus, Without without) {
        this.without = without;
        this.request = request;
        this.syllabus = syllabus;
        this.learner = new Learner(request, syllabus);
        this.offer = new Offer(request, syllabus, learner);
        this.budget = request.budget() + without.moreMinutes();

        double[] worths = new double[syllabus.steps];
        this.localStep = new int[syllabus.steps];
        Arrays.fill(localStep, -1);
        boolean[] found = find(worths);

        this.stepNumbers = number(localStep);
        this.steps = stepNumbers.length;
        this.scratch = new int[steps];
        this.worth = new double[steps];
        this.needsPractical = new boolean[steps];
        this.competency = new int[steps];
        this.level = new int[steps];
        for (int step = 0; step < steps; step++) {
            int global = stepNumbers[step];
            worth[step] = worths[global];
            needsPractical[step] = learner.lacksPractical(global);
            competency[step] = Syllabus.competencyOf(global);
            level[step] = Syllabus.levelOf(global);
        }
        this.localItem = new int[syllabus.items.size()];
        Arrays.fill(localItem, -1);
        this.itemNumbers = inOrder(found);
        this.items = itemNumbers.length;
        this.covers = new int[items][];
        this.shares = new int[items][];
        this.requires = new int[items][];
        this.minutes = new int[items];
        this.practical = new boolean[items];
        this.penalty = new double[items];
        this.helpsItself = new boolean[items];
        for (int item = 0; item < items; item++) {
            compile(item);
        }
        this.teachers = byStep(covers);
        this.needers = byStep(requires);
        this.teaching = new int[steps][];
        for (int step = 0; step < steps; step++) {
            int now = step;
            teaching[step] = Arrays.stream(teachers[step])
                    .map(item -> shareOf(item, now))
                    .toArray();
        }
    }

    /** For each step the items that have it, by number. */
    private int[][] byStep(int[][] having) {
        int[] count = new int[steps];
        for (int[] each : having) {
            for (int step : each) {
                count[step]++;
            }
        }
        int[][] all = new int[steps][];
        for (int step = 0; step < steps; step++) {
            all[step] = new int[count[step]];
        }
        for (int item = items - 1; item >= 0; item--) {
            for (int step : having[item]) {
                all[step][--count[step]] = item;
            }
        }
        return all;
    }

    /** Marks the steps that matter, and whatever they and the items that teach them need first; answers those items. */
    private boolean[] find(double[] worths) {
        boolean[] found = new boolean[syllabus.items.size()];
        int[] waiting = new int[syllabus.steps];
        int n = 0;
        for (int step = 0; step < syllabus.steps; step++) {
            worths[step] = without.worthless().get(step) ? 0 : learner.worthOf(step);
            if (worths[step] > 0) {
                localStep[step] = 0;
                waiting[n++] = step;
            }
        }
        for (LearningItemId each : request.choices().pinned()) {
            int item = syllabus.numberOf(each).orElse(-1);
            if (item >= 0
                    && offer.isPinned(item)
                    && !offer.isOutOfDates(item)
                    && !without.closed().get(item)) {
                found[item] = true;
                n = require(item, waiting, n);
            }
        }
        if (Steadiness.isSameFooting(request)) {
            // What is of no use any more leaves the path step by step, and not all at once.
            for (LearningPath.Step each : request.before().steps()) {
                int item = syllabus.numberOf(each.item()).orElse(-1);
                if (item >= 0
                        && !found[item]
                        && offer.isStillOpen(item)
                        && !without.closed().get(item)) {
                    found[item] = true;
                    n = require(item, waiting, n);
                }
            }
        }
        for (int next = 0; next < n; next++) {
            for (int item : syllabus.teachers[waiting[next]]) {
                if (!found[item] && !without.closed().get(item) && offer.isOpenFor(waiting[next], item)) {
                    found[item] = true;
                    n = require(item, waiting, n);
                }
            }
        }
        return found;
    }

    private int require(int item, int[] waiting, int count) {
        int n = count;
        for (int taught : syllabus.taught[item]) {
            if (!learner.isHeld(taught)) {
                n = require(syllabus.requirements[taught], waiting, n);
            }
        }
        return require(syllabus.entry[item], waiting, n);
    }

    private int require(int[] required, int[] waiting, int count) {
        int n = count;
        for (int step : required) {
            if (localStep[step] < 0 && isMissing(step)) {
                localStep[step] = 0;
                waiting[n++] = step;
            }
        }
        return n;
    }

    private static int[] number(int[] marked) {
        int[] all = new int[marked.length];
        int n = 0;
        for (int i = 0; i < marked.length; i++) {
            if (marked[i] >= 0) {
                marked[i] = n;
                all[n++] = i;
            }
        }
        return Arrays.copyOf(all, n);
    }

    private int[] inOrder(boolean[] found) {
        int[] all = new int[found.length];
        int n = 0;
        for (LearningPath.Step each : request.before().steps()) {
            int item = syllabus.numberOf(each.item()).orElse(-1);
            if (item >= 0 && found[item] && localItem[item] < 0) {
                localItem[item] = n;
                all[n++] = item;
            }
        }
        for (int item = 0; item < found.length; item++) {
            if (found[item] && localItem[item] < 0) {
                localItem[item] = n;
                all[n++] = item;
            }
        }
        return Arrays.copyOf(all, n);
    }

    private void compile(int item) {
        int global = itemNumbers[item];
        LearningItem it = syllabus.items.get(global);
        minutes[item] = it.minutes();
        practical[item] = it.practical();
        int[] taught = syllabus.taught[global];
        int[] what = new int[taught.length];
        int[] part = new int[taught.length];
        int n = 0;
        double value = 0;
        for (int i = 0; i < taught.length; i++) {
            int step = localStep[taught[i]];
            if (step >= 0) {
                what[n] = step;
                part[n++] = syllabus.shares[global][i];
                value += worth[step] * syllabus.shares[global][i] / WHOLE;
            }
        }
        covers[item] = Arrays.copyOf(what, n);
        shares[item] = Arrays.copyOf(part, n);
        requires[item] = missing(global);
        for (int step : requires[item]) {
            helpsItself[item] |= shareOf(item, step) > 0;
        }
        penalty[item] = isStale(it) ? STALE_DISCOUNT * value : 0;
    }

    /** Local numbers of what must be held before the item can be started and is not held now, without repeats. */
    private int[] missing(int global) {
        int n = 0;
        for (int taught : syllabus.taught[global]) {
            if (!learner.isHeld(taught)) {
                n = addMissing(syllabus.requirements[taught], n);
            }
        }
        n = addMissing(syllabus.entry[global], n);
        int[] all = Arrays.copyOf(scratch, n);
        Arrays.sort(all);
        return all;
    }

    private int addMissing(int[] required, int count) {
        int n = count;
        for (int each : required) {
            if (isMissing(each)) {
                boolean known = false;
                for (int i = 0; i < n; i++) {
                    known |= scratch[i] == localStep[each];
                }
                if (!known) {
                    scratch[n++] = localStep[each];
                }
            }
        }
        return n;
    }

    private boolean isMissing(int required) {
        return !learner.isHeld(required) && !without.notRequired().get(required);
    }

    private boolean isStale(LearningItem item) {
        return item.terms()
                .reviewed()
                .filter(reviewed -> reviewed.plus(FRESH).isBefore(request.at()))
                .isPresent();
    }

    /** Days since somebody looked after the content, if that is too long ago. */
    Optional<Integer> staleDays(int item) {
        LearningItem it = item(item);
        return it.terms().reviewed().filter(reviewed -> isStale(it)).map(reviewed ->
                (int) Duration.between(reviewed, request.at()).toDays());
    }

    LearningItem item(int local) {
        return syllabus.items.get(itemNumbers[local]);
    }

    CompetencyTier step(int local) {
        return syllabus.step(stepNumbers[local]);
    }

    /** -1 if the step plays no part. */
    int localStep(int global) {
        return localStep[global];
    }

    /** -1 if the item is not open or helps nothing. */
    int localItem(int global) {
        return localItem[global];
    }

    /** -1 if there is no such item, or it is not open, or helps nothing. */
    int localItem(LearningItemId id) {
        int global = syllabus.numberOf(id).orElse(-1);
        return global < 0 ? -1 : localItem[global];
    }

    boolean isPinned(int item) {
        return offer.isPinned(itemNumbers[item]);
    }

    int shareOf(int item, int step) {
        int[] what = covers[item];
        for (int i = 0; i < what.length; i++) {
            if (what[i] == step) {
                return shares[item][i];
            }
        }
        return 0;
    }

    /** Local numbers of the items on the path before, in its order, as far as they can still help. */
    int[] itemsBefore() {
        Map<Integer, Integer> seen = new HashMap<>();
        for (LearningPath.Step each : request.before().steps()) {
            int item = localItem(each.item());
            if (item >= 0) {
                seen.putIfAbsent(item, seen.size());
            }
        }
        int[] all = new int[seen.size()];
        seen.forEach((item, place) -> all[place] = item);
        return all;
    }
}
