package dev.waymark.competency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.competency.Content.Reading;
import dev.waymark.shared.SettingRefused;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content in force of each tenant. What comes with Waymark is published for a tenant that has nothing yet, and again
 * only under a new version name: a published version never changes, so it may be kept in memory for as long as we like.
 */
@Singleton
class PublishedContent {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedContent.class);
    private static final String BY = "Waymark, with the installation";

    private record Key(TenantId tenant, String version) {}

    private final PublishedVersions versions;
    private final ContentReader reader;
    private final CompetencyIdentities identities;
    private final Cache<Key, Content> known =
            Caffeine.newBuilder().maximumSize(200).build();

    PublishedContent(PublishedVersions versions, ContentReader reader, CompetencyIdentities identities) {
        this.versions = versions;
        this.reader = reader;
        this.identities = identities;
    }

    Content inForce(TenantId tenant) {
        String version = versions.inForce(tenant).orElseGet(() -> publish(tenant, Documents.bundled()));
        return known.get(new Key(tenant, version), key -> stored(tenant, version));
    }

    /** A published version by name; empty if there is none. */
    Optional<Content> version(TenantId tenant, String version) {
        Content kept = known.getIfPresent(new Key(tenant, version));
        if (kept != null) {
            return Optional.of(kept);
        }
        return versions.sha256(tenant, version).isPresent()
                ? Optional.of(known.get(new Key(tenant, version), key -> stored(tenant, version)))
                : Optional.empty();
    }

    /**
     * Publishes documents, unless their version already is. A version that was published before comes into force again if
     * what is in force differs from it in nothing but the installation's own items: then these have been changed back. A
     * node of an older release does not bring its older content back.
     *
     * @return the version's name
     * @throws SettingRefused if the documents cannot be used
     */
    String publish(TenantId tenant, Documents documents) {
        Content content = read(documents);
        String version = content.published().version();
        boolean ours = oursIsInForce(tenant);
        if (versions.publish(tenant, version, documents, BY, ours)) {
            LOG.info(
                    ours
                            ? "Published the content {} for tenant {}"
                            : "Published the content {} for tenant {}; what people published there stays in force",
                    version,
                    tenant);
        }
        if (identities.ids(tenant).isEmpty()) {
            // Versions from before there were identities, the oldest first.
            versions.all(tenant)
                    .reversed()
                    .forEach(each -> identities.claim(
                            tenant, Differences.framework(versions.documents(tenant, each.version()))));
        }
        identities.claim(tenant, Differences.framework(documents));
        // What is stored counts, whoever stored it.
        if (versions.sha256(tenant, version).equals(Optional.of(documents.sha256()))) {
            known.put(new Key(tenant, version), content);
        } else {
            LOG.warn(
                    "The content {} of tenant {} stays as it was published: the files that come with this installation"
                            + " differ from it, and a change needs a new version name",
                    version,
                    tenant);
        }
        if (versions.inForce(tenant)
                .filter(other -> !other.equals(version) && sameBase(other, version))
                .isPresent()) {
            versions.putInForce(tenant, version);
            LOG.info("The content {} is in force again for tenant {}", version, tenant);
        }
        return version;
    }

    /**
     * Reads documents that are to be published.
     *
     * @throws SettingRefused if they cannot be used
     */
    Content read(Documents documents) {
        return switch (reader.read(documents)) {
            case Reading.Accepted accepted -> accepted.content();
            case Reading.Refused refused ->
                throw new SettingRefused("The content cannot be published. " + String.join("; ", refused.reasons()));
        };
    }

    /** False if people have put a version of their own in force: an installation does not take it from them. */
    private boolean oursIsInForce(TenantId tenant) {
        return versions.all(tenant).stream()
                .filter(Frameworks.Version::inForce)
                .allMatch(each -> each.by().equals(BY));
    }

    /** Whether two versions differ in nothing but the installation's own items. */
    private static boolean sameBase(String one, String other) {
        return base(one).equals(base(other));
    }

    private static String base(String version) {
        int mark = version.lastIndexOf(ContentReader.OWN_ITEMS_MARK);
        return mark < 0 ? version : version.substring(0, mark);
    }

    private Content stored(TenantId tenant, String version) {
        return switch (reader.read(versions.documents(tenant, version))) {
            case Reading.Accepted accepted -> accepted.content();
            case Reading.Refused refused ->
                throw new IllegalStateException("the published content %s of tenant %s cannot be read: %s"
                        .formatted(version, tenant, refused.reasons()));
        };
    }
}
