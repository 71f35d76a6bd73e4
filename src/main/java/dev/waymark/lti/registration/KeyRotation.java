package dev.waymark.lti.registration;

import dev.waymark.shared.Leases;
import dev.waymark.shared.SettingRefused;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews our keys: each registration's after so long, and all of them at a start that asks for it. One node at a time.
 */
@Singleton
class KeyRotation {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
    private static final String WORK = "lti/key-rotation";

    private final DatabasePlatforms platforms;
    private final DatabaseToolKeys keys;
    private final Tenants tenants;
    private final Leases leases;
    private final Clock clock;
    private final Duration every;
    private final boolean atStart;
    private final boolean withdrawAtStart;

    /**
     * @param every how long one key signs ({@code WAYMARK_KEYS_ROTATE_EVERY}); an hour or more
     * @param atStart true if all keys are to be rotated now ({@code WAYMARK_KEYS_ROTATE_AT_START})
     * @param withdrawAtStart true if no key that was made before may be trusted ({@code WAYMARK_KEYS_WITHDRAW_AT_START})
     */
    KeyRotation(
            DatabasePlatforms platforms,
            DatabaseToolKeys keys,
            Tenants tenants,
            Leases leases,
            Clock clock,
            @Value("${waymark.keys.rotate-every:90d}") Duration every,
            @Value("${waymark.keys.rotate-at-start:false}") boolean atStart,
            @Value("${waymark.keys.withdraw-at-start:false}") boolean withdrawAtStart) {
        if (every.compareTo(Duration.ofHours(1)) < 0) {
            throw new SettingRefused(
                    "WAYMARK_KEYS_ROTATE_EVERY must be an hour or more, such as 90d; found \"" + every + "\".");
        }
        this.platforms = platforms;
        this.keys = keys;
        this.tenants = tenants;
        this.leases = leases;
        this.clock = clock;
        this.every = every;
        this.atStart = atStart;
        this.withdrawAtStart = withdrawAtStart;
    }

    @EventListener
    void onStart(StartupEvent event) {
        if (withdrawAtStart) {
            for (RegisteredPlatform platform : platforms.all()) {
                keys.withdraw(platform.tenant(), platform.id());
            }
            LOG.warn("WAYMARK_KEYS_WITHDRAW_AT_START: take the setting away before the next start.");
        }
        if (atStart) {
            int rotated = rotate(true);
            LOG.warn(
                    "WAYMARK_KEYS_ROTATE_AT_START: the keys of {} registrations were rotated. Take the setting away before"
                            + " the next start.",
                    rotated);
        }
    }

    /** So that a first start, or a registration, need not wait for a second pair. */
    @Scheduled(initialDelay = "15s", fixedDelay = "5m")
    void prepareNext() {
        leases.claim(WORK, Duration.ofMinutes(10)).ifPresent(lease -> {
            for (RegisteredPlatform platform : platforms.all()) {
                keys.signingKey(platform.tenant(), platform.id());
                keys.prepare(platform.tenant(), platform.id());
            }
            leases.release(lease);
        });
    }

    @Scheduled(initialDelay = "9m", fixedDelay = "1h")
    void onSchedule() {
        int rotated = rotate(false);
        if (rotated > 0) {
            LOG.info("The keys of {} registrations were due and were rotated.", rotated);
        }
    }

    /** Rotates what is due, or all; gives every registration that has only one key its next. */
    int rotate(boolean all) {
        Optional<Leases.Lease> lease = leases.claim(WORK, Duration.ofMinutes(10));
        if (lease.isEmpty()) {
            return 0;
        }
        int rotated = 0;
        for (RegisteredPlatform platform : platforms.all()) {
            keys.signingKey(platform.tenant(), platform.id());
            keys.prepare(platform.tenant(), platform.id());
            if (all || due(platform)) {
                keys.rotate(platform.tenant(), platform.id());
                rotated++;
            }
        }
        for (TenantId tenant : tenants.all()) {
            keys.forgetOver(tenant);
        }
        leases.release(lease.get());
        return rotated;
    }

    private boolean due(RegisteredPlatform platform) {
        Instant oldest = clock.instant().minus(every);
        var published = keys.published(platform.tenant(), platform.id());
        return published.stream()
                .filter(key -> key.servedUntil().isEmpty())
                .flatMap(key -> key.signsFrom().stream())
                .allMatch(from -> from.isBefore(oldest));
    }
}
