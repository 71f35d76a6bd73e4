package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.shared.SettingRefused;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("storage")
@MicronautTest(transactional = false)
class PublishedContentTest {

    private static final AtomicLong NEXT_TENANT = new AtomicLong(100);

    @Inject
    Configurations configurations;

    @Inject
    PublishedContent content;

    @Inject
    Rows rows;

    private final TenantId tenant = new TenantId(NEXT_TENANT.incrementAndGet());

    @Test
    void theFirstTenantHasTheBundledContentFromTheStart() {
        assertThat(rows.versions(TenantId.FIRST)).isEqualTo(1);
        assertThat(rows.documents(TenantId.FIRST)).isEqualTo(Part.values().length);
        assertThat(configurations.inForce(TenantId.FIRST).version()).isEqualTo("ai-upskilling/1");
    }

    @Test
    void aTenantThatHasNothingYetGetsItWhenAskedFor() {
        assertThat(configurations.inForce(tenant).items()).hasSizeGreaterThanOrEqualTo(64);
        assertThat(rows.versions(tenant)).isEqualTo(1);
    }

    @Test
    void publishingTheSameAgainChangesNothing() {
        content.publish(tenant, Documents.bundled());
        content.publish(tenant, Documents.bundled());

        assertThat(rows.versions(tenant)).isEqualTo(1);
        assertThat(rows.documents(tenant)).isEqualTo(Part.values().length);
    }

    @Test
    void whatWasPublishedStaysThoughTheFilesChangeUnderTheSameVersionName() {
        content.publish(tenant, Documents.bundled());
        content.publish(tenant, edited("\"weight\": 0.8", "\"weight\": 0.9", "ai-upskilling/1"));

        assertThat(configurations.inForce(tenant))
                .usingRecursiveComparison()
                .isEqualTo(configurations.inForce(TenantId.FIRST));
        assertThat(rows.versions(tenant)).isEqualTo(1);
    }

    @Test
    void aNewVersionComesIntoForceAndTheOldOneIsKept() {
        content.publish(tenant, Documents.bundled());
        assertThat(configurations.inForce(tenant).version()).isEqualTo("ai-upskilling/1");

        content.publish(tenant, edited("\"weight\": 0.8", "\"weight\": 0.9", "ai-upskilling/2"));

        assertThat(configurations.inForce(tenant).version()).isEqualTo("ai-upskilling/2");
        assertThat(configurations.inForce(tenant).framework().version()).isEqualTo("ai-upskilling/2");
        assertThat(configurations.inForce(tenant).roles()).anyMatch(role -> role.weight() == .9);
        assertThat(configurations.inForce(TenantId.FIRST).version()).isEqualTo("ai-upskilling/1");
        assertThat(rows.versions(tenant)).isEqualTo(2);
    }

    @Test
    void readsAVersionOnce() {
        assertThat(configurations.inForce(tenant)).isSameAs(configurations.inForce(tenant));
    }

    @Test
    void publishesNothingThatCannotBeUsed() {
        assertThatThrownBy(() -> content.publish(tenant, Documents.bundled().with(Part.ROLES, "{}")))
                .isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith("The content cannot be published. roles.json, field /: ");
        assertThat(rows.versions(tenant)).isZero();
    }

    private static Documents edited(String what, String with, String version) {
        Documents bundled = Documents.bundled();
        String roles = bundled.text(Part.ROLES);
        assertThat(roles).contains(what);
        return bundled.with(Part.ROLES, roles.replace(what, with))
                .with(Part.FRAMEWORK, bundled.text(Part.FRAMEWORK).replace("ai-upskilling/1", version));
    }

    @Singleton
    static class Rows {

        private final JdbcOperations jdbc;

        Rows(JdbcOperations jdbc) {
            this.jdbc = jdbc;
        }

        @Transactional
        long versions(TenantId tenant) {
            return count("SELECT COUNT(*) FROM competency_version WHERE tenant = ?", tenant);
        }

        @Transactional
        long documents(TenantId tenant) {
            return count("SELECT COUNT(*) FROM competency_document WHERE tenant = ?", tenant);
        }

        private long count(String sql, TenantId tenant) {
            return jdbc.prepareStatement(sql, select -> {
                select.setLong(1, tenant.value());
                try (var rows = select.executeQuery()) {
                    return rows.next() ? rows.getLong(1) : 0;
                }
            });
        }
    }
}
