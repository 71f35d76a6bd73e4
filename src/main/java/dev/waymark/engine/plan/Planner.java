package dev.waymark.engine.plan;

import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.LearningPath;
import java.util.List;

/** Finds the path that closes most of a learner's gaps in the hours they have. */
public final class Planner {

    public LearningPath plan(PlanRequest request) {
        throw new UnsupportedOperationException(request.role().id().value());
    }

    /** Furthest from target first; reached ones last. */
    public List<Gap> gaps(PlanRequest request) {
        throw new UnsupportedOperationException(request.role().id().value());
    }
}
