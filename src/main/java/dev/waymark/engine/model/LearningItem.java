package dev.waymark.engine.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something to do that teaches.
 *
 * @param teaches share of each tier step that it covers, above 0 and up to 1: 0.5 means that two such items make the
 *     step from the tier below; never empty
 * @param minutes working time, 5 or more
 * @param practical true if its result is work that a person rates
 * @param activity the course activity whose statements show that it was done, if it is bound to one
 */
public record LearningItem(
        LearningItemId id,
        SortedMap<CompetencyTier, Double> teaches,
        int minutes,
        DeliveryMethod method,
        boolean practical,
        Optional<ActivityId> activity) {

    public LearningItem(
            LearningItemId id,
            Map<CompetencyTier, Double> teaches,
            int minutes,
            DeliveryMethod method,
            boolean practical,
            Optional<ActivityId> activity) {
        this(id, new TreeMap<>(teaches), minutes, method, practical, activity);
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
