package dev.waymark.grading;

import dev.waymark.grading.Grades.ScoreAccepted;
import dev.waymark.grading.Sending.End;
import dev.waymark.grading.Sending.Ended;
import dev.waymark.lti.ags.Scores.Why;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Leases;
import dev.waymark.shared.Leases.Lease;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes ordered scores to their platforms.
 *
 * <p>One sender for each registration, one call after another: platforms throttle a tool by the calls it has open, and a
 * queue that never waits between calls still empties a class in seconds. The lease says which node sends; should two
 * ever believe that it is them, the claim on the order's row lets one win.
 *
 * <p>A platform that fails several times in a row, or asks for peace, is left in peace, and this is kept in the database
 * for all nodes. After that, one score is the probe: if it fails too, the peace is longer.
 *
 * <p>Each score is three steps: claim (a transaction, which also settles the timestamp), post (no transaction), end (a
 * transaction). A sender that dies in between leaves a claim that runs out; whoever comes next posts the same score with
 * the same timestamp, and a platform that has it already says so. Nothing is sent twice as news, nothing is lost.
 */
@Singleton
class ScoreOutbox {

    private static final Logger LOG = LoggerFactory.getLogger(ScoreOutbox.class);

    static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration RENEW_AFTER = Duration.ofSeconds(20);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final int PAGE = 50;
    private static final int FEW = 3;
    private static final int FAILURES_BEFORE_PAUSE = 3;

    private final ColumnRows columns;
    private final OrderRows orders;
    private final SentRows history;
    private final ShownRows shown;
    private final ConcludedRows concluded;
    private final ClosedRows closed;
    private final ScoreDelivery delivery;
    private final LostColumns lost;
    private final Leases leases;
    private final Clock clock;
    private final TransactionOperations<Connection> transactions;
    private final ApplicationEventPublisher<ScoreAccepted> news;

    /** A lease is a node's, so within the node this keeps a second thread out. */
    private final Set<String> draining = ConcurrentHashMap.newKeySet();

    ScoreOutbox(
            ColumnRows columns,
            OrderRows orders,
            SentRows history,
            ShownRows shown,
            ConcludedRows concluded,
            ClosedRows closed,
            ScoreDelivery delivery,
            LostColumns lost,
            Leases leases,
            Clock clock,
            TransactionOperations<Connection> transactions,
            ApplicationEventPublisher<ScoreAccepted> news) {
        this.columns = columns;
        this.orders = orders;
        this.history = history;
        this.shown = shown;
        this.concluded = concluded;
        this.closed = closed;
        this.delivery = delivery;
        this.lost = lost;
        this.leases = leases;
        this.clock = clock;
        this.transactions = transactions;
        this.news = news;
    }

    /** Platforms for which something may be sent now. */
    List<RegistrationId> waiting(TenantId tenant) {
        return transactions.executeWrite(status -> {
            Instant now = clock.instant();
            concluded.due(tenant, now).forEach(course -> ask(tenant, course, now));
            closed.due(tenant, now).forEach(column -> ask(tenant, column, now));
            return orders.registrations(tenant, now);
        });
    }

    /** One score of a course that was over finds out whether it still is. */
    private void ask(TenantId tenant, CourseId course, Instant now) {
        if (!orders.openIn(tenant, course).isEmpty()) {
            return;
        }
        List<ColumnKey> refused = orders.refusedAsConcluded(tenant, course);
        if (refused.isEmpty()) {
            concluded.lift(tenant, course);
        } else {
            again(refused.get(0), now);
        }
    }

    /** One score for a column that took none finds out whether it does now. */
    private void ask(TenantId tenant, ClosedRows.Closed column, Instant now) {
        if (orders.openIn(tenant, column.course()).stream().anyMatch(key -> of(column, key))) {
            return;
        }
        Optional<ColumnKey> refused = orders.refusedAsClosed(tenant, column.course()).stream()
                .filter(key -> of(column, key))
                .findFirst();
        refused.ifPresentOrElse(
                key -> again(key, now), () -> closed.lift(tenant, column.course(), column.lineItemHash()));
    }

    private static boolean of(ClosedRows.Closed column, ColumnKey key) {
        return key.lineItemHash().equals(column.lineItemHash());
    }

    private void again(ColumnKey key, Instant now) {
        orders.lock(key).map(order -> order.again(now)).ifPresent(orders::save);
    }

