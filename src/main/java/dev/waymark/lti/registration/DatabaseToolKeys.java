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
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Key pairs in a table, the private half sealed. If two nodes make one at once, both are published and the older one
 * signs, everywhere.
 */
@Singleton
class DatabaseToolKeys implements ToolKeys {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseToolKeys.class);
    private static final String PURPOSE = "lti tool key";
    private static final int BITS = 2048;

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
        var found = oldestThatOpens(tenant, registration);
        if (found.isPresent()) {
            return found.get();
        }
        keep(tenant, registration, generate());
        return oldestThatOpens(tenant, registration)
                .orElseThrow(() -> new IllegalStateException("a key that was just made is not there"));
    }

    @Override
    @Transactional
    public String publicKeySet() {
        List<JWK> keys = new ArrayList<>();
        for (TenantId tenant : tenants.all()) {
            keys.addAll(publicKeys(tenant));
        }
        return new JWKSet(keys).toString();
    }

    private List<JWK> publicKeys(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT k.public_jwk FROM lti_tool_key k JOIN lti_registration r"
                        + " ON r.tenant = k.tenant AND r.id = k.registration"
                        + " WHERE k.tenant = ? AND r.active = 1 ORDER BY k.registration, k.created_at, k.kid",
                select -> {
                    select.setLong(1, tenant.value());
                    List<JWK> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(parse(rows.getString(1)));
                        }
                    }
                    return found;
                });
    }

    private Optional<RSAKey> oldestThatOpens(TenantId tenant, RegistrationId registration) {
        List<String> sealed = jdbc.prepareStatement(
                "SELECT private_jwk_sealed FROM lti_tool_key WHERE tenant = ? AND registration = ?"
                        + " ORDER BY created_at, kid",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, registration.value());
                    List<String> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                    }
                    return found;
                });
        var opened = sealed.stream()
                .flatMap(each -> box.open(PURPOSE, each).stream())
                .findFirst();
        if (opened.isEmpty() && !sealed.isEmpty()) {
            LOG.warn(
                    "The key of registration {} was sealed with another WAYMARK_SECRET; a new one is made.",
                    registration.value());
        }
        return opened.map(DatabaseToolKeys::parse);
    }

    private void keep(TenantId tenant, RegistrationId registration, RSAKey key) {
        jdbc.prepareStatement(
                "INSERT INTO lti_tool_key (tenant, registration, kid, public_jwk, private_jwk_sealed, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setLong(2, registration.value());
                    insert.setString(3, key.getKeyID());
                    insert.setString(4, key.toPublicJWK().toJSONString());
                    insert.setString(5, box.seal(PURPOSE, key.toJSONString()));
                    insert.setLong(6, Micros.of(clock.instant()));
                    return insert.executeUpdate();
                });
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
