package dev.waymark.competency;

import dev.waymark.shared.Answers;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of published versions. Which one is in force may change; what a version says may not. */
@Singleton
class PublishedVersions {

    private final JdbcOperations jdbc;
    private final Clock clock;

    PublishedVersions(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The version in force: the one with the highest number. */
    @Transactional
    public Optional<String> inForce(TenantId tenant) {
        return Answers.to(List.of("version in force", tenant), () -> askForNewest(tenant));
    }

    private Optional<String> askForNewest(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT version FROM competency_version WHERE tenant = ? ORDER BY number DESC LIMIT 1", select -> {
                    select.setLong(1, tenant.value());
                    try (var rows = select.executeQuery()) {
                        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                    }
                });
    }

    /** The SHA-256 of a version's documents as published; empty if it is not published. */
    @Transactional
    public Optional<String> sha256(TenantId tenant, String version) {
        return jdbc.prepareStatement(
                "SELECT sha256 FROM competency_version WHERE tenant = ? AND version = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, version);
                    try (var rows = select.executeQuery()) {
                        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                    }
                });
    }

    /**
     * The documents of a version.
     *
     * @throws IllegalArgumentException if parts are missing
     */
    @Transactional
    public Documents documents(TenantId tenant, String version) {
        Map<Part, String> texts = new EnumMap<>(Part.class);
        jdbc.prepareStatement("SELECT part, body FROM competency_document WHERE tenant = ? AND version = ?", select -> {
            select.setLong(1, tenant.value());
            select.setString(2, version);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    texts.put(Part.valueOf(rows.getString(1)), rows.getString(2));
                }
                return texts.size();
            }
        });
        return new Documents(texts);
    }

    /** All versions, newest first. */
    @Transactional
    public List<Frameworks.Version> all(TenantId tenant) {
        Optional<String> holds = inForce(tenant);
        return jdbc.prepareStatement(
                "SELECT version, published_by, published_at FROM competency_version WHERE tenant = ?"
                        + " ORDER BY published_at DESC, version DESC",
                select -> {
                    select.setLong(1, tenant.value());
                    List<Frameworks.Version> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Frameworks.Version(
                                    rows.getString(1),
                                    holds.filter(rows.getString(1)::equals).isPresent(),
                                    rows.getString(2),
                                    Micros.toInstant(rows.getLong(3))));
                        }
                    }
                    return found;
                });
    }

    /**
     * Publishes a version; false, and nothing is changed, if it was published before.
     *
     * @param inForce true: it comes into force; false: it gets a number below all others, which never is the highest
     */
    @Transactional
    public boolean publish(TenantId tenant, String version, Documents documents, String by, boolean inForce) {
        long number = inForce ? nextNumber(tenant) : lowestNumber(tenant) - 1;
        int made = jdbc.prepareStatement(
                "INSERT IGNORE INTO competency_version (tenant, version, number, sha256, published_by, published_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, version);
                    insert.setLong(3, number);
                    insert.setString(4, documents.sha256());
                    insert.setString(5, by);
                    insert.setLong(6, Micros.of(clock.instant()));
                    return insert.executeUpdate();
                });
        if (made == 0) {
            return false;
        }
        documents
                .texts()
                .forEach((part, text) -> jdbc.prepareStatement(
                        "INSERT INTO competency_document (tenant, version, part, body) VALUES (?, ?, ?, ?)", insert -> {
                            insert.setLong(1, tenant.value());
                            insert.setString(2, version);
                            insert.setString(3, part.name());
                            insert.setString(4, text);
                            return insert.executeUpdate();
                        }));
        return true;
    }

    /** Puts a published version in force. Two nodes that do it at once wait for each other and agree. */
    @Transactional
    public void putInForce(TenantId tenant, String version) {
        long number = nextNumber(tenant);
        jdbc.prepareStatement("UPDATE competency_version SET number = ? WHERE tenant = ? AND version = ?", update -> {
            update.setLong(1, number);
            update.setLong(2, tenant.value());
            update.setString(3, version);
            return update.executeUpdate();
        });
    }

    private long lowestNumber(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT COALESCE(MIN(number), 0) FROM competency_version WHERE tenant = ?", select -> {
                    select.setLong(1, tenant.value());
                    try (var rows = select.executeQuery()) {
                        return rows.next() ? Math.min(0, rows.getLong(1)) : 0;
                    }
                });
    }

    private long nextNumber(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT GREATEST(COALESCE(MAX(number), 0), 0) + 1 FROM competency_version WHERE tenant = ?", select -> {
                    select.setLong(1, tenant.value());
                    try (var rows = select.executeQuery()) {
                        return rows.next() ? rows.getLong(1) : 1;
                    }
                });
    }
}
