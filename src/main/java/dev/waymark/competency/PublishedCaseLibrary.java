package dev.waymark.competency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.competency.Frameworks.Format;
import dev.waymark.competency.Frameworks.Version;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Of each framework the version in force, else the newest, as its export; indexed by identifier. */
@Singleton
class PublishedCaseLibrary implements CaseLibrary {

    private record Key(TenantId tenant, String version, Standard standard) {}

    /** @param byKind objects by kind and identifier */
    private record Shelf(JsonNode whole, Map<Kind, Map<String, JsonNode>> byKind) {}

    private final Frameworks frameworks;
    private final Tenants tenants;
    private final JdbcOperations jdbc;
    private final Clock clock;
    private final Cache<Key, Shelf> shelves =
            Caffeine.newBuilder().maximumSize(40).build();

    PublishedCaseLibrary(Frameworks frameworks, Tenants tenants, JdbcOperations jdbc, Clock clock) {
        this.frameworks = frameworks;
        this.tenants = tenants;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional
    public boolean isOpen(TenantId tenant) {
        return jdbc.prepareStatement("SELECT open_to_all FROM competency_case_open WHERE tenant = ?", select -> {
            select.setLong(1, tenant.value());
            try (var rows = select.executeQuery()) {
                return rows.next() && rows.getInt(1) == 1;
            }
        });
    }

    @Override
    @Transactional
    public void open(TenantId tenant, boolean toAll, String by) {
        jdbc.prepareStatement(
                "INSERT INTO competency_case_open (tenant, open_to_all, decided_by, decided_at) VALUES (?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE open_to_all = VALUES(open_to_all), decided_by = VALUES(decided_by),"
                        + " decided_at = VALUES(decided_at)",
                upsert -> {
                    upsert.setLong(1, tenant.value());
                    upsert.setInt(2, toAll ? 1 : 0);
                    upsert.setString(3, by);
                    upsert.setLong(4, Micros.of(clock.instant()));
                    return upsert.executeUpdate();
                });
    }

    @Override
    public Optional<String> find(Standard standard, Kind kind, String identifier) {
        for (Shelf shelf : open(standard)) {
            JsonNode found = shelf.byKind().getOrDefault(kind, Map.of()).get(identifier);
            if (found != null) {
                return Optional.of(alone(shelf, kind, found).toString());
            }
        }
        return Optional.empty();
    }

    @Override
    public Listing documents(Standard standard, int limit, int offset) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        for (Shelf shelf : open(standard)) {
            shelf.byKind()
                    .getOrDefault(Kind.CFDocuments, Map.of())
                    .forEach((id, document) -> all.putIfAbsent(id, alone(shelf, Kind.CFDocuments, document)));
        }
        List<JsonNode> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparing(each -> each.path("title").asText()));
        return new Listing(
                sorted.stream()
                        .skip(offset)
                        .limit(limit)
                        .map(JsonNode::toString)
                        .toList(),
                sorted.size());
    }

    private List<Shelf> open(Standard standard) {
        List<Shelf> open = new ArrayList<>();
        for (TenantId tenant : tenants.all()) {
            if (isOpen(tenant)) {
                chosen(tenant)
                        .forEach(version -> open.add(shelves.get(
                                new Key(tenant, version, standard), key -> shelf(tenant, version, standard))));
            }
        }
        return open;
    }

    private List<String> chosen(TenantId tenant) {
        Map<String, Version> best = new TreeMap<>();
        for (Version each : frameworks.versions(tenant)) {
            best.merge(
                    each.version().replaceAll("/.*", ""),
                    each,
                    // Newest first: a later one takes its place only if it is in force.
                    (one, other) -> other.inForce() ? other : one);
        }
        return best.values().stream().map(Version::version).toList();
    }

    private Shelf shelf(TenantId tenant, String version, Standard standard) {
        String text = frameworks
                .export(tenant, version, standard == Standard.V1_1 ? Format.CASE_1_1 : Format.CASE_1_0)
                .orElseThrow(() -> new IllegalStateException("version " + version + " is gone"));
        JsonNode whole = JsonText.read(text, JsonNode.class);
        Map<Kind, Map<String, JsonNode>> byKind = new TreeMap<>();
        JsonNode document = whole.path("CFDocument");
        index(byKind, Kind.CFDocuments, document);
        CaseNode.identifier(document)
                .ifPresent(id -> byKind.computeIfAbsent(Kind.CFPackages, any -> new TreeMap<>())
                        .put(id, whole));
        whole.path("CFItems").forEach(each -> index(byKind, Kind.CFItems, each));
        whole.path("CFItems").forEach(each -> index(byKind, Kind.CFItemAssociations, each));
        whole.path("CFAssociations").forEach(each -> index(byKind, Kind.CFAssociations, each));
        whole.path("CFRubrics").forEach(each -> index(byKind, Kind.CFRubrics, each));
        for (Kind each : List.of(
                Kind.CFItemTypes, Kind.CFSubjects, Kind.CFConcepts, Kind.CFLicenses, Kind.CFAssociationGroupings)) {
            whole.path("CFDefinitions").path(each.name()).forEach(found -> index(byKind, each, found));
        }
        return new Shelf(whole, byKind);
    }

    private static void index(Map<Kind, Map<String, JsonNode>> byKind, Kind kind, JsonNode object) {
        CaseNode.identifier(object)
                .ifPresent(id ->
                        byKind.computeIfAbsent(kind, any -> new TreeMap<>()).put(id, object));
    }

    /** An object as it is answered by itself: it says which document or package it is of; some come as sets. */
    private static JsonNode alone(Shelf shelf, Kind kind, JsonNode object) {
        ObjectNode document = (ObjectNode) shelf.whole().path("CFDocument");
        ObjectNode link = CasePackage.MAPPER
                .createObjectNode()
                .put("title", document.path("title").asText())
                .put("identifier", document.path("identifier").asText());
        return switch (kind) {
            case CFPackages -> object;
            case CFDocuments -> {
                link.put("uri", document.path("uri").asText().replace("/CFDocuments/", "/CFPackages/"));
                yield ((ObjectNode) object.deepCopy()).set("CFPackageURI", link);
            }
            case CFItems, CFAssociations -> {
                link.put("uri", document.path("uri").asText());
                yield ((ObjectNode) object.deepCopy()).set("CFDocumentURI", link);
            }
            case CFItemAssociations -> {
                link.put("uri", document.path("uri").asText());
                ObjectNode set = CasePackage.MAPPER.createObjectNode();
                set.set("CFItem", ((ObjectNode) object.deepCopy()).set("CFDocumentURI", link));
                ArrayNode all = set.putArray("CFAssociations");
                String id = object.path("identifier").asText();
                for (JsonNode each : shelf.whole().path("CFAssociations")) {
                    if (List.of("originNodeURI", "destinationNodeURI").stream()
                            .anyMatch(end -> CaseNode.target(each.path(end))
                                    .filter(id::equals)
                                    .isPresent())) {
                        all.add(each);
                    }
                }
                yield set;
            }
            case CFItemTypes, CFSubjects, CFConcepts -> {
                ObjectNode set = CasePackage.MAPPER.createObjectNode();
                set.putArray(kind.name()).add(object);
                yield set;
            }
            case CFRubrics, CFLicenses, CFAssociationGroupings -> object;
        };
    }
}
