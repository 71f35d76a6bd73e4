package dev.waymark.evidence;

import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.evidence.OwnObservations.Own;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our own observations, in their table. Each method runs in its caller's transaction. */
@Singleton
class OwnRows {

    private static final String COLUMNS = "SELECT observation_id, slot, verb, name, experienced, stored_at, mapped"
            + " FROM evidence_own WHERE tenant = ? AND owner = ?";

    /** An observation and what became of it. */
    record Kept(EvidenceId id, String slot, String verb, String name, long experienced, long stored, Mapped mapped) {

        Ledger.Entry entry() {
            return new Ledger.Entry(
                    id,
                    Micros.toInstant(experienced),
                    Micros.toInstant(stored),
                    verb,
                    Optional.empty(),
                    Optional.of(name),
                    OwnObservations.SOURCE,
                    mapped);
        }
    }

    private final JdbcOperations jdbc;

    OwnRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** False, and nothing is changed, if the observation is known. */
    boolean insert(TenantId tenant, LearnerId learner, Own own) {
        var evidence = own.evidence();
        var mapped = new Mapped.Counted(evidence.id(), evidence, Optional.empty(), false);
        return jdbc.prepareStatement(
                        "INSERT IGNORE INTO evidence_own (tenant, observation_id, owner, slot, verb, name, experienced,"
                                + " stored_at, outcome, mapped) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        insert -> {
                            insert.setLong(1, tenant.value());
                            insert.setString(2, evidence.id().value());
                            insert.setString(3, learner.toString());
                            insert.setString(4, own.slot().orElse(""));
                            insert.setString(5, own.verb());
                            insert.setString(
                                    6,
                                    own.name()
                                            .substring(
                                                    0, Math.min(1000, own.name().length())));
                            insert.setLong(7, Micros.of(evidence.experienced()));
                            insert.setLong(8, Micros.of(evidence.stored()));
                            insert.setString(9, MappedJson.outcome(mapped));
                            insert.setString(10, MappedJson.write(mapped));
                            return insert.executeUpdate();
                        })
                == 1;
    }

    /** Lets only the newest observation of a slot count. */
    void settleSlot(TenantId tenant, LearnerId learner, String slot) {
        List<Kept> all = jdbc.prepareStatement(
                COLUMNS + " AND slot = ? AND outcome = 'COUNTED'"
                        + " ORDER BY experienced DESC, stored_at DESC, observation_id DESC",
                select -> {
                    owner(select, tenant, learner);
                    select.setString(3, slot);
                    return read(select);
                });
        for (Kept older : all.subList(Math.min(1, all.size()), all.size())) {
            var now = new Mapped.Ignored(
                    older.id(),
                    Mapped.Why.SUPERSEDED,
                    Optional.of(all.getFirst().id()));
            jdbc.prepareStatement(
                    "UPDATE evidence_own SET outcome = ?, mapped = ? WHERE tenant = ? AND observation_id = ?",
                    update -> {
                        update.setString(1, MappedJson.outcome(now));
                        update.setString(2, MappedJson.write(now));
                        update.setLong(3, tenant.value());
                        update.setString(4, older.id().value());
                        return update.executeUpdate();
                    });
        }
    }

    /** Adds what counts to each of these owners' evidence. */
    void counted(TenantId tenant, List<String> owners, Map<LearnerId, List<Evidence>> found) {
        jdbc.prepareStatement(
                "SELECT owner, mapped FROM evidence_own WHERE tenant = ? AND owner IN (" + Rows.marks(owners.size())
                        + ") AND outcome = '" + MappedJson.COUNTED + "'",
                select -> StoredLedger.collect(select, tenant, owners, found));
    }

    List<Kept> of(TenantId tenant, LearnerId learner) {
        return jdbc.prepareStatement(COLUMNS + " ORDER BY experienced, stored_at, observation_id", select -> {
            owner(select, tenant, learner);
            return read(select);
        });
    }

    int delete(TenantId tenant, LearnerId learner) {
        return jdbc.prepareStatement("DELETE FROM evidence_own WHERE tenant = ? AND owner = ?", delete -> {
            owner(delete, tenant, learner);
            return delete.executeUpdate();
        });
    }

    /** How many there are, by outcome. */
    Map<String, Long> totals(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT outcome, COUNT(*) FROM evidence_own WHERE tenant = ? GROUP BY outcome", select -> {
                    select.setLong(1, tenant.value());
                    Map<String, Long> found = new HashMap<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.put(rows.getString(1), rows.getLong(2));
                        }
                    }
                    return found;
                });
    }

    private static void owner(PreparedStatement statement, TenantId tenant, LearnerId learner) throws SQLException {
        statement.setLong(1, tenant.value());
        statement.setString(2, learner.toString());
    }

    private static List<Kept> read(PreparedStatement select) throws SQLException {
        List<Kept> found = new ArrayList<>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new Kept(
                        new EvidenceId(rows.getString(1)),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        MappedJson.read(rows.getString(7))));
            }
        }
        return found;
    }
}
