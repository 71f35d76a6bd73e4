package dev.waymark.lti.registration;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.waymark.lti.core.Unguessable;
import dev.waymark.shared.Micros;
import dev.waymark.shared.SecretBox;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Key pairs in a table, the private half sealed. If two nodes make one at once, both are published and all nodes agree on
 * which of them signs.
 */
@Singleton
class DatabaseToolKeys implements ToolKeys {

    /** So long is a key published before it signs: platforms ask for our keys anew at least this often. */
    static final Duration KNOWN_AFTER = Duration.ofHours(1);

    /**
     * So long is a key published after another one has taken over: an assertion lives five minutes, and a platform may look
     * at one that it queued; a day is far beyond both.
     */
    static final Duration SERVED_AFTER = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseToolKeys.class);
    private static final String PURPOSE = "lti tool key";
    private static final int BITS = 2048;
    private static final String PUBLISHED =
            " k.tenant = ? AND (k.served_until IS NULL OR k.served_until > ?) AND (r.active = 1 OR r.confirmed_at IS NULL)";
    private static final String JOIN =
            " FROM lti_tool_key k JOIN lti_registration r" + " ON r.tenant = k.tenant AND r.id = k.registration WHERE";

    private final JdbcOperations jdbc;
    private final SecretBox box;
    private final Tenants tenants;
    private final Clock clock;

    DatabaseToolKeys(JdbcOperations jdbc, SecretBox box, Tenants tenants, Clock clock) {
        this.jdbc = jdbc;
        this.box = box;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Override
    @Transactional
    public RSAKey signingKey(TenantId tenant, RegistrationId registration) {
        return signs(tenant, registration).orElseGet(() -> {
            // Its successor is made later, by KeyRotation: an RSA pair takes a second, and whoever waits here waits for
            // this one.
            keep(tenant, registration, Micros.of(clock.instant()));
            return signs(tenant, registration)
                    .orElseThrow(() -> new IllegalStateException("a key that was just made is not there"));
        });
    }

    /** Publishes a next key where there is none. */
    @Transactional
    void prepare(TenantId tenant, RegistrationId registration) {
        if (published(tenant, registration).stream()
                .allMatch(key -> key.signsFrom().isPresent())) {
            keep(tenant, registration, null);
        }
    }

    @Override
    @Transactional
    public void withdraw(TenantId tenant, RegistrationId registration) {
        long now = Micros.of(clock.instant());
        Sql.change(
                jdbc,
                "UPDATE lti_tool_key SET served_until = ? WHERE tenant = ? AND registration = ?"
                        + " AND (served_until IS NULL OR served_until > ?)",
                now,
                tenant.value(),
                registration.value(),
                now);
        String kid = keep(tenant, registration, now);
        LOG.warn("The keys of registration {} were withdrawn; {} signs from now on.", registration.value(), kid);
    }

    @Override
    @Transactional
    public String publicKeySet() {
        List<JWK> keys = new ArrayList<>();
        for (TenantId tenant : tenants.all()) {
            keys.addAll(Sql.rows(
                    jdbc,
                    row -> parse(row.getString(1)),
                    "SELECT k.public_jwk" + JOIN + PUBLISHED + " ORDER BY k.registration, k.created_at, k.kid",
                    tenant.value(),
                    Micros.of(clock.instant())));
        }
        return new JWKSet(keys).toString();
    }

    @Override
    @Transactional
    public Optional<String> publicKeySet(RegistrationId registration) {
        List<JWK> keys = new ArrayList<>();
        for (TenantId tenant : tenants.all()) {
            keys.addAll(Sql.rows(
                    jdbc,
                    row -> parse(row.getString(1)),
                    "SELECT k.public_jwk" + JOIN + PUBLISHED + " AND k.registration = ? ORDER BY k.created_at, k.kid",
                    tenant.value(),
                    Micros.of(clock.instant()),
                    registration.value()));
        }
        return keys.isEmpty() ? Optional.empty() : Optional.of(new JWKSet(keys).toString());
    }

    @Override
    @Transactional
    public Instant rotate(TenantId tenant, RegistrationId registration) {
        Instant now = clock.instant();
        List<Published> all = published(tenant, registration);
        Optional<Published> next =
                all.stream().filter(key -> key.signsFrom().isEmpty()).findFirst();
        String kid = next.map(Published::kid).orElseGet(() -> keep(tenant, registration, null));
        Instant known = next.map(Published::createdAt).orElse(now).plus(KNOWN_AFTER);
        Instant from = known.isAfter(now) ? known : now;
        // Whoever comes second finds that it signs already: of two rotations at once, one counts.
        int won = Sql.change(
                jdbc,
                "UPDATE lti_tool_key SET signs_from = ? WHERE tenant = ? AND registration = ? AND kid = ?"
                        + " AND signs_from IS NULL",
                Micros.of(from),
                tenant.value(),
                registration.value(),
                kid);
        if (won == 1) {
            Sql.change(
                    jdbc,
                    "UPDATE lti_tool_key SET served_until = ? WHERE tenant = ? AND registration = ? AND kid <> ?"
                            + " AND signs_from IS NOT NULL AND served_until IS NULL",
                    Micros.of(from.plus(SERVED_AFTER)),
                    tenant.value(),
                    registration.value(),
                    kid);
            keep(tenant, registration, null);
        }
        return from;
    }

    @Override
    @Transactional
    public List<Published> published(TenantId tenant, RegistrationId registration) {
        return Sql.rows(
                jdbc,
                row -> new Published(
                        row.getString(1), Micros.toInstant(row.getLong(2)), instant(row, 3), instant(row, 4)),
                "SELECT kid, created_at, signs_from, served_until FROM lti_tool_key WHERE tenant = ? AND registration = ?"
                        + " AND (served_until IS NULL OR served_until > ?) ORDER BY created_at DESC, kid",
                tenant.value(),
                registration.value(),
                Micros.of(clock.instant()));
    }

    /** Deletes keys that are not published any more. */
    @Transactional
    int forgetOver(TenantId tenant) {
        return Sql.change(
                jdbc,
                "DELETE FROM lti_tool_key WHERE tenant = ? AND served_until < ?",
                tenant.value(),
                Micros.of(clock.instant()));
    }

    private Optional<RSAKey> signs(TenantId tenant, RegistrationId registration) {
        long now = Micros.of(clock.instant());
        List<String> sealed = Sql.rows(
                jdbc,
                row -> row.getString(1),
                "SELECT private_jwk_sealed FROM lti_tool_key WHERE tenant = ? AND registration = ? AND signs_from <= ?"
                        + " AND (served_until IS NULL OR served_until > ?) ORDER BY signs_from DESC, kid",
                tenant.value(),
                registration.value(),
                now,
                now);
        var opened = sealed.stream()
                .flatMap(each -> box.open(PURPOSE, each).stream())
                .findFirst();
        if (opened.isEmpty() && !sealed.isEmpty()) {
            LOG.warn(
                    "No key of registration {} opens: WAYMARK_SECRET was changed. A new key pair is made; the platform"
                            + " finds it at our key address.",
                    registration.value());
        }
        return opened.map(DatabaseToolKeys::parse);
    }

    /**
     * @param signsFrom in microseconds, or null for a key that waits
     * @return its kid
     */
    private String keep(TenantId tenant, RegistrationId registration, @Nullable Long signsFrom) {
        RSAKey key = generate();
        Sql.change(
                jdbc,
                "INSERT INTO lti_tool_key (tenant, registration, kid, public_jwk, private_jwk_sealed, created_at,"
                        + " signs_from) VALUES (?, ?, ?, ?, ?, ?, ?)",
                tenant.value(),
                registration.value(),
                key.getKeyID(),
                key.toPublicJWK().toJSONString(),
                box.seal(PURPOSE, key.toJSONString()),
                Micros.of(clock.instant()),
                signsFrom);
        return key.getKeyID();
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Micros.toInstant(micros));
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(Unguessable.text())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("could not make an RSA key of " + BITS + " bits", e);
        }
    }

    private static RSAKey parse(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("a key in lti_tool_key cannot be read", e);
        }
    }
}
