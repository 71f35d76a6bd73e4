package dev.waymark.lti.registration;

import dev.waymark.shared.Leases;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Forgets invites that are over, registrations that nobody claimed and failures of a month ago. One node at a time. */
@Singleton
class RegistrationSweep {

    private static final Duration TROUBLE = Duration.ofDays(30);

    private final Invites invites;
    private final ServiceTrouble trouble;
    private final Tenants tenants;
    private final Leases leases;
    private final Clock clock;

    RegistrationSweep(Invites invites, ServiceTrouble trouble, Tenants tenants, Leases leases, Clock clock) {
        this.invites = invites;
        this.trouble = trouble;
        this.tenants = tenants;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "8m", fixedDelay = "1h")
    void sweep() {
        leases.claim("lti/registration-sweep", Duration.ofMinutes(10)).ifPresent(lease -> {
            invites.forgetBefore(clock.instant());
            for (TenantId tenant : tenants.all()) {
                trouble.forgetBefore(tenant, clock.instant().minus(TROUBLE));
            }
            leases.release(lease);
        });
    }
}
