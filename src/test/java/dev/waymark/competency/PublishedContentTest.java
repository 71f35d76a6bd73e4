package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.engine.model.LearningItemId;
import dev.waymark.shared.SettingRefused;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("storage")
@MicronautTest(transactional = false)
class PublishedContentTest {

    private static final AtomicLong NEXT_TENANT = new AtomicLong(100);

    private static final LearningItemId OWN = new LearningItemId("own-1");
    private static final String ITEM =
            "{\"id\":\"own-1\",\"teaches\":{\"C01@2\":0.5},\"minutes\":15,\"method\":\"quiz\","
                    + "\"practical\":false,\"title\":{\"en\":\"One\",\"es\":\"Uno\"},\"task\":{\"en\":\"Do it.\",\"es\":\"Hazlo.\"},"
                    + "\"doneWhen\":{\"en\":\"Done.\",\"es\":\"Hecho.\"},\"activity\":\"https://lms.test/quiz/1\"}";

    @Inject
    Configurations configurations;

    @Inject
    PublishedContent content;

    @Inject
    PublishedVersions versions;

    @Inject
    CompetencyIdentities identities;

    @Inject
    Rows rows;

    private final TenantId tenant = new TenantId(NEXT_TENANT.incrementAndGet());

    @Test
    void theFirstTenantHasTheBundledContentFromTheStart() {
        assertThat(rows.versions(TenantId.FIRST)).isEqualTo(1);
        assertThat(rows.documents(TenantId.FIRST)).isEqualTo(Part.BUNDLED.size());
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
        assertThat(rows.documents(tenant)).isEqualTo(Part.BUNDLED.size());
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
    void itemsOfItsOwnAreAVersionOfTheirOwn() {
        String plain = content.publish(tenant, Documents.bundled());
        String own = content.publish(tenant, with(ITEM));

        assertThat(own).matches("ai-upskilling/1\\+[0-9a-f]{12}");
        assertThat(configurations.inForce(tenant).version()).isEqualTo(own);
        assertThat(configurations.inForce(tenant).framework().version()).isEqualTo(plain);
        assertThat(configurations.inForce(tenant).items())
                .hasSize(configurations.inForce(TenantId.FIRST).items().size() + 1);
        assertThat(configurations
                        .inForce(tenant)
                        .words()
                        .item(OWN, Locale.of("es"))
                        .title())
                .isEqualTo("Uno");
        assertThat(content.publish(tenant, with(ITEM.replace("\"minutes\":15", "\"minutes\":20"))))
                .startsWith("ai-upskilling/1+")
                .isNotEqualTo(own);
        assertThat(rows.versions(tenant)).isEqualTo(3);
    }

    @Test
    void anotherNodeReadsThemFromTheDatabase() {
        String version = content.publish(tenant, with(ITEM));

        var otherNode = new PublishedContent(versions, BundledContent.READER, identities);

        assertThat(otherNode.inForce(tenant).published())
                .usingRecursiveComparison()
                .isEqualTo(configurations.inForce(tenant));
        assertThat(otherNode.inForce(tenant).published().version()).isEqualTo(version);
    }

    @Test
    void whatIsChangedBackComesIntoForceAgainAndNothingIsLost() {
        String plain = content.publish(tenant, Documents.bundled());
        String own = content.publish(tenant, with(ITEM));

        assertThat(content.publish(tenant, Documents.bundled())).isEqualTo(plain);
        assertThat(configurations.inForce(tenant).version()).isEqualTo(plain);
        assertThat(configurations.inForce(tenant).item(OWN)).isEmpty();

        content.publish(tenant, with(ITEM));
        assertThat(configurations.inForce(tenant).version()).isEqualTo(own);
        assertThat(configurations.inForce(tenant).item(OWN)).isPresent();
        assertThat(rows.versions(tenant)).isEqualTo(2);
    }

    @Test
    void aNodeOfAnOlderReleaseDoesNotBringItsContentBack() {
        content.publish(tenant, with(ITEM));
        content.publish(tenant, edited("\"weight\": 0.8", "\"weight\": 0.9", "ai-upskilling/2"));

        content.publish(tenant, with(ITEM));

        assertThat(configurations.inForce(tenant).version()).isEqualTo("ai-upskilling/2");
    }

    private static Documents with(String item) {
        return Documents.bundled().withOwnItems(Optional.of("{\"items\":[" + item + "]}"));
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
