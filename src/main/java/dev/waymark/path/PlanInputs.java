package dev.waymark.path;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.plan.Effort;
import dev.waymark.engine.plan.PlanRequest;
import dev.waymark.engine.plan.PlanRequest.Reached;
import dev.waymark.engine.plan.Planner;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a path was planned from, kept beside it: with the published content of that version, planning again
 * gives the same bits.
 *
 * @param configuration version of the published content (framework, role targets, catalogue)
 * @param role whose targets were asked for; the baseline's id if none was chosen
 * @param parameters version of the parameter snapshot behind the estimates
 * @param before the path before: its steps and footing alone, since what it left out plays no part
 * @param reached tiers that were reached and since when
 * @param thorough true if it was planned with the effort of a what-if, since somebody asked for it
 */
record PlanInputs(
        String configuration,
        JobRoleId role,
        String parameters,
        Instant asOf,
        SortedMap<CompetencyId, MasteryEstimate> estimates,
        SortedMap<CompetencyId, Placement> placements,
        Choices choices,
        LearningPath before,
        SortedMap<CompetencyId, Reached> reached,
        boolean thorough) {

    private static final Planner ONLINE = new Planner();
    private static final Planner THOROUGH = new Planner(Effort.THOROUGH);

    /** Nothing reached, and planned online. */
    PlanInputs(
            String configuration,
            JobRoleId role,
            String parameters,
            Instant asOf,
            SortedMap<CompetencyId, MasteryEstimate> estimates,
            SortedMap<CompetencyId, Placement> placements,
            Choices choices,
            LearningPath before) {
        this(
                configuration,
                role,
                parameters,
                asOf,
                estimates,
                placements,
                choices,
                before,
                new TreeMap<>(Map.of()),
                false);
    }

    PlanInputs {
        estimates = Collections.unmodifiableSortedMap(new TreeMap<>(estimates));
        placements = Collections.unmodifiableSortedMap(new TreeMap<>(placements));
        before = new LearningPath(
                before.steps(), List.of(), before.minutes(), before.shortfall(), List.of(), before.footing());
        reached = Collections.unmodifiableSortedMap(new TreeMap<>(reached));
    }

    /**
     * What the planner is asked.
     *
     * @throws IllegalArgumentException if the content is of another version than the one that was planned with
     */
    PlanRequest request(Published published) {
        if (!published.version().equals(configuration)) {
            throw new IllegalArgumentException(
                    "planned with content version \"%s\", found \"%s\"".formatted(configuration, published.version()));
        }
        return new PlanRequest(
                published.framework(),
                published.role(Optional.of(role)),
                estimates,
                placements,
                published.items(),
                choices,
                before,
                asOf,
                reached);
    }

    /**
     * The path, to the same bits whenever it is asked for.
     *
     * @throws IllegalArgumentException as {@link #request}
     */
    LearningPath path(Published published) {
        return (thorough ? THOROUGH : ONLINE).plan(request(published));
    }
}
