package dev.waymark.home;

import dev.waymark.home.HomePage.Option;
import dev.waymark.web.TierMark;
import java.util.List;
import java.util.Optional;

/**
 * Why a step is on the path, or an item is not, with the figures that it rests on.
 *
 * @param answer the page's answer, one sentence
 * @param reasons further sentences
 * @param compared with what it was compared, best first; empty if there was nothing
 * @param comparedNote what the comparison counts
 * @param changes what would change it, each of them computed
 * @param settles what evidence would settle where the learner stands, each of it computed
 * @param instead items that teach the same
 * @param notForMe what may be said when an item is waived
 * @param onPath false if the item was left out
 */
public record WhyPage(
        String csrf,
        String homeHref,
        String evidenceHref,
        String evidenceLink,
        String item,
        String title,
        String answer,
        List<String> reasons,
        List<Compared> compared,
        String comparedNote,
        Where where,
        List<String> changes,
        List<String> settles,
        List<Option> instead,
        String swapAction,
        List<Option> notForMe,
        boolean onPath,
        Optional<String> pinAction,
        Optional<String> waiveAction) {

    public WhyPage {
        reasons = List.copyOf(reasons);
        compared = List.copyOf(compared);
        changes = List.copyOf(changes);
        settles = List.copyOf(settles);
        instead = List.copyOf(instead);
        notForMe = List.copyOf(notForMe);
    }

    /** A row of the comparison. */
    public record Compared(
            String title, String href, boolean chosen, String time, String gain, String perHour, String opens) {}

    /**
     * What we think of the competency that it is for.
     *
     * @param zero where nothing lies on the bars, per cent
     */
    public record Where(
            String heading,
            StandingRow row,
            Optional<TierMark> target,
            Optional<String> capped,
            String start,
            List<Moved> moved,
            double zero,
            List<String> tiers) {}

    /**
     * What moved the estimate.
     *
     * @param from left end of the bar, per cent
     * @param width of the bar, per cent
     */
    public record Moved(String what, String hint, String change, boolean up, double from, double width) {}
}