    /** Sends what may be sent to a platform now; returns at once if it is being done already, here or elsewhere. */
    void drain(TenantId tenant, RegistrationId registration) {
        String work = "grading/" + tenant + "/" + registration.value();
        if (!draining.add(work)) {
            return;
        }
        try {
            Optional<Lease> lease = leases.claim(work, LEASE);
            if (lease.isPresent()) {
                try {
                    sendAll(tenant, registration, work);
                } finally {
                    leases.release(lease.get());
                }
            }
        } finally {
            draining.remove(work);
        }
    }

    private void sendAll(TenantId tenant, RegistrationId registration, String work) {
        Instant renewed = clock.instant();
        int failures = transactions.executeWrite(status -> history.failures(tenant, registration));
        LookBefore look = delivery.look();
        boolean some = true;
        while (some) {
            some = false;
            List<ColumnKey> waiting = next(tenant, registration);
            for (ColumnKey key : waiting) {
                if (clock.instant().isAfter(renewed.plus(RENEW_AFTER))) {
                    if (leases.claim(work, LEASE).isEmpty()) {
                        return;
                    }
                    renewed = clock.instant();
                }
                Optional<Sending> sending = transactions.executeWrite(status -> claim(key, waiting));
                if (sending.isPresent()) {
                    some = true;
                    Ended ended = deliver(sending.get(), look);
                    transactions.executeWrite(status -> end(sending.get(), ended));
                    if (ended.end() instanceof End.Later later) {
                        failures++;
                        if (later.after().isPresent() || failures >= FAILURES_BEFORE_PAUSE) {
                            pause(tenant, registration, later, failures);
                            return;
                        }
                    } else {
                        failures = well(tenant, registration, failures);
                    }
                    if (ended.end() instanceof End.NotTaken gone && gone.why() == Why.GONE) {
                        lost.find(sending.get());
                    }
                }
            }
        }
    }

    /** A course that is over takes no score of anybody; it is not asked for each. */
    private Ended deliver(Sending sending, LookBefore look) {
        TenantId tenant = sending.order().key().tenant();
        CourseId course = sending.column().course();
        Optional<ConcludedRows.Concluded> over = transactions.executeWrite(status -> concluded.of(tenant, course));
        if (over.filter(each -> clock.instant().isBefore(each.askAt())).isPresent()) {
            return Ended.unread(new End.NotTaken(0, Why.CONCLUDED, "the course has concluded"));
        }
        Ended ended = toColumn(sending, look);
        if (ended.end() instanceof End.NotTaken refused && refused.why() == Why.CONCLUDED) {
            transactions.executeWrite(status -> {
                concluded.note(tenant, course, clock.instant());
                return true;
            });
        } else if (over.isPresent() && (ended.end() instanceof End.Taken || ended.end() instanceof End.Newer)) {
            transactions.executeWrite(status -> {
                concluded.lift(tenant, course);
                orders.refusedAsConcluded(tenant, course).forEach(each -> again(each, clock.instant()));
                return true;
            });
            LOG.info("a course of registration {} takes scores again", course.registration());
        }
        return ended;
    }

    /** A column that takes no scores is not asked for each learner either. */
    private Ended toColumn(Sending sending, LookBefore look) {
        ColumnKey key = sending.order().key();
        CourseId course = sending.column().course();
        Optional<ClosedRows.Closed> before =
                transactions.executeWrite(status -> closed.of(key.tenant(), course, key.lineItemHash()));
        Optional<ClosedRows.Closed> inPeace =
                before.filter(each -> clock.instant().isBefore(each.askAt()));
        if (inPeace.isPresent()) {
            return Ended.unread(
                    new End.NotTaken(0, Why.COLUMN_CLOSED, inPeace.get().detail()));
        }
        Ended ended = delivery.deliver(sending, look);
        if (ended.end() instanceof End.NotTaken refused && refused.why() == Why.COLUMN_CLOSED) {
            transactions.executeWrite(status -> {
                closed.note(key.tenant(), course, key.lineItemHash(), refused.detail(), clock.instant());
                return true;
            });
        } else if (before.isPresent() && (ended.end() instanceof End.Taken || ended.end() instanceof End.Newer)) {
            transactions.executeWrite(status -> {
                closed.lift(key.tenant(), course, key.lineItemHash());
                orders.refusedAsClosed(key.tenant(), course).stream()
                        .filter(each -> of(before.get(), each))
                        .forEach(each -> again(each, clock.instant()));
                return true;
            });
        }
        return ended;
    }

