package dev.waymark.engine.plan;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A learner's choices with one of them otherwise. */
final class OtherChoices {

    private OtherChoices() {}

    static Choices pinning(Choices it, TreeSet<LearningItemId> pinned) {
        return changed(it, it.weeklyMinutes(), it.weeks(), false, it.avoided(), it.goals(), pinned, it.waived());
    }

    static Choices waiving(Choices it, TreeSet<LearningItemId> waived) {
        return changed(it, it.weeklyMinutes(), it.weeks(), false, it.avoided(), it.goals(), it.pinned(), waived);
    }

    static Choices avoiding(Choices it, Set<DeliveryMethod> avoided) {
        return changed(it, it.weeklyMinutes(), it.weeks(), false, avoided, it.goals(), it.pinned(), it.waived());
    }

    static Choices atLength(Choices it) {
        return changed(it, it.weeklyMinutes(), it.weeks(), true, it.avoided(), it.goals(), it.pinned(), it.waived());
    }

    static Choices within(Choices it, int weekly, int weeks) {
        return changed(it, weekly, weeks, false, it.avoided(), it.goals(), it.pinned(), it.waived());
    }

    static Choices aiming(Choices it, CompetencyTier goal) {
        TreeMap<CompetencyId, Tier> goals = new TreeMap<>(it.goals());
        goals.put(goal.competency(), goal.tier());
        return changed(it, it.weeklyMinutes(), it.weeks(), false, it.avoided(), goals, it.pinned(), it.waived());
    }

    private static Choices changed(
            Choices it,
            int weekly,
            int weeks,
            boolean anyLength,
            Set<DeliveryMethod> avoided,
            Map<CompetencyId, Tier> goals,
            Set<LearningItemId> pinned,
            Set<LearningItemId> waived) {
        boolean sameHours = weekly == it.weeklyMinutes() && weeks == it.weeks();
        return new Choices(
                weekly,
                weeks,
                anyLength ? Optional.empty() : it.longestStep(),
                avoided,
                new TreeMap<>(goals),
                new TreeSet<>(pinned),
                new TreeSet<>(waived),
                it.done(),
                anyLength ? Optional.empty() : it.sitting(),
                sameHours ? it.deadline() : Optional.empty(),
                it.because());
    }
}
