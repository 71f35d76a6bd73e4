package dev.waymark.home;

import java.util.List;
import java.util.Optional;

/**
 * The path as a timeline.
 *
 * @param next the first step that nothing locks
 * @param more what does not fit the page, opened on demand
 */
public record PathView(Optional<StepView> next, List<Leg> legs, Optional<More> more) {

    public PathView {
        legs = List.copyOf(legs);
    }

    /** A stretch of the path, such as a week. */
    public record Leg(String title, String time, List<StepView> steps) {}

    /**
     * Further steps, and what was left out and why.
     *
     * @param all where all that was left out is told; empty if it is told here
     * @param allText how many there are
     */
    public record More(
            String summary, List<StepView> steps, List<LeftOut> leftOut, Optional<String> all, String allText) {}

    /** An item that is not on the path. */
    public record LeftOut(String item, String title, String why) {}
}
