package dev.waymark.grading;

import dev.waymark.grading.CourseRows.Course;
import dev.waymark.grading.CourseRows.CourseColumn;
import dev.waymark.lti.ags.LineItems;
import dev.waymark.lti.core.LineItem;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Leases;
import dev.waymark.shared.Leases.Lease;
import dev.waymark.shared.TenantId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.time.Clock;
import java.util.Optional;

/**
 * Renames columns where they stand. Only those that bear our mark: they were made by us, or by the platform when it copied
 * a course of ours. Renamed by one node at a time and never while columns are set up, so that none is made under a name
 * that was just given up.
 */
@Singleton
class GradebookNames implements ColumnNames {

    private final CourseRows courses;
    private final LineItems lineItems;
    private final Leases leases;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    GradebookNames(
            CourseRows courses,
            LineItems lineItems,
            Leases leases,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.courses = courses;
        this.lineItems = lineItems;
        this.leases = leases;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Renaming rename(TenantId tenant, CourseId course, String measure, String name, String by) {
        String label = name.strip();
        if (!fit(label)) {
            return new Renaming.Unfit();
        }
        Optional<Lease> lease = leases.claim(CourseColumns.work(tenant), CourseColumns.LEASE);
        if (lease.isEmpty()) {
            return new Renaming.Busy();
        }
        try {
            return transactions
                    .executeWrite(status -> chosen(tenant, course, measure))
                    .map(column -> renamed(column, label, by))
                    .orElseGet(Renaming.NoColumn::new);
        } finally {
            leases.release(lease.get());
        }
    }

    private static boolean fit(String label) {
        return !label.isEmpty()
                && label.length() <= LineItem.LONGEST_LABEL
                && label.codePoints().noneMatch(Character::isISOControl);
    }

    private Optional<CourseColumn> chosen(TenantId tenant, CourseId course, String measure) {
        return courses.columns(tenant, course).stream()
                .filter(column -> column.make() && column.measure().equals(measure))
                .findFirst();
    }

    private Renaming renamed(CourseColumn column, String label, String by) {
        Optional<Course> course = transactions.executeWrite(status -> courses.course(column.tenant(), column.course()));
        if (column.lineItem().isEmpty() || course.isEmpty()) {
            keep(column, label, by);
            return new Renaming.Kept();
        }
        URI address = column.lineItem().get();
        return switch (lineItems.rename(
                column.tenant(), column.registration(), course.get().deployment(), address, label)) {
            case LineItems.Answer.TryLater later -> new Renaming.Later(later.detail());
            case LineItems.Answer.Refused refused -> new Renaming.Refused(refused.detail());
            case LineItems.Answer.Found found -> {
                keep(column, label, by);
                yield new Renaming.Renamed();
            }
        };
    }

    private void keep(CourseColumn column, String label, String by) {
        transactions.executeWrite(status -> {
            courses.rename(column, label, by, clock.instant());
            return true;
        });
    }
}
