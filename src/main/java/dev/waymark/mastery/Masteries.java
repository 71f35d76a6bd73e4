package dev.waymark.mastery;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What we think of each learner. */
public interface Masteries {

    /** The learner's mastery at an instant, from the ledger; the instant is recorded with whatever leans on it. */
    Standing at(TenantId tenant, LearnerId learner, Instant asOf);

    /**
     * The learner's mastery as a course sees it: the same evidence and estimates, placed and capped by the version of the
     * framework that the course goes by.
     */
    default Standing at(TenantId tenant, LearnerId learner, CourseId course, Instant asOf) {
        return at(tenant, learner, asOf);
    }

    /** As {@link #withoutForgetting(TenantId, LearnerId, Instant)}, as a course sees it. */
    default Standing withoutForgetting(TenantId tenant, LearnerId learner, CourseId course, Instant asOf) {
        return withoutForgetting(tenant, learner, asOf);
    }

    /** The same evidence as if skills did not fade: what grading compares with. */
    Standing withoutForgetting(TenantId tenant, LearnerId learner, Instant asOf);

    /** True if staff of the course set a tier that still holds: then it sees the learner otherwise than others do. */
    default boolean hasSetTiers(TenantId tenant, LearnerId learner, CourseId course, Instant asOf) {
        return false;
    }

    /** Moves of tiers, newest first. */
    List<TierMove> moves(TenantId tenant, LearnerId learner, int limit);

    /**
     * @param placements one for each competency of the framework; where courses use others, of those as well
     * @param evidence number of pieces of evidence it rests on
     * @param set tiers that staff of the course set, and that are in the placements; empty where no course was asked for
     */
    record Standing(
            LearnerMastery mastery,
            SortedMap<CompetencyId, Placement> placements,
            int evidence,
            SortedMap<CompetencyId, SetTier> set) {

        public Standing {
            set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
        }

        /** Nothing set by staff. */
        public Standing(LearnerMastery mastery, SortedMap<CompetencyId, Placement> placements, int evidence) {
            this(mastery, placements, evidence, new TreeMap<>());
        }
    }

    /**
     * A tier that staff of a course set; the placement has it, the estimate does not.
     *
     * @param until when the evidence decides again
     * @param reason in the words of whoever set it
     */
    record SetTier(Tier tier, Instant until, String reason) {}

    /** A competency's tier moved from one level (1 to 4) to another. */
    record TierMove(CompetencyId competency, int from, int to, Instant at) {}

    /**
     * What we think of a learner changed. Published in the transaction that changed it.
     *
     * @param tiersMoved competencies whose tier is another than before
     */
    record MasteryChanged(
            TenantId tenant, LearnerId learner, Standing now, SortedSet<CompetencyId> tiersMoved, Instant at) {}

    /**
     * All that was counted anew at once, published after the news of each: for those who keep something about only some of
     * these people, and ask once who they are.
     *
     * @param each one of each learner, in their order
     */
    record MasteriesChanged(TenantId tenant, List<MasteryChanged> each) {

        public MasteriesChanged {
            each = List.copyOf(each);
        }

        /** Whom it is about. */
        public Set<LearnerId> learners() {
            return each.stream().map(MasteryChanged::learner).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
