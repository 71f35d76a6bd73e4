package dev.waymark.grading;

import dev.waymark.grading.CourseRows.CourseColumn;
import dev.waymark.grading.CourseRows.State;
import dev.waymark.lti.ags.LineItems;
import dev.waymark.lti.core.LineItem;
import dev.waymark.shared.Contention;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A column whose address is gone may stand under another one: found again by its link, or by our mark. One that staff
 * wanted of us is made again once; deleted a second time, it stays deleted until staff say otherwise.
 */
@Singleton
class LostColumns {

    private static final Logger LOG = LoggerFactory.getLogger(LostColumns.class);

    private final LineItems lineItems;
    private final ColumnRows columns;
    private final OrderRows orders;
    private final CourseRows courses;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    LostColumns(
            LineItems lineItems,
            ColumnRows columns,
            OrderRows orders,
            CourseRows courses,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.lineItems = lineItems;
        this.columns = columns;
        this.orders = orders;
        this.courses = courses;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Moves a learner's score to where its column is now, if it is anywhere. Not inside a transaction. */
    void find(Sending sending) {
        Column column = sending.column();
        if (column.lineItems().isEmpty()) {
            return;
        }
        var wanted = column.resourceLink().isEmpty()
                ? new LineItems.Wanted(
                        Optional.of(Measure.resourceId(column.measure())), Optional.of(Measure.TAG), Optional.empty())
                : new LineItems.Wanted(Optional.empty(), Optional.empty(), Optional.of(column.resourceLink()));
        var answer = lineItems.find(
                column.key().tenant(),
                column.registration(),
                column.deploymentId(),
                column.lineItems().get(),
                wanted);
        if (!(answer instanceof LineItems.Answer.Found found)) {
            return;
        }
        List<URI> others = found.items().stream()
                .map(LineItem::id)
                .filter(id -> !id.equals(column.lineItem()))
                .toList();
        // Two columns of one link: which of them is ours cannot be told.
        if (others.size() == 1) {
            Contention.retry(() -> transactions.executeWrite(status -> move(sending, others.getFirst())));
        } else if (others.isEmpty()) {
            transactions.executeWrite(status -> missing(column));
        }
    }

    private boolean move(Sending sending, URI address) {
        Column moved = sending.column().movedTo(address);
        Order posted = sending.order();
        columns.save(moved);
        orders.make(moved.key(), moved.registration());
        Optional<Order> order = orders.lock(moved.key());
        order.ifPresent(found -> orders.save(
                found.due(posted.score().orElseThrow(), posted.note().orElse(""), clock.instant(), true)));
        columns.drop(sending.column().key());
        for (CourseColumn each : ofCourse(sending.column())) {
            courses.save(
                    each.as(State.FOUND, Optional.of(address), Optional.empty(), 0, clock.instant()), clock.instant());
        }
        LOG.info(
                "a grade column of registration {} was found again",
                moved.registration().value());
        return true;
    }

    private boolean missing(Column column) {
        for (CourseColumn each : ofCourse(column)) {
            if (each.state() == State.FOUND) {
                CourseColumn next = each.make() && each.remade() == 0
                        ? each.again(true, clock.instant())
                        : each.as(
                                State.STOPPED,
                                Optional.empty(),
                                Optional.of("the column was deleted in the course"),
                                0,
                                clock.instant());
                courses.save(next, clock.instant());
            }
        }
        return true;
    }

    private List<CourseColumn> ofCourse(Column column) {
        return courses.columns(column.key().tenant(), column.course()).stream()
                .filter(each -> each.measure().equals(column.measure())
                        && each.resourceLink().equals(column.resourceLink()))
                .filter(each ->
                        each.lineItem().filter(column.lineItem()::equals).isPresent())
                .toList();
    }
}
