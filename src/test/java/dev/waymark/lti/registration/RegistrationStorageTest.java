package dev.waymark.lti.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.shared.TenantId;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("storage")
@MicronautTest(transactional = false)
class RegistrationStorageTest {

    private static final TenantId TENANT = TenantId.FIRST;

    @Inject
    DatabasePlatforms platforms;

    @Inject
    ToolKeys keys;

    @Test
    void keepsItsNumberWhenItsFileChanges() {
        var first = platforms.keep(TENANT, file("https://a.test", "c-1", "one"));
        var second = platforms.keep(TENANT, file("https://a.test", "c-1", "two", "three"));
        assertThat(second).isEqualTo(first);
        assertThat(platforms.find(TENANT, first).orElseThrow().registration().deploymentIds())
                .containsExactlyInAnyOrder("two", "three");
    }

    @Test
    void tellsClientsOfOneIssuerApart() {
        var one = platforms.keep(TENANT, file("https://b.test", "c-1", "1"));
        var other = platforms.keep(TENANT, file("https://b.test", "C-1", "1"));
        assertThat(one).isNotEqualTo(other);
        assertThat(platforms.ofIssuer("https://b.test")).hasSize(2);
        assertThat(platforms.ofIssuer("https://B.test")).isEmpty();
    }

    @Test
    void switchesOffWhatNoFileNamesAndOnAgain() {
        var gone = platforms.keep(TENANT, file("https://c.test", "c-1", "1"));
        var kept = platforms.all().stream()
                .map(RegisteredPlatform::id)
                .filter(id -> !id.equals(gone))
                .collect(java.util.stream.Collectors.toSet());
        assertThat(platforms.switchOffAllBut(TENANT, kept)).isEqualTo(1);
        assertThat(platforms.find(TENANT, gone)).isEmpty();
        assertThat(platforms.ofIssuer("https://c.test")).isEmpty();
        assertThat(platforms.keep(TENANT, file("https://c.test", "c-1", "1"))).isEqualTo(gone);
        assertThat(platforms.find(TENANT, gone)).isPresent();
    }

    @Test
    void anotherTenantDoesNotSeeIt() {
        var id = platforms.keep(TENANT, file("https://d.test", "c-1", "1"));
        assertThat(platforms.find(new TenantId(2), id)).isEmpty();
    }

    @Test
    void hasAKeyOfItsOwnForEachRegistrationAndKeepsIt() {
        var one = platforms.keep(TENANT, file("https://e.test", "c-1", "1"));
        var other = platforms.keep(TENANT, file("https://e.test", "c-2", "1"));
        var key = keys.signingKey(TENANT, one);
        assertThat(key.isPrivate()).isTrue();
        assertThat(key.size()).isEqualTo(2048);
        assertThat(keys.signingKey(TENANT, one).getKeyID()).isEqualTo(key.getKeyID());
        assertThat(keys.signingKey(TENANT, other).getKeyID()).isNotEqualTo(key.getKeyID());
        assertThat(keys.publicKeySet())
                .contains(key.getKeyID())
                .doesNotContain(key.getPrivateExponent().toString(), "\"p\":", "\"d\":");
    }

    private static PlatformFile file(String issuer, String client, String... deployments) {
        return new PlatformFile(
                "Test", issuer, client, issuer + "/auth", issuer + "/token", issuer + "/keys", List.of(deployments));
    }
}
