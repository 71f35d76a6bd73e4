package dev.waymark.admin;

import dev.waymark.lti.core.Unguessable;
import dev.waymark.shared.Micros;
import dev.waymark.shared.SecretBox;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who has signed in, in a table, by a keyed hash of the session's id: eight hours at most, one without a request. */
@Singleton
class AdminSessions {

    static final Duration LIFE = Duration.ofHours(8);
    static final Duration IDLE = Duration.ofHours(1);

    /** Not every request needs to write. */
    private static final Duration NOTED = Duration.ofMinutes(1);

    private static final Pattern ID = Pattern.compile("([1-9]\\d{0,17})\\.[A-Za-z0-9_-]{43}");

    private final JdbcOperations jdbc;
    private final SecretBox box;
    private final Clock clock;

    AdminSessions(JdbcOperations jdbc, SecretBox box, Clock clock) {
        this.jdbc = jdbc;
        this.box = box;
        this.clock = clock;
    }

    @Transactional
    public String open(Administrator who) {
        String id = who.tenant() + "." + Unguessable.text();
        Instant now = clock.instant();
        jdbc.prepareStatement(
                "INSERT INTO admin_session (tenant, id_hash, account, started_at, seen_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, who.tenant().value());
                    insert.setString(2, hash(id));
                    insert.setLong(3, who.id());
                    insert.setLong(4, Micros.of(now));
                    insert.setLong(5, Micros.of(now));
                    insert.setLong(6, Micros.of(now.plus(LIFE)));
                    return insert.executeUpdate();
                });
        return id;
    }

    /** Whose session this is, if it still runs. */
    @Transactional
    public Optional<Administrator> find(String id) {
        var parts = ID.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var tenant = new TenantId(Long.parseLong(parts.group(1)));
        Instant now = clock.instant();
        record Found(Administrator who, Instant seen) {}
        Optional<Found> found = jdbc.prepareStatement(
                "SELECT a.id, a.login, s.seen_at FROM admin_session s"
                        + " JOIN admin_account a ON a.tenant = s.tenant AND a.id = s.account"
                        + " WHERE s.tenant = ? AND s.id_hash = ? AND s.expires_at > ? AND s.seen_at > ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, hash(id));
                    select.setLong(3, Micros.of(now));
                    select.setLong(4, Micros.of(now.minus(IDLE)));
                    try (var row = select.executeQuery()) {
                        return row.next()
                                ? Optional.of(new Found(
                                        new Administrator(tenant, row.getLong(1), row.getString(2)),
                                        Micros.toInstant(row.getLong(3))))
                                : Optional.empty();
                    }
                });
        found.filter(each -> each.seen().isBefore(now.minus(NOTED))).ifPresent(each -> seen(tenant, id, now));
        return found.map(Found::who);
    }

    private void seen(TenantId tenant, String id, Instant now) {
        jdbc.prepareStatement("UPDATE admin_session SET seen_at = ? WHERE tenant = ? AND id_hash = ?", update -> {
            update.setLong(1, Micros.of(now));
            update.setLong(2, tenant.value());
            update.setString(3, hash(id));
            return update.executeUpdate();
        });
    }

    @Transactional
    public void close(Administrator who, String id) {
        jdbc.prepareStatement("DELETE FROM admin_session WHERE tenant = ? AND id_hash = ?", delete -> {
            delete.setLong(1, who.tenant().value());
            delete.setString(2, hash(id));
            return delete.executeUpdate();
        });
    }

    /** Signs an account out everywhere: its password is new, or it is gone. */
    @Transactional
    public void closeAllOf(TenantId tenant, long account) {
        jdbc.prepareStatement("DELETE FROM admin_session WHERE tenant = ? AND account = ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setLong(2, account);
            return delete.executeUpdate();
        });
    }

    @Transactional
    public int forgetEndedBefore(TenantId tenant, Instant instant) {
        return jdbc.prepareStatement("DELETE FROM admin_session WHERE tenant = ? AND expires_at < ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setLong(2, Micros.of(instant));
            return delete.executeUpdate();
        });
    }

    /** The value of the hidden field of this session's forms. */
    String csrf(String id) {
        return box.fingerprint("admin csrf", id);
    }

    private String hash(String id) {
        return box.fingerprint("admin session id", id);
    }
}
