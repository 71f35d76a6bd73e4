package dev.waymark.access;

import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Accounts of the database that may read the {@code analytics_} views. Waymark makes no accounts: the database's
 * administrator does, and here it is said whose rows an account sees. An account that is not listed sees none.
 */
@Singleton
public class DatabaseAccounts {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.$-]{1,80}");

    private final JdbcOperations jdbc;
    private final Clock clock;

    DatabaseAccounts(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param name of the account, without its host; compared without regard to case
     * @param people true if it may see single people, by pseudonym
     */
    public record Account(String name, boolean people, String madeBy) {}

    /** True if an account can have this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** A tenant's, by name. */
    @Transactional
    public List<Account> all(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT account, people, made_by FROM access_database_account WHERE tenant = ? ORDER BY account",
                select -> {
                    select.setLong(1, tenant.value());
                    List<Account> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Account(rows.getString(1), rows.getInt(2) == 1, rows.getString(3)));
                        }
                    }
                    return found;
                });
    }

    /**
     * Lets an account see a tenant's rows.
     *
     * @return false if the account already belongs to a tenant, this one or another: one account, one tenant
     * @throws IllegalArgumentException if the name is not one of an account; the message is for the person who asked
     */
    @Transactional
    public boolean add(TenantId tenant, String name, boolean people, String by) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "the name of a database account has 1 to 80 letters, digits and _ . $ -, without its host");
        }
        return jdbc.prepareStatement(
                        "INSERT IGNORE INTO access_database_account (account, tenant, people, made_by, made_at)"
                                + " VALUES (?, ?, ?, ?, ?)",
                        insert -> {
                            insert.setString(1, name.toLowerCase(Locale.ROOT));
                            insert.setLong(2, tenant.value());
                            insert.setInt(3, people ? 1 : 0);
                            insert.setString(4, by);
                            insert.setLong(5, Micros.of(clock.instant()));
                            return insert.executeUpdate();
                        })
                > 0;
    }

    /** From now on the account sees nothing; false if it is not this tenant's. */
    @Transactional
    public boolean remove(TenantId tenant, String name) {
        return jdbc.prepareStatement("DELETE FROM access_database_account WHERE tenant = ? AND account = ?", delete -> {
                    delete.setLong(1, tenant.value());
                    delete.setString(2, name.toLowerCase(Locale.ROOT));
                    return delete.executeUpdate();
                })
                > 0;
    }
}
