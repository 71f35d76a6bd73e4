package dev.waymark.lti.launch;

import dev.waymark.shared.Leases;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets what is over: logins after an hour, audit rows after thirty days. One node at a time. */
@Singleton
class Sweep {

    private static final Duration LOGINS = Duration.ofHours(1);
    private static final Duration AUDIT = Duration.ofDays(30);

    private final Logins logins;
    private final LaunchAudit audit;
    private final Leases leases;
    private final Tenants tenants;
    private final Clock clock;

    Sweep(Logins logins, LaunchAudit audit, Leases leases, Tenants tenants, Clock clock) {
        this.logins = logins;
        this.audit = audit;
        this.leases = leases;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "5m", fixedDelay = "15m")
    void sweep() {
        var lease = leases.claim("lti/launch-sweep", Duration.ofMinutes(10));
        if (lease.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        for (TenantId tenant : tenants.all()) {
            logins.forgetExpiredBefore(tenant, now.minus(LOGINS));
            audit.forgetBefore(tenant, now.minus(AUDIT));
        }
        leases.release(lease.get());
    }
}
