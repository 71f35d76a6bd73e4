package dev.waymark.grading;

import dev.waymark.grading.Grades.ScoreAccepted;
import dev.waymark.lti.ags.Scores;
import dev.waymark.lti.ags.Scores.Answer;
import dev.waymark.lti.registration.RegistrationId;
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
    private static final double MAXIMUM = 100;
    private static final int PAGE = 50;
    private static final int FAILURES_BEFORE_PAUSE = 3;

    private final ColumnRows columns;
    private final OrderRows orders;
    private final SentRows history;
    private final Scores scores;
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
            Scores scores,
            Leases leases,
            Clock clock,
            TransactionOperations<Connection> transactions,
            ApplicationEventPublisher<ScoreAccepted> news) {
        this.columns = columns;
        this.orders = orders;
        this.history = history;
        this.scores = scores;
        this.leases = leases;
        this.clock = clock;
        this.transactions = transactions;
        this.news = news;
    }

    /** Platforms for which something may be sent now. */
    List<RegistrationId> waiting(TenantId tenant) {
        return transactions.executeWrite(status -> orders.registrations(tenant, clock.instant()));
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
        int failures = 0;
        boolean some = true;
        while (some) {
            some = false;
            for (ColumnKey key : next(tenant, registration)) {
                if (clock.instant().isAfter(renewed.plus(RENEW_AFTER))) {
                    if (leases.claim(work, LEASE).isEmpty()) {
                        return;
                    }
                    renewed = clock.instant();
                }
                Optional<Sending> sending = transactions.executeWrite(status -> claim(key));
                if (sending.isPresent()) {
                    some = true;
                    Answer answer = post(sending.get());
                    transactions.executeWrite(status -> end(sending.get(), answer));
                    failures = answer instanceof Answer.TryLater ? failures + 1 : 0;
                    if (answer instanceof Answer.TryLater later
                            && (later.after().isPresent() || failures >= FAILURES_BEFORE_PAUSE)) {
                        pause(tenant, registration, later, failures);
                        return;
                    }
                }
            }
        }
    }

    private List<ColumnKey> next(TenantId tenant, RegistrationId registration) {
        Instant now = clock.instant();
        return transactions.executeWrite(status -> history.paused(tenant, registration, now)
                ? List.<ColumnKey>of()
                : orders.ready(tenant, registration, now, PAGE));
    }

    private Optional<Sending> claim(ColumnKey key) {
        Instant now = clock.instant();
        Optional<Order> order = orders.lock(key).filter(each -> each.ready(now));
        Optional<Column> column = columns.find(key);
        if (order.isEmpty() || column.isEmpty()) {
            return Optional.empty();
        }
        Order claimed = order.get().claimed(UUID.randomUUID().toString(), now, now.plus(LEASE));
        orders.save(claimed);
        return claimed.claim().isPresent() ? Optional.of(new Sending(column.get(), claimed)) : Optional.empty();
    }

    private Answer post(Sending sending) {
        Column column = sending.column();
        Order order = sending.order();
        try {
            return scores.post(
                    column.key().tenant(),
                    column.registration(),
                    column.deploymentId(),
                    column.lineItem(),
                    new Scores.Score(
                            column.subject(),
                            order.score().orElseThrow(),
                            MAXIMUM,
                            order.note(),
                            order.stamp().orElseThrow()));
        } catch (RuntimeException e) {
            LOG.error(
                    "posting a score to registration {} failed unexpectedly",
                    column.registration().value(),
                    e);
            return new Answer.TryLater(
                    Optional.empty(), "unexpected " + e.getClass().getName());
        }
    }

    /** Keeps what the platform answered; not if the claim ran out and somebody else sends the order by now. */
    private boolean end(Sending sending, Answer answer) {
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
        Order order = locked.get();
        switch (answer) {
            case Answer.Accepted accepted -> {
                orders.save(order.accepted(posted, now));
                history.add(sending.column(), posted, Order.State.ACCEPTED, Optional.empty(), now);
                news.publishEvent(new ScoreAccepted(
                        posted.key().tenant(),
                        posted.key().learner(),
                        sending.column().course(),
                        sending.column().lineItem(),
                        posted.score().orElseThrow(),
                        MAXIMUM,
                        now));
            }
            case Answer.AlreadyNewer newer -> {
                orders.save(order.alreadyNewer(posted));
                history.add(sending.column(), posted, Order.State.ALREADY_NEWER, Optional.empty(), now);
            }
            case Answer.Refused refused -> {
                String why = refused.status() + " " + refused.detail();
                orders.save(order.refused(posted, why));
                history.add(sending.column(), posted, Order.State.REFUSED, Optional.of(why), now);
                LOG.warn(
                        "registration {} refused a score: {}",
                        posted.registration().value(),
                        why);
            }
            case Answer.TryLater later ->
                orders.save(order.postponed(now.plus(wait(later, order.attempts())), later.detail()));
        }
        return true;
    }

    private void pause(TenantId tenant, RegistrationId registration, Answer.TryLater later, int failures) {
        Instant until = clock.instant().plus(wait(later, failures));
        LOG.warn("scores for registration {} wait until {}: {}", registration.value(), until, later.detail());
        transactions.executeWrite(status -> {
            history.pause(tenant, registration, until);
            return true;
        });
    }

    /** As long as the platform asked for, up to a day; else ever longer. */
    private static Duration wait(Answer.TryLater later, int attempts) {
        return later.after()
                .map(asked -> asked.isNegative() ? Duration.ZERO : asked)
                .map(asked -> asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked)
                .orElseGet(() -> Backoff.after(
                        Math.max(1, attempts), ThreadLocalRandom.current().nextDouble()));
    }

    /**
     * @param order as it was claimed
     */
    private record Sending(Column column, Order order) {}
}
