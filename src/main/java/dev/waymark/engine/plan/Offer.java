package dev.waymark.engine.plan;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which items the learner's choices and the calendar leave open. A pin opens an item whatever else was chosen, except
 * that what is done is done and what is closed is closed. An avoided method is left out where another way exists; where
 * the remaining items cannot make a step, the items of that method come back, since preferences change the path and
 * never the standard.
 */
final class Offer {

    private final PlanRequest request;
    private final Choices choices;
    private final Syllabus syllabus;
    private final Learner learner;
    private final int budget;
    private final boolean[] done;
    private final boolean[] waived;
    private final boolean[] pinned;

    /** For each step, once it was asked for: 1 if there is no other way than by an avoided method, 2 if there is. */
    private final byte[] otherWay;

    Offer(PlanRequest request, Syllabus syllabus, Learner learner) {
        this.request = request;
        this.choices = request.choices();
        this.syllabus = syllabus;
        this.learner = learner;
        this.budget = request.budget();
        this.done = numbers(choices.done());
        this.waived = numbers(choices.waived());
        this.pinned = numbers(choices.pinned());
        this.otherWay = new byte[syllabus.steps];
    }

    private boolean[] numbers(Iterable<LearningItemId> ids) {
        boolean[] flags = new boolean[syllabus.items.size()];
        ids.forEach(id -> syllabus.numberOf(id).ifPresent(number -> flags[number] = true));
        return flags;
    }

    boolean isPinned(int item) {
        return pinned[item] && !done[item];
    }

    boolean isDone(int item) {
        return done[item];
    }

    boolean isWaived(int item) {
        return waived[item] && !pinned[item];
    }

    /** Longer than the learner has at a time, and of a kind that cannot be interrupted. */
    boolean isTooLong(int item) {
        if (isPinned(item)) {
            return false;
        }
        LearningItem it = syllabus.items.get(item);
        return choices.longestStep().filter(longest -> it.minutes() > longest).isPresent()
                || choices.sitting().filter(most -> it.minutes() > most).isPresent() && isInOneGo(it.method());
    }

    /** What happens at an hour with others, and a test, is not cut into sittings. */
    static boolean isInOneGo(DeliveryMethod method) {
        return switch (method) {
            case WORKSHOP, WEBINAR, PEER_MENTORING, QUIZ -> true;
            case MICROLEARNING, ONLINE_COURSE, LAB, PROJECT, READING -> false;
        };
    }

    /** The most minutes that a step may have, to be told beside one that has more. */
    int longest() {
        return Math.min(
                choices.longestStep().orElse(Integer.MAX_VALUE),
                choices.sitting().orElse(Integer.MAX_VALUE));
    }

    /** In how many sittings an item is taken. */
    int sittings(LearningItem item) {
        return choices.sitting()
                .filter(most -> !isInOneGo(item.method()))
                .map(most -> (item.minutes() + most - 1) / most)
                .orElse(1);
    }

    /** It opens too late, or closes too soon, to be taken within the hours of this path. */
    boolean isOutOfDates(int item) {
        LearningItem it = syllabus.items.get(item);
        if (it.terms().opens().isEmpty() && it.terms().closes().isEmpty()) {
            return false;
        }
        return earliestStart(it) + it.minutes() > Math.min(latestEnd(it), budget);
    }

    /** Minutes of learning that pass before the item opens. */
    int earliestStart(LearningItem item) {
        return item.terms().opens().map(this::minutesUntil).orElse(0);
    }

    /** Minutes of learning that pass before the item closes. */
    int latestEnd(LearningItem item) {
        return item.terms().closes().map(this::minutesUntil).orElse(Integer.MAX_VALUE);
    }

    private int minutesUntil(Instant then) {
        long passed = Math.max(0, Duration.between(request.at(), then).toMinutes());
        return (int) Math.min(Integer.MAX_VALUE / 2, passed * choices.weeklyMinutes() / (7L * 24 * 60));
    }

    Optional<DeliveryMethod> avoidedMethod(int item) {
        return Optional.of(syllabus.items.get(item).method())
                .filter(method -> choices.avoided().contains(method))
                .filter(method -> !isPinned(item));
    }

    private boolean isAvoided(int item) {
        return !choices.avoided().isEmpty()
                && choices.avoided().contains(syllabus.items.get(item).method())
                && !isPinned(item);
    }

    /** Whether an item may be taken for the sake of a step that it teaches. */
    boolean isOpenFor(int step, int item) {
        return isOpenButForItsMethod(item) && (!isAvoided(item) || hasNoOtherWay(step));
    }

    /** Whether an item that is on the path may stay there. */
    boolean isStillOpen(int item) {
        return isOpenButForItsMethod(item);
    }

    private boolean isOpenButForItsMethod(int item) {
        return !isDone(item) && !isWaived(item) && !isTooLong(item) && !isOutOfDates(item);
    }

    private boolean hasNoOtherWay(int step) {
        if (otherWay[step] == 0) {
            long share = 0;
            boolean practical = !learner.lacksPractical(step);
            for (int item : syllabus.teachers[step]) {
                if (!isAvoided(item) && isOpenButForItsMethod(item)) {
                    share += shareOf(item, step);
                    practical |= syllabus.items.get(item).practical();
                }
            }
            otherWay[step] = (byte) (share < Problem.FULL || !practical ? 1 : 2);
        }
        return otherWay[step] == 1;
    }

    private int shareOf(int item, int step) {
        int[] taught = syllabus.taught[item];
        for (int i = 0; i < taught.length; i++) {
            if (taught[i] == step) {
                return syllabus.shares[item][i];
            }
        }
        return 0;
    }
}
