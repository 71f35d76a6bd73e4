package dev.waymark.engine.map;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.StatementFacts.Activity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds what a statement is for: its object first, then its parents in order, then its grouping. The object of a quiz
 * result is the attempt and nobody aligns attempts, so the quiz is found among the parents. Attempts, reviews, sections
 * and courses come after all else, and only where somebody has said what they are for: a suggestion for a whole course
 * would swallow everything in it.
 */
final class AlignmentSearch {

    private final Function<Activity, Optional<Alignment>> alignments;
    private final Map<ActivityId, Optional<Alignment>> asked = new HashMap<>();

    AlignmentSearch(Function<Activity, Optional<Alignment>> alignments) {
        this.alignments = alignments;
    }

    Optional<Match> find(StatementFacts statement) {
        Optional<Match> direct = inReach(statement)
                .filter(each -> !Part.isFrame(each))
                .flatMap(this::match)
                .findFirst();
        return direct.or(() -> inReach(statement)
                .filter(Part::isFrame)
                .flatMap(this::match)
                .filter(match -> !match.alignment().suggested())
                .findFirst());
    }

    private Stream<Match> match(Activity activity) {
        return asked.computeIfAbsent(activity.id(), id -> alignments.apply(activity)).stream()
                .map(alignment -> new Match(activity.id(), alignment));
    }

    private static Stream<Activity> inReach(StatementFacts statement) {
        return Stream.of(statement.object().stream(), statement.parents().stream(), statement.grouping().stream())
                .flatMap(Function.identity());
    }

    /**
     * @param activity the activity of the statement that is aligned
     */
    record Match(ActivityId activity, Alignment alignment) {}
}
