package dev.waymark.engine.plan;

import dev.waymark.engine.model.CompetencyId;
import java.util.List;

/**
 * What would make everything fit; each was found by planning with it.
 *
 * @param moreMinutes so many more in all, with every goal
 * @param fewerGoals or these goals left out, with the hours as they are; empty if leaving out five of them is not enough
 */
public record Remedy(int moreMinutes, List<CompetencyId> fewerGoals) {
    public Remedy {
        fewerGoals = List.copyOf(fewerGoals);
    }
}
