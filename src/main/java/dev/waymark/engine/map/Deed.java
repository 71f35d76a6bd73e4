package dev.waymark.engine.map;

import dev.waymark.engine.model.Mapped.Why;
import java.util.Optional;

/** What a statement comes down to, as far as evidence goes. Which verb of which source is which is said by {@link RuleBook}. */
public enum Deed {
    /** Finished, with or without a result. */
    COMPLETED,
    /** A completion was taken back. */
    UNCOMPLETED,
    /** One question was answered. */
    ANSWERED,
    /** A person gave a score for the actor's work. */
    GRADED,
    /** A machine gave a score for the actor's work. */
    SCORED,
    PASSED,
    FAILED,
    /** Somebody's badge was awarded. */
    BADGED,
    /** Came further: exposure once it is done. */
    PROGRESSED,
    /** Played a recording, or a part of it: exposure once enough was played. */
    WATCHED,
    /** Took part, read, attended: exposure without a result. */
    EXPOSED,
    /** Handed in; a result may follow. */
    SUBMITTED,
    /** Seen, opened, begun or broken off: the result or the completion is what counts. */
    BEGUN(Why.NO_RESULT_YET),
    /** Administration, sessions, memberships, authoring, reading one's own feedback. */
    ADMINISTRATIVE(Why.NOT_ABOUT_LEARNING),
    /** Concluded by the LMS from other statements. */
    CONCLUDED(Why.DERIVED),
    WAIVED(Why.WAIVED),
    OPINION(Why.OPINION),
    /** The actor judged somebody else's work, who is not named where xAPI has a place for it. */
    BY_TEACHER(Why.ACTOR_IS_TEACHER);

    private final Optional<Why> never;

    Deed() {
        this.never = Optional.empty();
    }

    Deed(Why never) {
        this.never = Optional.of(never);
    }

    /** Why a statement of this kind never counts; empty if it may. */
    Optional<Why> never() {
        return never;
    }
}
