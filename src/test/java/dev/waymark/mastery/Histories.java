package dev.waymark.mastery;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Observation;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Pieces of evidence with short names. */
public final class Histories {

    private Histories() {}

    /** A quiz of ten questions. */
    public static Evidence quiz(String id, ActivityId quiz, CompetencyTier about, double share, Instant at) {
        return evidence(id, quiz, about, new Observation.Score(share, OptionalInt.of(10)), at);
    }

    /** A quiz of its own for this competency and level. */
    public static Evidence quiz(String id, CompetencyTier about, double share, Instant at) {
        return quiz(id, new ActivityId("https://lms.test/quiz/" + id), about, share, at);
    }

    /** Practical work that a person rated. */
    public static Evidence practical(String id, CompetencyTier about, double share, Instant at) {
        return evidence(
                id, new ActivityId("https://lms.test/work/" + id), about, new Observation.PracticalRating(share), at);
    }

    private static Evidence evidence(
            String id, ActivityId item, CompetencyTier about, Observation observation, Instant at) {
        return new Evidence(new EvidenceId(id), at, at, item, new TreeSet<>(Set.of(about)), 1, observation);
    }
}
