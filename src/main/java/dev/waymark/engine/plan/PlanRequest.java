package dev.waymark.engine.plan;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything a path rests on.
 *
 * @param estimates by competency of the framework; one that is absent is not known
 * @param placements by competency; one that is absent is not known
 * @param items the catalogue, ids unique
 * @param before the path as it was; {@link LearningPath#EMPTY} for the first
 * @param at the instant to plan for: what is open, fresh and due is judged by it
 * @param reached the tiers that were reached and since when, to tell when to show them again
 */
public record PlanRequest(
        Framework framework,
        JobRole role,
        SortedMap<CompetencyId, MasteryEstimate> estimates,
        SortedMap<CompetencyId, Placement> placements,
        List<LearningItem> items,
        Choices choices,
        LearningPath before,
        Instant at,
        SortedMap<CompetencyId, Reached> reached) {

    /** Planned for the instant that the estimates hold for, with nothing to show again. */
    public PlanRequest(
            Framework framework,
            JobRole role,
            SortedMap<CompetencyId, MasteryEstimate> estimates,
            SortedMap<CompetencyId, Placement> placements,
            List<LearningItem> items,
            Choices choices,
            LearningPath before) {
        this(
                framework,
                role,
                estimates,
                placements,
                items,
                choices,
                before,
                estimates.values().stream()
                        .map(MasteryEstimate::asOf)
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH),
                new TreeMap<>(Map.of()));
    }

    public PlanRequest {
        estimates = Collections.unmodifiableSortedMap(new TreeMap<>(estimates));
        placements = Collections.unmodifiableSortedMap(new TreeMap<>(placements));
        items = List.copyOf(items);
        reached = Collections.unmodifiableSortedMap(new TreeMap<>(reached));
        if (items.stream().map(LearningItem::id).distinct().count() != items.size()) {
            throw new IllegalArgumentException("the catalogue names an item twice");
        }
    }

    /**
     * A tier that was reached.
     *
     * @param since when it was; it has not been lost to other evidence since
     */
    public record Reached(Tier tier, Instant since) {}

    public PlanRequest choosing(Choices other) {
        return new PlanRequest(framework, role, estimates, placements, items, other, before, at, reached);
    }

    public PlanRequest after(LearningPath path) {
        return new PlanRequest(framework, role, estimates, placements, items, choices, path, at, reached);
    }

    public PlanRequest withRole(JobRole other) {
        return new PlanRequest(framework, other, estimates, placements, items, choices, before, at, reached);
    }

    /** As if these were the tiers; what is thought of a competency otherwise stays. */
    public PlanRequest placing(SortedMap<CompetencyId, Placement> other) {
        return new PlanRequest(framework, role, estimates, other, items, choices, before, at, reached);
    }

    int budget() {
        return choices.budgetMinutes(at);
    }
}
