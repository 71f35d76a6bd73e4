package dev.waymark.learner;

import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.SecretBox;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts whose people had themselves erased, as keyed digests: whoever has an account can be asked about, and nobody can
 * be read from the table. Each method runs in its caller's transaction.
 */
@Singleton
class Leavers {

    private static final String PURPOSE = "erased account";

    private final JdbcOperations jdbc;
    private final SecretBox box;

    Leavers(JdbcOperations jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    void left(TenantId tenant, long registration, String subject, String remains, Instant at) {
        jdbc.prepareStatement(
                "INSERT INTO learner_erased (tenant, mark, erased_at, returned_at, told_at, remains)"
                        + " VALUES (?, ?, ?, 0, 0, ?) ON DUPLICATE KEY UPDATE erased_at = VALUES(erased_at),"
                        + " returned_at = 0, told_at = 0, remains = VALUES(remains)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, mark(tenant, registration, subject));
                    insert.setLong(3, Micros.of(at));
                    insert.setString(4, remains);
                    return insert.executeUpdate();
                });
    }

    /** They have come again by themselves. */
    void returned(TenantId tenant, RegistrationId registration, String subject, Instant at) {
        set(tenant, registration, subject, "returned_at", at);
    }

    void told(TenantId tenant, RegistrationId registration, String subject, Instant at) {
        set(tenant, registration, subject, "told_at", at);
    }

    private void set(TenantId tenant, RegistrationId registration, String subject, String column, Instant at) {
        jdbc.prepareStatement(
                "UPDATE learner_erased SET " + column + " = ? WHERE tenant = ? AND mark = ? AND " + column + " = 0",
                update -> {
                    update.setLong(1, Micros.of(at));
                    update.setLong(2, tenant.value());
                    update.setString(3, mark(tenant, registration.value(), subject));
                    return update.executeUpdate();
                });
    }

    Optional<Erasures.Past> past(TenantId tenant, RegistrationId registration, String subject) {
        return jdbc.prepareStatement(
                "SELECT erased_at, told_at, remains FROM learner_erased WHERE tenant = ? AND mark = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, mark(tenant, registration.value(), subject));
                    try (var rows = select.executeQuery()) {
                        return rows.next()
                                ? Optional.of(new Erasures.Past(
                                        Micros.toInstant(rows.getLong(1)),
                                        rows.getLong(2) > 0,
                                        ErasureRows.remains(rows.getString(3))))
                                : Optional.empty();
                    }
                });
    }

    /** Those of a platform's subjects who had themselves erased and have not come again. */
    Set<String> stillGone(TenantId tenant, RegistrationId registration, List<String> subjects) {
        Set<String> gone = marksOfTheGone(tenant);
        if (gone.isEmpty()) {
            return Set.of();
        }
        Set<String> found = new HashSet<>(subjects);
        found.removeIf(subject -> !gone.contains(mark(tenant, registration.value(), subject)));
        return found;
    }

    private Set<String> marksOfTheGone(TenantId tenant) {
        return jdbc.prepareStatement("SELECT mark FROM learner_erased WHERE tenant = ? AND returned_at = 0", select -> {
            select.setLong(1, tenant.value());
            Set<String> found = new HashSet<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        });
    }

    private String mark(TenantId tenant, long registration, String subject) {
        return box.fingerprint(PURPOSE, tenant + " " + registration + " " + subject);
    }
}
