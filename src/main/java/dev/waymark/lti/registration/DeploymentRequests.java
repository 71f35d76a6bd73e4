package dev.waymark.lti.registration;

import com.nimbusds.jwt.JWTParser;
import dev.waymark.shared.Micros;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;

/** Deployments that a known platform uses and that nobody has approved: refused, and put before an administrator. */
@Singleton
public class DeploymentRequests {

    private static final String DEPLOYMENT = "https://purl.imsglobal.org/spec/lti/claim/deployment_id";
    private static final int LONGEST = 255;

    /** Of one registration; a platform that invents more is not helped by a longer list. */
    private static final int MOST = 50;

    private final JdbcOperations jdbc;
    private final Clock clock;

    DeploymentRequests(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Notes that a launch came from a deployment that is not registered.
     *
     * @param idToken one whose signature was found good: it was refused for its deployment and nothing before
     */
    @Transactional
    public void note(RegisteredPlatform platform, String idToken) {
        deployment(idToken).ifPresent(deployment -> note(platform, deployment, Micros.of(clock.instant())));
    }

    private void note(RegisteredPlatform platform, String deployment, long now) {
        long tenant = platform.tenant().value();
        long id = platform.id().value();
        int known = Sql.change(
                jdbc,
                "UPDATE lti_deployment_request SET last_at = ?, times = times + 1"
                        + " WHERE tenant = ? AND registration = ? AND deployment_id = ?",
                now,
                tenant,
                id,
                deployment);
        long waiting = Sql.rows(
                        jdbc,
                        row -> row.getLong(1),
                        "SELECT COUNT(*) FROM lti_deployment_request WHERE tenant = ? AND registration = ?",
                        tenant,
                        id)
                .getFirst();
        if (known == 0 && waiting < MOST) {
            Sql.change(
                    jdbc,
                    "INSERT IGNORE INTO lti_deployment_request (tenant, registration, deployment_id, first_at, last_at,"
                            + " times) VALUES (?, ?, ?, ?, ?, 1)",
                    tenant,
                    id,
                    deployment,
                    now,
                    now);
        }
    }

    private static Optional<String> deployment(String idToken) {
        try {
            return JWTParser.parse(idToken).getJWTClaimsSet().getClaims().get(DEPLOYMENT) instanceof String text
                            && !text.isBlank()
                            && text.length() <= LONGEST
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
