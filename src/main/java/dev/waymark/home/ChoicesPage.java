package dev.waymark.home;

import dev.waymark.home.HomePage.Option;
import dev.waymark.home.PathView.LeftOut;
import dev.waymark.web.TierMark;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the learner may choose, and the path that it makes.
 *
 * @param errors what is wrong, by field
 */
public record ChoicesPage(
        String csrf,
        String action,
        String roleAction,
        List<Option> roles,
        boolean roleChosen,
        Optional<String> roleWaits,
        String hours,
        String weeks,
        String by,
        boolean shortOnly,
        List<Option> methods,
        List<Goal> goals,
        String moreGoalsSummary,
        List<Goal> moreGoals,
        Map<String, String> errors,
        Optional<Result> result,
        Suppose suppose,
        Put pinned,
        Put waived) {

    public ChoicesPage {
        errors = Map.copyOf(errors);
    }

    public Optional<String> error(String field) {
        return Optional.ofNullable(errors.get(field));
    }

    /** A goal of the learner's own in one competency. */
    public record Goal(String field, String competency, Optional<TierMark> roleTarget, List<Option> options) {}

    /**
     * What the path would be.
     *
     * @param tried true if these are not the choices that are kept
     */
    public record Result(
            boolean tried, String answer, List<Line> lines, Optional<String> shortfall, List<LeftOut> leftOut) {}

    public record Line(String name, String value) {}

    /**
     * What may be supposed while looking; nothing of it is kept.
     *
     * @param open true if something was
     */
    public record Suppose(boolean open, List<Option> roles, List<Option> skills, List<Option> tiers) {}

    /** Items that were pinned or waived, with the way to take it back. */
    public record Put(String action, List<Option> items) {}
}
