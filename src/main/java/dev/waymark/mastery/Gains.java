package dev.waymark.mastery;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What learning items taught, as far as later evidence shows. Figures of a course, never of a person. */
public interface Gains {

    /** Figures of fewer people than this are not given: they would tell of persons. */
    int LEAST_PEOPLE = 5;

    /** Later evidence this many days after the last work on an item no longer tells of the item. */
    int DAYS = 30;

    /** For each item that is bound to an activity. */
    Map<LearningItemId, Gain> of(TenantId tenant, Collection<LearnerId> learners, Published content, Instant asOf);

    /**
     * @param learners how many worked on it
     * @param measured for how many of these other evidence of the same competency came within {@link #DAYS} days after it
     * @param perHour empty if fewer than {@link #LEAST_PEOPLE} were measured
     */
    record Gain(int learners, int measured, Optional<PerHour> perHour) {}

    /**
     * Tiers gained per hour of the item: the competency's estimate by the first evidence that is not the item's own, against
     * the estimate before the item. No proof of cause: other things happened meanwhile.
     *
     * @param low end of the interval that holds the mean 9 times in 10
     */
    record PerHour(double mean, double low, double high) {}
}
