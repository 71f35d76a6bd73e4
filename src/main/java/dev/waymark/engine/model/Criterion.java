package dev.waymark.engine.model;

import java.util.List;
import java.util.Optional;

/**
 * What an organisation demands for a tier besides the estimate: plain conditions, joined by "all of" and "any of". A
 * condition is met by work at any time, so prior work counts.
 */
public sealed interface Criterion {

    /** How many levels of "all of" and "any of" may stand inside each other. */
    int DEEPEST = 8;

    /** Every part is met. */
    record All(List<Criterion> parts) implements Criterion {
        public All {
            parts = checked(parts);
        }
    }

    /** At least one part is met. */
    record Any(List<Criterion> parts) implements Criterion {
        public Any {
            parts = checked(parts);
        }
    }

    /**
     * A score on an activity, in one attempt.
     *
     * @param share least share of the points, above 0 and up to 1
     */
    record ScoreAtLeast(ActivityId activity, double share) implements Criterion {
        public ScoreAtLeast {
            check(share);
        }
    }

    /** An activity is completed or passed, or counts as evidence of more than exposure. */
    record Completed(ActivityId activity) implements Criterion {}

    /** A badge was received; {@code badge} is the IRI in the statement. */
    record BadgeHeld(ActivityId badge) implements Criterion {}

    /**
     * Practical work in the competency was rated by a person.
     *
     * @param share least share of the rubric, above 0 and up to 1
     * @param activity on which activity; empty for any
     */
    record RatedPractical(double share, Optional<ActivityId> activity) implements Criterion {
        public RatedPractical {
            check(share);
        }
    }

    /** Levels of "all of" and "any of"; 0 for a plain condition. */
    default int depth() {
        if (this instanceof All all) {
            return deepest(all.parts());
        }
        return this instanceof Any any ? deepest(any.parts()) : 0;
    }

    private static int deepest(List<Criterion> parts) {
        return 1 + parts.stream().mapToInt(Criterion::depth).max().orElse(0);
    }

    private static List<Criterion> checked(List<Criterion> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("all of and any of have at least one part, found none");
        }
        if (deepest(parts) > DEEPEST) {
            throw new IllegalArgumentException(
                    "criteria stand at most %d deep inside each other, found %d".formatted(DEEPEST, deepest(parts)));
        }
        return List.copyOf(parts);
    }

    private static void check(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "the least share of a criterion must be above 0 and up to 1, found " + share);
        }
    }
}
