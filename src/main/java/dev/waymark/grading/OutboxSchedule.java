package dev.waymark.grading;

import dev.waymark.grading.Regrading.OrderPlaced;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the outbox is emptied: right after an order is committed, and every few seconds for all that had to wait.
 *
 * <p>A node with {@code waymark.grading.send=false} sends nothing; others, or it after its next start, do.
 */
@Singleton
@Requires(property = "waymark.grading.send", notEquals = "false")
class OutboxSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxSchedule.class);

    private final ScoreOutbox outbox;
    private final Tenants tenants;
    private final ExecutorService executor;

    OutboxSchedule(ScoreOutbox outbox, Tenants tenants, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.outbox = outbox;
        this.tenants = tenants;
        this.executor = executor;
    }

    @Scheduled(fixedDelay = "2s", initialDelay = "2s")
    void everyFewSeconds() {
        for (TenantId tenant : tenants.all()) {
            for (RegistrationId registration : outbox.waiting(tenant)) {
                start(tenant, registration);
            }
        }
    }

    @TransactionalEventListener
    void placed(OrderPlaced event) {
        start(event.tenant(), event.registration());
    }

    /** The executor hands on the context of who calls, and with it their connection, which is closed by then. */
    private void start(TenantId tenant, RegistrationId registration) {
        executor.execute(PropagatedContext.empty().wrap(() -> drain(tenant, registration)));
    }

    private void drain(TenantId tenant, RegistrationId registration) {
        try {
            outbox.drain(tenant, registration);
        } catch (RuntimeException e) {
            // The orders are where they were; the next round takes them up again.
            LOG.error("sending scores to registration {} stopped", registration.value(), e);
        }
    }
}