    private List<ColumnKey> next(TenantId tenant, RegistrationId registration) {
        Instant now = clock.instant();
        return transactions.executeWrite(status -> history.paused(tenant, registration, now)
                ? List.<ColumnKey>of()
                : orders.ready(tenant, registration, now, PAGE));
    }

    private Optional<Sending> claim(ColumnKey key, List<ColumnKey> waiting) {
        Instant now = clock.instant();
        Optional<Order> order = orders.lock(key).filter(each -> each.ready(now));
        Optional<Column> column = columns.find(key);
        if (order.isEmpty() || column.isEmpty()) {
            return Optional.empty();
        }
        Order claimed = order.get().claimed(UUID.randomUUID().toString(), now, now.plus(LEASE));
        orders.save(claimed);
        if (claimed.claim().isEmpty()) {
            return Optional.empty();
        }
        List<Double> ours = shown.ours(key);
        Instant stamp = claimed.stamp().orElseThrow();
        shown.tried(key, stamp, claimed.score().orElseThrow());
        long alike = waiting.stream()
                .filter(other -> other.lineItemHash().equals(key.lineItemHash()))
                .count();
        return Optional.of(
                new Sending(column.get(), claimed, ours, shown.firstTried(key).orElse(stamp), alike > FEW));
    }

    /** Keeps what the platform answered; not if the claim ran out and somebody else sends the order by now. */
    private boolean end(Sending sending, Ended ended) {
        Order posted = sending.order();
        Instant now = clock.instant();
        Optional<Order> locked = orders.lock(posted.key())
                .filter(order ->
                        order.claim().map(Order.Claim::by).equals(posted.claim().map(Order.Claim::by)));
        if (locked.isEmpty()) {
            LOG.warn(
                    "an answer of registration {} came after its claim had run out",
                    posted.registration().value());
            return false;
        }
        if (ended.read()) {
            shown.shown(posted.key(), ended.result(), now);
        }
        Order order = locked.get();
        switch (ended.end()) {
            case End.Taken taken -> {
                orders.save(order.accepted(posted, now));
                history.add(sending.column(), posted, Order.State.ACCEPTED, Optional.empty(), now);
                news.publishEvent(new ScoreAccepted(
                        posted.key().tenant(),
                        posted.key().learner(),
                        sending.column().course(),
                        sending.column().lineItem(),
                        posted.score().orElseThrow(),
                        ScoreDelivery.MAXIMUM,
                        now));
            }
            case End.Newer newer -> {
                orders.save(order.alreadyNewer(posted));
                history.add(sending.column(), posted, Order.State.ALREADY_NEWER, Optional.empty(), now);
            }
            case End.NotTaken refused -> {
                String why = refused.status() + " " + refused.detail();
                orders.save(order.refused(posted, refused.why(), why));
                history.add(sending.column(), posted, Order.State.REFUSED, Optional.of(why), now);
                LOG.warn(
                        "registration {} refused a score: {}",
                        posted.registration().value(),
                        why);
            }
            case End.Held held -> {
                String why = held.shows() == CourseShows.CLEARED
                        ? "the course shows no grade any more"
                        : "the course shows a grade that is not ours";
                orders.save(order.held(why));
                history.add(sending.column(), posted, Order.State.HELD, Optional.of(why), now);
            }
            case End.Restamp restamp -> orders.save(order.restamped(restamp.after(), now));
            case End.Later later ->
                orders.save(order.postponed(now.plus(wait(later, order.attempts())), later.detail()));
        }
        return true;
    }

    private int well(TenantId tenant, RegistrationId registration, int failures) {
        if (failures > 0) {
            transactions.executeWrite(status -> {
                history.well(tenant, registration);
                return true;
            });
        }
        return 0;
    }

    private void pause(TenantId tenant, RegistrationId registration, End.Later later, int failures) {
        Instant until = clock.instant().plus(wait(later, failures));
        LOG.warn("scores for registration {} wait until {}: {}", registration.value(), until, later.detail());
        transactions.executeWrite(status -> {
            history.pause(tenant, registration, until, failures, later.detail());
            return true;
        });
    }

    /** As long as the platform asked for, up to a day; else ever longer. */
    private static Duration wait(End.Later later, int attempts) {
        return later.after()
                .map(asked -> asked.isNegative() ? Duration.ZERO : asked)
                .map(asked -> asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked)
                .orElseGet(() -> Backoff.after(
                        Math.max(1, attempts), ThreadLocalRandom.current().nextDouble()));
    }
}
