package dev.waymark.grading;

import dev.waymark.grading.Grades.Sent;
import dev.waymark.lti.registration.RegistrationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The newest order of a score for one column, and what the platform is known to have. Each method answers the order as
 * it is afterwards; nothing here reads a clock or a table.
 *
 * <p>There is one order for each column. A newer score replaces one that waits. A score that is on its way cannot be
 * called back: the newer one takes its place under a new {@code revision} and is sent next.
 *
 * @param revision rises with every replacement
 * @param score wanted on the platform; empty until the first order
 * @param note what the score counts, for the gradebook
 * @param stamp the timestamp this order is sent with, from the first try on; a retry repeats it, so that the platform
 *     can tell it from news
 * @param lastStamp the newest timestamp ever used for the column
 * @param settled the newest score that needs no sending: accepted, or overtaken by a newer one
 * @param sent the newest score that the platform accepted
 * @param attempts tries since the last end; above 0 means that the platform may have got something
 * @param notBefore when the next try may be made
 * @param claim who is sending it
 * @param detail what the platform answered last
 */
record Order(
        ColumnKey key,
        RegistrationId registration,
        State state,
        long revision,
        Optional<Double> score,
        Optional<String> note,
        Optional<Instant> stamp,
        Optional<Instant> lastStamp,
        Optional<Double> settled,
        Optional<Sent> sent,
        int attempts,
        Instant notBefore,
        Optional<Claim> claim,
        Optional<String> detail) {

    /** A clock that runs a little apart from another node's is waited for; one that was set back is not. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    enum State {
        NONE,
        WAITING,
        RETRYING,
        ACCEPTED,
        ALREADY_NEWER,
        REFUSED
    }

    /** A sender's hold on an order; it runs out, so an order survives the death of its sender. */
    record Claim(String by, Instant until) {}

    static Order none(ColumnKey key, RegistrationId registration) {
        return new Order(
                key,
                registration,
                State.NONE,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());
    }

    boolean open() {
        return state == State.WAITING || state == State.RETRYING;
    }

    /**
     * This score is due now.
     *
     * @param refusedAgain true to try again what the platform refused before
     */
    Order due(double wanted, String noteOfIt, Instant at, boolean refusedAgain) {
        boolean same = score.isPresent() && score.get() == wanted;
        boolean had = settled.isPresent() && settled.get() == wanted;
        if (open()) {
            if (same) {
                return this;
            }
            return had && attempts == 0 ? withheld() : replaced(wanted, noteOfIt, attempts > 0 ? notBefore : at);
        }
        if (had || (state == State.REFUSED && same && !refusedAgain)) {
            return this;
        }
        return replaced(wanted, noteOfIt, at);
    }

    /** Nothing is due: what has not left yet need not leave. */
    Order withheld() {
        if (!open() || attempts > 0) {
            return this;
        }
        State before = settled.isEmpty()
                ? State.NONE
                : sent.map(Sent::score).equals(settled) ? State.ACCEPTED : State.ALREADY_NEWER;
        return with(before, settled, note, Optional.empty(), 0, notBefore, Optional.empty(), detail);
    }

    /** True if a sender may take it now. */
    boolean ready(Instant now) {
        return open()
                && !now.isBefore(notBefore)
                && claim.map(held -> !now.isBefore(held.until())).orElse(true);
    }

    /**
     * A sender takes it; or, if the last timestamp is of this very second, it waits until that is a second old: AGS
     * 3.4.9 wants timestamps that rise, and Moodle compares whole seconds.
     *
     * @return without a claim if it has to wait
     */
    Order claimed(String by, Instant now, Instant until) {
        Instant earliest = lastStamp.map(last -> last.plusSeconds(1)).orElse(Instant.MIN);
        if (stamp.isEmpty() && earliest.isAfter(now) && !earliest.isAfter(now.plus(LONGEST_WAIT))) {
            return with(state, score, note, stamp, attempts, earliest, Optional.empty(), detail);
        }
        Instant stamped = stamp.orElse(earliest.isAfter(now) ? earliest : now);
        return new Order(
                key,
                registration,
                state,
                revision,
                score,
                note,
                Optional.of(stamped),
                Optional.of(stamp.isPresent() ? lastStamp.orElse(stamped) : stamped),
                settled,
                sent,
                attempts + 1,
                notBefore,
                Optional.of(new Claim(by, until)),
                detail);
    }

    /** The platform has what {@code posted} carried. */
    Order accepted(Order posted, Instant at) {
        Optional<Sent> now = posted.score().map(given -> new Sent(given, at));
        Order known = new Order(
                key,
                registration,
                state,
                revision,
                score,
                note,
                stamp,
                lastStamp,
                posted.score(),
                now,
                attempts,
                notBefore,
                claim,
                Optional.empty());
        return known.ended(posted, State.ACCEPTED, Optional.empty());
    }

    /** The platform has something newer than what {@code posted} carried. */
    Order alreadyNewer(Order posted) {
        Order known = new Order(
                key,
                registration,
                state,
                revision,
                score,
                note,
                stamp,
                lastStamp,
                posted.score(),
                sent,
                attempts,
                notBefore,
                claim,
                Optional.empty());
        return known.ended(posted, State.ALREADY_NEWER, Optional.empty());
    }

    /** The platform will not take what {@code posted} carried. */
    Order refused(Order posted, String why) {
        return ended(posted, State.REFUSED, Optional.of(why));
    }

    /** Whether it arrived is not known. */
    Order postponed(Instant until, String why) {
        return with(State.RETRYING, score, note, stamp, attempts, until, Optional.empty(), Optional.of(why));
    }

    private Order ended(Order posted, State end, Optional<String> why) {
        boolean overtaken = revision != posted.revision() && !score.equals(posted.score());
        return with(overtaken ? State.WAITING : end, score, note, stamp, 0, notBefore, Optional.empty(), why);
    }

    private Order replaced(double wanted, String noteOfIt, Instant from) {
        return new Order(
                key,
                registration,
                attempts > 0 ? state : State.WAITING,
                revision + 1,
                Optional.of(wanted),
                Optional.of(noteOfIt),
                Optional.empty(),
                lastStamp,
                settled,
                sent,
                attempts,
                from,
                claim,
                detail);
    }

    private Order with(
            State newState,
            Optional<Double> newScore,
            Optional<String> newNote,
            Optional<Instant> newStamp,
            int newAttempts,
            Instant newNotBefore,
            Optional<Claim> newClaim,
            Optional<String> newDetail) {
        return new Order(
                key,
                registration,
                newState,
                revision,
                newScore,
                newNote,
                newStamp,
                lastStamp,
                settled,
                sent,
                newAttempts,
                newNotBefore,
                newClaim,
                newDetail);
    }
}
