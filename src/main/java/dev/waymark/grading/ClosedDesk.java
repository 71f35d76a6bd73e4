package dev.waymark.grading;

import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;

/** One transaction for each thing an administrator asks about columns that take no scores. */
@Singleton
class ClosedDesk implements ClosedColumns {

    private final ClosedRows rows;
    private final TransactionOperations<Connection> transactions;

    ClosedDesk(ClosedRows rows, TransactionOperations<Connection> transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    @Override
    public List<Closed> of(TenantId tenant, RegistrationId registration) {
        return transactions.executeWrite(status -> rows.all(tenant)).stream()
                .filter(each -> each.course().registration() == registration.value())
                .toList();
    }

    @Override
    public boolean askNow(TenantId tenant, CourseId course, String column, Instant at) {
        return transactions.executeWrite(status -> rows.askNow(tenant, course, column, at));
    }
}
