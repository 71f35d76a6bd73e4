package dev.waymark.lti.registration;

import dev.waymark.lti.core.Registration;
import dev.waymark.shared.Micros;
import dev.waymark.shared.OutboundAddresses;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Registrations as an administrator keeps them. The ones of files can be looked at here and are changed in the files. */
@Singleton
public class Registrations {

    private static final String COLUMNS = "SELECT id, name, issuer, client_id, authorization_endpoint, token_endpoint,"
            + " jwks_uri, active, origin, product_family, scopes_told, confirmed_at, updated_at FROM lti_registration";

    private final JdbcOperations jdbc;
    private final RegistrationWriting writing;
    private final OutboundAddresses outbound;
    private final ToolKeys keys;
    private final Clock clock;

    Registrations(
            JdbcOperations jdbc, RegistrationWriting writing, OutboundAddresses outbound, ToolKeys keys, Clock clock) {
        this.jdbc = jdbc;
        this.writing = writing;
        this.outbound = outbound;
        this.keys = keys;
        this.clock = clock;
    }

    /** What became of saving. */
    public sealed interface Saving {
        record Saved(RegistrationId id) implements Saving {}

        /** Issuer and client id are registered already, here or with another tenant. */
        record Taken() implements Saving {}

        /**
         * @param faults by field
         */
        record Unfit(Map<String, String> faults) implements Saving {
            public Unfit {
                faults = Map.copyOf(faults);
            }
        }
    }

    /** Registers a platform by hand; it is switched on at once. Resolves names: not inside a transaction. */
    public Saving add(TenantId tenant, Draft draft) {
        Map<String, String> faults = draft.faults(outbound);
        if (!faults.isEmpty()) {
            return new Saving.Unfit(faults);
        }
        Optional<RegistrationId> id =
                writing.insert(tenant, draft, KeptRegistration.Origin.PAGE, KeptRegistration.State.ON);
        id.ifPresent(made -> keys.signingKey(tenant, made));
        return id.<Saving>map(Saving.Saved::new).orElseGet(Saving.Taken::new);
    }

    /** Changes a registration that no file names. Resolves names: not inside a transaction. */
    public Saving change(TenantId tenant, RegistrationId id, Draft draft) {
        Map<String, String> faults = draft.faults(outbound);
        if (!faults.isEmpty()) {
            return new Saving.Unfit(faults);
        }
        return writing.update(tenant, id, draft) ? new Saving.Saved(id) : new Saving.Taken();
    }

    @Transactional
    public List<KeptRegistration> of(TenantId tenant) {
        return Sql.rows(
                jdbc, row -> read(tenant, row), COLUMNS + " WHERE tenant = ? ORDER BY name, id", tenant.value());
    }

    @Transactional
    public Optional<KeptRegistration> find(TenantId tenant, RegistrationId id) {
        return Sql.rows(
                        jdbc,
                        row -> read(tenant, row),
                        COLUMNS + " WHERE tenant = ? AND id = ?",
                        tenant.value(),
                        id.value())
                .stream()
                .findFirst();
    }

    /** Lets launches in, or keeps them out. False if a file decides. */
    @Transactional
    public boolean switchTo(TenantId tenant, RegistrationId id, boolean on) {
        long now = Micros.of(clock.instant());
        boolean switched = Sql.change(
                        jdbc,
                        "UPDATE lti_registration SET active = ?, confirmed_at = COALESCE(confirmed_at, ?), updated_at = ?"
                                + " WHERE tenant = ? AND id = ? AND origin <> 'file'",
                        on ? 1 : 0,
                        now,
                        now,
                        tenant.value(),
                        id.value())
                == 1;
        if (switched && on) {
            keys.signingKey(tenant, id);
        }
        return switched;
    }

