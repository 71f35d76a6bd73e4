package dev.waymark.lti.registration;

import dev.waymark.lti.core.Registration;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Registrations in tables. */
@Singleton
class DatabasePlatforms implements Platforms {

    private static final String COLUMNS =
            "SELECT id, name, issuer, client_id, authorization_endpoint, token_endpoint, jwks_uri FROM lti_registration";

    private final JdbcOperations jdbc;
    private final Tenants tenants;
    private final Clock clock;

    DatabasePlatforms(JdbcOperations jdbc, Tenants tenants, Clock clock) {
        this.jdbc = jdbc;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<RegisteredPlatform> ofIssuer(String issuer) {
        return tenants.all().stream()
                .flatMap(tenant -> ofIssuer(tenant, issuer).stream())
                .toList();
    }

    private List<RegisteredPlatform> ofIssuer(TenantId tenant, String issuer) {
        return jdbc.prepareStatement(
                COLUMNS + " WHERE tenant = ? AND issuer = ? AND active = 1 ORDER BY id", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, issuer);
                    try (var rows = select.executeQuery()) {
                        return read(tenant, rows);
                    }
                });
    }

    @Override
    @Transactional
    public List<RegisteredPlatform> all() {
        return tenants.all().stream().flatMap(tenant -> all(tenant).stream()).toList();
    }

    private List<RegisteredPlatform> all(TenantId tenant) {
        return jdbc.prepareStatement(COLUMNS + " WHERE tenant = ? AND active = 1 ORDER BY id", select -> {
            select.setLong(1, tenant.value());
            try (var rows = select.executeQuery()) {
                return read(tenant, rows);
            }
        });
    }

    @Override
    @Transactional
    public boolean switchedOff(String issuer, Optional<String> clientId) {
        return Sql.rows(
                        jdbc,
                        row -> row.getString(1),
                        "SELECT client_id FROM lti_registration WHERE issuer = ? AND active = 0",
                        issuer)
                .stream()
                .anyMatch(each -> clientId.map(each::equals).orElse(true));
    }

    @Override
    @Transactional
    public Optional<RegisteredPlatform> find(TenantId tenant, RegistrationId id) {
        return jdbc.prepareStatement(COLUMNS + " WHERE tenant = ? AND id = ? AND active = 1", select -> {
            select.setLong(1, tenant.value());
            select.setLong(2, id.value());
            try (var rows = select.executeQuery()) {
                return read(tenant, rows).stream().findFirst();
            }
        });
    }

    /** Makes the registration of a file ours; its number stays the same over restarts. */
    @Transactional
    RegistrationId keep(TenantId tenant, PlatformFile file) {
        jdbc.prepareStatement(
                "INSERT INTO lti_registration (tenant, issuer, client_id, name, authorization_endpoint, token_endpoint,"
                        + " jwks_uri, active, updated_at, origin, confirmed_at) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, 'file', ?)"
                        + " ON DUPLICATE KEY UPDATE name = VALUES(name), origin = 'file',"
                        + " authorization_endpoint = VALUES(authorization_endpoint),"
                        + " token_endpoint = VALUES(token_endpoint), jwks_uri = VALUES(jwks_uri), active = 1,"
                        + " updated_at = VALUES(updated_at)",
                upsert -> {
                    upsert.setLong(1, tenant.value());
                    upsert.setString(2, file.issuer());
                    upsert.setString(3, file.clientId());
                    upsert.setString(4, file.name());
                    upsert.setString(5, file.authorizationEndpoint());
                    upsert.setString(6, file.tokenEndpoint());
                    upsert.setString(7, file.jwksUri());
                    upsert.setLong(8, Micros.of(clock.instant()));
                    upsert.setLong(9, Micros.of(clock.instant()));
                    return upsert.executeUpdate();
                });
        long id = ofIssuer(tenant, file.issuer()).stream()
                .filter(kept -> kept.registration().clientId().equals(file.clientId()))
                .findFirst()
                .orElseThrow()
                .id()
                .value();
        deployments(tenant, id, Set.copyOf(file.deploymentIds()));
        return new RegistrationId(id);
    }

    private void deployments(TenantId tenant, long registration, Set<String> wanted) {
        Set<String> there = deploymentsOf(tenant, registration);
        there.stream()
                .filter(each -> !wanted.contains(each))
                .forEach(each -> change(
                        "DELETE FROM lti_deployment WHERE tenant = ? AND registration = ? AND deployment_id = ?",
                        tenant,
                        registration,
                        each));
        wanted.stream()
                .filter(each -> !there.contains(each))
                .forEach(each -> change(
                        "INSERT IGNORE INTO lti_deployment (tenant, registration, deployment_id) VALUES (?, ?, ?)",
                        tenant,
                        registration,
                        each));
    }

    /** Switches off every registration of a file that no file names any more; what is kept by hand stays as it is. */
    @Transactional
    int switchOffAllBut(TenantId tenant, Set<RegistrationId> kept) {
        int off = 0;
        for (RegisteredPlatform platform : all(tenant)) {
            if (!kept.contains(platform.id())) {
                off += jdbc.prepareStatement(
                        "UPDATE lti_registration SET active = 0, updated_at = ?"
                                + " WHERE tenant = ? AND id = ? AND origin = 'file'",
                        update -> {
                            update.setLong(1, Micros.of(clock.instant()));
                            update.setLong(2, tenant.value());
                            update.setLong(3, platform.id().value());
                            return update.executeUpdate();
                        });
            }
        }
        return off;
    }

    private void change(String sql, TenantId tenant, long registration, String deployment) {
        jdbc.prepareStatement(sql, statement -> {
            statement.setLong(1, tenant.value());
            statement.setLong(2, registration);
            statement.setString(3, deployment);
            return statement.executeUpdate();
        });
    }

    private List<RegisteredPlatform> read(TenantId tenant, ResultSet rows) throws SQLException {
        List<RegisteredPlatform> found = new ArrayList<>();
        while (rows.next()) {
            long id = rows.getLong(1);
            found.add(new RegisteredPlatform(
                    tenant,
                    new RegistrationId(id),
                    rows.getString(2),
                    new Registration(
                            rows.getString(3),
                            rows.getString(4),
                            deploymentsOf(tenant, id),
                            URI.create(rows.getString(5)),
                            URI.create(rows.getString(6)),
                            URI.create(rows.getString(7)))));
        }
        return found;
    }

    private Set<String> deploymentsOf(TenantId tenant, long registration) {
        return jdbc.prepareStatement(
                "SELECT deployment_id FROM lti_deployment WHERE tenant = ? AND registration = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, registration);
                    Set<String> found = new HashSet<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                    }
                    return found;
                });
    }
}
