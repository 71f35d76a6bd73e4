package dev.waymark.lti.registration;

import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes registrations that were checked. The pair of issuer and client id is never there twice, in any tenant. */
@Singleton
class RegistrationWriting {

    private final JdbcOperations jdbc;
    private final Clock clock;

    RegistrationWriting(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whose a pair is, in whatever tenant. */
    record Owner(TenantId tenant, RegistrationId id, KeptRegistration.Origin origin, boolean active) {}

    @Transactional
    public Optional<Owner> owner(String issuer, String clientId) {
        return Sql.rows(
                        jdbc,
                        row -> new Owner(
                                new TenantId(row.getLong(1)),
                                new RegistrationId(row.getLong(2)),
                                KeptRegistration.Origin.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                                row.getInt(4) == 1),
                        "SELECT tenant, id, origin, active FROM lti_registration WHERE issuer = ? AND client_id = ?",
                        issuer,
                        clientId)
                .stream()
                .findFirst();
    }

    /**
     * Writes a new one.
     *
     * @return empty if the pair is there already
     */
    @Transactional
    public Optional<RegistrationId> insert(
            TenantId tenant, Draft draft, KeptRegistration.Origin origin, KeptRegistration.State state) {
        long now = Micros.of(clock.instant());
        @Nullable Long confirmed = state == KeptRegistration.State.WAITING ? null : now;
        int made = Sql.change(
                jdbc,
                "INSERT IGNORE INTO lti_registration (tenant, issuer, client_id, name, authorization_endpoint,"
                        + " token_endpoint, jwks_uri, active, updated_at, origin, product_family, scopes_told,"
                        + " confirmed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                tenant.value(),
                draft.issuer(),
                draft.clientId(),
                draft.name(),
                draft.authorizationEndpoint(),
                draft.tokenEndpoint(),
                draft.jwksUri(),
                state == KeptRegistration.State.ON ? 1 : 0,
                now,
                origin.name().toLowerCase(Locale.ROOT),
                draft.productFamily(),
                draft.scopesTold(),
                confirmed);
        if (made != 1) {
            return Optional.empty();
        }
        Owner owner = owner(draft.issuer(), draft.clientId()).orElseThrow();
        deployments(tenant, owner.id(), draft.deploymentIds());
        return Optional.of(owner.id());
    }

    /** False if no file-less registration has this number, or another one has the pair. */
    @Transactional
    public boolean update(TenantId tenant, RegistrationId id, Draft draft) {
        Optional<Owner> owner = owner(draft.issuer(), draft.clientId());
        boolean free = owner.isEmpty()
                || (owner.get().tenant().equals(tenant) && owner.get().id().equals(id));
        if (!free) {
            return false;
        }
        int changed = Sql.change(
                jdbc,
                "UPDATE lti_registration SET issuer = ?, client_id = ?, name = ?, authorization_endpoint = ?,"
                        + " token_endpoint = ?, jwks_uri = ?, product_family = ?, updated_at = ?"
                        + " WHERE tenant = ? AND id = ? AND origin <> 'file'",
                draft.issuer(),
                draft.clientId(),
                draft.name(),
                draft.authorizationEndpoint(),
                draft.tokenEndpoint(),
                draft.jwksUri(),
                draft.productFamily(),
                Micros.of(clock.instant()),
                tenant.value(),
                id.value());
        return changed == 1;
    }

    /** The platform registered us anew under the same client id: what it says of scopes is newer; nothing else changes. */
    @Transactional
    public void updated(Owner owner, Draft draft) {
        Sql.change(
                jdbc,
                "UPDATE lti_registration SET scopes_told = ?, product_family = ?, updated_at = ? WHERE tenant = ? AND id = ?",
                draft.scopesTold(),
                draft.productFamily(),
                Micros.of(clock.instant()),
                owner.tenant().value(),
                owner.id().value());
        if (!owner.active() && owner.origin() != KeptRegistration.Origin.FILE) {
            deployments(owner.tenant(), owner.id(), draft.deploymentIds());
        }
    }

    private void deployments(TenantId tenant, RegistrationId id, List<String> deployments) {
        deployments.forEach(each -> Sql.change(
                jdbc,
                "INSERT IGNORE INTO lti_deployment (tenant, registration, deployment_id) VALUES (?, ?, ?)",
                tenant.value(),
                id.value(),
                each));
    }
}
