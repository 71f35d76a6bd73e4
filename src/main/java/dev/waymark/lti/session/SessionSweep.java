package dev.waymark.lti.session;

import dev.waymark.shared.Leases;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Forgets sessions, and the names in them, once they have ended. One node at a time. */
@Singleton
class SessionSweep {

    private final DatabaseSessions sessions;
    private final Leases leases;
    private final Tenants tenants;
    private final Clock clock;

    SessionSweep(DatabaseSessions sessions, Leases leases, Tenants tenants, Clock clock) {
        this.sessions = sessions;
        this.leases = leases;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "6m", fixedDelay = "15m")
    void sweep() {
        var lease = leases.claim("lti/session-sweep", Duration.ofMinutes(10));
        if (lease.isEmpty()) {
            return;
        }
        for (TenantId tenant : tenants.all()) {
            sessions.forgetEndedBefore(tenant, clock.instant());
        }
        leases.release(lease.get());
    }
}
