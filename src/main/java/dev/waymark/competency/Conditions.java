package dev.waymark.competency;

import dev.waymark.competency.ContentFiles.Condition;
import dev.waymark.competency.ContentFiles.Demand;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Criterion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From the criteria of a file, whose shape its schema has checked, to those of the engine. */
final class Conditions {

    private Conditions() {}

    /**
     * @throws IllegalArgumentException if a tier has two, or a condition is not what it must be
     */
    static Map<CompetencyTier, Criterion> read(@Nullable List<Demand> demands) {
        Map<CompetencyTier, Criterion> criteria = new TreeMap<>();
        if (demands != null) {
            for (Demand each : demands) {
                CompetencyTier target = ContentReader.competencyTier(each.target());
                if (criteria.put(target, criterion(each.demand())) != null) {
                    throw new IllegalArgumentException(
                            "criteria: each tier stands once, found %s twice".formatted(target));
                }
            }
        }
        return criteria;
    }

    private static Criterion criterion(Condition condition) {
        if (condition.all() != null) {
            return new Criterion.All(
                    condition.all().stream().map(Conditions::criterion).toList());
        }
        if (condition.any() != null) {
            return new Criterion.Any(
                    condition.any().stream().map(Conditions::criterion).toList());
        }
        if (condition.scoreAtLeast() != null) {
            return new Criterion.ScoreAtLeast(
                    new ActivityId(Objects.requireNonNull(condition.activity(), "activity")), condition.scoreAtLeast());
        }
        if (condition.ratedPractical() != null) {
            return new Criterion.RatedPractical(
                    condition.ratedPractical(),
                    Optional.ofNullable(condition.activity()).map(ActivityId::new));
        }
        return condition.completed() != null
                ? new Criterion.Completed(new ActivityId(condition.completed()))
                : new Criterion.BadgeHeld(new ActivityId(Objects.requireNonNull(condition.badge(), "badge")));
    }
}
