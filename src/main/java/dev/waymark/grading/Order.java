package dev.waymark.grading;

import dev.waymark.grading.Grades.Sent;
import dev.waymark.lti.ags.Scores.Why;
import dev.waymark.lti.registration.RegistrationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The newest order of a score for one column, and what the platform is known to have. Each method answers the order as
 * it is afterwards; nothing here reads a clock or a table.
 *
 * <p>There is one order for each column. A newer score replaces one that waits. A score that is on its way cannot be
 * called back: the newer one takes its place under a new {@code revision} and is sent next. Where the course shows what
 * is not ours, the order is held until a person says what shall be.
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
 * @param why the reason of a refusal
 * @param told true if a person wants it sent whatever the course shows
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
        Optional<String> detail,
        Optional<Why> why,
        boolean told) {

    /** A clock that runs a little apart from another node's is waited for; one that was set back is not. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    enum State {
        NONE,
        WAITING,
        RETRYING,
        ACCEPTED,
        ALREADY_NEWER,
        REFUSED,
        /** The course shows a grade that is not ours. */
        HELD
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
                Optional.empty(),
                Optional.empty(),
                false);
    }

    boolean open() {
        return state == State.WAITING || state == State.RETRYING;
    }

    /**
     * This score is due now. A person whom the course cannot grade is not asked for again by each new score: the newest
     * is kept, and sent when they come back or staff say so.
     *
     * @param refusedAgain true to try again what the platform refused before
     */
    Order due(double wanted, String noteOfIt, Instant at, boolean refusedAgain) {
        boolean same = score.isPresent() && score.get() == wanted;
        boolean had = settled.isPresent() && settled.get() == wanted;
        if (state == State.HELD) {
            return same ? this : change(order -> order.want(wanted, noteOfIt));
        }
        if (open()) {
            if (same) {
                return this;
            }
            return had && attempts == 0 && !told
                    ? withheld()
                    : replaced(wanted, noteOfIt, attempts > 0 ? notBefore : at);
        }
        if (state == State.REFUSED && why.filter(Why.NOT_GRADABLE::equals).isPresent() && !refusedAgain) {
            return same ? this : change(order -> order.want(wanted, noteOfIt));
        }
        if (had || (state == State.REFUSED && same && !refusedAgain)) {
            return this;
        }
        return replaced(wanted, noteOfIt, at);
    }

    /** Nothing is due: what has not left yet need not leave, unless a person wants it. */
    Order withheld() {
        if (!open() || attempts > 0 || told) {
            return this;
        }
        State before = settled.isEmpty()
                ? State.NONE
                : sent.map(Sent::score).equals(settled) ? State.ACCEPTED : State.ALREADY_NEWER;
        return change(order -> {
            order.state = before;
            order.score = settled;
            order.stamp = Optional.empty();
            order.attempts = 0;
            order.claim = Optional.empty();
        });
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
            return change(order -> {
                order.notBefore = earliest;
                order.claim = Optional.empty();
            });
        }
        Instant stamped = stamp.orElse(earliest.isAfter(now) ? earliest : now);
        return change(order -> {
            order.lastStamp = Optional.of(stamp.isPresent() ? lastStamp.orElse(stamped) : stamped);
            order.stamp = Optional.of(stamped);
            order.attempts = attempts + 1;
            order.claim = Optional.of(new Claim(by, until));
        });
    }

    /** The platform has what {@code posted} carried. */
    Order accepted(Order posted, Instant at) {
        return change(order -> {
                    order.settled = posted.score();
                    order.sent = posted.score().map(given -> new Sent(given, at));
                })
                .ended(posted, State.ACCEPTED, Optional.empty(), Optional.empty());
    }

    /** The platform has something newer than what {@code posted} carried. */
    Order alreadyNewer(Order posted) {
        return change(order -> order.settled = posted.score())
                .ended(posted, State.ALREADY_NEWER, Optional.empty(), Optional.empty());
    }

    /** The platform will not take what {@code posted} carried. */
    Order refused(Order posted, Why reason, String detailOfIt) {
        return ended(posted, State.REFUSED, Optional.of(detailOfIt), Optional.of(reason));
    }

    /** The course shows what is not ours; nothing is sent until a person says so, or it is ours again. */
    Order held(String detailOfIt) {
        return change(order -> {
            order.state = State.HELD;
            order.stamp = Optional.empty();
            order.attempts = 0;
            order.claim = Optional.empty();
            order.detail = Optional.of(detailOfIt);
            order.why = Optional.empty();
            order.told = false;
        });
    }

    /** The course shows again what we sent. */
    Order released(Instant at) {
        boolean had = score.isPresent() && score.equals(settled);
        return change(order -> {
            order.state = had ? State.ACCEPTED : State.WAITING;
            order.notBefore = at;
            order.detail = Optional.empty();
        });
    }

    /** Whether it arrived is not known. */
    Order postponed(Instant until, String detailOfIt) {
        return change(order -> {
            order.state = State.RETRYING;
            order.notBefore = until;
            order.claim = Optional.empty();
            order.detail = Optional.of(detailOfIt);
        });
    }

    /** The platform has an older score of ours with a later timestamp: this one needs one that is later still. */
    Order restamped(Instant after, Instant from) {
        return change(order -> {
            order.state = State.RETRYING;
            order.lastStamp =
                    Optional.of(lastStamp.filter(last -> last.isAfter(after)).orElse(after));
            order.stamp = Optional.empty();
            order.notBefore = from;
            order.claim = Optional.empty();
        });
    }

    /** A person says: send it again. What may have arrived keeps its timestamp. */
    Order again(Instant at) {
        if (score.isEmpty() || state == State.HELD || state == State.NONE || state == State.ACCEPTED) {
            return this;
        }
        return change(order -> {
            if (!open()) {
                order.state = State.WAITING;
                order.revision = revision + 1;
                order.stamp = Optional.empty();
                order.attempts = 0;
            }
            order.notBefore = at;
        });
    }

    /** A person says: send it, whatever the course shows. */
    Order overwriting(Instant at) {
        return score.isEmpty() ? this : insisting(score.get(), note.orElse(""), at);
    }

    /** A person says: send this, whatever is due and whatever the course shows. */
    Order insisting(double wanted, String noteOfIt, Instant at) {
        return change(order -> {
            order.want(wanted, noteOfIt);
            order.state = attempts > 0 ? State.RETRYING : State.WAITING;
            order.stamp = Optional.empty();
            order.notBefore = at;
            order.why = Optional.empty();
            order.told = true;
        });
    }

    private Order ended(Order posted, State end, Optional<String> detailOfIt, Optional<Why> reason) {
        boolean overtaken = revision != posted.revision() && !score.equals(posted.score());
        return change(order -> {
            order.state = overtaken ? State.WAITING : end;
            order.stamp = Optional.empty();
            order.attempts = 0;
            order.claim = Optional.empty();
            order.detail = detailOfIt;
            order.why = reason;
            order.told = overtaken && told;
        });
    }

    private Order replaced(double wanted, String noteOfIt, Instant from) {
        return change(order -> {
            order.want(wanted, noteOfIt);
            order.state = attempts > 0 ? state : State.WAITING;
            order.stamp = Optional.empty();
            order.notBefore = from;
            order.why = Optional.empty();
        });
    }

    private Order change(Consumer<Draft> what) {
        Draft draft = new Draft(this);
        what.accept(draft);
        return draft.done();
    }

    /** What may change of an order. */
    private static final class Draft {
        private final Order from;
        private State state;
        private long revision;
        private Optional<Double> score;
        private Optional<String> note;
        private Optional<Instant> stamp;
        private Optional<Instant> lastStamp;
        private Optional<Double> settled;
        private Optional<Sent> sent;
        private int attempts;
        private Instant notBefore;
        private Optional<Claim> claim;
        private Optional<String> detail;
        private Optional<Why> why;
        private boolean told;

        Draft(Order from) {
            this.from = from;
            this.state = from.state;
            this.revision = from.revision;
            this.score = from.score;
            this.note = from.note;
            this.stamp = from.stamp;
            this.lastStamp = from.lastStamp;
            this.settled = from.settled;
            this.sent = from.sent;
            this.attempts = from.attempts;
            this.notBefore = from.notBefore;
            this.claim = from.claim;
            this.detail = from.detail;
            this.why = from.why;
            this.told = from.told;
        }

        void want(double wanted, String noteOfIt) {
            revision = from.revision + 1;
            score = Optional.of(wanted);
            note = Optional.of(noteOfIt);
        }

        Order done() {
            return new Order(
                    from.key,
                    from.registration,
                    state,
                    revision,
                    score,
                    note,
                    stamp,
                    lastStamp,
                    settled,
                    sent,
                    attempts,
                    notBefore,
                    claim,
                    detail,
                    why,
                    told);
        }
    }
}
