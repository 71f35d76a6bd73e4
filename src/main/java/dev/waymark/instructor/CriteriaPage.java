package dev.waymark.instructor;

import java.util.List;
import java.util.Optional;

/**
 * What tiers ask for besides the estimate, in this course.
 *
 * @param text of the field in which they are written
 */
public record CriteriaPage(
        String csrf,
        String answer,
        Optional<String> said,
        List<String> faults,
        List<Demand> demands,
        String text,
        boolean own,
        List<String> skills,
        String action,
        String setupHref,
        String publishHref) {

    /** @param lines in words, each as deep as it stands */
    public record Demand(String target, List<Line> lines) {}

    /** @param depth 0 for the whole of it */
    public record Line(int depth, String text) {}
}
