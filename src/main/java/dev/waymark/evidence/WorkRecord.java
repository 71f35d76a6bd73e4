package dev.waymark.evidence;

import dev.waymark.engine.map.WorkReading;
import dev.waymark.engine.model.WorkDone;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** All that a learner did, as criteria ask for it: from the whole ledger, and so with what does not count as evidence. */
@Singleton
public class WorkRecord {

    private final JdbcOperations jdbc;

    WorkRecord(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    public List<WorkDone> of(TenantId tenant, LearnerId learner) {
        return jdbc.prepareStatement(
                "SELECT facts, voided, mapped FROM evidence_entry WHERE tenant = ? AND owner = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, Row.Owner.of(learner).key());
                    List<WorkDone> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            WorkReading.read(
                                            FactsJson.read(rows.getString(1), rows.getInt(2) == 1),
                                            MappedJson.read(rows.getString(3)))
                                    .ifPresent(found::add);
                        }
                    }
                    return found;
                });
    }
}
