package dev.waymark.lti.launch;

import dev.waymark.lti.core.LoginRequest;
import dev.waymark.lti.core.PendingLogin;
import dev.waymark.lti.core.Unguessable;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.SecretBox;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Logins that wait for their launch, in a table, so that the launch may reach another node than the login did. A state is
 * {@code <tenant>.<random>} and is kept as a keyed hash.
 */
@Singleton
class Logins {

    /** How long a person may take to come back from the platform, logging in there included. */
    static final Duration LIFE = Duration.ofMinutes(10);

    /** How the cookies of states begin. */
    static final String COOKIE = "wm-state-";

    private static final Pattern STATE = Pattern.compile("([1-9]\\d{0,17})\\.[A-Za-z0-9_-]{43}");

    private final JdbcOperations jdbc;
    private final SecretBox box;
    private final Clock clock;

    Logins(JdbcOperations jdbc, SecretBox box, Clock clock) {
        this.jdbc = jdbc;
        this.box = box;
        this.clock = clock;
    }

    /**
     * What goes out with a login.
     *
     * @param browser the secret that this browser keeps, in a cookie, and in the platform's storage if there is one
     */
    record Begun(String state, String nonce, String browser) {}

    /** What is known when a launch comes back. */
    record Waiting(
            TenantId tenant,
            String stateHash,
            RegistrationId registration,
            String browserHash,
            PendingLogin pending,
            LoginRequest request,
            Optional<String> storageFrame,
            Instant expiresAt,
            boolean spent) {}

    @Transactional
    Begun begin(RegisteredPlatform platform, LoginRequest login) {
        var begun = new Begun(platform.tenant() + "." + Unguessable.text(), Unguessable.text(), Unguessable.text());
        Instant now = clock.instant();
        jdbc.prepareStatement(
                "INSERT INTO lti_login (tenant, state_hash, registration, nonce, browser_hash, login_hint, message_hint,"
                        + " target_link_uri, deployment_id, created_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, platform.tenant().value());
                    insert.setString(2, hash(begun.state()));
                    insert.setLong(3, platform.id().value());
                    insert.setString(4, begun.nonce());
                    insert.setString(5, browserHash(begun.browser()));
                    insert.setString(6, login.loginHint());
                    insert.setString(7, login.messageHint().orElse(null));
                    insert.setString(8, login.targetLinkUri().orElse(null));
                    insert.setString(9, login.deploymentId().orElse(null));
                    insert.setLong(10, Micros.of(now));
                    insert.setLong(11, Micros.of(now.plus(LIFE)));
                    return insert.executeUpdate();
                });
        return begun;
    }

    /** The login of a state, over or not. */
    @Transactional
    Optional<Waiting> find(String state) {
        var parts = STATE.matcher(state);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var tenant = new TenantId(Long.parseLong(parts.group(1)));
        return jdbc.prepareStatement(
                "SELECT l.registration, l.browser_hash, l.nonce, l.login_hint, l.message_hint, l.target_link_uri,"
                        + " l.deployment_id, l.expires_at, l.spent_at, r.issuer, r.client_id, l.storage_frame FROM lti_login l"
                        + " JOIN lti_registration r ON r.tenant = l.tenant AND r.id = l.registration"
                        + " WHERE l.tenant = ? AND l.state_hash = ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, hash(state));
                    try (var row = select.executeQuery()) {
                        return row.next() ? Optional.of(read(tenant, hash(state), row)) : Optional.empty();
                    }
                });
    }

    private static Waiting read(TenantId tenant, String stateHash, ResultSet row) throws SQLException {
        Optional<String> target = Optional.ofNullable(row.getString(6));
        Optional<String> deployment = Optional.ofNullable(row.getString(7));
        boolean spent = row.getObject(9) != null;
        return new Waiting(
                tenant,
                stateHash,
                new RegistrationId(row.getLong(1)),
                row.getString(2),
                new PendingLogin(row.getString(3), target, deployment),
                new LoginRequest(
                        row.getString(10),
                        row.getString(4),
                        target,
                        Optional.of(row.getString(11)),
                        Optional.ofNullable(row.getString(5)),
                        deployment,
                        Optional.empty()),
                Optional.ofNullable(row.getString(12)),
                Micros.toInstant(row.getLong(8)),
                spent);
    }

    /**
     * Notes that a frame of the platform's page keeps the browser's secret; from then on the secret is asked for there.
     *
     * @return true for the first note on a login that still waits
     */
    @Transactional
    boolean keptIn(String state, String frame) {
        var parts = STATE.matcher(state);
        if (!parts.matches()) {
            return false;
        }
        return jdbc.prepareStatement(
                        "UPDATE lti_login SET storage_frame = ? WHERE tenant = ? AND state_hash = ?"
                                + " AND spent_at IS NULL AND storage_frame IS NULL AND expires_at > ?",
                        update -> {
                            update.setString(1, frame);
                            update.setLong(2, Long.parseLong(parts.group(1)));
                            update.setString(3, hash(state));
                            update.setLong(4, Micros.of(clock.instant()));
                            return update.executeUpdate();
                        })
                == 1;
    }

    /** Spends the login; of many callers on many nodes, one wins. */
    @Transactional
    boolean spend(Waiting login) {
        long now = Micros.of(clock.instant());
        return jdbc.prepareStatement(
                        "UPDATE lti_login SET spent_at = ?"
                                + " WHERE tenant = ? AND state_hash = ? AND spent_at IS NULL AND expires_at > ?",
                        update -> {
                            update.setLong(1, now);
                            update.setLong(2, login.tenant().value());
                            update.setString(3, login.stateHash());
                            update.setLong(4, now);
                            return update.executeUpdate();
                        })
                == 1;
    }

    /** True if every value that the browser returned is the one we gave it, and there is one. */
    boolean isBrowserOf(Waiting login, List<String> returned) {
        byte[] expected = login.browserHash().getBytes(StandardCharsets.UTF_8);
        return !returned.isEmpty()
                && returned.stream()
                        .allMatch(value -> MessageDigest.isEqual(
                                expected, browserHash(value).getBytes(StandardCharsets.UTF_8)));
    }

    /** The cookie of a state: one for each, so that two activities may be opened at once. */
    String cookieOf(String state) {
        return COOKIE + hash(state).substring(0, 16);
    }

    @Transactional
    int forgetExpiredBefore(TenantId tenant, Instant instant) {
        return jdbc.prepareStatement("DELETE FROM lti_login WHERE tenant = ? AND expires_at < ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setLong(2, Micros.of(instant));
            return delete.executeUpdate();
        });
    }

    private String hash(String state) {
        return box.fingerprint("lti state", state);
    }

    private String browserHash(String value) {
        return box.fingerprint("lti browser", value);
    }
}
