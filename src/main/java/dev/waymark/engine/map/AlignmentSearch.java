package dev.waymark.engine.map;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.StatementFacts.Activity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a statement is for: its object first, then its parents in order, then its grouping. The object of a quiz
 * result is the attempt and nobody aligns attempts, so the quiz is found among the parents. Attempts, reviews, sections
 * and courses come after all else, and only where somebody has said what they are for: a suggestion for a whole course
 * would swallow everything in it.
 */
final class AlignmentSearch {

    private final Function<Activity, Optional<Alignment>> alignments;
    private final Map<Activity, Asked> asked = new HashMap<>();

    AlignmentSearch(Function<Activity, Optional<Alignment>> alignments) {
        this.alignments = alignments;
    }

    Optional<Match> find(StatementFacts statement) {
        Activity object = statement.object().orElse(null);
        Match direct = object == null ? null : direct(object);
        direct = direct != null ? direct : firstDirect(statement.parents());
        direct = direct != null ? direct : firstDirect(statement.grouping());
        if (direct != null) {
            return Optional.of(direct);
        }
        Match frame = object == null ? null : settledFrame(object);
        frame = frame != null ? frame : firstFrame(statement.parents());
        return Optional.ofNullable(frame != null ? frame : firstFrame(statement.grouping()));
    }

    private @Nullable Match firstDirect(List<Activity> activities) {
        for (Activity each : activities) {
            Match match = direct(each);
            if (match != null) {
                return match;
            }
        }
        return null;
    }

    private @Nullable Match firstFrame(List<Activity> activities) {
        for (Activity each : activities) {
            Match match = settledFrame(each);
            if (match != null) {
                return match;
            }
        }
        return null;
    }

    private @Nullable Match direct(Activity activity) {
        Asked known = asked(activity);
        return known.frame() ? null : known.match();
    }

    private @Nullable Match settledFrame(Activity activity) {
        Asked known = asked(activity);
        return known.frame()
                        && known.match() != null
                        && !known.match().alignment().suggested()
                ? known.match()
                : null;
    }

    private Asked asked(Activity activity) {
        Asked known = asked.get(activity);
        if (known == null) {
            Match match = alignments
                    .apply(activity)
                    .map(alignment -> new Match(activity.id(), alignment))
                    .orElse(null);
            known = new Asked(Part.isFrame(activity), match);
            asked.put(activity, known);
        }
        return known;
    }

    private record Asked(boolean frame, @Nullable Match match) {}

    /**
     * @param activity the activity of the statement that is aligned
     */
    record Match(ActivityId activity, Alignment alignment) {}
}
