package dev.waymark.engine.model;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the results of an activity tell us about.
 *
 * @param activity the quiz, assignment, package or page; not an attempt of it
 * @param competencies at the level at which the activity is set; never empty
 * @param weight above 0 and up to 1
 * @param suggested true if Waymark proposed it and nobody has settled it yet
 */
public record Alignment(
        ActivityId activity,
        SortedSet<CompetencyTier> competencies,
        EvidenceKind kind,
        double weight,
        boolean suggested) {

    /** Shares of the points at which work of a tier shows that tier, the one below, the one below that: the line's share. */
    private static final double[] PEER_STEPS = {0.7, 0.4, 0.1};

    private static final double ROUNDING = 1e-9;

    public Alignment {
        competencies = Collections.unmodifiableSortedSet(new TreeSet<>(competencies));
        if (competencies.isEmpty()) {
            throw new IllegalArgumentException("the alignment of %s names no competency".formatted(activity));
        }
        if (!(weight > 0 && weight <= 1)) {
            throw new IllegalArgumentException("the weight of the alignment of %s must be above 0 and up to 1, found %s"
                    .formatted(activity, weight));
        }
    }

    /** The lowest tier that is named. */
    public Tier lowest() {
        return competencies.stream()
                .map(CompetencyTier::tier)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** What was seen, read as this alignment asks. */
    public Observation asAsked(Observation seen) {
        return switch (kind) {
            case ASSESSMENT -> seen;
            case EXPOSURE -> new Observation.Exposure();
            case PRACTICAL ->
                seen instanceof Observation.Score score ? new Observation.PracticalRating(score.share()) : seen;
            case PEER -> byPeers(lowest(), seen);
            case ON_THE_JOB -> onTheJob(lowest(), seen);
        };
    }

    /** What peers gave: the tier of the work if it was good enough, and a tier less for each step that it fell short. */
    private static Observation byPeers(Tier set, Observation seen) {
        if (seen instanceof Observation.Score score) {
            int fellShort = 0;
            for (double least : PEER_STEPS) {
                fellShort += score.share() < least - ROUNDING ? 1 : 0;
            }
            return new Observation.PeerRating(Tier.ofLevel(Math.max(1, set.level() - fellShort)));
        }
        if (seen instanceof Observation.PassFail verdict) {
            return new Observation.PeerRating(verdict.passed() ? set : Tier.ofLevel(Math.max(1, set.level() - 1)));
        }
        return seen;
    }

    /** What was reported as done, or done well enough, was used at the tier; what fell short says that it was tried. */
    private static Observation onTheJob(Tier set, Observation seen) {
        boolean tried = seen instanceof Observation.Score score && score.share() < PEER_STEPS[0] - ROUNDING
                || seen instanceof Observation.PassFail verdict && !verdict.passed()
                || seen instanceof Observation.Answer;
        return tried ? new Observation.Exposure() : new Observation.OnTheJob(set);
    }
}
