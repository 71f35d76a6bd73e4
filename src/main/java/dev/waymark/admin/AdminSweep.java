package dev.waymark.admin;

import dev.waymark.shared.Leases;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Forgets sessions and links that are over. One node at a time. */
@Singleton
class AdminSweep {

    private final AdminSessions sessions;
    private final Invitations invitations;
    private final Leases leases;
    private final Tenants tenants;
    private final Clock clock;

    AdminSweep(AdminSessions sessions, Invitations invitations, Leases leases, Tenants tenants, Clock clock) {
        this.sessions = sessions;
        this.invitations = invitations;
        this.leases = leases;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "7m", fixedDelay = "15m")
    void sweep() {
        var lease = leases.claim("admin/sweep", Duration.ofMinutes(10));
        if (lease.isEmpty()) {
            return;
        }
        for (TenantId tenant : tenants.all()) {
            sessions.forgetEndedBefore(tenant, clock.instant());
            invitations.forgetExpiredBefore(tenant, clock.instant().minus(Duration.ofDays(30)));
        }
        leases.release(lease.get());
    }
}
