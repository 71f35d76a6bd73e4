package dev.waymark.path;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.plan.Counterfactual.Against;
import dev.waymark.engine.plan.Counterfactual.Difference;
import dev.waymark.engine.plan.Remedy;
import dev.waymark.learner.LearnerId;
import dev.waymark.path.Paths.Current;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the path would be if things were otherwise. Nothing is kept until somebody says so. */
public interface WhatIf {

    /** The path as it would be. */
    Current suppose(TenantId tenant, LearnerId learner, CourseId course, Supposition otherwise, Instant now);

    /** What would make everything fit; empty if it does. */
    Optional<Remedy> remedy(TenantId tenant, LearnerId learner, CourseId course, Choices choices, Instant now);

    /**
     * What the first reason for an item, or the one against it, counts for; empty if the item is neither on the path nor
     * left out of it.
     */
    Optional<Difference> without(TenantId tenant, LearnerId learner, CourseId course, LearningItemId item, Instant now);

    /** All that keeps an item off the path; empty if the item is not left out of it. */
    Optional<Against> against(TenantId tenant, LearnerId learner, CourseId course, LearningItemId item, Instant now);

    /** Things as they are: the choices that are kept, and the tiers that staff set and that have not ended. */
    Supposition inForce(TenantId tenant, LearnerId learner, CourseId course, Instant now);

    /**
     * Keeps what staff decided, with who, when and why, and plans anew. The role is not kept here: it is the learner's.
     *
     * @throws IllegalArgumentException as {@link Paths#choose}; if a tier is set for a competency that the framework does
     *     not have; if no reason is given; or if the decision ends before it begins
     */
    void decide(TenantId tenant, LearnerId learner, CourseId course, Supposition what, Decider by, Instant now);

    /** What staff of the course decided, newest first. */
    List<Decision> decisions(TenantId tenant, LearnerId learner, CourseId course);

    /**
     * @param role another than the learner's own; empty for their own
     * @param tiers to plan with in the place of what the evidence bears out; no evidence of anything
     */
    record Supposition(Choices choices, Optional<JobRoleId> role, SortedMap<CompetencyId, Tier> tiers) {
        public Supposition {
            tiers = Collections.unmodifiableSortedMap(new TreeMap<>(tiers));
        }
    }

    /**
     * @param who a name of ours, no personal data
     * @param reason in their own words
     * @param until when set tiers end
     */
    record Decider(String who, String reason, Instant until) {}

    record Decision(String who, Instant at, String reason, Supposition what, Optional<Instant> until) {}
}
