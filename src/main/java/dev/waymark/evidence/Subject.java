package dev.waymark.evidence;

import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.StatementFacts.Activity;
import java.util.List;
import java.util.Optional;

/**
 * The activity that somebody would align: the quiz, not one attempt at it or one question of it. It is what staff see in
 * the list of activities; how a statement finds its alignment is the mapper's business.
 */
final class Subject {

    /** Ends of activity types for what lies around an activity, or comes out of it. */
    private static final List<String> AROUND =
            List.of("/attempt", "/section", "/course", "/lms", "/review", "/review#slot", "/submission", "/profile");

    private Subject() {}

    static Optional<Activity> of(StatementFacts facts) {
        return facts.parents().stream()
                .filter(parent -> !isAround(parent))
                .findFirst()
                .or(() -> facts.object().filter(object -> !isAround(object)));
    }

    static boolean hasResult(StatementFacts facts) {
        return !facts.result().equals(StatementFacts.Result.NONE);
    }

    private static boolean isAround(Activity activity) {
        return activity.type()
                .filter(type -> AROUND.stream().anyMatch(type::endsWith))
                .isPresent();
    }
}
