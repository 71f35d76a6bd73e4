package dev.waymark.grading;

import dev.waymark.lti.core.ResultItem;
import java.util.Collection;
import java.util.Optional;

/**
 * Whose grade is it that a course shows? A score of ours comes back rescaled to the column's points and rounded, so two
 * are the same if they differ by less than the platform's rounding: half a hundredth of a point, and a hundredth of ours.
 */
enum CourseShows {
    /** No grade, and none of ours was ever taken. */
    NOTHING,
    /** The very score that is wanted. */
    WANTED,
    /** An earlier one of ours. */
    OURS,
    /** Somebody else's. */
    ANOTHERS,
    /** No grade, although one of ours was taken. */
    CLEARED;

    private static final double HUNDREDTH = 0.011;
    private static final double HALF_A_HUNDREDTH_OF_A_POINT = 0.5;

    /**
     * @param wanted 0 to 100
     * @param ours scores that the course may have from us, 0 to 100
     * @param taken true if the platform ever accepted one of ours
     */
    static CourseShows of(Optional<ResultItem> result, double wanted, Collection<Double> ours, boolean taken) {
        Optional<Double> percent = result.flatMap(ResultItem::percent);
        if (percent.isEmpty()) {
            return taken ? CLEARED : NOTHING;
        }
        double maximum = result.orElseThrow().maximum();
        if (same(percent.get(), wanted, maximum)) {
            return WANTED;
        }
        return ours.stream().anyMatch(score -> same(percent.get(), score, maximum)) ? OURS : ANOTHERS;
    }

    private static boolean same(double shown, double score, double maximum) {
        return Math.abs(shown - score) <= HUNDREDTH + HALF_A_HUNDREDTH_OF_A_POINT / maximum;
    }
}
