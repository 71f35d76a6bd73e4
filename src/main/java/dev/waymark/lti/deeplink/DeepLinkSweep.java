package dev.waymark.lti.deeplink;

import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Forgets deep linking requests that nobody can answer any more. */
@Singleton
class DeepLinkSweep {

    private final StoredDeepLinks links;
    private final Tenants tenants;
    private final Clock clock;

    DeepLinkSweep(StoredDeepLinks links, Tenants tenants, Clock clock) {
        this.links = links;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "7m")
    void sweep() {
        for (TenantId tenant : tenants.all()) {
            links.forgetEndedBefore(tenant, clock.instant());
        }
    }
}
