package dev.waymark.lti.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.SettableClock;
import dev.waymark.shared.Leases;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A key is known before it signs and stays known until what it signed is over. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.test.clock", value = "true")
class KeyRotationScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;

    @Inject
    DatabasePlatforms platforms;

    @Inject
    DatabaseToolKeys keys;

    @Inject
    KeyRotation rotation;

    @Inject
    Leases leases;

    @Inject
    EmbeddedServer server;

    @Inject
    SettableClock clock;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Test
    void theNextKeyIsPublishedBeforeItSignsAndTheOldOneAfter() {
        RegistrationId id = register("overlap");
        String first = keys.signingKey(TENANT, id).getKeyID();
        assertThat(kids(id)).as("nobody waits for a second pair").containsExactly(first);
        keys.prepare(TENANT, id);
        keys.prepare(TENANT, id);
        assertThat(kids(id)).hasSize(2).contains(first);
        clock.advance(Duration.ofDays(1));

        keys.rotate(TENANT, id);
        String second = keys.signingKey(TENANT, id).getKeyID();
        assertThat(second).as("published for a day, so it signs at once").isNotEqualTo(first);
        assertThat(kids(id)).hasSize(3).contains(first, second);

        clock.advance(DatabaseToolKeys.SERVED_AFTER.plusSeconds(1));
        assertThat(kids(id)).hasSize(2).contains(second).doesNotContain(first);
        keys.forgetOver(TENANT);
        assertThat(keys.signingKey(TENANT, id).getKeyID()).isEqualTo(second);
        assertThat(browserKeys(id)).contains(second).doesNotContain(first, "\"d\":");
    }

    @Test
    void aKeyThatPlatformsCannotKnowYetWaits() {
        RegistrationId id = register("twice");
        String first = keys.signingKey(TENANT, id).getKeyID();
        keys.rotate(TENANT, id);
        assertThat(keys.signingKey(TENANT, id).getKeyID()).isEqualTo(first);
        clock.advance(DatabaseToolKeys.KNOWN_AFTER.plusSeconds(1));
        assertThat(keys.signingKey(TENANT, id).getKeyID()).isNotEqualTo(first);
        assertThat(kids(id)).contains(first);
    }

    @Test
    void aKeyFromBeforeRotationsGoesOnSigningAndGetsItsNext() {
        RegistrationId id = register("migrated");
        String first = keys.signingKey(TENANT, id).getKeyID();
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "DELETE FROM lti_tool_key WHERE tenant = 1 AND signs_from IS NULL AND registration = " + id.value(),
                delete -> delete.executeUpdate()));
        assertThat(kids(id)).containsExactly(first);
        assertThat(keys.signingKey(TENANT, id).getKeyID()).isEqualTo(first);
        rotation.rotate(false);
        assertThat(kids(id)).hasSizeGreaterThan(1).contains(first);
        assertThat(keys.signingKey(TENANT, id).getKeyID()).isEqualTo(first);
    }

    @Test
    void rotatesWhatIsDueAndNothingElse() {
        RegistrationId id = register("schedule");
        String first = keys.signingKey(TENANT, id).getKeyID();
        clock.advance(Duration.ofDays(89));
        rotation.rotate(false);
        assertThat(keys.signingKey(TENANT, id).getKeyID()).isEqualTo(first);
        clock.advance(Duration.ofDays(2));
        assertThat(rotation.rotate(false)).isPositive();
        assertThat(keys.signingKey(TENANT, id).getKeyID()).isNotEqualTo(first);
        assertThat(rotation.rotate(false)).as("once").isZero();
    }

    @Test
    void aNodeWithoutTheLeaseRotatesNothing() {
        register("leased");
        leases.claim("lti/key-rotation", Duration.ofMinutes(10));
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "UPDATE shared_lease SET holder = 'another node' WHERE work = 'lti/key-rotation'",
                update -> update.executeUpdate()));
        assertThat(rotation.rotate(true)).isZero();
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "UPDATE shared_lease SET until = 0 WHERE work = 'lti/key-rotation'", update -> update.executeUpdate()));
        assertThat(rotation.rotate(true)).isPositive();
    }

    @Test
    void aKeyThatLeakedIsTakenDownAtOnceAndSoIsTheNext() {
        RegistrationId id = register("leaked");
        String first = keys.signingKey(TENANT, id).getKeyID();
        keys.prepare(TENANT, id);
        List<String> before = kids(id);
        keys.withdraw(TENANT, id);
        String now = keys.signingKey(TENANT, id).getKeyID();
        assertThat(before).doesNotContain(now);
        assertThat(kids(id)).containsExactly(now);
        assertThat(browserKeys(id)).contains(now).doesNotContain(first);
        rotation.rotate(false);
        assertThat(kids(id)).hasSize(2).contains(now);
        assertThat(keys.signingKey(TENANT, id).getKeyID()).isEqualTo(now);
    }

    @Test
    void privateHalvesAreSealed() {
        RegistrationId id = register("sealed");
        keys.signingKey(TENANT, id);
        keys.prepare(TENANT, id);
        List<String> stored = transactions.executeRead(status -> Sql.rows(
                jdbc,
                row -> row.getString(1) + row.getString(2),
                "SELECT public_jwk, private_jwk_sealed FROM lti_tool_key WHERE tenant = 1 AND registration = ?",
                id.value()));
        assertThat(stored).hasSize(2).allSatisfy(text -> assertThat(text).doesNotContain("\"d\"", "\"p\""));
    }

    private List<String> kids(RegistrationId id) {
        return keys.published(TENANT, id).stream().map(ToolKeys.Published::kid).toList();
    }

    private String browserKeys(RegistrationId id) {
        return Browser.on(server.getURI()).get("/lti/jwks/" + id.value()).body();
    }

    private RegistrationId register(String name) {
        String issuer = "https://" + name + ".test";
        return platforms.keep(
                TENANT, new PlatformFile(name, issuer, "c", issuer + "/a", issuer + "/t", issuer + "/k", List.of("1")));
    }
}
