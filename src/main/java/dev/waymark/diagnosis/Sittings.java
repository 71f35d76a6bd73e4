package dev.waymark.diagnosis;

import dev.waymark.engine.diagnose.Placing.Why;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Short placements of learners. A learner has at most one open; it goes on where it was left. */
public interface Sittings {

    /** How long after one placement the next may begin: the same questions again within days measure memory. */
    Duration PAUSE = Duration.ofDays(14);

    /** A question that was asked within this time is asked again only if there is no other. */
    Duration FRESH = Duration.ofDays(90);

    /**
     * @param asked in the order in which they were asked
     * @param ended when and why it was over; empty while it is open
     */
    record Sitting(String id, Instant started, List<Asked> asked, Optional<Ended> ended) {
        public Sitting {
            asked = List.copyOf(asked);
        }
    }

    record Ended(Instant at, Why why) {}

    /** @param chosen index of the option in the bank's order; empty while it waits for an answer */
    record Asked(String question, Optional<Integer> chosen) {}

    /** What became of wanting to begin. */
    sealed interface Beginning {
        record Begun(Sitting sitting) implements Beginning {}

        record TooSoon(Instant from) implements Beginning {}

        /** There is nothing to ask now: none was begun, and the next may begin whenever there is. */
        record NothingToAsk(Why why) implements Beginning {}
    }

    /** The last placement of a learner, open or not. */
    Optional<Sitting> last(TenantId tenant, LearnerId learner);

    /** Why a placement that begins now would ask nothing; empty if it would ask something. */
    Optional<Why> nothingToAsk(TenantId tenant, LearnerId learner, Instant now);

    /** Begins a placement, or gives the open one. */
    Beginning begin(TenantId tenant, LearnerId learner, Instant now);

    /** The question that waits, or a new one; if there is nothing more to ask the sitting ends. Empty if none is open. */
    Optional<Sitting> proceed(TenantId tenant, LearnerId learner, Instant now);

    /**
     * Takes an answer to the question that waits. An answer to any other one (sent twice, or from an old page) changes
     * nothing.
     *
     * @param option index in the bank's order
     * @param name of the question for the ledger, in the learner's language
     * @return true if it was taken
     */
    boolean answer(TenantId tenant, LearnerId learner, String question, int option, String name, Instant now);
}
