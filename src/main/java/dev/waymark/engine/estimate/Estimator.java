package dev.waymark.engine.estimate;

import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.Tier;
import java.time.Instant;
import java.util.Collection;

/** From a learner's evidence to what we think of them. */
public final class Estimator {

    private final Constants constants;

    public Estimator(Constants constants) {
        this.constants = constants;
    }

    /**
     * @param evidence in any order; doubles are removed by id; what happened after {@code asOf} is not used
     * @param start the tier at which people of the learner's role usually begin
     */
    public LearnerMastery estimate(
            Collection<Evidence> evidence, Framework framework, ParameterSnapshot snapshot, Tier start, Instant asOf) {
        throw new UnsupportedOperationException(constants.toString());
    }
}
