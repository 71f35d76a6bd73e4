package dev.waymark.competency;

import dev.waymark.competency.Configurations.ContentInForce;
import dev.waymark.competency.Content.Reading;
import dev.waymark.competency.ContentFiles.Framework;
import dev.waymark.competency.ContentFiles.Roles;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.ToolSettings;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Drafts and versions in the database. */
@Singleton
class StoredFrameworks implements Frameworks {

    private static final int MOST_CHANGES = 500;

    private final PublishedVersions versions;
    private final DraftRows drafts;
    private final CompetencyIdentities identities;
    private final ContentReader reader;
    private final ToolSettings settings;
    private final ApplicationEventPublisher<ContentInForce> news;
    private final Clock clock;

    StoredFrameworks(
            PublishedVersions versions,
            DraftRows drafts,
            CompetencyIdentities identities,
            ContentReader reader,
            ToolSettings settings,
            ApplicationEventPublisher<ContentInForce> news,
            Clock clock) {
        this.versions = versions;
        this.drafts = drafts;
        this.identities = identities;
        this.reader = reader;
        this.settings = settings;
        this.news = news;
        this.clock = clock;
    }

    @Override
    public List<Version> versions(TenantId tenant) {
        return versions.all(tenant);
    }

    @Override
    public List<Draft> drafts(TenantId tenant) {
        return drafts.all(tenant);
    }

    @Override
    public Report check(TenantId tenant, Upload upload) {
        return documents(tenant, upload.base())
                .map(base -> report(tenant, UploadReading.of(upload, base, identities.ids(tenant)), base))
                .orElseGet(() -> noBase(upload.base()));
    }

    private static Report noBase(String base) {
        return new Report(
                List.of(new Finding(0, "", "a version or draft to start from", base)),
                List.of(),
                List.of(),
                Map.of(),
                List.of());
    }

    private Report report(TenantId tenant, UploadReading reading, Documents base) {
        return new Report(
                List.copyOf(reading.findings()),
                List.copyOf(reading.notes()),
                reading.documents()
                        .map(read -> obstacles(tenant, read, reading.rows()))
                        .orElse(List.of()),
                reading.granularities(),
                reading.documents()
                        .map(now -> Differences.between(base, now))
                        .map(all -> all.subList(0, Math.min(MOST_CHANGES, all.size())))
                        .orElse(List.of()));
    }

    private List<String> obstacles(TenantId tenant, Documents documents, RowsOfFile rows) {
        return switch (reader.read(documents)) {
            case Reading.Accepted accepted -> identities.complaints(tenant, Differences.framework(documents));
            case Reading.Refused refused -> rows.placed(refused.reasons(), refused.complaints());
        };
    }

    @Override
    @Transactional
    public Optional<String> keep(TenantId tenant, Upload upload, String by) {
        Optional<Documents> base = documents(tenant, upload.base());
        if (base.isEmpty()) {
            return Optional.empty();
        }
        UploadReading reading = UploadReading.of(upload, base.get(), identities.ids(tenant));
        if (reading.documents().isEmpty() || !reading.findings().isEmpty()) {
            return Optional.empty();
        }
        Framework framework = Differences.framework(reading.documents().get());
        Optional<Draft> before = drafts.all(tenant).stream()
                .filter(each -> each.id().equals(upload.base()))
                .findFirst();
        String version = before.filter(draft -> slug(draft.version()).equals(slug(framework.version())))
                .map(Draft::version)
                .orElseGet(() -> nextVersion(tenant, slug(framework.version())));
        reading.source()
                .ifPresent(json -> drafts.keepSource(
                        tenant, Documents.sha256Of(new String(json, java.nio.charset.StandardCharsets.UTF_8)), json));
        Documents named = reading.documents().get().with(Part.FRAMEWORK, JsonText.write(framework.named(version)));
        var draft = new Draft(
                before.map(Draft::id).orElseGet(() -> UUID.randomUUID().toString()),
                version,
                before.map(Draft::basedOn).orElse(upload.base()),
                by,
                clock.instant());
        drafts.put(tenant, draft, named);
        return Optional.of(draft.id());
    }

    private static String slug(String version) {
        return version.replaceAll("/.*", "");
    }