    /** Takes a registration away that is switched off, with its keys and deployments. What learners did there stays. */
    @Transactional
    public boolean remove(TenantId tenant, RegistrationId id) {
        boolean gone = Sql.change(
                        jdbc,
                        "DELETE FROM lti_registration WHERE tenant = ? AND id = ? AND active = 0 AND origin <> 'file'",
                        tenant.value(),
                        id.value())
                == 1;
        if (gone) {
            for (String table : List.of("lti_deployment", "lti_deployment_request", "lti_tool_key")) {
                Sql.change(
                        jdbc,
                        "DELETE FROM " + table + " WHERE tenant = ? AND registration = ?",
                        tenant.value(),
                        id.value());
            }
        }
        return gone;
    }

    /** Adds a deployment, whether it asked before or not. False if a file decides, or the id cannot be one. */
    @Transactional
    public boolean approve(TenantId tenant, RegistrationId id, String deployment) {
        String text = deployment.strip();
        boolean ours = find(tenant, id).filter(KeptRegistration::editable).isPresent();
        if (!ours || text.isEmpty() || text.length() > 255) {
            return false;
        }
        Sql.change(
                jdbc,
                "INSERT IGNORE INTO lti_deployment (tenant, registration, deployment_id) VALUES (?, ?, ?)",
                tenant.value(),
                id.value(),
                text);
        forgetRequest(tenant, id, text);
        return true;
    }

    /** Takes a deployment away, or declines one that asked. */
    @Transactional
    public boolean withdraw(TenantId tenant, RegistrationId id, String deployment) {
        forgetRequest(tenant, id, deployment);
        if (find(tenant, id).filter(KeptRegistration::editable).isEmpty()) {
            return false;
        }
        Sql.change(
                jdbc,
                "DELETE FROM lti_deployment WHERE tenant = ? AND registration = ? AND deployment_id = ?",
                tenant.value(),
                id.value(),
                deployment);
        return true;
    }

    private void forgetRequest(TenantId tenant, RegistrationId id, String deployment) {
        Sql.change(
                jdbc,
                "DELETE FROM lti_deployment_request WHERE tenant = ? AND registration = ? AND deployment_id = ?",
                tenant.value(),
                id.value(),
                deployment);
    }

    private KeptRegistration read(TenantId tenant, ResultSet row) throws SQLException {
        long id = row.getLong(1);
        boolean active = row.getInt(8) == 1;
        boolean confirmed = row.getObject(12) != null;
        var registration = new Registration(
                row.getString(3),
                row.getString(4),
                deployments(tenant, id),
                URI.create(row.getString(5)),
                URI.create(row.getString(6)),
                URI.create(row.getString(7)));
        return new KeptRegistration(
                new RegisteredPlatform(tenant, new RegistrationId(id), row.getString(2), registration),
                KeptRegistration.Origin.valueOf(row.getString(9).toUpperCase(Locale.ROOT)),
                active
                        ? KeptRegistration.State.ON
                        : confirmed ? KeptRegistration.State.OFF : KeptRegistration.State.WAITING,
                row.getString(10),
                Arrays.stream(row.getString(11).split(" "))
                        .filter(scope -> !scope.isEmpty())
                        .collect(Collectors.toSet()),
                requests(tenant, id),
                Micros.toInstant(row.getLong(13)));
    }

    private Set<String> deployments(TenantId tenant, long registration) {
        return new HashSet<>(Sql.rows(
                jdbc,
                row -> row.getString(1),
                "SELECT deployment_id FROM lti_deployment WHERE tenant = ? AND registration = ?",
                tenant.value(),
                registration));
    }

    private List<KeptRegistration.Request> requests(TenantId tenant, long registration) {
        return Sql.rows(
                jdbc,
                row -> new KeptRegistration.Request(
                        row.getString(1),
                        Micros.toInstant(row.getLong(2)),
                        Micros.toInstant(row.getLong(3)),
                        row.getLong(4)),
                "SELECT deployment_id, first_at, last_at, times FROM lti_deployment_request"
                        + " WHERE tenant = ? AND registration = ? ORDER BY last_at DESC",
                tenant.value(),
                registration);
    }
}
