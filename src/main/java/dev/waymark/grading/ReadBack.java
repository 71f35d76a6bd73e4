package dev.waymark.grading;

import dev.waymark.grading.CourseRows.Course;
import dev.waymark.lti.ags.Results;
import dev.waymark.lti.core.ResultItem;
import dev.waymark.shared.Leases;
import dev.waymark.shared.Leases.Lease;
import dev.waymark.shared.TenantId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads what courses show: when staff ask, and once a day. Where the course shows another grade than we sent, the score is
 * held; where it is ours again, it is let go.
 */
@Singleton
class ReadBack {

    private static final Duration EVERY = Duration.ofHours(24);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final int COURSES = 10;

    private final CourseRows courses;
    private final DeskRows desk;
    private final ColumnRows columns;
    private final OrderRows orders;
    private final ShownRows shown;
    private final SentRows history;
    private final Results results;
    private final Leases leases;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    ReadBack(
            CourseRows courses,
            DeskRows desk,
            ColumnRows columns,
            OrderRows orders,
            ShownRows shown,
            SentRows history,
            Results results,
            Leases leases,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.courses = courses;
        this.desk = desk;
        this.columns = columns;
        this.orders = orders;
        this.shown = shown;
        this.history = history;
        this.results = results;
        this.leases = leases;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Reads the courses whose turn it is; returns at once if another node does. Not inside a transaction. */
    void readDue(TenantId tenant) {
        Instant now = clock.instant();
        List<Course> due = transactions.executeWrite(status -> courses.toRead(tenant, now.minus(EVERY), COURSES));
        if (due.isEmpty()) {
            return;
        }
        Optional<Lease> lease = leases.claim("grading-reading/" + tenant, LEASE);
        if (lease.isEmpty()) {
            return;
        }
        try {
            due.forEach(this::read);
        } finally {
            leases.release(lease.get());
        }
    }

    private void read(Course course) {
        Instant now = clock.instant();
        boolean peace =
                transactions.executeWrite(status -> history.paused(course.tenant(), course.registration(), now));
        if (peace) {
            return;
        }
        for (ColumnKey key : transactions.executeWrite(status -> desk.oneOfEach(course.tenant(), course.id()))) {
            Optional<Column> column =
                    transactions.executeWrite(status -> columns.find(key)).filter(Column::readable);
            if (column.isPresent() && !read(column.get())) {
                return;
            }
        }
        transactions.executeWrite(status -> {
            courses.read(course.tenant(), course.id(), clock.instant());
            return true;
        });
    }

    /** False if the platform wants to be asked later. */
    private boolean read(Column one) {
        var answer = results.of(
                one.key().tenant(), one.registration(), one.deploymentId(), one.lineItem(), Optional.empty());
        if (answer instanceof Results.Answer.Shown found) {
            List<Column> cells = transactions.executeWrite(status -> columns.ofLineItem(
                    one.key().tenant(), one.course(), one.key().lineItemHash()));
            for (Column cell : cells) {
                transactions.executeWrite(status -> compare(cell, found.of(cell.subject())));
            }
        }
        return !(answer instanceof Results.Answer.TryLater);
    }

    private boolean compare(Column cell, Optional<ResultItem> result) {
        Instant now = clock.instant();
        shown.shown(cell.key(), result, now);
        Optional<Order> locked = orders.lock(cell.key()).filter(order -> !order.open());
        if (locked.isEmpty() || locked.get().sent().isEmpty()) {
            return true;
        }
        Order order = locked.get();
        CourseShows whose = CourseShows.of(result, order.sent().orElseThrow().score(), shown.ours(cell.key()), true);
        boolean ours = whose == CourseShows.WANTED || whose == CourseShows.OURS;
        if (ours && order.state() == Order.State.HELD) {
            orders.save(order.released(now));
        } else if (!ours && order.state() == Order.State.ACCEPTED) {
            orders.save(order.held(
                    whose == CourseShows.CLEARED
                            ? "the course shows no grade any more"
                            : "the course shows a grade that is not ours"));
        }
        return true;
    }
}