    private String nextVersion(TenantId tenant, String slug) {
        List<String> taken = new ArrayList<>();
        versions.all(tenant).forEach(each -> taken.add(each.version()));
        drafts.all(tenant).forEach(each -> taken.add(each.version()));
        int last = taken.stream()
                .filter(each -> slug(each).equals(slug))
                .map(each -> each.replaceAll("^[^/]*/|\\+.*$", ""))
                .filter(number -> number.matches("[0-9]{1,6}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        return slug + "/" + (last + 1);
    }

    @Override
    public Optional<Report> review(TenantId tenant, String draft) {
        return drafts.documents(tenant, draft).map(documents -> {
            String basedOn = drafts.all(tenant).stream()
                    .filter(each -> each.id().equals(draft))
                    .map(Draft::basedOn)
                    .findFirst()
                    .orElse("");
            List<Difference> changes = documents(tenant, basedOn)
                    .map(base -> Differences.between(base, documents))
                    .orElse(List.of());
            return new Report(
                    List.of(),
                    List.of(),
                    obstacles(tenant, documents, new RowsOfFile()),
                    Map.of(),
                    changes.subList(0, Math.min(MOST_CHANGES, changes.size())));
        });
    }

    @Override
    @Transactional
    public Publishing publish(TenantId tenant, String draft, boolean forAll, String by) {
        Optional<Documents> documents = drafts.documents(tenant, draft);
        if (documents.isEmpty()) {
            return new Publishing.NoSuchDraft();
        }
        return switch (reader.read(documents.get())) {
            case Reading.Refused refused -> new Publishing.Refused(refused.reasons());
            case Reading.Accepted accepted -> {
                Framework framework = Differences.framework(documents.get());
                List<String> taken = identities.complaints(tenant, framework);
                if (!taken.isEmpty()) {
                    yield new Publishing.Refused(taken);
                }
                String version = accepted.content().published().version();
                if (!versions.publish(tenant, version, documents.get(), by, forAll)) {
                    yield new Publishing.Refused(List.of("a version named %s is published already".formatted(version)));
                }
                identities.claim(tenant, framework);
                drafts.delete(tenant, draft);
                if (forAll) {
                    news.publishEvent(new ContentInForce(tenant, version, clock.instant()));
                }
                yield new Publishing.Published(version);
            }
        };
    }

    @Override
    @Transactional
    public boolean putInForce(TenantId tenant, String version) {
        if (versions.sha256(tenant, version).isEmpty()) {
            return false;
        }
        versions.putInForce(tenant, version);
        news.publishEvent(new ContentInForce(tenant, version, clock.instant()));
        return true;
    }

    @Override
    public void discard(TenantId tenant, String draft) {
        drafts.delete(tenant, draft);
    }

    @Override
    public Optional<String> export(TenantId tenant, String versionOrDraft, Format format) {
        return documents(tenant, versionOrDraft).map(documents -> {
            Framework framework = Differences.framework(documents);
            return switch (format) {
                case CASE_1_1 -> asCase(tenant, framework, CaseExport.Version.V1_1, published(tenant, versionOrDraft));
                case CASE_1_0 -> asCase(tenant, framework, CaseExport.Version.V1_0, published(tenant, versionOrDraft));
                case COMPETENCIES_CSV -> CsvFiles.write(framework);
                case PREREQUISITES_CSV -> CsvFiles.writePrerequisites(framework);
                case ROLES_CSV -> CsvFiles.write(JsonText.read(documents.text(Part.ROLES), Roles.class), framework);
                case CRITERIA_JSON ->
                    JsonText.write(Map.of("criteria", framework.criteria() == null ? List.of() : framework.criteria()));
            };
        });
    }

    private Instant published(TenantId tenant, String version) {
        return versions.all(tenant).stream()
                .filter(each -> each.version().equals(version))
                .map(Version::at)
                .findFirst()
                .orElseGet(clock::instant);
    }

    private String asCase(TenantId tenant, Framework framework, CaseExport.Version version, Instant published) {
        Optional<CasePackage> source = Optional.ofNullable(framework.origin())
                .flatMap(origin -> drafts.source(tenant, origin.digest()))
                .map(CasePackage::read)
                .flatMap(reading -> reading instanceof CasePackage.Reading.Accepted accepted
                        ? Optional.of(accepted.read())
                        : Optional.empty());
        return new CaseExport(framework, source, version, settings.baseUrl().toString(), published)
                .write()
                .toString();
    }

    @Override
    public Optional<URI> caseItem(TenantId tenant, CompetencyId competency) {
        return identities.ids(tenant).entrySet().stream()
                .filter(each -> each.getValue().equals(competency.value()))
                .findFirst()
                .map(each -> settings.at("/case/v1p1/CFItems/" + each.getKey()));
    }

    @Override
    public Optional<List<Difference>> differences(TenantId tenant, String from, String to) {
        return documents(tenant, from)
                .flatMap(before -> documents(tenant, to).map(after -> Differences.between(before, after)));
    }

    private Optional<Documents> documents(TenantId tenant, String versionOrDraft) {
        return versions.sha256(tenant, versionOrDraft).isPresent()
                ? Optional.of(versions.documents(tenant, versionOrDraft))
                : drafts.documents(tenant, versionOrDraft);
    }
}
