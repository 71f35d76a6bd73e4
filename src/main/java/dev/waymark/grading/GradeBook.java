package dev.waymark.grading;

import dev.waymark.engine.model.JobRoleId;
import dev.waymark.grading.RoleRequestRows.Waiting;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The front door: one transaction for each thing asked. */
@Singleton
class GradeBook implements Grades {

    private final Regrading regrading;
    private final RoleChanges roles;
    private final RoleRequestRows requests;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    GradeBook(
            Regrading regrading,
            RoleChanges roles,
            RoleRequestRows requests,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.regrading = regrading;
        this.roles = roles;
        this.requests = requests;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<Standing> of(TenantId tenant, LearnerId learner, CourseId course) {
        return transactions.executeWrite(status -> regrading.standings(tenant, learner, course, clock.instant()));
    }

    @Override
    public RoleAnswer askForRole(TenantId tenant, LearnerId learner, CourseId course, JobRoleId role, Instant at) {
        return transactions.executeWrite(status -> roles.ask(tenant, learner, course, role, at));
    }

    @Override
    public Optional<RoleRequest> pendingRole(TenantId tenant, LearnerId learner) {
        return transactions.executeWrite(status -> requests.of(tenant, learner).map(Waiting::request));
    }

    @Override
    public List<RoleRequest> pendingRoles(TenantId tenant, CourseId course) {
        return transactions.executeWrite(status -> requests.inCourse(tenant, course));
    }

    @Override
    public boolean answerRole(TenantId tenant, CourseId course, LearnerId learner, boolean yes, String by, Instant at) {
        return transactions.executeWrite(status -> roles.answer(tenant, course, learner, yes, by, at));
    }
}
