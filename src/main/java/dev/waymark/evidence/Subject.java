package dev.waymark.evidence;

import dev.waymark.engine.map.Work;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.StatementFacts.Activity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The activity that somebody would align: the quiz or the package, not one attempt at it or one question of it. It is what
 * staff see in the list of activities; how a statement finds its alignment is the mapper's business.
 */
final class Subject {

    /** Ends of activity types for what lies around an activity, or comes out of it. */
    private static final List<String> AROUND = List.of(
            "/attempt",
            "/section",
            "/course",
            "/lms",
            "/review",
            "/review#slot",
            "/submission",
            "/profile",
            "/content_set",
            "/system");

    private Subject() {}

    static Optional<Activity> of(StatementFacts facts) {
        Work.Piece piece = ReadingRules.mapper().read(facts).piece();
        if (piece.kind() == Work.PACKAGE || piece.kind() == Work.BLOCK) {
            return isItself(facts, piece) ? facts.object() : Optional.of(root(facts, piece));
        }
        return facts.parents().stream()
                .filter(parent -> !isAround(parent))
                .findFirst()
                .or(() -> facts.object().filter(object -> !isAround(object)));
    }

    /** One go at a whole stands for it, and is not what somebody would align. */
    private static boolean isItself(StatementFacts facts, Work.Piece piece) {
        return piece.isRoot(facts)
                && (piece.kind() == Work.BLOCK
                        || facts.object()
                                .filter(object -> object.id().iri().equals(piece.root()))
                                .isPresent());
    }

    static boolean hasResult(StatementFacts facts) {
        return !facts.result().equals(StatementFacts.Result.NONE);
    }

    /** As the statement describes it, if it does. */
    private static Activity root(StatementFacts facts, Work.Piece piece) {
        return Stream.concat(facts.parents().stream(), facts.grouping().stream())
                .filter(each -> each.id().iri().endsWith(piece.root()))
                .findFirst()
                .or(() -> piece.kind() == Work.BLOCK ? facts.object() : Optional.empty())
                .orElseGet(() -> new Activity(new ActivityId(piece.root()), Optional.empty(), Optional.empty()));
    }

    private static boolean isAround(Activity activity) {
        return activity.type()
                .filter(type -> AROUND.stream().anyMatch(type::endsWith))
                .isPresent();
    }
}
