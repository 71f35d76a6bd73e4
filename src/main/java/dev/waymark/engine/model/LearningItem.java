package dev.waymark.engine.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Something to do that teaches.
 *
 * @param teaches share of each tier step that it covers, above 0 and up to 1: 0.5 means that two such items make the
 *     step from the tier below; never empty
 * @param minutes working time, 5 or more
 * @param practical true if its result is work that a person rates
 * @param activity the course activity whose statements show that it was done, if it is bound to one
 * @param terms who may take it, from when until when, and how fresh it is
 */
public record LearningItem(
        LearningItemId id,
        SortedMap<CompetencyTier, Double> teaches,
        int minutes,
        DeliveryMethod method,
        boolean practical,
        Optional<ActivityId> activity,
        Terms terms) {

    /** Open to everybody at any time. */
    public LearningItem(
            LearningItemId id,
            Map<CompetencyTier, Double> teaches,
            int minutes,
            DeliveryMethod method,
            boolean practical,
            Optional<ActivityId> activity) {
        this(id, new TreeMap<>(teaches), minutes, method, practical, activity, Terms.NONE);
    }

    /**
     * Who may take an item, from when until when, and how fresh it is.
     *
     * @param entry what must be held or taught first, besides what its steps need anyway
     * @param reviewed when somebody last saw to it that the content is up to date, if that is known
     * @param opens it cannot be started earlier, such as the first day of a cohort
     * @param closes it must be finished by then
     */
    public record Terms(
            SortedSet<CompetencyTier> entry,
            Optional<Instant> reviewed,
            Optional<Instant> opens,
            Optional<Instant> closes) {

        public static final Terms NONE =
                new Terms(new TreeSet<>(), Optional.empty(), Optional.empty(), Optional.empty());

        public Terms {
            entry = Collections.unmodifiableSortedSet(new TreeSet<>(entry));
            if (opens.isPresent() && closes.isPresent() && !opens.get().isBefore(closes.get())) {
                throw new IllegalArgumentException(
                        "an item opens before it closes, found %s and %s".formatted(opens.get(), closes.get()));
            }
        }
    }

    public LearningItem(
            LearningItemId id,
            Map<CompetencyTier, Double> teaches,
            int minutes,
            DeliveryMethod method,
            boolean practical,
            Optional<ActivityId> activity,
            Terms terms) {
        this(id, new TreeMap<>(teaches), minutes, method, practical, activity, terms);
    }

    public LearningItem {
        teaches = Collections.unmodifiableSortedMap(new TreeMap<>(teaches));
        if (teaches.isEmpty()) {
            throw new IllegalArgumentException("item %s teaches nothing".formatted(id));
        }
        teaches.forEach((what, share) -> {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "item %s covers a share of %s that must be above 0 and up to 1, found %s"
                                .formatted(id, what, share));
            }
        });
        if (minutes < 5) {
            throw new IllegalArgumentException("item %s takes at least 5 minutes, found %d".formatted(id, minutes));
        }
    }
}
