package dev.waymark.engine.map;

import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.engine.model.StatementFacts;
import java.util.Optional;

/**
 * What can be said of a statement alone, before those around it are looked at: reasons not to count it, of which the
 * first that applies is given.
 */
final class FirstLook {

    /** Category under which all our own statements are sent. */
    private static final String OURS = "w3id.org/waymark/";

    private FirstLook() {}

    static Optional<Why> reasonNotToCount(StatementFacts statement, Optional<Deed> deed) {
        if (statement.voided()) {
            return Optional.of(Why.VOIDED);
        }
        if (isOurs(statement)) {
            return Optional.of(Why.OUR_OWN);
        }
        if (statement.object().isEmpty()) {
            return deed.equals(Optional.of(Deed.ADMINISTRATIVE))
                    ? Optional.of(Why.NOT_ABOUT_LEARNING)
                    : Optional.of(Why.OBJECT_NOT_AN_ACTIVITY);
        }
        if (deed.isEmpty()) {
            return Optional.of(Why.VERB_UNKNOWN);
        }
        // A score whose giver is its receiver: nobody rated the learner's work.
        if (!statement.actorIsLearner() || (statement.actorIsInstructor() && deed.get() == Deed.GRADED)) {
            return Optional.of(Why.ACTOR_IS_TEACHER);
        }
        return deed.get().never();
    }

    private static boolean isOurs(StatementFacts statement) {
        for (String category : statement.categories()) {
            if (Iris.plainBeginsWith(category, OURS)) {
                return true;
            }
        }
        return false;
    }
}
