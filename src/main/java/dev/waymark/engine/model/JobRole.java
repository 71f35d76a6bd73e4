package dev.waymark.engine.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an organisation asks of a kind of work.
 *
 * @param weight how much the role leans on these skills, above 0 and up to 1; scales the planner's gains
 * @param start the tier at which people of this role usually begin; sets the estimator's starting point
 * @param targets target tier by competency; a competency that is absent is not asked for
 */
public record JobRole(JobRoleId id, double weight, Tier start, SortedMap<CompetencyId, Tier> targets) {

    public JobRole(JobRoleId id, double weight, Tier start, Map<CompetencyId, Tier> targets) {
        this(id, weight, start, new TreeMap<>(targets));
    }

    public JobRole {
        if (!(weight > 0 && weight <= 1)) {
            throw new IllegalArgumentException(
                    "the weight of role %s must be above 0 and up to 1, found %s".formatted(id, weight));
        }
        targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    }
}
