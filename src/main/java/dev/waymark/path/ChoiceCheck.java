package dev.waymark.path;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.LearningItemId;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Choices against the content in force. What somebody chooses now must exist; what was chosen long ago may have been
 * retired since, and is then left aside without a word.
 */
final class ChoiceCheck {

    private static final int SHORTEST_STEP = 5;

    private ChoiceCheck() {}

    /**
     * @throws IllegalArgumentException with what was expected and what was found
     */
    static void refuseUnknown(Choices choices, Published published) {
        for (CompetencyId each : choices.goals().keySet()) {
            if (!published.framework().competencies().contains(each)) {
                throw new IllegalArgumentException("a goal is for a competency of framework %s, found %s"
                        .formatted(published.framework().version(), each));
            }
        }
        for (LearningItemId each : choices.pinned()) {
            refuseUnknown(each, published);
            if (choices.waived().contains(each)) {
                throw new IllegalArgumentException("an item is pinned or waived, found both for " + each);
            }
        }
        choices.waived().forEach(each -> refuseUnknown(each, published));
        choices.longestStep().filter(minutes -> minutes < SHORTEST_STEP).ifPresent(minutes -> {
            throw new IllegalArgumentException(
                    "the longest step is %d minutes or more, found %d".formatted(SHORTEST_STEP, minutes));
        });
    }

    /**
     * @throws IllegalArgumentException if the catalogue in force has no such item
     */
    static void refuseUnknown(LearningItemId item, Published published) {
        if (published.item(item).isEmpty()) {
            throw new IllegalArgumentException(
                    "an item of catalogue %s was expected, found %s".formatted(published.version(), item));
        }
    }

    /** The choices without what has been retired, with everything done; an item that is done is pinned no longer. */
    static Choices within(Published published, Choices choices, Set<LearningItemId> done) {
        var goals = new TreeMap<>(choices.goals());
        goals.keySet().retainAll(published.framework().competencies());
        SortedSet<LearningItemId> waived = inForce(published, choices.waived());
        SortedSet<LearningItemId> pinned = inForce(published, choices.pinned());
        pinned.removeAll(done);
        return new Choices(
                choices.weeklyMinutes(),
                choices.weeks(),
                choices.longestStep(),
                choices.avoided(),
                goals,
                pinned,
                waived,
                inForce(published, done),
                choices.sitting(),
                choices.deadline(),
                choices.because());
    }

    private static SortedSet<LearningItemId> inForce(Published published, Set<LearningItemId> items) {
        SortedSet<LearningItemId> known = new TreeSet<>(items);
        known.removeIf(item -> published.item(item).isEmpty());
        return known;
    }
}
