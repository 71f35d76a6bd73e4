package dev.waymark.credential;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.ToolSettings;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In tables. What the settings say holds for organisations of which no administrator has said anything. */
@Singleton
class StoredIssuers implements Issuers {

    private static final String NOBODY = "nobody yet";

    private final JdbcOperations jdbc;
    private final IssuerKeys keys;
    private final ToolSettings settings;
    private final CredentialSettings defaults;

    StoredIssuers(JdbcOperations jdbc, IssuerKeys keys, ToolSettings settings, CredentialSettings defaults) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.settings = settings;
        this.defaults = defaults;
    }

    @Override
    @Transactional
    public Optional<Issuer> of(TenantId tenant) {
        Optional<Issuer> said = jdbc.prepareStatement(
                "SELECT issuer_name, issuer_url FROM credential_issuer WHERE tenant = ?", select -> {
                    select.setLong(1, tenant.value());
                    try (var rows = select.executeQuery()) {
                        return rows.next()
                                ? issuer(tenant, rows.getString(1), rows.getString(2))
                                : Optional.<Issuer>empty();
                    }
                });
        // A row without a name was only made to be locked.
        return said.or(() -> issuer(tenant, defaults.name(), defaults.url()));
    }

    private Optional<Issuer> issuer(TenantId tenant, @Nullable String name, @Nullable String url) {
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        URI page = Optional.ofNullable(url).flatMap(StoredIssuers::web).orElse(settings.baseUrl());
        return Optional.of(new Issuer(tenant, settings.at("/credential/issuers/" + tenant), name.strip(), page));
    }

    private static Optional<URI> web(String text) {
        try {
            var address = new URI(text.strip());
            boolean fits =
                    ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()))
                            && address.getHost() != null
                            && address.getUserInfo() == null;
            return fits ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    @Transactional
    public boolean name(TenantId tenant, String name, String url, String by, Instant at) {
        if (name.isBlank()
                || name.strip().length() > LONGEST_NAME
                || url.length() > LONGEST_URL
                || web(url).isEmpty()) {
            return false;
        }
        put(tenant, name.strip(), url.strip(), by, at, true);
        return true;
    }

    /** The row is the lock of all that is issued in an organisation. */
    void lock(TenantId tenant, Instant at) {
        // Looked for first: an insert that finds the row there shares it, and two who share it wait for each other.
        if (!locked(tenant)) {
            put(tenant, "", "", NOBODY, at, false);
            locked(tenant);
        }
    }

    private boolean locked(TenantId tenant) {
        return jdbc.prepareStatement("SELECT tenant FROM credential_issuer WHERE tenant = ? FOR UPDATE", select -> {
            select.setLong(1, tenant.value());
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        });
    }

    private void put(TenantId tenant, String name, String url, String by, Instant at, boolean over) {
        jdbc.prepareStatement(
                "INSERT " + (over ? "" : "IGNORE ")
                        + "INTO credential_issuer (tenant, issuer_name, issuer_url, changed_by, changed_at)"
                        + " VALUES (?, ?, ?, ?, ?)"
                        + (over
                                ? " ON DUPLICATE KEY UPDATE issuer_name = VALUES(issuer_name), issuer_url = VALUES(issuer_url),"
                                        + " changed_by = VALUES(changed_by), changed_at = VALUES(changed_at)"
                                : ""),
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, name);
                    insert.setString(3, url);
                    insert.setString(4, by);
                    insert.setLong(5, Micros.of(at));
                    return insert.executeUpdate();
                });
    }

    @Override
    @Transactional
    public List<Key> keys(TenantId tenant) {
        return keys.all(tenant);
    }

    @Override
    @Transactional
    public Key rotate(TenantId tenant, String by, Instant at) {
        lock(tenant, at);
        String kid = keys.make(tenant, by, at).getKeyID();
        return new Key(kid, keys.address(kid), at, Optional.empty());
    }

    @Override
    @Transactional
    public Optional<String> keySet(TenantId tenant) {
        return of(tenant).isPresent() || !keys.all(tenant).isEmpty()
                ? Optional.of(keys.publicSet(tenant))
                : Optional.empty();
    }

    @Override
    @Transactional
    public Optional<String> publicKey(String kid) {
        return keys.publicKey(kid).map(RSAKey::toPublicJWK).map(RSAKey::toJSONString);
    }

    @Override
    @Transactional
    public Optional<String> profile(TenantId tenant) {
        return of(tenant).map(issuer -> {
            Map<String, Object> all = OpenBadge.ordered("@context", List.of(OpenBadge.VC, OpenBadge.OB));
            all.putAll(OpenBadge.profile(issuer));
            return JSONObjectUtils.toJSONString(all);
        });
    }
}
