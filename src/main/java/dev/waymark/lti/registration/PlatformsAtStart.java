package dev.waymark.lti.registration;

import dev.waymark.lti.core.Origins;
import dev.waymark.shared.SettingRefused;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
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
    private final boolean practice;

    PlatformsAtStart(
            PlatformFiles files,
            DatabasePlatforms platforms,
            ToolKeys keys,
            @Property(name = "waymark.practice", defaultValue = "false") boolean practice) {
        this.files = files;
        this.platforms = platforms;
        this.keys = keys;
        this.practice = practice;
    }

    @EventListener
    void onStart(StartupEvent event) {
        if (practice) {
            refuseBesideRealPlatforms();
        }
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
        if (platforms.all().isEmpty()) {
            LOG.warn(
                    "No platform is registered, neither in {} (WAYMARK_LTI_CONFIG) nor on the administrator's pages: nobody"
                            + " can launch.",
                    files.folder());
        }
    }

    /** Before anything is switched off: this may be the database of a real installation, named by mistake. */
    private void refuseBesideRealPlatforms() {
        for (RegisteredPlatform platform : platforms.all()) {
            String issuer = platform.registration().issuer();
            if (Origins.address(issuer).filter(Origins::loopback).isEmpty()) {
                throw new SettingRefused("This is a practice installation, but its database has the real platform \""
                        + platform.name() + "\" (" + issuer + "). Set WAYMARK_DB_URL to a database of its own.");
            }
        }
    }
}
