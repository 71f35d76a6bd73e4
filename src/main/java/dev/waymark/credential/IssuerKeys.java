package dev.waymark.credential;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.waymark.shared.Micros;
import dev.waymark.shared.SecretBox;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.ToolSettings;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Table {@code credential_key}, and what is done with it. Each method runs in its caller's transaction. */
@Singleton
class IssuerKeys {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final String PURPOSE = "credential issuer key";
    private static final int BITS = 2048;
    private static final String FIRST = "Waymark, when first needed";

    private final JdbcOperations jdbc;
    private final SecretBox box;
    private final ToolSettings settings;

    IssuerKeys(JdbcOperations jdbc, SecretBox box, ToolSettings settings) {
        this.jdbc = jdbc;
        this.box = box;
        this.settings = settings;
    }

    /** A key with its private half. */
    RSAKey signing(TenantId tenant, Instant at) {
        List<String> sealed = jdbc.prepareStatement(
                "SELECT private_jwk_sealed FROM credential_key WHERE tenant = ? AND retired_at = 0"
                        + " ORDER BY created_at DESC, kid",
                select -> {
                    select.setLong(1, tenant.value());
                    return texts(select.executeQuery());
                });
        Optional<String> open = sealed.stream()
                .flatMap(each -> box.open(PURPOSE, each).stream())
                .findFirst();
        if (open.isEmpty() && !sealed.isEmpty()) {
            LOG.warn(
                    "The key that signs certificates of tenant {} does not open: WAYMARK_SECRET was changed. Another"
                            + " one is made; what was signed stays verifiable.",
                    tenant);
        }
        return open.map(IssuerKeys::parse).orElseGet(() -> make(tenant, FIRST, at));
    }

    RSAKey make(TenantId tenant, String by, Instant at) {
        RSAKey key = generate();
        jdbc.prepareStatement(
                "UPDATE credential_key SET retired_at = ?, private_jwk_sealed = '' WHERE tenant = ? AND retired_at = 0",
                update -> {
                    update.setLong(1, Micros.of(at));
                    update.setLong(2, tenant.value());
                    return update.executeUpdate();
                });
        jdbc.prepareStatement(
                "INSERT INTO credential_key (tenant, kid, public_jwk, private_jwk_sealed, made_by, created_at, retired_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 0)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, key.getKeyID());
                    insert.setString(3, key.toPublicJWK().toJSONString());
                    insert.setString(4, box.seal(PURPOSE, key.toJSONString()));
                    insert.setString(5, by);
                    insert.setLong(6, Micros.of(at));
                    return insert.executeUpdate();
                });
        return key;
    }

    List<Issuers.Key> all(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT kid, created_at, retired_at FROM credential_key WHERE tenant = ? ORDER BY created_at DESC, kid",
                select -> {
                    select.setLong(1, tenant.value());
                    List<Issuers.Key> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            long retired = rows.getLong(3);
                            found.add(new Issuers.Key(
                                    rows.getString(1),
                                    address(rows.getString(1)),
                                    Micros.toInstant(rows.getLong(2)),
                                    retired == 0 ? Optional.empty() : Optional.of(Micros.toInstant(retired))));
                        }
                    }
                    return found;
                });
    }

    String publicSet(TenantId tenant) {
        List<JWK> keys = jdbc
                .prepareStatement(
                        "SELECT public_jwk FROM credential_key WHERE tenant = ? ORDER BY created_at DESC, kid",
                        select -> {
                            select.setLong(1, tenant.value());
                            return texts(select.executeQuery());
                        })
                .stream()
                .<JWK>map(IssuerKeys::parse)
                .toList();
        return new JWKSet(keys).toString();
    }

    /** By its name, of whichever organisation: it is public. */
    Optional<RSAKey> publicKey(String kid) {
        return jdbc
                .prepareStatement("SELECT public_jwk FROM credential_key WHERE kid = ?", select -> {
                    select.setString(1, kid);
                    return texts(select.executeQuery());
                })
                .stream()
                .findFirst()
                .map(IssuerKeys::parse);
    }

    URI address(String kid) {
        return settings.at("/credential/keys/" + kid);
    }

    /** The name of a key of ours; empty if the address is none of ours. */
    Optional<String> kidOf(String address) {
        String before = settings.at("/credential/keys/").toString();
        return address.startsWith(before) ? Optional.of(address.substring(before.length())) : Optional.empty();
    }

    /** A compact JWS whose header has {@code alg}, {@code kid} and {@code typ}, and no other member (OB 3.0, 8.2.2). */
    String sign(RSAKey key, Map<String, Object> payload) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(address(key.getKeyID()).toString())
                .type(JOSEObjectType.JWT)
                .build();
        var jws = new JWSObject(header, new Payload(payload));
        try {
            jws.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("could not sign with a key of our own", e);
        }
        return jws.serialize();
    }

    private static List<String> texts(java.sql.ResultSet rows) throws java.sql.SQLException {
        List<String> found = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("could not make an RSA key of " + BITS + " bits", e);
        }
    }

    private static RSAKey parse(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("a key in credential_key cannot be read", e);
        }
    }
}
