package dev.waymark.lti.registration;

import dev.waymark.shared.TenantId;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the database in line with the files before the first request is answered. */
@Singleton
class PlatformsAtStart {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformsAtStart.class);

    private final PlatformFiles files;
    private final DatabasePlatforms platforms;
    private final ToolKeys keys;

    PlatformsAtStart(PlatformFiles files, DatabasePlatforms platforms, ToolKeys keys) {
        this.files = files;
        this.platforms = platforms;
        this.keys = keys;
    }

    @EventListener
    void onStart(StartupEvent event) {
        var found = files.read();
        if (found.isEmpty()) {
            LOG.warn(
                    "There is no folder {} (WAYMARK_LTI_CONFIG): platforms registered earlier stay, none is added.",
                    files.folder().toAbsolutePath());
            return;
        }
        TenantId tenant = TenantId.FIRST;
        Set<RegistrationId> kept = new HashSet<>();
        for (PlatformFile file : found.get()) {
            RegistrationId id = platforms.keep(tenant, file);
            keys.signingKey(tenant, id);
            kept.add(id);
            LOG.info("Platform \"{}\" ({}) is registration {}.", file.name(), file.issuer(), id.value());
        }
        int off = platforms.switchOffAllBut(tenant, kept);
        if (off > 0) {
            LOG.warn("{} platforms have no file any more and were switched off.", off);
        }
        if (kept.isEmpty()) {
            LOG.warn("No platform is registered in {} (WAYMARK_LTI_CONFIG): nobody can launch.", files.folder());
        }
    }
}
