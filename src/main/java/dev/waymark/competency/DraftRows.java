package dev.waymark.competency;

import dev.waymark.competency.Frameworks.Draft;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The rows of drafts, and of the packages that frameworks were made of. */
@Singleton
class DraftRows {

    private final JdbcOperations jdbc;
    private final Clock clock;

    DraftRows(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public List<Draft> all(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT draft, version, based_on, made_by, made_at FROM competency_draft WHERE tenant = ?"
                        + " ORDER BY made_at DESC, draft",
                select -> {
                    select.setLong(1, tenant.value());
                    List<Draft> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Draft(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    Micros.toInstant(rows.getLong(5))));
                        }
                    }
                    return found;
                });
    }

    @Transactional
    public Optional<Documents> documents(TenantId tenant, String draft) {
        Map<Part, String> texts = new EnumMap<>(Part.class);
        jdbc.prepareStatement(
                "SELECT part, body FROM competency_draft_document WHERE tenant = ? AND draft = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, draft);
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            texts.put(Part.valueOf(rows.getString(1)), rows.getString(2));
                        }
                    }
                    return texts.size();
                });
        return texts.isEmpty() ? Optional.empty() : Optional.of(new Documents(texts));
    }

    /** Makes the draft, or puts these documents in the place of those it had. */
    @Transactional
    public void put(TenantId tenant, Draft draft, Documents documents) {
        delete(tenant, draft.id());
        jdbc.prepareStatement(
                "INSERT INTO competency_draft (tenant, draft, version, based_on, made_by, made_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, draft.id());
                    insert.setString(3, draft.version());
                    insert.setString(4, draft.basedOn());
                    insert.setString(5, draft.by());
                    insert.setLong(6, Micros.of(clock.instant()));
                    return insert.executeUpdate();
                });
        documents
                .texts()
                .forEach((part, text) -> jdbc.prepareStatement(
                        "INSERT INTO competency_draft_document (tenant, draft, part, body) VALUES (?, ?, ?, ?)",
                        insert -> {
                            insert.setLong(1, tenant.value());
                            insert.setString(2, draft.id());
                            insert.setString(3, part.name());
                            insert.setString(4, text);
                            return insert.executeUpdate();
                        }));
    }

    @Transactional
    public void delete(TenantId tenant, String draft) {
        for (String table : List.of("competency_draft_document", "competency_draft")) {
            jdbc.prepareStatement("DELETE FROM " + table + " WHERE tenant = ? AND draft = ?", delete -> {
                delete.setLong(1, tenant.value());
                delete.setString(2, draft);
                return delete.executeUpdate();
            });
        }
    }

    @Transactional
    public void keepSource(TenantId tenant, String sha256, byte[] json) {
        var packed = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(packed)) {
            zip.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("could not pack a package", e);
        }
        jdbc.prepareStatement(
                "INSERT IGNORE INTO competency_source (tenant, sha256, body) VALUES (?, ?, ?)", insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, sha256);
                    insert.setBytes(3, packed.toByteArray());
                    return insert.executeUpdate();
                });
    }

    @Transactional
    public Optional<byte[]> source(TenantId tenant, String sha256) {
        return jdbc.prepareStatement("SELECT body FROM competency_source WHERE tenant = ? AND sha256 = ?", select -> {
            select.setLong(1, tenant.value());
            select.setString(2, sha256);
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                try (var zip = new GZIPInputStream(new ByteArrayInputStream(rows.getBytes(1)))) {
                    return Optional.of(zip.readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException("could not unpack a package", e);
                }
            }
        });
    }
}
