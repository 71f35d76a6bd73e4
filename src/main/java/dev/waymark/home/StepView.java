package dev.waymark.home;

import dev.waymark.web.TierMark;
import java.util.List;
import java.util.Optional;

/**
 * A step as it is shown.
 *
 * @param item its id, for forms
 * @param state {@code done}, {@code now}, {@code later} or {@code locked}; also the name of its mark
 * @param stateWord the same for those who do not see the mark
 * @param towards what it leads to, with the tier's mark; empty for what is done
 * @param when the day, for what is done
 * @param lock what opens it, if it is locked
 * @param why sentences
 * @param start where it is taken, if it can be started from here
 * @param how what to do and how to know that it is done, if it is a task in our own words
 * @param whyHref the page that explains it
 */
public record StepView(
        String item,
        String title,
        String state,
        String stateWord,
        String time,
        String method,
        Optional<Towards> towards,
        Optional<String> when,
        Optional<String> lock,
        List<String> why,
        Optional<Start> start,
        Optional<How> how,
        String whyHref) {

    public StepView {
        why = List.copyOf(why);
    }

    /**
     * @param before what stands before the tier's mark
     * @param after what stands behind it
     */
    public record Towards(String competency, String before, TierMark tier, String after) {}

    /**
     * @param ownWindow true if it opens in a window of its own, false if in the course around us
     */
    public record Start(String href, boolean ownWindow) {}

    /** What to do, and how to know that it is done. */
    public record How(String task, String doneWhen) {}
}
