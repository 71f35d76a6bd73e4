package dev.waymark.engine.plan;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything a path rests on.
 *
 * @param estimates by competency of the framework; one that is absent is not known
 * @param placements by competency; one that is absent is not known
 * @param items the catalogue, ids unique
 * @param before the path as it was; {@link LearningPath#EMPTY} for the first, and where the learner's choices, the
 *     role or the catalogue changed so much that steadiness is no virtue
 */
public record PlanRequest(
        Framework framework,
        JobRole role,
        SortedMap<CompetencyId, MasteryEstimate> estimates,
        SortedMap<CompetencyId, Placement> placements,
        List<LearningItem> items,
        Choices choices,
        LearningPath before) {

    public PlanRequest {
        estimates = Collections.unmodifiableSortedMap(new TreeMap<>(estimates));
        placements = Collections.unmodifiableSortedMap(new TreeMap<>(placements));
        items = List.copyOf(items);
        if (items.stream().map(LearningItem::id).distinct().count() != items.size()) {
            throw new IllegalArgumentException("the catalogue names an item twice");
        }
    }
}
