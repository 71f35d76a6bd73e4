package dev.waymark.engine.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the learner chose about their path. Preferences change the path, never the standard.
 *
 * @param weeklyMinutes 30 to 2400
 * @param weeks how far to plan ahead, 1 to 52; minutes times weeks is the budget
 * @param longestStep only steps of so many minutes or less, if the learner has little time
 * @param avoided delivery methods to leave out where another way exists
 * @param goals the learner's own targets, used where they are above the role's
 * @param pinned items that must be on the path as soon as they can be
 * @param waived items the learner does not want
 * @param done items finished by the learner's own word or by evidence
 */
public record Choices(
        int weeklyMinutes,
        int weeks,
        Optional<Integer> longestStep,
        Set<DeliveryMethod> avoided,
        SortedMap<CompetencyId, Tier> goals,
        SortedSet<LearningItemId> pinned,
        SortedSet<LearningItemId> waived,
        SortedSet<LearningItemId> done) {

    /** Two hours a week for twelve weeks, nothing else chosen. */
    public static final Choices DEFAULT =
            new Choices(120, 12, Optional.empty(), Set.of(), Map.of(), Set.of(), Set.of(), Set.of());

    public Choices(
            int weeklyMinutes,
            int weeks,
            Optional<Integer> longestStep,
            Set<DeliveryMethod> avoided,
            Map<CompetencyId, Tier> goals,
            Set<LearningItemId> pinned,
            Set<LearningItemId> waived,
            Set<LearningItemId> done) {
        this(
                weeklyMinutes,
                weeks,
                longestStep,
                avoided,
                new TreeMap<>(goals),
                new TreeSet<>(pinned),
                new TreeSet<>(waived),
                new TreeSet<>(done));
    }

    public Choices {
        if (weeklyMinutes < 30 || weeklyMinutes > 2400) {
            throw new IllegalArgumentException("weekly minutes are 30 to 2400, found " + weeklyMinutes);
        }
        if (weeks < 1 || weeks > 52) {
            throw new IllegalArgumentException("weeks are 1 to 52, found " + weeks);
        }
        EnumSet<DeliveryMethod> inOrder = EnumSet.noneOf(DeliveryMethod.class);
        inOrder.addAll(avoided);
        avoided = Collections.unmodifiableSet(inOrder);
        goals = Collections.unmodifiableSortedMap(new TreeMap<>(goals));
        pinned = Collections.unmodifiableSortedSet(new TreeSet<>(pinned));
        waived = Collections.unmodifiableSortedSet(new TreeSet<>(waived));
        done = Collections.unmodifiableSortedSet(new TreeSet<>(done));
    }

    public int budgetMinutes() {
        return weeklyMinutes * weeks;
    }
}
