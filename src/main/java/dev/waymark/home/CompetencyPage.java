package dev.waymark.home;

import java.util.List;
import java.util.Optional;

/**
 * The path towards one competency.
 *
 * @param summary where the learner stands in it, a sentence
 * @param steps those of the whole path that lead towards it, in their order
 * @param nothing a sentence, if there are none
 */
public record CompetencyPage(
        String title,
        String summary,
        List<StandingRow> rows,
        List<String> tiers,
        List<StepView> steps,
        Optional<String> nothing,
        String whole) {

    public CompetencyPage {
        rows = List.copyOf(rows);
        tiers = List.copyOf(tiers);
        steps = List.copyOf(steps);
    }
}
