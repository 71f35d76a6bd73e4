package dev.waymark.admin;

import dev.waymark.lti.core.Unguessable;
import dev.waymark.shared.Micros;
import dev.waymark.shared.SecretBox;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.ToolSettings;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** One-time links by which somebody sets their password. Only a keyed hash is kept. */
@Singleton
class Invitations {

    static final Duration LIFE = Duration.ofHours(24);

    private static final Pattern TOKEN = Pattern.compile("([1-9]\\d{0,17})\\.[A-Za-z0-9_-]{43}");

    private final JdbcOperations jdbc;
    private final SecretBox box;
    private final ToolSettings settings;
    private final Clock clock;

    Invitations(JdbcOperations jdbc, SecretBox box, ToolSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.box = box;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param login the only login that it serves; empty if its holder may choose one
     */
    record Invitation(TenantId tenant, Optional<String> login) {}

    /** Makes a link for a login, or for a login of its holder's choice. */
    @Transactional
    public URI link(TenantId tenant, Optional<String> login) {
        String token = tenant + "." + Unguessable.text();
        Instant now = clock.instant();
        jdbc.prepareStatement(
                "INSERT INTO admin_invitation (tenant, token_hash, login, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, hash(token));
                    insert.setString(3, login.orElse(null));
                    insert.setLong(4, Micros.of(now));
                    insert.setLong(5, Micros.of(now.plus(LIFE)));
                    return insert.executeUpdate();
                });
        return settings.at(Door.ENTER + "?token=" + token);
    }

    /** What a link is for, if it was not used and is not too old. */
    @Transactional
    public Optional<Invitation> find(String token) {
        var parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var tenant = new TenantId(Long.parseLong(parts.group(1)));
        return jdbc.prepareStatement(
                "SELECT login FROM admin_invitation"
                        + " WHERE tenant = ? AND token_hash = ? AND used_at IS NULL AND expires_at > ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, hash(token));
                    select.setLong(3, Micros.of(clock.instant()));
                    try (var row = select.executeQuery()) {
                        return row.next()
                                ? Optional.of(new Invitation(tenant, Optional.ofNullable(row.getString(1))))
                                : Optional.empty();
                    }
                });
    }

    /**
     * Uses a link up; of many that try at once, one wins. Every other link for the same purpose is used up with it: the
     * one printed at each start before there was an administrator, and the ones for the same login.
     */
    @Transactional
    public boolean spend(Invitation invitation, String token) {
        long now = Micros.of(clock.instant());
        int won = jdbc.prepareStatement(
                "UPDATE admin_invitation SET used_at = ?"
                        + " WHERE tenant = ? AND token_hash = ? AND used_at IS NULL AND expires_at > ?",
                update -> {
                    update.setLong(1, now);
                    update.setLong(2, invitation.tenant().value());
                    update.setString(3, hash(token));
                    update.setLong(4, now);
                    return update.executeUpdate();
                });
        if (won == 1) {
            useUpOthers(invitation, now);
        }
        return won == 1;
    }

    private void useUpOthers(Invitation invitation, long now) {
        String which = invitation.login().isPresent() ? " AND login = ?" : " AND login IS NULL";
        jdbc.prepareStatement(
                "UPDATE admin_invitation SET used_at = ? WHERE tenant = ? AND used_at IS NULL" + which, update -> {
                    update.setLong(1, now);
                    update.setLong(2, invitation.tenant().value());
                    if (invitation.login().isPresent()) {
                        update.setString(3, invitation.login().get());
                    }
                    return update.executeUpdate();
                });
    }

    @Transactional
    public int forgetExpiredBefore(TenantId tenant, Instant instant) {
        return jdbc.prepareStatement("DELETE FROM admin_invitation WHERE tenant = ? AND expires_at < ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setLong(2, Micros.of(instant));
            return delete.executeUpdate();
        });
    }

    private String hash(String token) {
        return box.fingerprint("admin invitation", token);
    }
}
