package dev.waymark.engine.plan;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.Tier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What would make a path that does not fit its hours fit them: found by planning with it, never by a rule of thumb. */
public final class Remedies {

    private static final int MOST_GOALS = 5;

    private final Planner planner;

    public Remedies(Planner planner) {
        this.planner = planner;
    }

    /** Empty if everything that can be reached fits. */
    public Optional<Remedy> of(PlanRequest request) {
        PlanRequest fresh = request.after(LearningPath.EMPTY);
        int shortfall = planner.plan(fresh).shortfall();
        return shortfall == 0
                ? Optional.empty()
                : Optional.of(new Remedy(moreMinutes(fresh, shortfall), fewerGoals(fresh)));
    }

    /** What the path lacks is known; with so much more, a better one may show that it lacks less. */
    private int moreMinutes(PlanRequest request, int shortfall) {
        Without more = new Without(new BitSet(), new BitSet(), new BitSet(), shortfall);
        LearningPath path = planner.plan(request, more);
        int spare = request.budget() + shortfall - path.minutes();
        return path.shortfall() > 0 ? shortfall + path.shortfall() : shortfall - spare;
    }

    /** One goal if one is enough, the smallest such; else one after the other that relieves most. */
    private List<CompetencyId> fewerGoals(PlanRequest request) {
        List<CompetencyId> dropped = new ArrayList<>();
        PlanRequest now = request;
        while (dropped.size() < MOST_GOALS) {
            PlanRequest base = now;
            Optional<CompetencyId> found = Optional.empty();
            int least = Integer.MAX_VALUE;
            int tiers = Integer.MAX_VALUE;
            for (Gap gap : planner.gaps(base)) {
                if (gap.reached()) {
                    continue;
                }
                int left = planner.plan(without(base, gap)).shortfall();
                if (left < least || (left == least && gap.tiers() < tiers)) {
                    least = left;
                    tiers = gap.tiers();
                    found = Optional.of(gap.competency());
                }
            }
            if (found.isEmpty()) {
                return List.of();
            }
            dropped.add(found.get());
            CompetencyId drop = found.get();
            now = planner.gaps(base).stream()
                    .filter(gap -> gap.competency().equals(drop))
                    .findFirst()
                    .map(gap -> without(base, gap))
                    .orElse(base);
            if (least == 0) {
                return dropped;
            }
        }
        return List.of();
    }

    /** The same with the goal lowered to what is held. */
    private static PlanRequest without(PlanRequest request, Gap gap) {
        TreeMap<CompetencyId, Tier> targets = new TreeMap<>(request.role().targets());
        targets.remove(gap.competency());
        TreeMap<CompetencyId, Tier> goals = new TreeMap<>(request.choices().goals());
        goals.remove(gap.competency());
        JobRole role = request.role();
        Choices it = request.choices();
        return request.withRole(new JobRole(role.id(), role.weight(), role.start(), targets))
                .choosing(new Choices(
                        it.weeklyMinutes(),
                        it.weeks(),
                        it.longestStep(),
                        it.avoided(),
                        goals,
                        it.pinned(),
                        it.waived(),
                        it.done(),
                        it.sitting(),
                        it.deadline(),
                        it.because()));
    }
}
