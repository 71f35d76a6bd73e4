package dev.waymark.admin;

import dev.waymark.shared.SettingRefused;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints a one-time link where a tenant has no administrator yet, and for whoever lost their password: whoever can read
 * this process's log may come in, nobody has a default password.
 */
@Singleton
class FirstLink {

    private static final Logger LOG = LoggerFactory.getLogger(FirstLink.class);

    private final Accounts accounts;
    private final Invitations invitations;
    private final Tenants tenants;
    private final Optional<String> wanted;

    /**
     * @param wanted a login that needs a new password, or a new administrator of the first tenant
     *     ({@code WAYMARK_ADMIN_LINK})
     */
    FirstLink(
            Accounts accounts,
            Invitations invitations,
            Tenants tenants,
            @Property(name = "waymark.admin.link") Optional<String> wanted) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.tenants = tenants;
        this.wanted = wanted.filter(login -> !login.isBlank());
    }

    @EventListener
    void onStart(StartupEvent event) {
        for (TenantId tenant : tenants.all()) {
            if (accounts.of(tenant).isEmpty() && wanted.isEmpty()) {
                LOG.warn(
                        "Nobody administers tenant {} yet. Open this link within {} hours to become its administrator; it"
                                + " works once: {}",
                        tenant,
                        Invitations.LIFE.toHours(),
                        invitations.link(tenant, Optional.empty()));
            }
        }
        wanted.ifPresent(this::printFor);
    }

    private void printFor(String typed) {
        String login = Accounts.login(typed)
                .orElseThrow(() -> new SettingRefused("WAYMARK_ADMIN_LINK must be a login of 2 to 100 small letters,"
                        + " digits and . _ @ + -; found \"" + typed + "\"."));
        TenantId tenant =
                accounts.find(login).map(account -> account.who().tenant()).orElse(TenantId.FIRST);
        LOG.warn(
                "WAYMARK_ADMIN_LINK: by this link \"{}\" sets a new password; it works once, within {} hours: {} Take the"
                        + " setting away before the next start.",
                login,
                Invitations.LIFE.toHours(),
                invitations.link(tenant, Optional.of(login)));
    }
}
