package dev.waymark.mastery;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tiers that staff of a course set in the place of what the evidence bears out, until a day. An override holds in its
 * course alone: for the path, the grade and what the learner sees there. It is no evidence, and no estimate knows of it;
 * when its day has come, the tier is again what the evidence bears out.
 */
public interface Overrides {

    /** The longest that one may hold, days. */
    int LONGEST_DAYS = 366;

    /**
     * Sets a tier; one for the same competency that still holds is ended by it. Path and grades follow in the same
     * transaction.
     *
     * @param reason in the words of whoever sets it; the learner sees it
     * @param by a name of ours, no personal data
     * @throws IllegalArgumentException if there is no reason, more than 1,000 characters of it, if it would have ended
     *     already or holds longer than {@value #LONGEST_DAYS} days, or if the course has no such competency
     */
    void set(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            CompetencyId competency,
            Tier tier,
            String reason,
            String by,
            Instant until,
            Instant at);

    /**
     * Takes one back before its day.
     *
     * @return false if it does not hold any more
     */
    boolean withdraw(
            TenantId tenant, LearnerId learner, CourseId course, long number, String reason, String by, Instant at);

    /** All of a learner in a course, newest first: those that hold, and what became of the others. */
    List<Override> of(TenantId tenant, LearnerId learner, CourseId course);

    /**
     * @param before the tier in the course when it was set; empty if nothing was known
     * @param until the day it was to end
     * @param end how it ended before that, if it did
     */
    record Override(
            long number,
            CompetencyId competency,
            Tier tier,
            Optional<Tier> before,
            String reason,
            String by,
            Instant at,
            Instant until,
            Optional<End> end) {

        public boolean holds(Instant now) {
            return end.isEmpty() && until.isAfter(now);
        }
    }

    /** @param why empty where a newer override took its place */
    record End(Instant at, String by, String why) {}
}
