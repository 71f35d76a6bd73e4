package dev.waymark.engine.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything we think of a learner at one instant: an estimate for each competency of the framework.
 *
 * @param snapshot version of the parameters it was computed with
 * @param estimates one for each competency of the framework, with or without evidence
 * @param contributions what each piece of evidence added to the mean of each competency, in the order of evidence
 */
public record LearnerMastery(
        Instant asOf,
        String snapshot,
        SortedMap<CompetencyId, MasteryEstimate> estimates,
        List<Contribution> contributions) {

    public LearnerMastery(
            Instant asOf,
            String snapshot,
            Map<CompetencyId, MasteryEstimate> estimates,
            List<Contribution> contributions) {
        this(asOf, snapshot, new TreeMap<>(estimates), contributions);
    }

    public LearnerMastery {
        estimates = Collections.unmodifiableSortedMap(new TreeMap<>(estimates));
        contributions = List.copyOf(contributions);
    }

    /**
     * @throws IllegalArgumentException if the framework has no such competency
     */
    public MasteryEstimate of(CompetencyId competency) {
        MasteryEstimate found = estimates.get(competency);
        if (found == null) {
            throw new IllegalArgumentException("no estimate for competency " + competency);
        }
        return found;
    }

    /**
     * What one piece of evidence did to one competency's estimate. For each competency, the starting point and all its
     * contributions add up to the mean.
     *
     * @param evidence what caused it; time that passed without evidence is a {@link Cause#TIME} of the next evidence, and
     *     time since the last one is of that last one
     * @param meanBefore logits
     * @param meanAfter logits
     */
    public record Contribution(
            CompetencyId competency,
            Cause cause,
            EvidenceId evidence,
            Instant at,
            double meanBefore,
            double meanAfter) {

        /** Logits; negative if it lowered the estimate. */
        public double change() {
            return meanAfter - meanBefore;
        }
    }

    /** How a contribution came about. */
    public enum Cause {
        /** Evidence for this very competency. */
        DIRECT,
        /** Evidence for another competency, through the learner's general level. */
        RELATED,
        /** Skills fade if unused. */
        TIME
    }
}
