package dev.waymark.evidence;

import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Notes everybody of whom a source brought something, and counts who waits. */
@Singleton
class StaleCount {

    private final JdbcOperations jdbc;

    StaleCount(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Notes all who have entries.
     *
     * @param source only entries of this source; empty for all
     */
    @Transactional(
            propagation = TransactionDefinition.Propagation.REQUIRES_NEW,
            isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public boolean note(TenantId tenant, Optional<String> source) {
        jdbc.prepareStatement(
                "INSERT IGNORE INTO evidence_stale (tenant, owner) SELECT DISTINCT e.tenant, e.owner"
                        + " FROM evidence_entry e WHERE e.tenant = ?" + (source.isEmpty() ? "" : " AND e.source = ?"),
                insert -> {
                    insert.setLong(1, tenant.value());
                    if (source.isPresent()) {
                        insert.setString(2, source.get());
                    }
                    return insert.executeUpdate();
                });
        return true;
    }

    /** How many wait to have their entries put together. */
    @Transactional
    public long left(TenantId tenant) {
        return jdbc.prepareStatement("SELECT COUNT(*) FROM evidence_stale WHERE tenant = ?", select -> {
            select.setLong(1, tenant.value());
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0L;
            }
        });
    }
}
