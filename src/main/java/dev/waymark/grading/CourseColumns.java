package dev.waymark.grading;

import dev.waymark.grading.CourseRows.Course;
import dev.waymark.grading.CourseRows.CourseColumn;
import dev.waymark.grading.CourseRows.State;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.ags.LineItems;
import dev.waymark.lti.core.LineItem;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.Contention;
import dev.waymark.shared.Leases;
import dev.waymark.shared.Leases.Lease;
import dev.waymark.shared.TenantId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds the columns that a course shall have, and makes those that staff chose and that are not there. Looks first each
 * time: a copy of a course has its columns already, and so has one whose maker died before it could write down the
 * address.
 */
@Singleton
class CourseColumns {

    static final Duration LEASE = Duration.ofMinutes(2);
    private static final double POINTS = 100;
    private static final int PAGE = 50;

    private final CourseRows courses;
    private final ColumnRows columns;
    private final OrderRows orders;
    private final Regrading regrading;
    private final Learners learners;
    private final LineItems lineItems;
    private final Leases leases;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    CourseColumns(
            CourseRows courses,
            ColumnRows columns,
            OrderRows orders,
            Regrading regrading,
            Learners learners,
            LineItems lineItems,
            Leases leases,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.courses = courses;
        this.columns = columns;
        this.orders = orders;
        this.regrading = regrading;
        this.learners = learners;
        this.lineItems = lineItems;
        this.leases = leases;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Sets up what is wanted now; returns at once if another node does. Not inside a transaction. */
    void setUp(TenantId tenant) {
        Instant now = clock.instant();
        List<CourseColumn> wanted = transactions.executeWrite(status -> courses.wanted(tenant, now, PAGE));
        if (wanted.isEmpty()) {
            return;
        }
        Optional<Lease> lease = leases.claim(work(tenant), LEASE);
        if (lease.isEmpty()) {
            return;
        }
        try {
            for (CourseColumn each : transactions.executeWrite(status -> courses.wanted(tenant, now, PAGE))) {
                Optional<Course> course = transactions.executeWrite(status -> courses.course(tenant, each.course()));
                CourseColumn after = course.filter(known -> known.lineItems().isPresent())
                        .map(known -> sought(each, known))
                        .orElseGet(() -> later(each, Optional.of(Duration.ofHours(1)), "the course has not opened us"));
                transactions.executeWrite(status -> {
                    courses.save(after, clock.instant());
                    return true;
                });
                if (after.state() == State.FOUND) {
                    course.ifPresent(known -> give(known, after));
                }
            }
        } finally {
            leases.release(lease.get());
        }
    }

    /** What one node at a time does: columns are found, made and renamed. */
    static String work(TenantId tenant) {
        return "grading-columns/" + tenant;
    }

    private CourseColumn sought(CourseColumn column, Course course) {
        URI all = course.lineItems().orElseThrow();
        boolean ofLink = !column.resourceLink().isEmpty();
        var wanted = ofLink
                ? new LineItems.Wanted(Optional.empty(), Optional.empty(), Optional.of(column.resourceLink()))
                : new LineItems.Wanted(
                        Optional.of(Measure.resourceId(column.measure())), Optional.of(Measure.TAG), Optional.empty());
        return switch (lineItems.find(course.tenant(), course.registration(), course.deployment(), all, wanted)) {
            case LineItems.Answer.TryLater later -> later(column, later.after(), later.detail());
            case LineItems.Answer.Refused refused -> stopped(column, refused.status() + " " + refused.detail());
            case LineItems.Answer.Found found -> {
                List<LineItem> items = found.items();
                // Of several columns of a link only one that bears our mark is surely ours.
                List<LineItem> ours = ofLink && items.size() > 1
                        ? items.stream()
                                .filter(item -> item.resourceId()
                                        .filter(Measure.resourceId(column.measure())::equals)
                                        .isPresent())
                                .toList()
                        : items;
                if (!ours.isEmpty()) {
                    yield found(column, ours.getFirst().id());
                }
                yield column.make() ? made(column, course, all) : stopped(column, "the link has no column of its own");
            }
        };
    }

    private CourseColumn made(CourseColumn column, Course course, URI all) {
        return switch (lineItems.make(
                course.tenant(),
                course.registration(),
                course.deployment(),
                all,
                column.label(),
                POINTS,
                Measure.resourceId(column.measure()),
                Measure.TAG)) {
            case LineItems.Answer.TryLater later -> later(column, later.after(), later.detail());
            case LineItems.Answer.Refused refused -> stopped(column, refused.status() + " " + refused.detail());
            case LineItems.Answer.Found found ->
                found(column, found.items().getFirst().id());
        };
    }

    private CourseColumn found(CourseColumn column, URI address) {
        return column.as(State.FOUND, Optional.of(address), Optional.empty(), 0, clock.instant());
    }

    private CourseColumn stopped(CourseColumn column, String why) {
        return column.as(State.STOPPED, Optional.empty(), Optional.of(why), 0, clock.instant());
    }

    private CourseColumn later(CourseColumn column, Optional<Duration> asked, String why) {
        int attempts = column.attempts() + 1;
        Duration wait = asked.orElseGet(
                () -> Backoff.after(attempts, ThreadLocalRandom.current().nextDouble()));
        return column.as(
                State.WANTED,
                Optional.empty(),
                Optional.of(why),
                attempts,
                clock.instant().plus(wait));
    }

    /** Everybody who is known to learn in the course gets a cell, and what is due goes there. */
    private void give(Course course, CourseColumn column) {
        for (Learner learner : learners.inCourse(course.tenant(), course.id())) {
            Optional<String> subject = learners.subjectOf(course.tenant(), learner.id(), course.registration());
            subject.ifPresent(name -> Contention.retry(() -> transactions.executeWrite(status -> {
                give(course, column, learner, name);
                regrading.regradeOnLaunch(course.tenant(), learner.id(), clock.instant());
                return true;
            })));
        }
    }

    /** Runs in the caller's transaction. */
    void give(Course course, CourseColumn column, Learner learner, String subject) {
        URI address = column.lineItem().orElseThrow();
        var cell = new Column(
                ColumnKey.of(course.tenant(), learner.id(), address),
                address,
                course.id(),
                course.registration(),
                course.deployment(),
                column.resourceLink(),
                subject,
                course.scopes(),
                true,
                clock.instant(),
                column.measure(),
                course.lineItems(),
                course.family());
        columns.save(cell);
        orders.make(cell.key(), cell.registration());
    }

    /** A learner came: cells in all columns of the course, and of this link. Runs in the caller's transaction. */
    void arrived(Course course, Learner learner, String subject, String resourceLink) {
        for (CourseColumn column : courses.columns(course.tenant(), course.id())) {
            boolean theirs =
                    column.resourceLink().isEmpty() || column.resourceLink().equals(resourceLink);
            if (theirs && column.state() == State.FOUND) {
                give(course, column, learner, subject);
            }
        }
    }

    /** A launch of a link without {@code lineitem}: it may have a column all the same. Runs in the caller's transaction. */
    void lookFor(Course course, String measure, String resourceLink, String label) {
        Optional<CourseColumn> known = courses.columns(course.tenant(), course.id()).stream()
                .filter(column -> column.measure().equals(measure)
                        && column.resourceLink().equals(resourceLink))
                .findFirst();
        if (known.isEmpty()) {
            courses.save(wish(course, measure, resourceLink, label, false, "a launch"), clock.instant());
        }
    }

    CourseColumn wish(Course course, String measure, String resourceLink, String label, boolean make, String by) {
        RegistrationId registration = course.registration();
        return new CourseColumn(
                course.tenant(),
                course.id(),
                measure,
                resourceLink,
                registration,
                State.WANTED,
                make,
                0,
                Optional.empty(),
                label,
                Optional.empty(),
                0,
                clock.instant(),
                by);
    }
}
