package dev.waymark.engine.map;

import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.engine.model.StatementFacts;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What can be said of a statement alone, before those around it are looked at: an ordered table of reasons not to count
 * it, of which the first that applies is given.
 */
final class FirstLook {

    /** Category under which all our own statements are sent. */
    private static final String OURS = "w3id.org/waymark/";

    private record Rule(Why why, Predicate<StatementFacts> applies) {}

    private static final List<Rule> IN_ORDER = List.of(
            new Rule(Why.VOIDED, StatementFacts::voided),
            new Rule(Why.OUR_OWN, FirstLook::isOurs),
            new Rule(Why.OBJECT_NOT_AN_ACTIVITY, statement -> statement.object().isEmpty()),
            new Rule(Why.VERB_UNKNOWN, statement -> Deed.of(statement.verb()).isEmpty()),
            new Rule(Why.ACTOR_IS_TEACHER, FirstLook::isByTeacher),
            new Rule(Why.NOT_ABOUT_LEARNING, statement -> is(statement, Deed.ADMINISTRATIVE)),
            new Rule(Why.NO_RESULT_YET, statement -> is(statement, Deed.BEGUN)));

    private FirstLook() {}

    static Optional<Why> reasonNotToCount(StatementFacts statement) {
        return IN_ORDER.stream()
                .filter(rule -> rule.applies().test(statement))
                .map(Rule::why)
                .findFirst();
    }

    private static boolean isOurs(StatementFacts statement) {
        return statement.categories().stream()
                .anyMatch(category -> Iris.withoutScheme(category).startsWith(OURS));
    }

    /**
     * Moodle's lesson essays name the teacher as actor and hide the learner. A score whose giver is its receiver is of
     * the same kind: nobody rated the learner's work.
     */
    private static boolean isByTeacher(StatementFacts statement) {
        return !statement.actorIsLearner()
                || (statement.actorIsInstructor() && is(statement, Deed.GRADED))
                || statement
                        .eventName()
                        .filter(name -> name.endsWith("essay_assessed"))
                        .isPresent();
    }

    private static boolean is(StatementFacts statement, Deed deed) {
        return Deed.of(statement.verb()).filter(found -> found == deed).isPresent();
    }
}
