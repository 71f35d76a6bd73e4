package dev.waymark.engine.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
 * @param sitting minutes the learner has at a time, 5 or more: a longer step that can be interrupted is cut into
 *     sittings, one that cannot is left out
 * @param deadline the last day to plan for, UTC; takes the place of {@code weeks}
 * @param because why an item is waived; its keys are among those waived
 */
public record Choices(
        int weeklyMinutes,
        int weeks,
        Optional<Integer> longestStep,
        Set<DeliveryMethod> avoided,
        SortedMap<CompetencyId, Tier> goals,
        SortedSet<LearningItemId> pinned,
        SortedSet<LearningItemId> waived,
        SortedSet<LearningItemId> done,
        Optional<Integer> sitting,
        Optional<LocalDate> deadline,
        SortedMap<LearningItemId, NotForMe> because) {

    private static final int MINUTES_PER_DAY = 24 * 60;

    /** Two hours a week for twelve weeks, nothing else chosen. */
    public static final Choices DEFAULT =
            new Choices(120, 12, Optional.empty(), Set.of(), Map.of(), Set.of(), Set.of(), Set.of());

    /** No sitting, no deadline, and nothing said about what is waived. */
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
                new TreeSet<>(done),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
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
        if (sitting.filter(minutes -> minutes < 5).isPresent()) {
            throw new IllegalArgumentException("a sitting is 5 minutes or more, found " + sitting.get());
        }
        SortedMap<LearningItemId, NotForMe> said = new TreeMap<>(because);
        said.keySet().retainAll(waived);
        because = Collections.unmodifiableSortedMap(said);
    }

    /** Why a learner does not want an item. Said for people; it changes no other item's place. */
    public enum NotForMe {
        KNOWN_ALREADY,
        WRONG_FIELD,
        WRONG_FORMAT,
        NO_ACCESS,
        OTHER
    }

    public int budgetMinutes() {
        return weeklyMinutes * weeks;
    }

    /** Minutes from an instant until the deadline, or for the weeks ahead where there is none; never below 0. */
    public int budgetMinutes(Instant from) {
        return deadline.map(day -> {
                    long left = Duration.between(
                                    from,
                                    day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                            .toMinutes();
                    long most = 52L * 7 * MINUTES_PER_DAY;
                    return (int) (Math.max(0, Math.min(left, most)) * weeklyMinutes / (7L * MINUTES_PER_DAY));
                })
                .orElseGet(this::budgetMinutes);
    }
}
