package dev.waymark.admin;

import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who may come in. A login belongs to one tenant, and no two tenants have the same one. */
@Singleton
class Accounts {

    /** So many wrong passwords are free; after that each guess costs {@link #WAIT}. */
    static final int FREE_GUESSES = 5;

    static final Duration WAIT = Duration.ofMinutes(5);

    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@+-]{1,99}");
    private static final String COLUMNS =
            "SELECT id, login, password_hash, wait_until, last_seen_at FROM admin_account WHERE tenant = ?";

    private final JdbcOperations jdbc;
    private final Tenants tenants;
    private final Clock clock;

    Accounts(JdbcOperations jdbc, Tenants tenants, Clock clock) {
        this.jdbc = jdbc;
        this.tenants = tenants;
        this.clock = clock;
    }

    record Account(Administrator who, String passwordHash, Instant waitUntil, Optional<Instant> lastSeen) {
        @Override
        public String toString() {
            return "Account[" + who + "]"; // the hash is nobody's to read
        }
    }

    /** The login as it is kept, or empty if it cannot be one. */
    static Optional<String> login(String typed) {
        String login = typed.strip().toLowerCase(Locale.ROOT);
        return LOGIN.matcher(login).matches() ? Optional.of(login) : Optional.empty();
    }

    @Transactional
    public Optional<Account> find(String login) {
        return tenants.all().stream()
                .flatMap(tenant -> of(tenant).stream())
                .filter(each -> each.who().login().equals(login))
                .findFirst();
    }

    @Transactional
    public List<Account> of(TenantId tenant) {
        return jdbc.prepareStatement(COLUMNS + " ORDER BY login", select -> {
            select.setLong(1, tenant.value());
            List<Account> found = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(read(tenant, rows));
                }
            }
            return found;
        });
    }

    /** Takes one guess, or refuses it because there were too many: of many guesses at once, each is counted. */
    @Transactional
    public boolean mayGuess(Administrator who) {
        long now = Micros.of(clock.instant());
        // MySQL computes from left to right with the new values: failures must come last.
        return jdbc.prepareStatement(
                        "UPDATE admin_account SET wait_until = CASE WHEN failures + 1 >= ? THEN ? ELSE wait_until END,"
                                + " failures = failures + 1 WHERE tenant = ? AND id = ? AND wait_until <= ?",
                        update -> {
                            update.setInt(1, FREE_GUESSES);
                            update.setLong(2, now + Micros.of(Instant.EPOCH.plus(WAIT)));
                            update.setLong(3, who.tenant().value());
                            update.setLong(4, who.id());
                            update.setLong(5, now);
                            return update.executeUpdate();
                        })
                == 1;
    }

    /** The guess was right. */
    @Transactional
    public void cameIn(Administrator who) {
        jdbc.prepareStatement(
                "UPDATE admin_account SET failures = 0, wait_until = 0, last_seen_at = ? WHERE tenant = ? AND id = ?",
                update -> {
                    update.setLong(1, Micros.of(clock.instant()));
                    update.setLong(2, who.tenant().value());
                    update.setLong(3, who.id());
                    return update.executeUpdate();
                });
    }

    /**
     * Makes the account, or gives the one that has this login in this tenant a new password.
     *
     * @return empty if another tenant has this login
     */
    @Transactional
    public Optional<Administrator> keep(TenantId tenant, String login, String passwordHash) {
        Optional<Account> there = find(login);
        if (there.filter(each -> !each.who().tenant().equals(tenant)).isPresent()) {
            return Optional.empty();
        }
        jdbc.prepareStatement(
                "INSERT INTO admin_account (tenant, login, password_hash, created_at, failures, wait_until)"
                        + " VALUES (?, ?, ?, ?, 0, 0) ON DUPLICATE KEY UPDATE password_hash = VALUES(password_hash),"
                        + " failures = 0, wait_until = 0",
                upsert -> {
                    upsert.setLong(1, tenant.value());
                    upsert.setString(2, login);
                    upsert.setString(3, passwordHash);
                    upsert.setLong(4, Micros.of(clock.instant()));
                    return upsert.executeUpdate();
                });
        return find(login).map(Account::who);
    }

    /** Takes an account away, unless it is the tenant's last: somebody must be able to come in. */
    @Transactional
    public boolean remove(TenantId tenant, long id) {
        // Locks all accounts of the tenant: two who remove each other at once must not both succeed.
        List<Long> all = jdbc.prepareStatement("SELECT id FROM admin_account WHERE tenant = ? FOR UPDATE", select -> {
            select.setLong(1, tenant.value());
            List<Long> found = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
            }
            return found;
        });
        if (all.size() < 2 || !all.contains(id)) {
            return false;
        }
        return jdbc.prepareStatement("DELETE FROM admin_account WHERE tenant = ? AND id = ?", delete -> {
                    delete.setLong(1, tenant.value());
                    delete.setLong(2, id);
                    return delete.executeUpdate();
                })
                == 1;
    }

    private static Account read(TenantId tenant, ResultSet row) throws SQLException {
        long seen = row.getLong(5);
        Optional<Instant> lastSeen = row.wasNull() ? Optional.empty() : Optional.of(Micros.toInstant(seen));
        return new Account(
                new Administrator(tenant, row.getLong(1), row.getString(2)),
                row.getString(3),
                Micros.toInstant(row.getLong(4)),
                lastSeen);
    }
}
